/** One run of an ensemble: what it is, as plain data, and what is kept of it. */

import {
  checkFinite,
  checkInteger,
  checkObject,
  checkPositive,
  outOfRange,
} from "../internal/check.js";
import { memoize } from "../internal/memoize.js";
import { type HH2D, type HHParams, hodgkinHuxley2D, withShiftedRates } from "../model.js";
import { originalNoise, smoothedNoise } from "../noise.js";
import { simulate, spikeTimes } from "../simulate.js";
import { ms, mV, second } from "../units.js";
import { mean, moments } from "./moments.js";

const membrane = ["c", "E_K", "E_Na", "E_L", "g_K", "g_Na", "g_L"] as const;

/** What a run may change of its neuron: the numbers of `HHParams`, in SI units. */
export type Membrane = Partial<Pick<HHParams, (typeof membrane)[number]>>;

/** A run. Defaults are those of the notebook of 2021-12-06. */
export interface EnsembleRun extends Membrane {
  /** The seed of its noise, an integer from 0 to 2³² − 1. */
  seed: number;
  /** A constant current on top of the noise, in A/m²; 0 by default. */
  I?: number;
  /** The noise, as `smoothedNoise` takes it; by default as in `originalNoise`. */
  amplitude?: number;
  σ?: number;
  /** The state at the start, in volts; −54.4 mV by default. */
  V0?: number;
  /** The gate at the start; at its equilibrium by default. */
  n0?: number;
  /** The rates are evaluated at V + rateShift, in volts; 0 by default. */
  rateShift?: number;
}

/** The quantities of a run, other than the seed. */
export const quantities = [
  ...membrane,
  "I",
  "amplitude",
  "σ",
  "V0",
  "n0",
  "rateShift",
] as const satisfies readonly (keyof EnsembleRun)[];

export type Quantity = (typeof quantities)[number];

/** What all runs of an ensemble have in common. */
export interface RunSettings {
  /** How long each run is, in seconds; 2 by default. */
  duration?: number;
  /** The length of a step, in seconds; 0.01 ms by default. */
  Δt?: number;
  /** Keep V and n of every so many steps; by default none. */
  traceEvery?: number;
}

/** What is kept of a run. Voltages in volts, times in seconds. */
export interface RunSummary {
  V_mean: number;
  /** The standard deviation of V over the run. */
  V_std: number;
  V_min: number;
  V_max: number;
  n_mean: number;
  /** The upward crossings of 0 mV. */
  spikeTimes: number[];
  /** V and n at every `traceEvery`-th step, the first included; absent unless asked for. */
  trace?: { V: Float64Array; n: Float64Array };
}

/** What a run changes of its neuron. */
export type NeuronChanges = Pick<EnsembleRun, keyof Membrane | "rateShift">;

/** The part of a run that concerns its neuron. */
export function changesOf(run: EnsembleRun): NeuronChanges {
  const changed = [...membrane, "rateShift" as const].filter((name) => run[name] !== undefined);
  return Object.fromEntries(changed.map((name) => [name, run[name]]));
}

/** The model of a neuron with these changes. */
export function modelOf(neuron: HHParams, { rateShift = 0, ...changes }: NeuronChanges): HH2D {
  return hodgkinHuxley2D({ ...withShiftedRates(neuron, rateShift), ...changes });
}

/** The smoothed noise of a run. */
function noiseOf(run: EnsembleRun, { duration = 2 * second, Δt = 0.01 * ms }: RunSettings) {
  const { seed, amplitude = originalNoise.amplitude, σ = originalNoise.σ } = run;
  return lastNoise({ N: Math.round(duration / Δt), Δt, σ, amplitude, seed });
}

const lastNoise = memoize(smoothedNoise, 1);

/** Simulates one run and sums it up. */
export function simulateRun(model: HH2D, run: EnsembleRun, settings: RunSettings): RunSummary {
  const { Δt = 0.01 * ms, traceEvery } = settings;
  const { I: offset = 0, V0 = -54.4 * mV, n0 } = run;
  const noise = noiseOf(run, settings);
  const I = offset === 0 ? noise : noise.map((sample) => sample + offset);
  const { t, V, n } = simulate(model, { I, Δt, V0, n0 });
  const ofV = moments(V);
  const summary: RunSummary = {
    V_mean: ofV.mean,
    V_std: ofV.std,
    V_min: ofV.min,
    V_max: ofV.max,
    n_mean: mean(n),
    spikeTimes: spikeTimes(t, V),
  };
  if (traceEvery === undefined) return summary;
  const isKept = (_: number, i: number) => i % traceEvery === 0;
  return { ...summary, trace: { V: V.filter(isKept), n: n.filter(isKept) } };
}

/** Throws unless these are runs, of known quantities that are finite. */
export function checkRuns(where: string, runs: readonly EnsembleRun[]): void {
  runs.forEach((run, i) => {
    checkObject(where, `runs[${i}]`, run);
    checkInteger(where, `runs[${i}].seed`, run.seed, 0, 2 ** 32 - 1);
    for (const [name, value] of Object.entries(run)) {
      if (name === "seed" || value === undefined) continue;
      if (!(quantities as readonly string[]).includes(name)) {
        throw outOfRange(where, `runs[${i}]`, `made of seed, ${quantities.join(", ")}`, name);
      }
      const check = name === "c" || name === "σ" ? checkPositive : checkFinite;
      check(where, `runs[${i}].${name}`, value);
    }
  });
}

/** Throws unless these settings make sense. */
export function checkSettings(where: string, { duration, Δt, traceEvery }: RunSettings): void {
  if (duration !== undefined) checkPositive(where, "duration", duration, "seconds");
  if (Δt !== undefined) checkPositive(where, "Δt", Δt, "seconds");
  if (traceEvery !== undefined) checkInteger(where, "traceEvery", traceEvery, 1, 2 ** 24);
}
