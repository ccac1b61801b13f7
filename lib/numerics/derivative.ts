/** The derivative of a function that is only known by its values. */

import { checkFinite, checkFunction, checkPositive, outOfRange } from "../internal/check.js";

const SHRINK = 1.4;
const ROWS = 12;

/**
 * f′(x), by central differences extrapolated to a step of zero.
 *
 * The differences at steps `step`, `step`/1.4, `step`/1.4², … are combined so that the errors of
 * order h², h⁴, … cancel, and of all combinations the one is taken whose estimated error is least:
 * C. J. F. Ridders (1982), "Accurate computation of F′(x) and F′(x) F″(x)", Adv. Eng. Software
 * 4:75–76. For a smooth `f` some 11 digits are right.
 *
 * @param f the function; it is evaluated from `x − step` to `x + step`
 * @param step the first step: about the distance over which `f` curves, not a tiny number
 * @returns the derivative, in the unit of `f` per unit of `x`
 * @throws TypeError | RangeError for arguments that make no sense, or when `f` is not finite near `x`
 *
 * @example derivative(Math.exp, 0, 0.5) // 1
 */
export function derivative(f: (x: number) => number, x: number, step: number): number {
  checkFunction("derivative", "f", f);
  checkFinite("derivative", "x", x);
  checkPositive("derivative", "step", step);
  return ridders(f, x, step);
}

/** {@link derivative} without the checks of its arguments. */
export function ridders(f: (x: number) => number, x: number, step: number): number {
  let best = Number.NaN;
  let leastError = Number.POSITIVE_INFINITY;
  let previous: number[] = [];
  for (let row = 0, h = step; row < ROWS; row++, h /= SHRINK) {
    const slope = (f(x + h) - f(x - h)) / (2 * h);
    if (!Number.isFinite(slope)) {
      throw outOfRange("derivative", `f within ${h} of ${x}`, "finite", slope);
    }
    const current = [slope];
    for (let k = 0, factor = SHRINK ** 2; k < row; k++, factor *= SHRINK ** 2) {
      const extrapolated = (factor * current[k] - previous[k]) / (factor - 1);
      const error = Math.max(
        Math.abs(extrapolated - current[k]),
        Math.abs(extrapolated - previous[k]),
      );
      if (error <= leastError) [best, leastError] = [extrapolated, error];
      current.push(extrapolated);
    }
    // From here on rounding errors only grow.
    if (row > 0 && Math.abs(current[row] - previous[row - 1]) >= 2 * leastError) break;
    previous = current;
  }
  if (!Number.isFinite(best)) {
    throw outOfRange("derivative", `f within ${step} of ${x}`, "so small that f′ is finite", best);
  }
  return best;
}
