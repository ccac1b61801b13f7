/**
 * Forward Euler for a model of two variables, V and n. Knows nothing of neurons.
 */

import {
  checkFinite,
  checkFunction,
  checkObject,
  checkPositive,
  checkSamples,
  checkShare,
} from "./internal/check.js";
import { checkStart, settled } from "./simulate/start.js";
import type { Variables } from "./simulate/variables.js";
import { advanceWithReset, type Reset } from "./simulate/withReset.js";

export { type Simulation4D, simulate4D } from "./simulate/simulate4D.js";
export { spikeTimes } from "./simulate/spikes.js";
export { extentsOf, type Variable, type Variables, variablesOf } from "./simulate/variables.js";
export type { Reset } from "./simulate/withReset.js";

/**
 * A model of two variables, whatever they are called in it: `hodgkinHuxley2D` gives one, and so do a
 * few lines of one's own. In units of its own, if it says so in `variables`.
 *
 * @example
 * const fitzHughNagumo = {
 *   dV_dt: (v, w, I) => v - v ** 3 / 3 - w + I,
 *   dn_dt: (v, w) => 0.08 * (v + 0.7 - 0.8 * w),
 *   variables: { V: { symbol: "v", min: -3, max: 3 }, n: { symbol: "w", min: -2, max: 2 } },
 * };
 */
export interface PlanarModel {
  /** Rate of change of V: V/s. */
  dV_dt(V: number, n: number, I: number): number;
  /** Rate of change of n: 1/s. */
  dn_dt(V: number, n: number): number;
  /** Where n settles at a constant V: for what follows n's nullcline, as equilibria do. */
  n_inf?(V: number): number;
  /** Symbols, ranges and units; those of a neuron's V and n in SI units by default. */
  readonly variables?: Variables;
  /** What a spike does, where it is a rule and not part of the equations; only `simulate` follows it. */
  readonly reset?: Reset;
}

/** A model of V alone is one without `dn_dt`: n stays where it starts. */
export type VoltageModel = Pick<PlanarModel, "dV_dt"> & Partial<PlanarModel>;

/** A planar model that says where n settles. */
export interface Model extends PlanarModel {
  n_inf(V: number): number;
}

export interface SimulationOptions {
  /** The input, one value a step (A/m² for the Hodgkin–Huxley model). */
  I: Float64Array;
  /** The length of a step, in seconds. */
  Δt: number;
  /** V at the start, in volts. */
  V0: number;
  /** n at the start; the model's `n_inf(V0)` by default, or 0 in a model of V alone. */
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
 * of the input: `V[i+1] = V[i] + Δt dV_dt(V[i], n[i], I[i])`, and likewise n. In a model without
 * `dn_dt` n stays where it starts. In a model with a `reset`, a V that reaches V_peak is V_peak in that
 * sample, and goes on from V_reset.
 *
 * @throws TypeError | RangeError for arguments that make no sense
 * @throws RangeError when V or n leaves the finite numbers, with the step, the time and the last
 *   finite state: Δt is too long for the model, or the model itself blows up
 *
 * @example
 * const model = hodgkinHuxley2D(squidAxon);
 * const { t, V, n } = simulate(model, { I: new Float64Array(1000), Δt: 0.01 * ms, V0: -60 * mV });
 */
export function simulate(given: VoltageModel, options: SimulationOptions): Simulation {
  checkObject("simulate", "model", given);
  checkFunction("simulate", "model.dV_dt", given.dV_dt);
  const model = given.dn_dt === undefined ? withStillGate(given) : (given as PlanarModel);
  checkFunction("simulate", "model.dn_dt", model.dn_dt);
  checkObject("simulate", "options", options);
  const { I, Δt, V0 } = options;
  checkSamples("simulate", "I", I);
  checkPositive("simulate", "Δt", Δt, "seconds");
  checkFinite("simulate", "V0", V0, "volts");
  if (options.n0 === undefined) checkFunction("simulate", "model.n_inf", model.n_inf);
  if (!model.variables) checkStart("simulate", { V0, Δt, I });
  const n0 = options.n0 ?? settled("simulate", "n_inf", (model as Model).n_inf(V0), V0);
  checkFinite("simulate", "n0", n0);
  if (!model.variables && options.n0 !== undefined) checkShare("simulate", "n0", n0);

  const N = I.length;
  const t = new Float64Array(N);
  const V = new Float64Array(N);
  const n = new Float64Array(N);
  V[0] = V0;
  n[0] = n0;
  if (model.reset) {
    const wrong = advanceWithReset(model, model.reset, I, Δt, { t, V, n });
    if (wrong !== undefined) {
      throw new RangeError(
        `simulate: the state left the finite numbers at step ${wrong} (t = ${wrong * Δt} s)`,
      );
    }
    return { t, V, n };
  }
  for (let from = 1; from < N; from += STRIDE) {
    advance(model, I, Δt, { t, V, n }, from, Math.min(from + STRIDE, N));
  }
  return { t, V, n };
}

/** A model of V alone, with an n that stays at 0. */
function withStillGate(model: VoltageModel): PlanarModel {
  return {
    dV_dt: (V, n, I) => model.dV_dt(V, n, I),
    dn_dt: () => 0,
    n_inf: () => 0,
    variables: model.variables,
    reset: model.reset,
  };
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
  model: PlanarModel,
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
