/** Where an axis begins and ends, where its ticks are, and what they say. */

import { scaleLinear, scaleSymlog } from "d3-scale";
import type { Axis } from "./spec.js";

/** An axis with its ends and ticks settled. */
export interface AxisLayout {
  readonly type: "linear" | "symlog";
  /** Half the width of a symlog axis' linear part. */
  readonly linthresh: number;
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  readonly tickLabels: readonly string[];
}

type Extent = readonly [number, number];

/** Where no limits are given, an axis goes beyond the data by this fraction of their range. */
const margin = 0.05;

/** A d3 scale from the axis to [0, 1], or to the given range of pixels. */
export function scaleOf(
  { type, linthresh, domain }: Pick<AxisLayout, "type" | "linthresh" | "domain">,
  range: Extent = [0, 1],
) {
  const scale = type === "symlog" ? scaleSymlog().constant(linthresh) : scaleLinear();
  return scale.domain(domain).range(range);
}

/**
 * Settles an axis that `length` pixels show: its limits where given, else the data's extent with a
 * margin of 5 %, and about one tick per `spacing` pixels.
 */
export function layoutAxis(axis: Axis, data: Extent, length: number, spacing: number): AxisLayout {
  const type = axis.scale ?? "linear";
  const linthresh = axis.linthresh ?? 1;
  const domain = domainOf(axis, data, type, linthresh);
  const inside = (value: number) => domain[0] <= value && value <= domain[1];
  const count = Math.max(2, Math.round(length / spacing));
  const ticks = (
    axis.ticks ??
    (type === "symlog"
      ? decades(domain, linthresh, count)
      : scaleLinear(domain, [0, 1]).ticks(count))
  ).filter(inside);
  return { type, linthresh, domain, ticks, tickLabels: tickLabels(ticks, axis.format) };
}

function domainOf(axis: Axis, data: Extent, type: AxisLayout["type"], linthresh: number): Extent {
  const [low, high] = apart(axis.limits?.[0] ?? data[0], axis.limits?.[1] ?? data[1]);
  const scale = scaleOf({ type, linthresh, domain: [low, high] });
  return [axis.limits?.[0] ?? scale.invert(-margin), axis.limits?.[1] ?? scale.invert(1 + margin)];
}

/** An axis needs two different ends: as in matplotlib, a single value gets 5 % to each side. */
function apart(low: number, high: number): Extent {
  if (high - low > 1e-12 * Math.max(Math.abs(low), Math.abs(high))) return [low, high];
  const room = margin * Math.abs(low) || margin;
  return [low - room, high + room];
}

/** Zero and the powers of ten outside of ±linthresh; every second, third … if there are too many. */
function decades([low, high]: Extent, linthresh: number, count: number): number[] {
  const first = Math.ceil(Math.log10(linthresh) - 1e-9);
  const last = Math.floor(Math.log10(Math.max(-low, high, linthresh)) + 1e-9);
  const exponents = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  const inside = (value: number) => low <= value && value <= high;
  const signs = [-1, 1] as const;
  const shown = exponents.filter((e) => signs.some((sign) => inside(sign * 10 ** e)));
  const step = Math.ceil((shown.length * (low < 0 && high > 0 ? 2 : 1)) / count);
  const kept = shown.filter((e) => (last - e) % step === 0);
  return [...kept.map((e) => -(10 ** e)).reverse(), 0, ...kept.map((e) => 10 ** e)].filter(inside);
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * What ticks say: all with the same number of decimals, as few as tell each tick exactly; powers of
 * ten if that would be long.
 */
export function tickLabels(ticks: readonly number[], format?: Axis["format"]): string[] {
  const factor = format === "percent" ? 100 : 1;
  const unit = format === "percent" ? "%" : "";
  const values = ticks.map((tick) => tick * factor);
  const largest = Math.max(...values.map(Math.abs));
  const smallestStep = Math.min(
    ...values.slice(1).map((value, i) => Math.abs(value - values[i])),
    ...values.filter(Boolean).map(Math.abs),
  );
  const exact = (text: string, value: number) =>
    Math.abs(Number(text) - value) <= 1e-6 * smallestStep;
  const decimals = Array.from({ length: 7 }, (_, i) => i).find((digits) =>
    values.every((value) => exact(value.toFixed(digits), value)),
  );
  const plain = largest < 1e5 && decimals !== undefined;
  return values.map((value) => {
    const text = plain ? value.toFixed(decimals) : scientific(value, exact);
    return text.replace(/^-/, "\u2212").replace(/^\u2212(?=[0.]+$)/, "") + unit;
  });
}

function scientific(value: number, exact: (text: string, value: number) => boolean): string {
  if (value === 0) return "0";
  const digits = Array.from({ length: 16 }, (_, i) => i).find((n) =>
    exact(value.toExponential(n), value),
  );
  const [mantissa, exponent] = value.toExponential(digits ?? 16).split("e");
  const power = `10${exponent
    .replace("+", "")
    .replace("-", "⁻")
    .replace(/\d/g, (d) => superscripts[Number(d)])}`;
  return mantissa === "1" ? power : mantissa === "-1" ? `-${power}` : `${mantissa}×${power}`;
}
