/** Checks what a reader passes to `linePlot`, and copies it, so that a figure never changes. */

import {
  checkFinite,
  checkObject,
  checkPositive,
  outOfRange,
  shown,
  wrongType,
} from "../internal/check.js";
import { farthest } from "./layout/extent.js";
import type { Arrow, Axis, Dot, PanelSpec, Series } from "./spec.js";
import { parseLabel } from "./text/markup.js";

/** The checked panel of a `linePlot`. */
export function checkPanel(
  where: string,
  panel: Record<"series" | "dots" | "arrows" | "x" | "y", unknown> & { zeroLine: boolean },
): PanelSpec {
  const { series, dots, arrows, zeroLine } = panel;
  if (!Array.isArray(series)) throw wrongType(where, "series", "an array", series);
  if (series.length === 0) throw outOfRange(where, "series", "at least one line", series);
  if (!Array.isArray(dots)) throw wrongType(where, "dots", "an array", dots);
  if (!Array.isArray(arrows)) throw wrongType(where, "arrows", "an array", arrows);
  return {
    series: series.map((one: unknown, i) => checkSeries(where, `series[${i}]`, one)),
    dots: dots.map((one: unknown, i) => checkDot(where, `dots[${i}]`, one)),
    arrows: arrows.map((one: unknown, i) => checkArrow(where, `arrows[${i}]`, one)),
    x: checkAxis(where, "x", panel.x),
    y: checkAxis(where, "y", panel.y),
    zeroLine,
  };
}

/** Sizes beyond these leave no room for the axes, or make files that nothing opens. */
export function checkSize(where: string, name: string, value: unknown): void {
  checkFinite(where, name, value, "pixels");
  if (!(Number(value) >= 150 && Number(value) <= 5000)) {
    throw outOfRange(where, name, "from 150 to 5000 pixels", value);
  }
}

function checkSeries(where: string, name: string, value: unknown): Series {
  checkObject(where, name, value);
  const series = value as Series;
  const x = checkColumn(where, `${name}.x`, series.x);
  const y = checkColumn(where, `${name}.y`, series.y);
  if (x.length !== y.length) {
    throw new RangeError(
      `${where}: ${name} must have one y for each x, got ${x.length} x and ${y.length} y`,
    );
  }
  if (x.length === 0) throw outOfRange(where, `${name}.x`, "at least one number", series.x);
  checkMonotone(where, `${name}.x`, x);
  checkLabel(where, `${name}.label`, series.label);
  checkColor(where, `${name}.color`, series.color);
  if (series.labelX !== undefined) checkFinite(where, `${name}.labelX`, series.labelX);
  if (series.dashed !== undefined && typeof series.dashed !== "boolean") {
    throw wrongType(where, `${name}.dashed`, "a boolean", series.dashed);
  }
  return { ...series, x, y };
}

function checkDot(where: string, name: string, value: unknown): Dot {
  checkObject(where, name, value);
  const dot = value as Dot;
  checkFinite(where, `${name}.x`, dot.x);
  checkFinite(where, `${name}.y`, dot.y);
  if (typeof dot.filled !== "boolean") {
    throw wrongType(where, `${name}.filled`, "a boolean", dot.filled);
  }
  checkColor(where, `${name}.color`, dot.color);
  return { ...dot };
}

function checkArrow(where: string, name: string, value: unknown): Arrow {
  checkObject(where, name, value);
  const arrow = value as Arrow;
  for (const key of ["x", "y", "dx", "dy"] as const) {
    checkFinite(where, `${name}.${key}`, arrow[key]);
  }
  return { ...arrow };
}

function checkColor(where: string, name: string, color: unknown): void {
  if (color !== undefined && typeof color !== "string") {
    throw wrongType(where, name, "a CSS colour", color);
  }
}

function checkColumn(where: string, name: string, value: unknown): Float64Array {
  if (ArrayBuffer.isView(value) && "length" in value) return new Float64Array(value as never);
  if (!Array.isArray(value)) throw wrongType(where, name, "an array of numbers", value);
  const wrong = value.findIndex((element) => typeof element !== "number");
  if (wrong >= 0) throw wrongType(where, `${name}[${wrong}]`, "a number", value[wrong]);
  return new Float64Array(value as number[]);
}

function checkMonotone(where: string, name: string, x: Float64Array): void {
  let rises = true;
  let falls = true;
  for (let i = 0; i < x.length; i++) {
    if (!Number.isFinite(x[i])) throw outOfRange(where, `${name}[${i}]`, "a finite number", x[i]);
    if (i === 0) continue;
    rises &&= x[i] >= x[i - 1];
    falls &&= x[i] <= x[i - 1];
    if (!rises && !falls) {
      const neighbours = `${shown(x[i - 1])}, ${shown(x[i])} at index ${i}`;
      throw new RangeError(`${where}: ${name} must only rise or only fall, got ${neighbours}`);
    }
  }
}

function checkLabel(where: string, name: string, label: unknown): void {
  if (label === undefined) return;
  if (typeof label !== "string") throw wrongType(where, name, "a string", label);
  parseLabel(label);
}

function checkAxis(where: string, name: string, value: unknown): Axis {
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
  if (axis.ticks !== undefined) checkColumn(where, `${name}.ticks`, axis.ticks);
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
