/** Forward Euler for the four-dimensional model. */

import { checkFunction, checkObject, checkShare } from "../internal/check.js";
import type { HH4D } from "../model/model4D.js";
import { checkOptions, settled } from "./start.js";

/** What {@link simulate4D} returns: arrays as long as the input, one value per step. */
export interface Simulation4D {
  /** Time, in seconds. */
  t: Float64Array;
  /** Voltage, in volts. */
  V: Float64Array;
  /** Sodium activation, from 0 to 1. */
  m: Float64Array;
  /** Sodium inactivation, from 0 to 1. */
  h: Float64Array;
  /** Potassium activation, from 0 to 1. */
  n: Float64Array;
}

/**
 * Integrates the four-dimensional model by forward Euler, one step of Δt for each value of the input,
 * as `simulate` does the two-dimensional one.
 *
 * @param options.I the input, one value per step, in A/m²
 * @param options.Δt the length of a step, in seconds
 * @param options.V0 V at the start, in volts
 * @param options.m0 the gates at the start, from 0 to 1, and likewise h0 and n0; where they settle at V0
 *   by default
 * @throws TypeError | RangeError for arguments that make no sense
 * @throws RangeError when the state leaves the finite numbers, with the step and the time
 */
export function simulate4D(
  model: HH4D,
  options: { I: Float64Array; Δt: number; V0: number; m0?: number; h0?: number; n0?: number },
): Simulation4D {
  checkObject("simulate4D", "model", model);
  checkFunction("simulate4D", "model.derivatives", model.derivatives);
  checkOptions("simulate4D", options, true);
  const { I, Δt, V0 } = options;
  const start = (gate: "m" | "h" | "n") => {
    const given = options[`${gate}0`];
    if (given === undefined) {
      return settled("simulate4D", `${gate}_inf`, model[`${gate}_inf`](V0), V0);
    }
    checkShare("simulate4D", `${gate}0`, given);
    return given;
  };

  const N = I.length;
  const empty = () => new Float64Array(N);
  const run = { t: empty(), V: empty(), m: empty(), h: empty(), n: empty() };
  let state = { V: V0, m: start("m"), h: start("h"), n: start("n") };
  for (let i = 0; i < N; i++) {
    if (!Number.isFinite(state.V + state.m + state.h + state.n)) {
      throw new RangeError(
        `simulate4D: the state left the finite numbers at step ${i} (t = ${i * Δt} s)`,
      );
    }
    run.t[i] = i * Δt;
    run.V[i] = state.V;
    run.m[i] = state.m;
    run.h[i] = state.h;
    run.n[i] = state.n;
    const d = model.derivatives(state, I[i]);
    state = {
      V: state.V + d.V * Δt,
      m: state.m + d.m * Δt,
      h: state.h + d.h * Δt,
      n: state.n + d.n * Δt,
    };
  }
  return run;
}
