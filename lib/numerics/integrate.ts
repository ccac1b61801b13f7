/** A high-order adaptive solver of ordinary differential equations: the yardstick for forward Euler. */

import { checkFunction, checkObject, checkSamples, outOfRange } from "../internal/check.js";
import {
  checkedSide,
  checkStart,
  type Event,
  MAX_STEPS,
  type RightHandSide,
  type SolverOptions,
  solve,
  solverFor,
} from "./odex.js";

export interface IntegrateOptions extends SolverOptions {
  /** The times at which the solution is wanted, ascending, two or more; the first is that of y0. */
  t: ArrayLike<number>;
}

/**
 * Solves y′ = f(t, y) by the extrapolation method ODEX (E. Hairer, S. P. Nørsett & G. Wanner 1993,
 * "Solving Ordinary Differential Equations I", sec. II.9), which chooses step and order itself; in
 * between its steps, its dense output of the same accuracy.
 *
 * @returns the states at the times asked for: one array per component
 * @throws TypeError | RangeError for arguments that make no sense
 * @throws RangeError when the solution goes to infinity, with the time and the state where it does, or
 *   takes too many steps
 *
 * @example
 * integrate((t, [y]) => [-y], { y0: [1], t: [0, 1], scale: [1] })[0][1] // 0.3679
 */
export function integrate(f: RightHandSide, options: IntegrateOptions): Float64Array[] {
  const where = "integrate";
  checkFunction(where, "f", f);
  checkObject(where, "options", options);
  const { y0, t, scale, tolerance, maxStep } = options;
  checkStart(where, options);
  checkSamples(where, "t", t);
  if (t.length < 2) throw outOfRange(where, "t", "two times or more", t);
  for (let i = 1; i < t.length; i++) {
    if (!(t[i] > t[i - 1])) throw outOfRange(where, `t[${i}]`, `later than ${t[i - 1]}`, t[i]);
  }

  const y = y0.map((value) => {
    const samples = new Float64Array(t.length);
    samples[0] = value;
    return samples;
  });
  const last = t.length - 1;
  const solver = solverFor(scale, tolerance, t[last] - t[0], maxStep);
  solver.denseOutput = true;
  let next = 1;
  let reached: Event = { t: t[0], y: y0 };
  const end = solve(
    solver,
    checkedSide(where, f),
    t[0],
    y0,
    t[last],
    (_, tOld, tNew, state, dense) => {
      if (tNew === tOld) return undefined;
      reached = { t: tNew, y: [...state] };
      for (; next < last && t[next] <= tNew; next++) {
        for (let i = 0; i < y.length; i++) y[i][next] = dense(i, t[next]);
      }
      return undefined;
    },
  );
  if (end.outcome !== 0) {
    throw new RangeError(
      `${where}: the solution can't be followed beyond t = ${reached.t}, y = [${reached.y}], where ` +
        `${MAX_STEPS} steps end: it goes to infinity there, or f is not smooth`,
    );
  }
  for (let i = 0; i < y.length; i++) y[i][last] = end.y[i];
  return y;
}
