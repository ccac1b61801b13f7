/**
 * Forward Euler for a model of two variables, V and n. Knows nothing of neurons.
 */

import { checkFinite, checkFunction, checkObject, checkShare } from "./internal/check.js";
import { offeredSteps, plainSteps, type Trace } from "./internal/eulerSteps.js";
import { checkOptions, settled } from "./simulate/start.js";
import type { Variables } from "./simulate/variables.js";
import { advanceWithReset, type Reset } from "./simulate/withReset.js";

export { type Simulation4D, simulate4D } from "./simulate/simulate4D.js";
export { spikeTimes } from "./simulate/spikes.js";
export { extentsOf, type Variable, type Variables, variablesOf } from "./simulate/variables.js";
export type { Reset } from "./simulate/withReset.js";

/**
 * A model of two variables, whatever they are called in it: `hodgkinHuxley2D` gives one, and so do a
 * few lines of your own. It may have units of its own: it then says so in `variables`.
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
  /** The input, one value per step (A/m² for the Hodgkin–Huxley model). */
  I: Float64Array;
  /** The length of a step, in seconds. */
  Δt: number;
  /** V at the start, in volts. */
  V0: number;
  /** n at the start; the model's `n_inf(V0)` by default, or 0 in a model of V alone. */
  n0?: number;
}

/** What a simulation returns: arrays as long as the input. */
export type Simulation = Trace;

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
  checkOptions("simulate", options, model.variables === undefined);
  const { I, Δt, V0 } = options;
  if (options.n0 === undefined) checkFunction("simulate", "model.n_inf", model.n_inf);
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
  const simulation = { t, V, n };
  const steps = offeredSteps(model) ?? plainSteps(model);
  for (let from = 1; from < N; from += STRIDE) {
    const to = Math.min(from + STRIDE, N);
    try {
      steps(simulation, I, Δt, from, to);
    } catch (error) {
      // A model may throw when V or n is not finite: that the state came to this says more.
      checkSteps(simulation, Δt, from, to);
      throw error;
    }
    // No step leads back to the finite numbers: the last one says it for all.
    const isFiniteNow = Number.isFinite(V[to - 1]) && Number.isFinite(n[to - 1]);
    if (!isFiniteNow) checkSteps(simulation, Δt, from, to);
  }
  return simulation;
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

/** How many steps are taken at a time, after which it is checked whether the state is finite. */
const STRIDE = 500;

/** Throws if one of these steps led out of the finite numbers. */
function checkSteps({ V, n }: Simulation, Δt: number, from: number, to: number): void {
  let i = from;
  while (i < to && Number.isFinite(V[i]) && Number.isFinite(n[i])) i++;
  if (i === to) return;
  throw new RangeError(
    `simulate: the state left the finite numbers at step ${i} (t = ${i * Δt} s): ` +
      `V = ${V[i]} V, n = ${n[i]}; ` +
      `the last finite state was V = ${V[i - 1]} V, n = ${n[i - 1]}`,
  );
}
