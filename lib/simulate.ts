/**
 * Forward Euler for a model of two variables, V and n. Knows nothing of neurons.
 */

import {
  checkFinite,
  checkFunction,
  checkObject,
  checkPositive,
  checkSamples,
} from "./internal/check.js";

export { type Simulation4D, simulate4D } from "./simulate/simulate4D.js";
export { spikeTimes } from "./simulate/spikes.js";

/** What {@link simulate} asks of a model; `hodgkinHuxley2D` gives one. */
export interface Model {
  /** Rate of change of V: V/s. */
  dV_dt(V: number, n: number, I: number): number;
  /** Rate of change of n: 1/s. */
  dn_dt(V: number, n: number): number;
  /** Where n settles at a constant V. */
  n_inf(V: number): number;
}

export interface SimulationOptions {
  /** The input, one value a step (A/m² for the Hodgkin–Huxley model). */
  I: Float64Array;
  /** The length of a step, in seconds. */
  Δt: number;
  /** V at the start, in volts. */
  V0: number;
  /** n at the start; `n_inf(V0)` by default. */
  n0?: number;
}

/** What a simulation returns: arrays as long as the input, one value a step. */
export interface Simulation {
  /** Time, in seconds. */
  t: Float64Array;
  /** Voltage, in volts. */
  V: Float64Array;
  /** Gating variable, from 0 to 1. */
  n: Float64Array;
}

/**
 * Integrates V′ = dV_dt(V, n, I), n′ = dn_dt(V, n) by forward Euler, one step of Δt for each value
 * of the input: `V[i+1] = V[i] + Δt dV_dt(V[i], n[i], I[i])`, and likewise n.
 *
 * @throws TypeError | RangeError for arguments that make no sense
 * @throws RangeError when V or n leaves the finite numbers, with the step, the time and the last
 *   finite state: Δt is too long for the model, or the model itself blows up
 *
 * @example
 * const model = hodgkinHuxley2D(squidAxon);
 * const { t, V, n } = simulate(model, { I: new Float64Array(1000), Δt: 0.01 * ms, V0: -60 * mV });
 */
export function simulate(model: Model, options: SimulationOptions): Simulation {
  checkObject("simulate", "model", model);
  checkFunction("simulate", "model.dV_dt", model.dV_dt);
  checkFunction("simulate", "model.dn_dt", model.dn_dt);
  checkFunction("simulate", "model.n_inf", model.n_inf);
  checkObject("simulate", "options", options);
  const { I, Δt, V0 } = options;
  checkSamples("simulate", "I", I);
  checkPositive("simulate", "Δt", Δt, "seconds");
  checkFinite("simulate", "V0", V0, "volts");
  const n0 = options.n0 ?? model.n_inf(V0);
  checkFinite("simulate", "n0", n0);

  const N = I.length;
  const t = new Float64Array(N);
  const V = new Float64Array(N);
  const n = new Float64Array(N);
  V[0] = V0;
  n[0] = n0;
  for (let from = 1; from < N; from += STRIDE) {
    advance(model, I, Δt, { t, V, n }, from, Math.min(from + STRIDE, N));
  }
  return { t, V, n };
}

/** How many steps one call of {@link advance} takes. */
const STRIDE = 500;

/**
 * Takes the steps that lead to `from`, …, `to - 1`.
 *
 * A function that is called often gets better machine code from V8 than a long loop, which it has
 * to replace while it runs, before it has seen how it ends.
 */
function advance(
  model: Model,
  I: Float64Array,
  Δt: number,
  { t, V, n }: Simulation,
  from: number,
  to: number,
): void {
  let V_i = V[from - 1];
  let n_i = n[from - 1];
  for (let i = from; i < to; i++) {
    const dV = model.dV_dt(V_i, n_i, I[i - 1]) * Δt;
    const dn = model.dn_dt(V_i, n_i) * Δt;
    if (!(Number.isFinite(V_i + dV) && Number.isFinite(n_i + dn))) {
      throw new RangeError(
        `simulate: the state left the finite numbers at step ${i} (t = ${i * Δt} s): ` +
          `V = ${V_i + dV} V, n = ${n_i + dn}; the last finite state was V = ${V_i} V, n = ${n_i}`,
      );
    }
    V_i += dV;
    n_i += dn;
    t[i] = i * Δt;
    V[i] = V_i;
    n[i] = n_i;
  }
}
