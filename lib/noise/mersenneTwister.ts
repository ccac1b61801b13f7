/**
 * MT19937, the random generator of NumPy's `RandomState`: M. Matsumoto & T. Nishimura (1998),
 * "Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random number generator",
 * ACM TOMACS 8:3–30; its seed by one number as in their revision of 2002.
 */

/** How many words the state has, and how far apart those are that are combined. */
const LENGTH = 624;
const APART = 397;

/** How many numbers the words of a state make: two each. */
const BATCH = LENGTH / 2;

/** Numbers uniform in [0, 1), of 53 random bits; made some hundred at a time. */
export class MersenneTwister {
  readonly #state = new Int32Array(LENGTH);
  readonly #uniforms = new Float64Array(BATCH);
  #used = BATCH;

  constructor(seed: number) {
    const state = this.#state;
    state[0] = seed;
    for (let i = 1; i < LENGTH; i++) {
      state[i] = Math.imul(1812433253, state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  uniform(): number {
    if (this.#used === BATCH) this.#renew();
    return this.#uniforms[this.#used++];
  }

  #renew(): void {
    const state = this.#state;
    const uniforms = this.#uniforms;
    for (let i = 0; i < LENGTH - APART; i++) {
      state[i] = twist(state[i], state[i + 1], state[i + APART]);
    }
    for (let i = LENGTH - APART; i < LENGTH - 1; i++) {
      state[i] = twist(state[i], state[i + 1], state[i + APART - LENGTH]);
    }
    state[LENGTH - 1] = twist(state[LENGTH - 1], state[0], state[APART - 1]);
    for (let i = 0; i < BATCH; i++) {
      const high = temper(state[2 * i]) >>> 5; // 27 bits
      const low = temper(state[2 * i + 1]) >>> 6; // 26 bits
      uniforms[i] = (high * 2 ** 26 + low) / 2 ** 53;
    }
    this.#used = 0;
  }
}

/** The upper bit of one word and the lower 31 of the next, times a matrix, plus a third word. */
function twist(upper: number, lower: number, other: number): number {
  const joined = (upper & 0x80000000) | (lower & 0x7fffffff);
  return other ^ (joined >>> 1) ^ (-(joined & 1) & 0x9908b0df);
}

/** Spreads the bits of a word more evenly. */
function temper(word: number): number {
  const first = word ^ (word >>> 11);
  const second = first ^ ((first << 7) & 0x9d2c5680);
  const third = second ^ ((second << 15) & 0xefc60000);
  return third ^ (third >>> 18);
}
