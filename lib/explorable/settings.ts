/** What the sliders of an explorable figure set: their ranges, their units, and as text in a link. */

import { withMinus } from "../internal/text.js";
import { originalNoise } from "../noise.js";
import { cm, mm, mS, ms, mV, nA } from "../units.js";

/** The model and its input, in SI units. */
export interface Settings {
  /** The constant input, in A/m². */
  readonly I: number;
  /** The slow gating variable, where V̇ is drawn with n held. */
  readonly n: number;
  /** The leak conductance, in S/m². */
  readonly g_L: number;
  /** The gating rates are evaluated at V + shift, in volts. */
  readonly shift: number;
  /** The standard deviation of the white noise before it is smoothed, in A/m². */
  readonly amplitude: number;
  /** The width of the Gaussian that smooths the noise, in seconds. */
  readonly σ: number;
  /** The seed of the noise. */
  readonly seed: number;
}

export type SettingName = keyof Settings;

/** One value for each slider, in the slider's unit. */
export type Positions = Readonly<Record<SettingName, number>>;

export interface Slider {
  readonly name: SettingName;
  /** What is set, in the markup of figure labels. */
  readonly label: string;
  /** The slider's unit as text, and in SI units. */
  readonly unit: string;
  readonly SI: number;
  /** The ends of the slider, its step and where it stands at first, in its unit. */
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly start: number;
}

const perArea = nA / mm ** 2;

/** The sliders, in their order; they start at the values of the original notebook. */
export const sliders: readonly Slider[] = [
  {
    name: "I",
    label: "Constant input $I$",
    ...{ unit: "nA/mm²", SI: perArea, min: -10, max: 40, step: 0.1, start: 0 },
  },
  {
    name: "n",
    label: "Gating variable $n$, held",
    ...{ unit: "", SI: 1, min: 0, max: 0.5, step: 0.001, start: 0 },
  },
  {
    name: "g_L",
    label: "Leak conductance $g_L$",
    ...{ unit: "mS/cm²", SI: mS / cm ** 2, min: 0.01, max: 0.6, step: 0.01, start: 0.03 },
  },
  {
    name: "shift",
    label: "Voltage shift of the rates",
    ...{ unit: "mV", SI: mV, min: 0, max: 65, step: 0.5, start: 0 },
  },
  {
    name: "amplitude",
    label: "Noise amplitude",
    ...{
      unit: "nA/mm²",
      SI: perArea,
      min: 0,
      max: 3000,
      step: 20,
      start: originalNoise.amplitude / perArea,
    },
  },
  {
    name: "σ",
    label: "Noise smoothed over $σ$",
    ...{ unit: "ms", SI: ms, min: 1, max: 20, step: 0.5, start: originalNoise.σ / ms },
  },
  {
    name: "seed",
    label: "Noise seed",
    ...{ unit: "", SI: 1, min: 0, max: 100, step: 1, start: originalNoise.seed },
  },
];

function perSlider<T>(value: (slider: Slider) => T): Readonly<Record<SettingName, T>> {
  return Object.fromEntries(sliders.map((slider) => [slider.name, value(slider)])) as never;
}

/** Where the slider's nearest step is; it stays within its ends. */
export function snapped({ min, max, step }: Slider, position: number): number {
  const steps = Math.round((Math.min(max, Math.max(min, position)) - min) / step);
  // As decimal digits say it: 0.30000000000000004 is 0.3.
  return Number((min + steps * step).toFixed(6));
}

export function settingsAt(positions: Positions): Settings {
  return perSlider(({ name, SI }) => positions[name] * SI);
}

/** The sliders' positions for some settings; the others start where they do. */
export function positionsFor(settings: Partial<Settings>): Positions {
  return perSlider((slider) => {
    const value = settings[slider.name];
    return value === undefined ? slider.start : snapped(slider, value / slider.SI);
  });
}

/** A position with its unit, as it is read: "−12.5 mV". */
export function positionText({ unit, step }: Slider, position: number): string {
  const digits = String(step).split(".")[1]?.length ?? 0;
  const number = withMinus(position.toFixed(digits));
  return unit ? `${number} ${unit}` : number;
}

const marker = "#explore:";

/** Positions as the fragment of a link: `#explore:I=5&n=0.1&…`. */
export function fragmentOf(positions: Positions): string {
  const texts = perSlider(({ name }) => String(positions[name]));
  return marker + new URLSearchParams(texts).toString();
}

/** The positions in a link's fragment, on the sliders' steps; undefined for any other fragment. */
export function positionsIn(fragment: string, others: Positions): Positions | undefined {
  if (!fragment.startsWith(marker)) return undefined;
  const given = new URLSearchParams(fragment.slice(marker.length));
  return perSlider((slider) => {
    const text = given.get(slider.name) ?? "";
    const position = text.trim() === "" ? Number.NaN : Number(text);
    return Number.isFinite(position) ? snapped(slider, position) : others[slider.name];
  });
}
