/** A solution as a curve: few points, and yet no corner that can be seen. */

import { checkFunction, checkObject, checkPositive } from "../internal/check.js";
import {
  checkedSide,
  checkStart,
  MAX_STEPS,
  type SolverOptions,
  solve,
  solverFor,
} from "./odex.js";

export interface OrbitOptions extends SolverOptions {
  /** How long to follow it. */
  duration: number;
  /** How far the curve may be from the chords between its points, in units of `scale`. */
  deviation: number;
}

/**
 * The solution of y′ = f(y) from t = 0 on, at times that are dense where the curve turns, in time or in the
 * space of its states: the solver's own steps, halved (by its dense output) until the middle of each piece is
 * on the chord, to within `deviation`. Followed for MAX_STEPS steps at most.
 *
 * @returns the times and the states: one array per component
 * @throws TypeError | RangeError for arguments that make no sense, and when the solution goes to infinity
 */
export function orbitOf(
  f: (y: number[]) => number[],
  options: OrbitOptions,
): { t: Float64Array; y: Float64Array[] } {
  const where = "orbitOf";
  checkFunction(where, "f", f);
  checkObject(where, "options", options);
  checkStart(where, options);
  const { y0, scale, tolerance, maxStep, duration, deviation } = options;
  checkPositive(where, "duration", duration);
  checkPositive(where, "deviation", deviation);
  const points: Point[] = [{ t: 0, y: y0 }];
  const isFlat = (a: Point, middle: Point, b: Point) =>
    middle.y.every((y_i, i) => {
      const chord = (a.y[i] + b.y[i]) / 2;
      return Math.abs(y_i - chord) <= deviation * scale[i];
    });
  const solver = solverFor(scale, tolerance, duration, maxStep);
  solver.denseOutput = true;
  const side = checkedSide(where, (_, y) => f(y));
  const { outcome } = solve(solver, side, 0, y0, duration, (_, tOld, tNew, y, dense) => {
    if (tNew === tOld) return undefined;
    const at = (t: number): Point => ({ t, y: y.map((_, i) => dense(i, t)) });
    const add = (a: Point, b: Point, depth: number): void => {
      const [quarter, middle, last] = [0.25, 0.5, 0.75].map((x) => at(a.t + x * (b.t - a.t)));
      const isStraight =
        isFlat(a, middle, b) && isFlat(a, quarter, middle) && isFlat(middle, last, b);
      if (isStraight || depth === DEEPEST) {
        points.push(b);
        return;
      }
      add(a, middle, depth + 1);
      add(middle, b, depth + 1);
    };
    add(points[points.length - 1], { t: tNew, y: [...y] }, 0);
    return undefined;
  });
  if (outcome !== 0) {
    const { t, y } = points[points.length - 1];
    throw new RangeError(
      `${where}: the solution can't be followed beyond t = ${t}, y = [${y}], where ${MAX_STEPS} steps end`,
    );
  }
  return {
    t: Float64Array.from(points, ({ t }) => t),
    y: y0.map((_, i) => Float64Array.from(points, ({ y }) => y[i])),
  };
}

interface Point {
  t: number;
  y: number[];
}

/** A step of the solver is halved no more often than this. */
const DEEPEST = 8;
