/**
 * The root finder.
 */

import {
  checkFinite,
  checkFunction,
  checkInteger,
  checkObject,
  checkPositive,
  shown,
} from "./internal/check.js";

/** A root was not found. Says where the search stood when it ended. */
export class ConvergenceError extends Error {
  override readonly name = "ConvergenceError";
  /** The last iterate. */
  readonly x: number;
  /** The function's value there. */
  readonly residual: number;
  /** How many steps were taken. */
  readonly iterations: number;

  constructor(reason: string, x: number, residual: number, iterations: number) {
    super(
      `newton: ${reason} after ${iterations} iteration${iterations === 1 ? "" : "s"}, ` +
        `at x = ${x} with f(x) = ${shown(residual)}`,
    );
    this.x = x;
    this.residual = residual;
    this.iterations = iterations;
  }
}

export interface NewtonOptions {
  /** f′. With it the method is Newton–Raphson; without it, the secant method. */
  derivative?: (x: number) => number;
  /** Stop when a step is not longer than this (in x). By default: when x can't get any better. */
  tolerance?: number;
  /** Give up after this many steps. 50 by default. */
  maxIterations?: number;
}

/**
 * A zero of `f` near `x0`, by Newton–Raphson or, without a derivative, by the secant method.
 *
 * The semantics are those of `scipy.optimize.newton` (the second point of the secant method is the
 * same as there), with one difference: without a `tolerance` the search goes on until the steps are
 * as small as the spacing of the floating-point numbers, or stop shrinking because `f` is all
 * rounding error. SciPy's default, 1.48e-8, would be a very rough answer for a voltage in volts.
 *
 * @param f the function, of a number in the unit of `x0`
 * @param x0 where to start
 * @returns the root, in the unit of `x0`
 * @throws TypeError | RangeError for arguments that make no sense
 * @throws ConvergenceError when the search does not converge, takes a flat step (a slope of zero),
 *   or meets a value that is not finite
 *
 * @example newton((x) => x * x - 2, 1) // 1.414213562373095
 */
export function newton(f: (x: number) => number, x0: number, options: NewtonOptions = {}): number {
  checkFunction("newton", "f", f);
  checkFinite("newton", "x0", x0);
  checkObject("newton", "options", options);
  const { derivative, tolerance, maxIterations = 50 } = options;
  if (derivative !== undefined) checkFunction("newton", "derivative", derivative);
  if (tolerance !== undefined) checkPositive("newton", "tolerance", tolerance);
  checkInteger("newton", "maxIterations", maxIterations, 1, 1e6);

  let x = x0;
  let fx = valueAt(f, x, 0);
  // The other point of the secant, as SciPy chooses it.
  let previous = x0 * (1 + 1e-4) + (x0 < 0 ? -1e-4 : 1e-4);
  let f_previous = derivative ? 0 : valueAt(f, previous, 0);
  if (!derivative && Math.abs(f_previous) < Math.abs(fx)) {
    [x, previous] = [previous, x];
    [fx, f_previous] = [f_previous, fx];
  }

  // Steps shrink fast near a root. Once they are this short and stop shrinking, what is left of `f`
  // is rounding error, and the iterate can't get any better.
  const isShort = (step: number) =>
    step <= Math.sqrt(Number.EPSILON) * Math.max(Math.abs(x), Math.abs(x0));
  const untilExhausted = tolerance === undefined;

  let lastStep = Number.POSITIVE_INFINITY;
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    if (fx === 0) return x;
    const slope = derivative ? derivative(x) : (fx - f_previous) / (x - previous);
    if (slope === 0) {
      if (untilExhausted && isShort(lastStep)) return x;
      throw new ConvergenceError("flat step", x, fx, iteration - 1);
    }
    if (!Number.isFinite(slope)) {
      throw new ConvergenceError(`slope of ${shown(slope)}`, x, fx, iteration - 1);
    }
    const next = x - fx / slope;
    const f_next = valueAt(f, next, iteration);
    const step = Math.abs(next - x);
    if (step <= (tolerance ?? Number.EPSILON * Math.abs(next))) return next;
    if (untilExhausted && isShort(step) && step > lastStep / 2) {
      return Math.abs(f_next) <= Math.abs(fx) ? next : x;
    }
    [previous, f_previous] = [x, fx];
    [x, fx] = [next, f_next];
    lastStep = step;
  }
  if (fx === 0) return x;
  throw new ConvergenceError("no convergence", x, fx, maxIterations);
}

function valueAt(f: (x: number) => number, x: number, iterations: number): number {
  const fx = f(x);
  if (!Number.isFinite(x) || !Number.isFinite(fx)) {
    throw new ConvergenceError("value that is not finite", x, fx, iterations);
  }
  return fx;
}
