/** The options of an axis, and their check. */

import {
  checkFinite,
  checkObject,
  checkPositive,
  outOfRange,
  shown,
  wrongType,
} from "../internal/check.js";
import { checkedColumn, checkLabel } from "./check.js";
import { farthest } from "./layout/extent.js";

/** One axis. Labels take matplotlib's markup: `"$\\dot{V}$ (mV/ms)"`, with `\n` for a new line. */
export interface Axis {
  readonly label?: string;
  /** The ends of the axis; by default those of the data, plus a margin of 5 %. */
  readonly limits?: readonly [number | undefined, number | undefined];
  /** `"symlog"`: logarithmic in both directions, linear between ±`linthresh`. */
  readonly scale?: "linear" | "symlog";
  /** Where a symlog axis turns linear; 1 by default. */
  readonly linthresh?: number;
  /** `"percent"`: 0.25 reads 25%. */
  readonly format?: "percent";
  /** Where to put ticks and grid lines; by default at round numbers. */
  readonly ticks?: readonly number[];
  /** Where a y axis has its label: left of it, or at the top left of the frame on a white pad. */
  readonly labelPosition?: "outside" | "inside";
}

export function checkedAxis(where: string, name: string, value: unknown): Axis {
  checkObject(where, name, value);
  const axis = value as Axis;
  checkLabel(where, `${name}.label`, axis.label);
  if (axis.scale !== undefined && axis.scale !== "linear" && axis.scale !== "symlog") {
    throw outOfRange(where, `${name}.scale`, '"linear" or "symlog"', axis.scale);
  }
  if (axis.format !== undefined && axis.format !== "percent") {
    throw outOfRange(where, `${name}.format`, '"percent"', axis.format);
  }
  if (axis.linthresh !== undefined) checkPositive(where, `${name}.linthresh`, axis.linthresh);
  if (axis.limits !== undefined) checkLimits(where, `${name}.limits`, axis.limits);
  if (axis.ticks !== undefined) checkedColumn(where, `${name}.ticks`, axis.ticks);
  return { ...axis };
}

function checkLimits(where: string, name: string, limits: unknown): void {
  if (!Array.isArray(limits) || limits.length !== 2) {
    throw wrongType(where, name, "[lowest, highest]", limits);
  }
  const [low, high] = limits;
  limits.forEach((limit: unknown, i) => {
    if (limit === undefined) return;
    checkFinite(where, `${name}[${i}]`, limit);
    if (Math.abs(Number(limit)) > farthest) {
      throw outOfRange(where, `${name}[${i}]`, `from -${farthest} to ${farthest}`, limit);
    }
  });
  if (low >= high) {
    throw new RangeError(`${where}: ${name} must rise, got ${shown(low)} to ${shown(high)}`);
  }
}
