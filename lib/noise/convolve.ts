/** Convolution by fast Fourier transform. */

import FFT from "fft.js";
import { checkSamples, outOfRange } from "../internal/check.js";
import { memoize } from "../internal/memoize.js";

/** The most elements of a convolution, which takes up to 130 bytes for each: 2²⁴, 2 GiB. */
export const MAX_CONVOLUTION = 2 ** 24;

/**
 * The middle of the convolution of `a` and `v`, as long as the longer of them:
 * `numpy.convolve(a, v, "same")`.
 *
 * By fast Fourier transform, so the rounding error of every element is some 10⁻¹⁶ of the largest.
 *
 * @throws TypeError | RangeError unless both are non-empty arrays of finite numbers, of 2²⁴ elements
 *   together at most
 * @throws RangeError when a sum leaves the finite numbers
 */
export function convolveSame(a: ArrayLike<number>, v: ArrayLike<number>): Float64Array {
  checkSamples("convolveSame", "a", a);
  checkSamples("convolveSame", "v", v);
  const length = a.length + v.length - 1;
  if (length > MAX_CONVOLUTION) {
    const expected = `${MAX_CONVOLUTION} elements together at most`;
    throw outOfRange("convolveSame", "a and v", expected, length);
  }
  const start = Math.floor((Math.min(a.length, v.length) - 1) / 2);
  const same = convolve(a, v).slice(start, start + Math.max(a.length, v.length));
  checkSums("convolveSame", "the sums of a and v", same);
  return same;
}

/** Throws if the sums have become too large for a number. */
export function checkSums(where: string, name: string, sums: Float64Array): void {
  let i = 0;
  while (i < sums.length && Number.isFinite(sums[i])) i++; // `findIndex` takes five times as long
  if (i < sums.length) {
    throw new RangeError(`${where}: ${name} must be finite numbers, got ${sums[i]} at index ${i}`);
  }
}

/**
 * The whole convolution, a.length + v.length − 1 elements.
 *
 * Overlap-add: the longer array is cut into blocks that fit a transform in the processor's cache,
 * and the blocks' convolutions are added up. The transform is of complex numbers, and convolution
 * with a real array keeps real and imaginary parts apart: so two blocks share each transform.
 */
export function convolve(a: ArrayLike<number>, v: ArrayLike<number>): Float64Array {
  const [signal, kernel] = a.length >= v.length ? [a, v] : [v, a];
  const length = signal.length + kernel.length - 1;
  const size = Math.max(2, Math.min(powerOfTwo(length), 2 * powerOfTwo(kernel.length)));
  const fft = transformOf(size);
  const spectrum = new Float64Array(2 * size);
  const blocks = new Float64Array(2 * size);
  for (let i = 0; i < kernel.length; i++) blocks[2 * i] = kernel[i];
  fft.transform(spectrum, blocks);

  const sums = new Float64Array(length);
  const product = new Float64Array(2 * size);
  const step = size - kernel.length + 1;
  for (let start = 0; start < signal.length; start += 2 * step) {
    blocks.fill(0);
    for (const part of [0, 1]) {
      const from = start + part * step;
      const to = Math.min(from + step, signal.length);
      for (let i = from; i < to; i++) blocks[2 * (i - from) + part] = signal[i];
    }
    fft.transform(product, blocks);
    multiply(product, spectrum);
    fft.inverseTransform(blocks, product);
    for (const part of [0, 1]) {
      const from = start + part * step;
      const to = Math.min(from + size, length);
      for (let i = from; i < to; i++) sums[i] += blocks[2 * (i - from) + part];
    }
  }
  return sums;
}

/** Its tables take as long to make as some transforms: the last are kept. */
const transformOf = memoize((size: number) => new FFT(size), 2);

/** Multiplies complex numbers, stored as real and imaginary parts in turn, in place. */
function multiply(A: Float64Array, B: Float64Array): void {
  for (let i = 0; i < A.length; i += 2) {
    const re = A[i] * B[i] - A[i + 1] * B[i + 1];
    A[i + 1] = A[i] * B[i + 1] + A[i + 1] * B[i];
    A[i] = re;
  }
}

/** The smallest power of two that is not below x. */
function powerOfTwo(x: number): number {
  return 2 ** Math.ceil(Math.log2(x));
}
