/** Convolution by fast Fourier transform. */

import { checkSamples, outOfRange } from "../internal/check.js";
import { FourierTransform } from "./fourier.js";

/** The most elements of a convolution, which takes up to 90 bytes for each: 2²⁴, 1.5 GiB. */
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
  const [signal, kernel] = a.length >= v.length ? [a, v] : [v, a];
  const convolve = convolver(Float64Array.from(kernel), signal.length);
  const start = Math.floor((kernel.length - 1) / 2);
  const same = convolve(Float64Array.from(signal), start, signal.length);
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
 * A function that convolves signals of this length with `kernel`: it gives `count` elements of the
 * convolution, from `start`.
 *
 * Overlap-save (W. H. Press et al. 2007, "Numerical Recipes", section 13.1.1): blocks that fit a
 * transform in the processor's cache overlap by the kernel's length less one; as many elements of
 * each block's convolution went around its ends, and are left out. The transform is of complex
 * numbers, and convolution with a real kernel keeps real and imaginary parts apart: so two blocks
 * share each transform.
 */
export function convolver(
  kernel: Float64Array,
  length: number,
): (signal: Float64Array, start: number, count: number) => Float64Array {
  const overlap = kernel.length - 1;
  const size = Math.max(2, Math.min(powerOfTwo(length + overlap), 2 * powerOfTwo(kernel.length)));
  const step = size - overlap;
  const fourier = new FourierTransform(size);
  const spectrum = new Float64Array(2 * size);
  for (let i = 0; i < kernel.length; i++) spectrum[2 * i] = kernel[i] / size;
  fourier.forward(spectrum);

  return (signal, start, count) => {
    const sums = new Float64Array(count);
    const blocks = new Float64Array(2 * size);
    for (let done = 0; done < count; done += 2 * step) {
      const offset = start + done - overlap;
      blocks.fill(0);
      spread(signal, offset, blocks, 0);
      spread(signal, offset + step, blocks, 1);
      fourier.forward(blocks);
      multiply(blocks, spectrum);
      fourier.inverse(blocks);
      collect(blocks, overlap, 0, sums.subarray(done, done + step));
      collect(blocks, overlap, 1, sums.subarray(done + step, done + 2 * step));
    }
    return sums;
  };
}

/** Puts the signal from `offset` into the real (0) or imaginary (1) parts of the blocks. */
function spread(signal: Float64Array, offset: number, blocks: Float64Array, part: number): void {
  const to = Math.min(offset + blocks.length / 2, signal.length);
  let j = 2 * Math.max(0, -offset) + part;
  for (let i = Math.max(0, offset); i < to; i++) {
    blocks[j] = signal[i];
    j += 2;
  }
}

/** Takes as many real (0) or imaginary (1) parts as `sums` has room for, after the first ones. */
function collect(blocks: Float64Array, first: number, part: number, sums: Float64Array): void {
  let j = 2 * first + part;
  for (let i = 0; i < sums.length; i++) {
    sums[i] = blocks[j];
    j += 2;
  }
}

/** Multiplies complex numbers, stored as real and imaginary parts in turn, in place. */
function multiply(A: Float64Array, B: Float64Array): void {
  for (let i = 0; i < A.length; i += 2) {
    const re = A[i];
    const im = A[i + 1];
    A[i] = re * B[i] - im * B[i + 1];
    A[i + 1] = re * B[i + 1] + im * B[i];
  }
}

/** The smallest power of two that is not below x. */
function powerOfTwo(x: number): number {
  return 2 ** Math.ceil(Math.log2(x));
}
