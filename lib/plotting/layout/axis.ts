/** The ends of an axis, and its ticks with their labels. */

import { scaleLinear, scaleSymlog } from "d3-scale";
import type { Axis } from "../axis.js";
import { textWidth, tickSize, upright } from "../text/text.js";
import { type Extent, farthest } from "./extent.js";
import { tickLabels } from "./ticks.js";

/** How an axis looks: plain data. */
export interface AxisLook {
  readonly type: "linear" | "symlog";
  /** Half the width of a symlog axis' linear part. */
  readonly linthresh: number;
  readonly domain: Extent;
  readonly ticks: readonly number[];
  readonly tickLabels: readonly string[];
}

/** An axis with its ends and ticks settled. */
export interface AxisLayout extends AxisLook {
  /** From values to [0, 1] along the axis. */
  readonly scale: (value: number) => number;
  /** The same from one pixel to another; finite for all numbers. */
  readonly scaleTo: (start: number, end: number) => (value: number) => number;
}

/** Without limits, an axis extends beyond the data by this fraction of their range. */
const margin = 0.05;
/** Pixels are kept so small that sums of them are exact. */
const outOfSight = 1e9;

/** The ends of an axis: its limits where given, otherwise the data's extent plus a margin of 5 %. */
export function domainOf(axis: Axis, data: Extent): Extent {
  const [low, high] = distinct(
    within(axis.limits?.[0] ?? data[0]),
    within(axis.limits?.[1] ?? data[1]),
  );
  const scale = scaleOf(axis, [low, high]);
  const [start, end] = [scale.invert(-margin), scale.invert(1 + margin)].map(within);
  return [axis.limits?.[0] ?? start, axis.limits?.[1] ?? end];
}

/** The domain with its upper end so high that `value` is at most at `fraction` of the axis. */
export function withHeadroom(
  { type, linthresh, domain }: AxisLayout,
  value: number,
  fraction: number,
) {
  const scale = scaleOf({ scale: type, linthresh }, domain);
  const top = Math.max(1, scale(value) / Math.max(0.5, fraction));
  return [domain[0], scale.invert(top)] as const;
}

/**
 * Settles an axis of `length` pixels, with ticks about `spacing` pixels apart, or farther if their
 * labels would not fit beside each other.
 */
export function layoutAxis(
  axis: Axis,
  domain: Extent,
  length: number,
  spacing: number,
  direction: "horizontal" | "vertical",
): AxisLayout {
  const layout = (count: number): AxisLayout => {
    const ticks = (axis.ticks ?? ticksOf(axis, domain, count)).filter(
      (tick) => domain[0] <= tick && tick <= domain[1],
    );
    return {
      type: axis.scale ?? "linear",
      linthresh: axis.linthresh ?? 1,
      domain,
      ticks,
      tickLabels: tickLabels(ticks, axis.format, direction === "vertical"),
      scale: scaleOf(axis, domain),
      scaleTo: (start, end) => {
        const toPixel = scaleOf(axis, domain).range([start, end]);
        return (value) => Math.max(-outOfSight, Math.min(outOfSight, toPixel(within(value))));
      },
    };
  };
  let count = Math.max(4, Math.round(length / spacing));
  while (direction === "horizontal" && count > 2 && !fits(layout(count), length)) count--;
  return layout(count);
}

/** Whether a value is between the ends of an axis. */
export function isOn({ domain }: AxisLayout, value: number): boolean {
  return domain[0] <= value && value <= domain[1];
}

/** Whether the labels of a horizontal axis have room between them. */
function fits({ ticks, tickLabels, scale }: AxisLayout, length: number): boolean {
  const widths = tickLabels.map((text) => textWidth([upright(text)], tickSize));
  return ticks.every((tick, i) => {
    if (i === 0) return true;
    const distance = Math.abs(scale(tick) - scale(ticks[i - 1])) * length;
    return distance > (widths[i] + widths[i - 1]) / 2 + tickSize;
  });
}

function scaleOf({ scale, linthresh }: Pick<Axis, "scale" | "linthresh">, domain: Extent) {
  const d3 = scale === "symlog" ? scaleSymlog().constant(linthresh ?? 1) : scaleLinear();
  return d3.domain(domain);
}

function within(value: number): number {
  return Math.max(-farthest, Math.min(farthest, value));
}

/** An axis needs two different ends: as in matplotlib, a single value gets 5 % on each side. */
function distinct(low: number, high: number): Extent {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (high - low > Math.max(1e-12 * largest, 1e-300)) return [low, high];
  const room = largest > 1e-290 ? margin * largest : margin;
  return [low - room, high + room];
}

function ticksOf({ scale, linthresh = 1 }: Axis, domain: Extent, count: number): number[] {
  return scale === "symlog"
    ? decades(domain, linthresh, count)
    : scaleLinear(domain, [0, 1]).ticks(count);
}

/** Zero and the powers of ten beyond ±linthresh; every second, third … if there are too many. */
function decades([low, high]: Extent, linthresh: number, count: number): number[] {
  const inside = (value: number) => low <= value && value <= high;
  const first = Math.ceil(Math.log10(linthresh) - 1e-9);
  const last = Math.floor(Math.log10(Math.max(-low, high, linthresh)) + 1e-9);
  const exponents = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  const powers = exponents.map((exponent) => Number(`1e${exponent}`));
  const shown = powers.flatMap((power) => [power, -power]).filter(inside).length;
  const step = Math.max(1, Math.ceil(shown / count));
  const kept = powers.filter((_, i) => (powers.length - 1 - i) % step === 0);
  return [...kept.map((power) => -power).reverse(), 0, ...kept].filter(inside);
}
