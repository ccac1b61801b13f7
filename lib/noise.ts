/**
 * NumPy's random stream, the Gaussian window, and smoothing: the input current of the simulation.
 */

import {
  checkFinite,
  checkInteger,
  checkObject,
  checkPositive,
  checkSI,
  MAX_LENGTH,
  outOfRange,
} from "./internal/check.js";
import { memoize } from "./internal/memoize.js";
import { checkSums, convolver, MAX_CONVOLUTION } from "./noise/convolve.js";
import { MersenneTwister } from "./noise/mersenneTwister.js";
import { mm, ms, nA } from "./units.js";

export { convolveSame } from "./noise/convolve.js";

/**
 * The stream of `numpy.random.RandomState(seed)`, draw for draw.
 *
 * The generator is MT19937 (Matsumoto & Nishimura 1998, ACM TOMACS 8:3); the uniform numbers have
 * 53 bits; the normal ones come in pairs from Marsaglia's polar method. (NumPy calls this stream
 * "legacy" and guarantees that it never changes: NEP 19.)
 */
export class RandomState {
  readonly #generator: MersenneTwister;
  /** The second number of a pair of normal ones, as long as it was not handed out. */
  #second: number | undefined;

  /**
   * @param seed an integer from 0 to 2³² − 1, as for NumPy
   * @throws TypeError | RangeError for any other seed
   */
  constructor(seed: number) {
    checkInteger("RandomState", "seed", seed, 0, 2 ** 32 - 1);
    this.#generator = new MersenneTwister(seed);
  }

  /** The next number uniform in [0, 1): `RandomState.random()` of NumPy. */
  random(): number {
    return this.#generator.uniform();
  }

  /**
   * The next `N` numbers of the standard normal distribution: `RandomState.randn(N)` of NumPy,
   * equal to within the last bit of the logarithm.
   *
   * They come in pairs: a point that is uniform in the unit disc gives two.
   *
   * @throws TypeError | RangeError unless `N` is an integer from 0 to 2²⁸
   */
  randn(N: number): Float64Array {
    checkInteger("randn", "N", N, 0, MAX_LENGTH);
    const generator = this.#generator;
    const samples = new Float64Array(N);
    let i = 0;
    if (N > 0 && this.#second !== undefined) {
      samples[i++] = this.#second;
      this.#second = undefined;
    }
    while (i < N) {
      const x = 2 * generator.uniform() - 1;
      const y = 2 * generator.uniform() - 1;
      const r2 = x * x + y * y;
      if (r2 === 0 || r2 >= 1) continue;
      const factor = Math.sqrt((-2 * Math.log(r2)) / r2);
      samples[i++] = factor * y;
      if (i < N) samples[i++] = factor * x;
      else this.#second = factor * x;
    }
    return samples;
  }
}

/**
 * A Gaussian bell of `M` points with its peak, 1, in the middle: `scipy.signal.windows.gaussian`.
 *
 * @param M how many points, an integer from 0 to 2²⁸
 * @param std the standard deviation, in points
 * @throws TypeError | RangeError for any other `M` or a `std` that is not positive
 */
export function gaussianWindow(M: number, std: number): Float64Array {
  checkInteger("gaussianWindow", "M", M, 0, MAX_LENGTH);
  checkPositive("gaussianWindow", "std", std, "points");
  const middle = (M - 1) / 2;
  return Float64Array.from({ length: M }, (_, i) => Math.exp(-0.5 * ((i - middle) / std) ** 2));
}

/** What {@link smoothedNoise} is made of. */
export interface NoiseOptions {
  /** How many samples. */
  N: number;
  /** The time from one sample to the next, in seconds. */
  Δt: number;
  /** The width (standard deviation) of the Gaussian that smooths, in seconds. */
  σ: number;
  /** The standard deviation of the white noise before it is smoothed; the result's unit. */
  amplitude: number;
  /** The seed of the random stream, an integer from 0 to 2³² − 1. */
  seed: number;
}

/** The noise of the original notebook, in SI units: the amplitude is that of a current per area. */
export const originalNoise = { σ: 6 * ms, amplitude: 1400 * (nA / mm ** 2), seed: 1 } as const;

/**
 * White noise, locally averaged with a Gaussian of width σ that is cut at ±4 σ, as in the original.
 *
 * Like there, the window is divided by its number of points M = round(8 σ/Δt) and not by its sum,
 * √(2π) σ/Δt, so its weights add up to about √(2π)/8 = 0.313 rather than to 1.
 *
 * @returns `N` samples, in the unit of `amplitude`: the middle of the convolution, also where the window
 *   is longer than N (NumPy's "same" is then as long as the window)
 * @throws TypeError | RangeError for arguments that make no sense, among them an N and a window of
 *   more than 2²⁴ points together
 */
export function smoothedNoise(options: NoiseOptions): Float64Array {
  checkObject("smoothedNoise", "options", options);
  const { N, Δt, σ, amplitude, seed } = options;
  checkInteger("smoothedNoise", "N", N, 1, MAX_CONVOLUTION);
  checkPositive("smoothedNoise", "Δt", Δt, "seconds");
  checkPositive("smoothedNoise", "σ", σ, "seconds");
  // Both may be in milliseconds, but not one of them.
  if (Δt < 1e-3) checkSI("smoothedNoise", "σ", "t", σ);
  checkFinite("smoothedNoise", "amplitude", amplitude);
  checkInteger("smoothedNoise", "seed", seed, 0, 2 ** 32 - 1);
  const M = windowLength(Δt, σ);
  if (!(M >= 1 && M + N - 1 <= MAX_CONVOLUTION)) {
    const expected = `from 0.5 to ${MAX_CONVOLUTION - N + 1}`;
    throw outOfRange("smoothedNoise", "8 σ/Δt", expected, (8 * σ) / Δt);
  }
  const white = new RandomState(seed).randn(N);
  for (let i = 0; i < N; i++) white[i] *= amplitude; // a third of the time of `map`
  const smooth = smoothed(white, Δt, σ);
  checkSums("smoothedNoise", "the samples, for this amplitude,", smooth);
  return smooth;
}

/** What {@link smoothedNoise} does with its white noise. */
export function smoothed(white: Float64Array, Δt: number, σ: number): Float64Array {
  const N = white.length;
  const M = windowLength(Δt, σ);
  return smoother({ M, std: σ / Δt, N })(white, Math.floor((M - 1) / 2), N);
}

/** How many points there are from −4 σ to 4 σ. */
function windowLength(Δt: number, σ: number): number {
  return Math.round((2 * 4 * σ) / Δt);
}

/** Many runs are smoothed alike: the last window's spectrum is kept. */
const smoother = memoize(
  ({ M, std, N }: { M: number; std: number; N: number }) =>
    convolver(
      gaussianWindow(M, std).map((weight) => weight / M),
      N,
    ),
  1,
);
