/** All zeros of a function in an interval. */

import { checkFinite, checkFunction, checkInteger, outOfRange } from "../internal/check.js";
import { derivative } from "./derivative.js";

type Real = (x: number) => number;

/**
 * The zero of `f` between `a` and `b`, where `f` has opposite signs (or is 0), to the last bit or
 * where the function is all rounding error.
 *
 * By inverse quadratic interpolation where that is safe, and bisection elsewhere: T. R. Chandrupatla
 * (1997), "A new hybrid quadratic/bisection algorithm for finding the zero of a nonlinear function
 * without using derivatives", Adv. Eng. Software 28:145–149.
 *
 * @throws TypeError | RangeError for arguments that make no sense, when the signs are the same, and
 *   where `f` is not finite
 *
 * @example zeroBetween((x) => x * x - 2, 0, 2) // 1.414213562373095
 */
export function zeroBetween(f: Real, a: number, b: number): number {
  const where = "zeroBetween";
  checkFunction(where, "f", f);
  checkFinite(where, "a", a);
  checkFinite(where, "b", b);
  // x1 and x2 bracket the zero, x1 is the newer one; x3 is the point that was dropped.
  let [x1, x2, x3] = [b, a, a];
  let [f1, f2, f3] = [finite(where, f, b), finite(where, f, a), 0];
  f3 = f2;
  if (Math.sign(f1) * Math.sign(f2) > 0) {
    throw outOfRange(where, "f(b)", `of the other sign than f(a) = ${f2}`, f1);
  }
  let fraction = 0.5;
  for (;;) {
    const best = Math.abs(f1) < Math.abs(f2) ? x1 : x2;
    const resolution = (2 * Number.EPSILON * Math.abs(best)) / Math.abs(x2 - x1);
    if (f1 === 0 || f2 === 0 || !(resolution < 0.5)) return best;
    fraction = Math.min(Math.max(fraction, resolution), 1 - resolution);
    const x = x1 + fraction * (x2 - x1);
    if (x === x1 || x === x2) return best;
    const f_x = finite(where, f, x);
    if (Math.sign(f_x) === Math.sign(f1)) [x3, f3] = [x1, f1];
    else [x3, f3, x2, f2] = [x2, f2, x1, f1];
    [x1, f1] = [x, f_x];
    const ξ = (x1 - x2) / (x3 - x2);
    const Φ = (f1 - f2) / (f3 - f2);
    const isSafe = Φ ** 2 < ξ && (1 - Φ) ** 2 < 1 - ξ;
    fraction = isSafe
      ? (f1 / (f2 - f1)) * (f3 / (f2 - f3)) +
        ((x3 - x1) / (x2 - x1)) * (f1 / (f3 - f1)) * (f2 / (f3 - f2))
      : 0.5;
  }
}

/** How close to zero an extremum must come to count as a double zero, relative to `f` around it. */
const TOUCHES = 1e-9;

/**
 * All zeros of a smooth function from `a` to `b`, in ascending order.
 *
 * The interval is cut into `pieces` of equal length. A change of sign across a piece brackets a
 * zero. An extremum between two cuts is found from the zero of the derivative, so that two zeros
 * within one piece are not missed, nor a double zero, where `f` touches 0; it is returned once.
 * What can be missed is a wiggle of `f` much shorter than a piece.
 *
 * @param pieces an integer from 2 to 10⁶; 500 by default
 * @throws TypeError | RangeError for arguments that make no sense, and where `f` is not finite
 *
 * @example zeros(Math.sin, -1, 4) // [0, 3.141592653589793]
 */
export function zeros(f: Real, a: number, b: number, pieces = 500): number[] {
  checkFunction("zeros", "f", f);
  checkFinite("zeros", "a", a);
  checkFinite("zeros", "b", b);
  if (!(a < b)) throw outOfRange("zeros", "b", `greater than a = ${a}`, b);
  checkInteger("zeros", "pieces", pieces, 2, 1e6);
  checkFinite("zeros", "(b - a) pieces", (b - a) * pieces);

  const x = Array.from({ length: pieces + 1 }, (_, i) => a + ((b - a) * i) / pieces);
  x[pieces] = b;
  const y = x.map((x_i) => finite("zeros", f, x_i));

  const found: number[] = [];
  for (let i = 0; i <= pieces; i++) {
    if (y[i] === 0) found.push(x[i]);
    else if (i < pieces && y[i] * y[i + 1] < 0) found.push(zeroBetween(f, x[i], x[i + 1]));

    const turns = i > 0 && i < pieces && (y[i] - y[i - 1]) * (y[i + 1] - y[i]) <= 0;
    const oneSign = turns && y[i - 1] * y[i] > 0 && y[i] * y[i + 1] > 0;
    if (oneSign) found.push(...zerosAroundExtremum(f, x[i - 1], x[i + 1]));
  }
  return [...new Set(found)].sort((p, q) => p - q);
}

/** The none, one or two zeros of `f` between `a` and `b`, which have an extremum between them. */
function zerosAroundExtremum(f: Real, a: number, b: number): number[] {
  const slope = (x: number) => derivative(f, x, (b - a) / 2);
  if (!(slope(a) * slope(b) < 0)) return [];
  const extremum = zeroBetween(slope, a, b);
  const f_extremum = f(extremum);
  const around = Math.max(Math.abs(f(a) - f_extremum), Math.abs(f(b) - f_extremum));
  if (Math.abs(f_extremum) <= TOUCHES * around) return [extremum];
  if (f_extremum * f(a) > 0) return [];
  return [zeroBetween(f, a, extremum), zeroBetween(f, extremum, b)];
}

function finite(where: string, f: Real, x: number): number {
  const y = f(x);
  if (!Number.isFinite(y)) throw outOfRange(where, `f(${x})`, "a finite number", y);
  return y;
}
