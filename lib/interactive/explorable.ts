/** The explorable figure of the notebooks: seven sliders over the squid axon. */

import { checkFinite, checkObject, outOfRange } from "../internal/check.js";
import type { Showable } from "../plotting.js";
import { cm, mm, mS, ms, mV, nA } from "../units.js";
import type { SliderValues } from "./explorableFigures.js";
import { interactive } from "./figure.js";

/** The positions of the sliders, in SI units: A/m², S/m², volts, seconds. */
export type Settings = Readonly<Record<keyof SliderValues, number>>;

const perArea = nA / mm ** 2;

/** The sliders in their order, at the values of the original notebook, with their units in SI. */
export const sliders = {
  I: slider("Constant input $I$", "nA/mm²", perArea, -10, 40, 0.1, 0),
  n: slider("Gating variable $n$, held", "", 1, 0, 0.5, 0.001, 0),
  g_L: slider("Leak conductance $g_L$", "mS/cm²", mS / cm ** 2, 0.01, 0.6, 0.01, 0.03),
  shift: slider("Voltage shift of the rates", "mV", mV, 0, 65, 0.5, 0),
  amplitude: slider("Noise amplitude", "nA/mm²", perArea, 0, 3000, 20, 1400),
  σ: slider("Noise smoothed over $σ$", "ms", ms, 1, 20, 0.5, 6),
  seed: slider("Noise seed", "", 1, 0, 100, 1, 1),
};

function slider(
  label: string,
  unit: string,
  SI: number,
  min: number,
  max: number,
  step: number,
  value: number,
) {
  return { label, unit, SI, min, max, step, value };
}

/**
 * A figure that a reader plays with where no kernel runs: sliders for the input I, the gating
 * variable n, the leak conductance g_L, the voltage shift of the rates, and the amplitude, smoothing
 * width σ and seed of the noise. V̇(V) with its equilibria follows them, and so do two seconds of the
 * two-dimensional model of the squid axon, which the reader's browser simulates with this library's
 * own code. Where scripts don't run, the figure stands still.
 *
 * @param start where the sliders start, in SI units, rounded to the nearest step; the values of the
 *   original notebook by default
 * @returns a figure for `show`
 * @throws TypeError | RangeError for a setting that has no slider, or lies beyond the slider's ends
 * @example show(explorable({ I: 10 * (nA / mm ** 2), g_L: 0.3 * (mS / cm ** 2) }))
 */
export function explorable(start: Partial<Settings> = {}): Showable {
  checkObject("explorable", "start", start);
  const controls = { ...sliders };
  for (const [name, value] of Object.entries(start)) {
    if (!Object.hasOwn(sliders, name)) {
      const names = Object.keys(sliders).join(", ");
      throw outOfRange("explorable", "a setting", `one of ${names}`, name);
    }
    checkFinite("explorable", name, value);
    const one = sliders[name as keyof Settings];
    controls[name as keyof Settings] = { ...one, value: onStep(name, one, value / one.SI) };
  }
  return interactive({
    title: "The shape of V̇, to explore",
    controls,
    figures: (values, _, lib) => ({
      voltage: () => lib.explorableFigures.voltage(values),
      simulation: () => lib.explorableFigures.simulation(values),
    }),
  });
}

/** The nearest step of the slider. */
function onStep(name: string, { min, max, step, unit }: (typeof sliders)["I"], position: number) {
  // Rounding in the unit must not put an end of the slider out of reach.
  if (position < min - step / 1000 || position > max + step / 1000) {
    throw outOfRange("explorable", name, `from ${min} to ${max} ${unit}`.trim(), position);
  }
  const steps = Math.round((Math.min(max, Math.max(min, position)) - min) / step);
  // As decimal digits say it: 0.30000000000000004 is 0.3.
  return Number((min + steps * step).toFixed(6));
}
