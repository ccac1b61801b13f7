/**
 * The fast Fourier transform, in place and without putting its result in order: W. M. Gentleman &
 * G. Sande (1966), "Fast Fourier Transforms: for Fun and Profit", AFIPS Conference Proceedings
 * 29:563–578, four parts at a time (C. Van Loan 1992, "Computational Frameworks for the Fast
 * Fourier Transform", SIAM, section 2.4).
 *
 * Complex numbers are stored as their real and imaginary parts in turn.
 */

/**
 * The transform of `size` complex numbers, a power of two. It leaves the frequencies in an order of
 * its own, from which the inverse starts: to multiply spectra, as a convolution does, that is enough,
 * and it saves a walk through all of the memory.
 */
export class FourierTransform {
  /** For each pass: how long its quarters are, and by what it rotates their elements. */
  readonly #passes: { quarter: number; rotations: Float64Array }[] = [];
  /** Whether transforms of two numbers each are left after these passes. */
  readonly #leavesTwo: boolean;

  constructor(size: number) {
    let length = size;
    for (; length >= 4; length /= 4) {
      this.#passes.push({ quarter: length / 2, rotations: rotations(length) });
    }
    this.#leavesTwo = length === 2;
  }

  /** Xₖ = Σⱼ xⱼ e^(−2πijk/size), in an order of its own. */
  forward(x: Float64Array): void {
    for (const { quarter, rotations } of this.#passes) forwardPass(x, quarter, rotations);
    if (this.#leavesTwo) twoPointPass(x);
  }

  /** `size` times the numbers whose transform `x` is. */
  inverse(x: Float64Array): void {
    if (this.#leavesTwo) twoPointPass(x);
    for (let i = this.#passes.length - 1; i >= 0; i--) {
      const { quarter, rotations } = this.#passes[i];
      inversePass(x, quarter, rotations);
    }
  }
}

/** e^(−iωk), e^(−2iωk), e^(−3iωk) with ω = 2π/length, for k = 0, 1, …, length/4 − 1. */
function rotations(length: number): Float64Array {
  const table = new Float64Array(6 * (length / 4));
  for (let i = 0; i < table.length; i += 2) {
    const angle = (2 * Math.PI * ((i % 6) / 2 + 1) * Math.floor(i / 6)) / length;
    table[i] = Math.cos(angle);
    table[i + 1] = -Math.sin(angle);
  }
  return table;
}

/**
 * Turns each transform of 4 q numbers into four of q numbers; for q = 1 these are the result.
 * `quarter` counts real and imaginary parts: 2 q.
 *
 * One loop, since short loops within another take half as long again: at the end of a quarter, it
 * jumps to the next transform. Every element is read once, into a constant and just before its use,
 * because V8 reads again after each write and has sixteen registers for what was read.
 */
function forwardPass(x: Float64Array, quarter: number, rotations: Float64Array): void {
  let k = 0;
  for (let a = 0; a < x.length; a += 2) {
    const b = a + quarter;
    const c = b + quarter;
    const d = c + quarter;
    const a_re = x[a];
    const a_im = x[a + 1];
    const c_re = x[c];
    const c_im = x[c + 1];
    const b_re = x[b];
    const b_im = x[b + 1];
    const d_re = x[d];
    const d_im = x[d + 1];
    const aPlusC_re = a_re + c_re;
    const aPlusC_im = a_im + c_im;
    const aMinusC_re = a_re - c_re;
    const aMinusC_im = a_im - c_im;
    const bPlusD_re = b_re + d_re;
    const bPlusD_im = b_im + d_im;
    const bMinusD_re = b_re - d_re;
    const bMinusD_im = b_im - d_im;
    x[a] = aPlusC_re + bPlusD_re;
    x[a + 1] = aPlusC_im + bPlusD_im;
    const y1_re = aMinusC_re + bMinusD_im;
    const y1_im = aMinusC_im - bMinusD_re;
    const w1_re = rotations[k];
    const w1_im = rotations[k + 1];
    x[b] = y1_re * w1_re - y1_im * w1_im;
    x[b + 1] = y1_re * w1_im + y1_im * w1_re;
    const y2_re = aPlusC_re - bPlusD_re;
    const y2_im = aPlusC_im - bPlusD_im;
    const w2_re = rotations[k + 2];
    const w2_im = rotations[k + 3];
    x[c] = y2_re * w2_re - y2_im * w2_im;
    x[c + 1] = y2_re * w2_im + y2_im * w2_re;
    const y3_re = aMinusC_re - bMinusD_im;
    const y3_im = aMinusC_im + bMinusD_re;
    const w3_re = rotations[k + 4];
    const w3_im = rotations[k + 5];
    x[d] = y3_re * w3_re - y3_im * w3_im;
    x[d + 1] = y3_re * w3_im + y3_im * w3_re;
    k += 6;
    if (k === rotations.length) {
      k = 0;
      a += 3 * quarter;
    }
  }
}

/** Turns four transforms of q numbers each back into one of 4 q: undoes {@link forwardPass}. */
function inversePass(x: Float64Array, quarter: number, rotations: Float64Array): void {
  let k = 0;
  for (let a = 0; a < x.length; a += 2) {
    const b = a + quarter;
    const c = b + quarter;
    const d = c + quarter;
    const y1_re = x[b];
    const y1_im = x[b + 1];
    const w1_re = rotations[k];
    const w1_im = rotations[k + 1];
    const b_re = y1_re * w1_re + y1_im * w1_im;
    const b_im = y1_im * w1_re - y1_re * w1_im;
    const y3_re = x[d];
    const y3_im = x[d + 1];
    const w3_re = rotations[k + 4];
    const w3_im = rotations[k + 5];
    const d_re = y3_re * w3_re + y3_im * w3_im;
    const d_im = y3_im * w3_re - y3_re * w3_im;
    const y2_re = x[c];
    const y2_im = x[c + 1];
    const w2_re = rotations[k + 2];
    const w2_im = rotations[k + 3];
    const c_re = y2_re * w2_re + y2_im * w2_im;
    const c_im = y2_im * w2_re - y2_re * w2_im;
    const a_re = x[a];
    const a_im = x[a + 1];
    const aPlusC_re = a_re + c_re;
    const aPlusC_im = a_im + c_im;
    const aMinusC_re = a_re - c_re;
    const aMinusC_im = a_im - c_im;
    const bPlusD_re = b_re + d_re;
    const bPlusD_im = b_im + d_im;
    const bMinusD_re = b_re - d_re;
    const bMinusD_im = b_im - d_im;
    x[a] = aPlusC_re + bPlusD_re;
    x[a + 1] = aPlusC_im + bPlusD_im;
    x[b] = aMinusC_re - bMinusD_im;
    x[b + 1] = aMinusC_im + bMinusD_re;
    x[c] = aPlusC_re - bPlusD_re;
    x[c + 1] = aPlusC_im - bPlusD_im;
    x[d] = aMinusC_re + bMinusD_im;
    x[d + 1] = aMinusC_im - bMinusD_re;
    k += 6;
    if (k === rotations.length) {
      k = 0;
      a += 3 * quarter;
    }
  }
}

/** The transforms of two neighbours each. */
function twoPointPass(x: Float64Array): void {
  for (let a = 0; a < x.length; a += 4) {
    const re = x[a] - x[a + 2];
    const im = x[a + 1] - x[a + 3];
    x[a] += x[a + 2];
    x[a + 1] += x[a + 3];
    x[a + 2] = re;
    x[a + 3] = im;
  }
}
