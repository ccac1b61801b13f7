/** Curve fitting by least squares. */

import { levenbergMarquardt } from "ml-levenberg-marquardt";
import { checkFunction, checkSamples, outOfRange } from "../internal/check.js";

/** y as a function of x, for given parameters. */
export type Family = (parameters: number[]) => (x: number) => number;

/** What {@link leastSquares} found. */
export interface Fit {
  /** The parameters with the least sum of squares. */
  parameters: number[];
  /** The fitted function. */
  f: (x: number) => number;
  /** Root mean square of the residuals y − f(x). */
  rms: number;
  /** Largest residual, without its sign. */
  max: number;
}

/**
 * Fits a family of functions to points (x, y): the parameters with the least Σ (y − f(x))², by the
 * Levenberg–Marquardt method of the package `ml-levenberg-marquardt`, from `initial`.
 *
 * Choose units in which parameters and values are of order 1.
 *
 * @throws TypeError | RangeError for arguments that make no sense
 * @throws RangeError when the search ends where the sum of squares still has a slope
 *
 * @example
 * leastSquares(([a, b]) => (x) => a + b * x, [0, 1, 2], [1, 3, 5], [0, 0]).parameters // [1, 2]
 */
export function leastSquares(
  family: Family,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  initial: number[],
): Fit {
  const where = "leastSquares";
  checkFunction(where, "family", family);
  checkSamples(where, "x", x);
  checkSamples(where, "y", y);
  checkSamples(where, "initial", initial);
  if (x.length !== y.length) throw outOfRange(where, "y", `as long as x, ${x.length} elements`, y);
  if (x.length < initial.length) {
    throw outOfRange(where, "x", `as many points as parameters, ${initial.length}, or more`, x);
  }

  const parameterValues = search(family, x, y, initial);
  const f = family(parameterValues);
  const residuals = Array.from(x, (x_i, i) => y[i] - f(x_i));
  if (!Number.isFinite(norm(residuals))) throw notFound(initial, `at [${parameterValues}]`);

  // At the least sum of squares, the residuals are orthogonal to each column of the Jacobian.
  for (const [k, p_k] of parameterValues.entries()) {
    const [above, below] = [1, -1].map((sign) =>
      family(parameterValues.with(k, p_k + sign * step(p_k))),
    );
    const column = Array.from(x, (x_i) => above(x_i) - below(x_i));
    const cosine = dot(column, residuals) / (norm(column) * norm(residuals));
    const relative = norm(residuals) / norm(y);
    const isLeast = relative <= 1e-12 || Math.abs(cosine) <= 1e-5;
    if (!isLeast) throw notFound(initial, `at [${parameterValues}]`);
  }
  return {
    parameters: parameterValues,
    f,
    rms: norm(residuals) / Math.sqrt(residuals.length),
    max: Math.max(...residuals.map(Math.abs)),
  };
}

function search(
  family: Family,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  initial: number[],
): number[] {
  const options = {
    centralDifference: true,
    gradientDifference: initial.map(step),
    maxIterations: PORTION,
    errorTolerance: 0,
  };
  // The package does not stop where nothing gets better: it is asked for few iterations at a time.
  let found = { parameterValues: initial, parameterError: Number.POSITIVE_INFINITY };
  try {
    for (let iterations = 0; iterations < 100; iterations += PORTION) {
      const initialValues = found.parameterValues;
      const next = levenbergMarquardt({ x, y }, family, { ...options, initialValues });
      const isBetter = next.parameterError < found.parameterError * (1 - 1e-12);
      found = next;
      if (!isBetter) break;
    }
    return found.parameterValues;
  } catch (error) {
    // Where the family is not finite, the search fails in its linear algebra, or finds no number.
    throw notFound(initial, `with: ${(error as Error).message}`);
  }
}

function notFound(initial: number[], end: string): RangeError {
  return new RangeError(
    `leastSquares: no least sum of squares was found from [${initial}]; the search ended ${end}`,
  );
}

/** How many iterations are made before they are asked whether they got any better. */
const PORTION = 10;

/** The step of the differences by a parameter. */
function step(p: number): number {
  return 1e-5 * Math.max(Math.abs(p), 0.1);
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function norm(a: ArrayLike<number>): number {
  return Math.sqrt(dot(a, a));
}
