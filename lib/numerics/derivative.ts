/** The derivative of a function that is only known by its values. */

import { checkFinite, checkFunction, checkPositive, outOfRange } from "../internal/check.js";

const SHRINK = 1.4;
const ROWS = 12;

/** The best estimate so far was right by chance if the next is this many times its error away … */
const CHANCE = 100;

/** … and farther than errors of rounding, relative to the size of `f`, can shift the differences. */
const NOISE = 1e-9;

/** An error this large, relative to the size of `f` by the step, is not one of rounding. */
const ROUGH = 1e-3;

/**
 * f′(x), by central differences extrapolated to a step of zero.
 *
 * The differences at steps `step`, `step`/1.4, `step`/1.4², … are combined so that the errors of
 * order h², h⁴, … cancel, and of all combinations the one is taken whose estimated error is least,
 * unless the next step contradicts it: C. J. F. Ridders (1982), "Accurate computation of F′(x) and
 * F′(x) F″(x)", Adv. Eng. Software 4:75–76. For a smooth `f` some 11 digits are right.
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
    const [above, below] = [f(x + h), f(x - h)];
    const slope = (above - below) / (2 * h);
    const size = Math.abs(above) + Math.abs(below);
    if (!Number.isFinite(slope)) {
      throw outOfRange("derivative", `f within ${h} of ${x}`, "finite", slope);
    }
    const current = [slope];
    let rowBest = slope;
    let rowError = Number.POSITIVE_INFINITY;
    for (let k = 0, factor = SHRINK ** 2; k < row; k++, factor *= SHRINK ** 2) {
      const extrapolated = (factor * current[k] - previous[k]) / (factor - 1);
      const error = Math.max(
        Math.abs(extrapolated - current[k]),
        Math.abs(extrapolated - previous[k]),
      );
      if (error <= rowError) [rowBest, rowError] = [extrapolated, error];
      current.push(extrapolated);
    }
    // Differences can agree by chance: then the next row does not.
    const contradiction = Math.abs(rowBest - best);
    const isChance = contradiction > CHANCE * leastError && contradiction > NOISE * (size / h);
    if (row > 1 && isChance) leastError = contradiction;
    if (rowError <= leastError) [best, leastError] = [rowBest, rowError];
    // From here on rounding errors only grow; unless nothing is right yet.
    const isWorse = row > 0 && Math.abs(current[row] - previous[row - 1]) >= 2 * leastError;
    if (isWorse && leastError <= ROUGH * (size / h)) break;
    previous = current;
  }
  if (!Number.isFinite(best)) {
    throw outOfRange("derivative", `f within ${step} of ${x}`, "so small that f′ is finite", best);
  }
  return best;
}
