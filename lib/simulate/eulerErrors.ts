/** How wrong forward Euler is, against a high-order solver. */

import {
  checkFunction,
  checkMethods,
  checkObject,
  checkPositive,
  checkSamples,
  outOfRange,
} from "../internal/check.js";
import { integrate } from "../numerics/integrate.js";
import { leastSquares } from "../numerics/leastSquares.js";
import { linspace } from "../numerics/linspace.js";
import { type Model, simulate } from "../simulate.js";
import { mV } from "../units.js";
import { spikeTimes } from "./spikes.js";

export interface EulerErrorOptions {
  /** The input as a function of time: seconds → A/m². */
  I: (t: number) => number;
  /** For how long, in seconds. */
  duration: number;
  /** V at the start, in volts; n starts at n_inf(V0). */
  V0: number;
  /** The lengths of steps to try, in seconds; each must divide the duration. */
  Δt: number[];
  /** The tolerance of the solver to compare with; 1e-10 by default. */
  tolerance?: number;
}

/** The error of forward Euler at one Δt. */
export interface EulerError {
  /** The length of a step, in seconds. */
  Δt: number;
  /** The largest error of V at any step, in volts. */
  max: number;
  /**
   * The largest error of the time of a spike (an upward crossing of 0 mV), in seconds; NaN if there
   * is none, or another number of them than there should be.
   */
  spikes: number;
}

/**
 * The error of `simulate` for several lengths of the step, against the solution of the same
 * differential equation by {@link integrate}.
 *
 * @throws TypeError | RangeError for arguments that make no sense
 */
export function eulerErrors(model: Model, options: EulerErrorOptions): EulerError[] {
  const where = "eulerErrors";
  checkMethods(where, "model", model, ["dV_dt", "dn_dt", "n_inf"]);
  checkObject(where, "options", options);
  const { I, duration, V0, Δt, tolerance = 1e-10 } = options;
  checkFunction(where, "I", I);
  checkPositive(where, "duration", duration, "seconds");
  checkSamples(where, "Δt", Δt);
  const grids = Δt.map((step, i) => {
    checkPositive(where, `Δt[${i}]`, step, "seconds");
    const N = Math.round(duration / step);
    if (N < 1 || Math.abs(N * step - duration) > 1e-9 * duration) {
      throw outOfRange(where, `Δt[${i}]`, `a whole fraction of ${duration} s`, step);
    }
    return linspace(0, duration, N + 1);
  });
  const rightHandSide = (t: number, [V, n]: number[]) => [
    model.dV_dt(V, n, I(t)),
    model.dn_dt(V, n),
  ];
  const times = union(grids);
  const [V_exact] = integrate(rightHandSide, {
    y0: [V0, model.n_inf(V0)],
    t: times,
    scale: [100 * mV, 1],
    tolerance,
  });
  return grids.map((grid, i) => {
    const { V } = simulate(model, { I: grid.map(I), Δt: Δt[i], V0 });
    let max = 0;
    let at = 0;
    for (let j = 0; j < grid.length; j++) {
      while (times[at] < grid[j]) at++;
      max = Math.max(max, Math.abs(V[j] - V_exact[at]));
    }
    return {
      Δt: Δt[i],
      max,
      spikes: largestDifference(spikeTimes(grid, V), spikeTimes(times, V_exact)),
    };
  });
}

/** All times of the grids, in ascending order, each once. */
function union(grids: readonly Float64Array[]): Float64Array {
  return grids.reduce((a, b) => {
    const merged = new Float64Array(a.length + b.length);
    let [i, j, end] = [0, 0, 0];
    while (i < a.length || j < b.length) {
      const t = Math.min(a[i] ?? Infinity, b[j] ?? Infinity);
      if (a[i] === t) i++;
      if (b[j] === t) j++;
      merged[end++] = t;
    }
    return merged.slice(0, end);
  });
}

function largestDifference(a: number[], b: number[]): number {
  if (a.length !== b.length || a.length === 0) return Number.NaN;
  return Math.max(...a.map((value, i) => Math.abs(value - b[i])));
}

/**
 * The order p of a method whose error is C Δt^p: the slope of the straight line that fits the
 * logarithms best.
 *
 * @throws as `leastSquares`
 */
export function fittedOrder(Δt: number[], errors: number[]): { order: number; C: number } {
  checkSamples("fittedOrder", "Δt", Δt);
  checkSamples("fittedOrder", "errors", errors);
  const x = Δt.map((step) => Math.log(step / Δt_unit));
  const y = errors.map(Math.log);
  const [log_C, order] = leastSquares(
    ([a, b]) =>
      (s) =>
        a + b * s,
    x,
    y,
    [0, 1],
  ).parameters;
  return { order, C: Math.exp(log_C - order * Math.log(Δt_unit)) };
}

/** Makes the logarithms of usual steps small numbers. */
const Δt_unit = 1e-5;
