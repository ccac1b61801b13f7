/** What the explorable figure shows for the positions of its sliders. */

import {
  planarEquilibria,
  type VoltageEquilibrium,
  voltageEquilibria,
} from "../dynamics/equilibria.js";
import { memoize } from "../internal/memoize.js";
import { withMinus } from "../internal/text.js";
import { withShiftedRates } from "../model/neurons.js";
import { hodgkinHuxley2D, squidAxon } from "../model.js";
import { RandomState, smoothed } from "../noise.js";
import { linspace } from "../numerics/linspace.js";
import { type Figure, linePlot, stackedPlots } from "../plotting.js";
import { spikeTimes } from "../simulate/spikes.js";
import { simulate } from "../simulate.js";
import { cm, mm, mS, ms, mV, nA, second } from "../units.js";

/** The model and its input, in the units of the sliders. */
export interface SliderValues {
  /** The constant input, in nA/mm². */
  readonly I: number;
  /** The slow gating variable, where V̇ is drawn with n held. */
  readonly n: number;
  /** The leak conductance, in mS/cm². */
  readonly g_L: number;
  /** The gating rates are evaluated at V + shift, in mV. */
  readonly shift: number;
  /** The standard deviation of the white noise before it is smoothed, in nA/mm². */
  readonly amplitude: number;
  /** The width of the Gaussian that smooths the noise, in ms. */
  readonly σ: number;
  /** The seed of the noise. */
  readonly seed: number;
}

/** A figure, and what it shows in a sentence. */
export interface Captioned {
  readonly figure: Figure;
  readonly caption: string;
}

const perArea = nA / mm ** 2;
/** A model keeps the tables of its gates, so the same one is used while other sliders move. */
const modelWith = memoize(
  ({ g_L, shift }: Pick<SliderValues, "g_L" | "shift">) =>
    hodgkinHuxley2D(withShiftedRates({ ...squidAxon, g_L: g_L * (mS / cm ** 2) }, shift * mV)),
  1,
);

const V_range = [-100, 65] as const;
const V = linspace(V_range[0] * mV, V_range[1] * mV, 1000);
/** With little leak, negative input puts the rest far below. */
const V_min = -300 * mV;
const V_in_mV = V.map((v) => v / mV);

/** V̇ against V at the held n, with its zeros: filled where stable. */
export function voltage({ I, n, g_L, shift }: SliderValues): Captioned {
  const model = modelWith({ g_L, shift });
  const equilibria = voltageEquilibria(model, { n, I: I * perArea, V_min });
  const figure = linePlot({
    series: [{ x: V_in_mV, y: V.map((v) => model.dV_dt(v, n, I * perArea) / (mV / ms)) }],
    dots: equilibria.map((e) => ({ x: e.V / mV, y: 0, filled: e.stability === "stable" })),
    x: { label: "$V$ (mV)", limits: V_range },
    y: { label: "$\\dot{V}$ (mV/ms)", limits: [-3, 5] },
    zeroLine: true,
    height: 250,
    description: "How fast the membrane voltage changes, with its equilibria",
  });
  return { figure, caption: listOf(equilibria) };
}

function listOf(equilibria: readonly VoltageEquilibrium[]): string {
  if (equilibria.length === 0) return "V̇ has no zero.";
  const zeros = equilibria.map(({ V, stability }) => `${inMillivolts(V)} (${stability})`);
  return `V̇ = 0 at ${zeros.join(", ")}.`;
}

function inMillivolts(V: number): string {
  return `${withMinus((V / mV).toFixed(2))} mV`;
}

const Δt = 0.01 * ms;
const N = Math.round((2 * second) / Δt);
const time_in_ms = Float64Array.from({ length: N }, (_, i) => (i * Δt) / ms);
const time = Float64Array.from({ length: N }, (_, i) => i * Δt);
/** `smoothedNoise` of amplitude 1, in steps, so that only what a slider has changed is computed again. */
const whiteNoise = memoize((seed: number) => new RandomState(seed).randn(N), 1);
const unitNoise = memoize(
  ({ seed, σ }: Pick<SliderValues, "seed" | "σ">) => smoothed(whiteNoise(seed), Δt, σ * ms),
  1,
);

/** Two seconds of the two-dimensional model with noise as input, from rest at the constant input. */
export function simulation(values: SliderValues): Captioned {
  const { I, g_L, shift, amplitude, σ, seed } = values;
  const model = modelWith({ g_L, shift });
  const [rest] = planarEquilibria(model, { I: I * perArea, V_min });
  const input = linear(unitNoise({ seed, σ }), amplitude * perArea, I * perArea);
  const { V } = simulate(model, { I: input, Δt, V0: rest.V });
  const figure = stackedPlots(
    [
      inTime("Input current (nA/mm²)", input, perArea, [-80, 100]),
      inTime("Membrane voltage $V$ (mV)", V, mV, [-100, 120]),
    ],
    {
      width: 640,
      height: 300,
      description: "The input current and the membrane voltage for two seconds",
    },
  );
  const count = spikeTimes(time, V).length;
  const spikes = `${count === 0 ? "No" : count} ${count === 1 ? "spike" : "spikes"}`;
  return { figure, caption: `${spikes} in 2 s, from ${inMillivolts(rest.V)}.` };
}

function inTime(
  label: string,
  samples: Float64Array,
  unit: number,
  limits: readonly [number, number],
): Figure {
  return linePlot({
    series: [{ x: time_in_ms, y: linear(samples, 1 / unit, 0) }],
    x: { label: "Time (ms)", limits: [0, 2000] },
    y: { label, limits },
  });
}

/** factor x + offset; a loop takes a fifth of the time of `map`. */
function linear(x: Float64Array, factor: number, offset: number): Float64Array {
  const y = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) y[i] = factor * x[i] + offset;
  return y;
}
