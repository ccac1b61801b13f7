import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { convolver, convolveSame } from "../../../lib/noise/convolve.js";
import { RandomState } from "../../../lib/noise.js";
import { assertClose } from "../../support/close.js";
import { numpy } from "../../support/reference.js";

describe("convolveSame", () => {
  for (const { a, v, same } of numpy.convolve) {
    it(`is numpy.convolve(…, "same") for ${a.length} by ${v.length} elements`, () => {
      // A Fourier transform of N points has an error of some log₂ N rounding errors of the largest.
      const largest = Math.max(...same.map(Math.abs));
      assertClose(convolveSame(a, v), same, 10 * Number.EPSILON * largest, "same");
    });
  }

  it("leaves its arguments as they were", () => {
    const a = [1, 2, 3];
    const v = [1, 1];
    convolveSame(a, v);
    assert.deepEqual(
      [a, v],
      [
        [1, 2, 3],
        [1, 1],
      ],
    );
  });

  it("names the argument that makes no sense", () => {
    assert.throws(() => convolveSame([], [1]), { message: /convolveSame: a must be a non-empty/ });
    assert.throws(() => convolveSame([1], []), { message: /convolveSame: v must be a non-empty/ });
    assert.throws(() => convolveSame([1, Number.NaN], [1]), {
      message: "convolveSame: a[1] must be a finite number, got NaN",
    });
    assert.throws(() => convolveSame("12" as never, [1]), { name: "TypeError" });
  });

  it("refuses sums beyond the finite numbers rather than returning Infinity or NaN", () => {
    for (const a of [
      [1e200, 1],
      [1, 1, 1, -1e200],
    ]) {
      assert.throws(() => convolveSame(a, [1e200]), {
        name: "RangeError",
        message:
          /^convolveSame: the sums of a and v must be finite numbers, got -?(Infinity|NaN) at index \d$/,
      });
    }
  });

  it("refuses arrays that are too long for its memory, before it makes room for them", () => {
    const long = new Float64Array(2 ** 23);
    assert.throws(() => convolveSame(long, new Float64Array(2 ** 23 + 2)), {
      name: "RangeError",
      message: "convolveSame: a and v must be 16777216 elements together at most, got 16777217",
    });
  });
});

describe("convolver", () => {
  it("gives the whole convolution, of whole and of odd lengths", () => {
    const whole = (kernel: number[], signal: number[]) => {
      const convolve = convolver(Float64Array.from(kernel), signal.length);
      return convolve(Float64Array.from(signal), 0, signal.length + kernel.length - 1);
    };
    assertClose(whole([1, 10], [1, 2, 3]), [1, 12, 23, 30], 1e-13);
    assertClose(whole([1, 2, 3], [1, 10]), [1, 12, 23, 30], 1e-13);
    assertClose(whole([2], [3]), [6], 1e-14);
  });

  it("gives the part that is asked for, whatever blocks it is made of", () => {
    const a = new RandomState(6).randn(300);
    const v = new RandomState(7).randn(20); // blocks of 64 elements, of which 45 are new
    const whole = Array.from({ length: 319 }, (_, i) =>
      v.reduce((sum, weight, j) => sum + weight * (a[i - j] ?? 0), 0),
    );
    const convolve = convolver(v, a.length);
    for (const [start, count] of [
      [0, 319],
      [0, 1],
      [9, 300],
      [45, 45],
      [318, 1],
    ]) {
      // 20 products of some 3 each, and 6 roundings of the largest in a transform of 64
      assertClose(convolve(a, start, count), whole.slice(start, start + count), 1e-13);
    }
  });
});
