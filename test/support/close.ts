import { AssertionError } from "node:assert";

/**
 * Asserts that two numbers, or two arrays of numbers, differ by no more than `tolerance`.
 * The message shows both values and where in the array they stand.
 */
export function assertClose(
  actual: number | ArrayLike<number>,
  expected: number | ArrayLike<number>,
  tolerance: number,
  what = "value",
): void {
  if (typeof actual === "number" && typeof expected === "number") {
    const difference = Math.abs(actual - expected);
    if (difference <= tolerance) return;
    throw new AssertionError({
      message: `${what} is ${actual}, expected ${expected} ± ${tolerance} (off by ${difference})`,
      actual,
      expected,
    });
  }
  if (typeof actual === "number" || typeof expected === "number") {
    throw new AssertionError({ message: `${what}: one is a number, the other an array` });
  }
  if (actual.length !== expected.length) {
    throw new AssertionError({
      message: `${what} has ${actual.length} elements, expected ${expected.length}`,
    });
  }
  for (let i = 0; i < actual.length; i++) {
    assertClose(actual[i], expected[i], tolerance, `${what}[${i}]`);
  }
}
