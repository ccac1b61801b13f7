/** The zeros of a function: one between two points, or all in an interval. */

import { checkFinite, checkFunction, checkInteger, outOfRange } from "../internal/check.js";
import { chandrupatla } from "./bracket.js";
import { zerosIn } from "./zeros.js";

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
  const f_at = (x: number) => {
    const y = f(x);
    if (!Number.isFinite(y)) throw outOfRange(where, `f(${x})`, "a finite number", y);
    return y;
  };
  const [f_a, f_b] = [f_at(a), f_at(b)];
  if (Math.sign(f_a) * Math.sign(f_b) > 0) {
    throw outOfRange(where, "f(b)", `of the other sign than f(a) = ${f_a}`, f_b);
  }
  return chandrupatla(f_at, a, b, f_a, f_b);
}

/**
 * All zeros of a smooth function from `a` to `b`, in ascending order.
 *
 * The interval is cut into `pieces` of equal length. On each, a polynomial through five values shows
 * whether `f` stays away from zero, rises or falls all along, or curves to one side all along: then
 * there are none, one, or two zeros, and they are bracketed. Where it can't be seen, the piece is
 * halved, again and again. So two zeros are found however close they are, wherever they lie.
 *
 * A double zero, where `f` touches 0 to within its rounding errors, is returned once; so is a
 * stretch on which `f` is nothing but rounding error. A pole or a jump across 0 is not a zero; `f`
 * may be infinite. What can be missed is a wiggle of `f` much shorter than a piece.
 *
 * @param pieces an integer from 2 to 10⁶; 500 by default
 * @throws TypeError | RangeError for arguments that make no sense, and where `f` is not a number
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
  return zerosIn(f, a, b, pieces);
}
