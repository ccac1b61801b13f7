/** What an explorable figure shows for some settings. Pure: the same in Node and in a browser. */

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
import type { FigureSpec, PanelSpec } from "../plotting/spec.js";
import { spikeTimes } from "../simulate/spikes.js";
import { simulate } from "../simulate.js";
import { mm, ms, mV, nA, second } from "../units.js";
import type { Settings } from "./settings.js";

/** A picture, and what it shows in a sentence. */
export interface Picture {
  readonly spec: FigureSpec;
  readonly text: string;
}

const perArea = nA / mm ** 2;
/** A model keeps the tables of its gates: while the other sliders move, it stays the same one. */
const modelWith = memoize(
  ({ g_L, shift }: Pick<Settings, "g_L" | "shift">) =>
    hodgkinHuxley2D(withShiftedRates({ ...squidAxon, g_L }, shift)),
  1,
);

const V_range = [-100, 65] as const;
const V = linspace(V_range[0] * mV, V_range[1] * mV, 1000);
/** With little leak, negative input puts the rest far below. */
const V_min = -300 * mV;
const V_in_mV = V.map((v) => v / mV);

/** The pictures by name: each of some settings and a width in pixels. */
export const pictures = { voltage: voltagePicture, simulation: simulationPicture };

/** V̇ against V at the held n, with its zeros: filled where stable. */
export function voltagePicture(settings: Settings, width: number): Picture {
  const { I, n, g_L, shift } = settings;
  const model = modelWith({ g_L, shift });
  const equilibria = voltageEquilibria(model, { n, I, V_min });
  const panel: PanelSpec = {
    series: [{ x: V_in_mV, y: V.map((v) => model.dV_dt(v, n, I) / (mV / ms)) }],
    dots: equilibria.map((e) => ({ x: e.V / mV, y: 0, filled: e.stability === "stable" })),
    x: { label: "$V$ (mV)", limits: V_range },
    y: { label: "$\\dot{V}$ (mV/ms)", limits: [-3, 5] },
    zeroLine: true,
  };
  const description = "How fast the membrane voltage changes, with its equilibria";
  return { spec: { width, height: 250, panels: [panel], description }, text: told(equilibria) };
}

function told(equilibria: readonly VoltageEquilibrium[]): string {
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
/** `smoothedNoise` of amplitude 1, in steps: only what a slider has changed is done again. */
const whiteNoise = memoize((seed: number) => new RandomState(seed).randn(N), 1);
const unitNoise = memoize(
  ({ seed, σ }: Pick<Settings, "seed" | "σ">) => smoothed(whiteNoise(seed), Δt, σ),
  1,
);

/** Two seconds of the two-dimensional model with noise as input, from rest at the constant input. */
export function simulationPicture(settings: Settings, width: number): Picture {
  const { I, g_L, shift, amplitude, σ, seed } = settings;
  const model = modelWith({ g_L, shift });
  const [rest] = planarEquilibria(model, { I, V_min });
  const input = linear(unitNoise({ seed, σ }), amplitude, I);
  const { V } = simulate(model, { I: input, Δt, V0: rest.V });
  const spec: FigureSpec = {
    width,
    height: 300,
    panels: [
      panelInTime("Input current (nA/mm²)", input, perArea, [-80, 100]),
      panelInTime("Membrane voltage $V$ (mV)", V, mV, [-100, 120]),
    ],
    description: "The input current and the membrane voltage for two seconds",
  };
  const count = spikeTimes(time, V).length;
  const spikes = `${count === 0 ? "No" : count} ${count === 1 ? "spike" : "spikes"}`;
  return { spec, text: `${spikes} in 2 s, from ${inMillivolts(rest.V)}.` };
}

function panelInTime(
  label: string,
  samples: Float64Array,
  unit: number,
  limits: readonly [number, number],
): PanelSpec {
  return {
    series: [{ x: time_in_ms, y: linear(samples, 1 / unit, 0) }],
    x: { label: "Time (ms)", limits: [0, 2000] },
    y: { label, limits, labelPosition: "inside" },
    zeroLine: false,
  };
}

/** factor x + offset; a loop takes a fifth of the time of `map`. */
function linear(x: Float64Array, factor: number, offset: number): Float64Array {
  const y = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) y[i] = factor * x[i] + offset;
  return y;
}
