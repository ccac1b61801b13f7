/** Settles where everything of a figure is, in pixels, before any of it is drawn. */

import { type AxisLayout, layoutAxis, scaleOf } from "./axis.js";
import { clampToStrip, m4, type Polyline, simplify } from "./decimate.js";
import { extent } from "./extent.js";
import { type PlacedLabel, placeLabels } from "./labels.js";
import { parseLabel, type Run } from "./markup.js";
import type { Dot, FigureSpec, PanelSpec, Series } from "./spec.js";
import { lineHeight, textWidth } from "./text.js";

/** Edges of a rectangle in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface LineLayout {
  readonly color: string;
  /** One polyline for each stretch without a gap. */
  readonly polylines: readonly Polyline[];
}

export interface LegendEntry {
  readonly runs: readonly Run[];
  readonly color: string;
  readonly x: number;
  readonly y: number;
}

export interface PanelLayout {
  readonly frame: Box;
  readonly x: AxisLayout;
  readonly y: AxisLayout;
  readonly showsXAxis: boolean;
  readonly xLabel: readonly (readonly Run[])[];
  readonly yLabel: readonly (readonly Run[])[];
  /** The white pad of a y label inside the frame. */
  readonly yLabelPad?: Box;
  /** The end of a y label outside of the frame, and its first baseline. */
  readonly yLabelAt: { readonly x: number; readonly y: number };
  readonly zeroLine: boolean;
  readonly dots: readonly Dot[];
  readonly lines: readonly LineLayout[];
  readonly labels: readonly PlacedLabel[];
  readonly legend: readonly LegendEntry[];
}

export interface FigureLayout {
  readonly width: number;
  readonly height: number;
  readonly panels: readonly PanelLayout[];
}

export const tickSize = 13;
export const labelSize = 15;
/** Between an axis and its tick labels. */
export const tickGap = 7;

/** matplotlib's ten colours, in their order. */
const tab10 = [
  "#1f77b4",
  "#ff7f0e",
  "#2ca02c",
  "#d62728",
  "#9467bd",
  "#8c564b",
  "#e377c2",
  "#7f7f7f",
  "#bcbd22",
  "#17becf",
] as const;

const outerMargin = 10;
const panelGap = 30;
/** Half the pixels of a picture at 1×: what a picture at 2× can show. */
const columnWidth = 0.5;
/** How far a simplified line may be from the data, in pixels. */
const tolerance = 0.04;

export function layoutFigure({ width, height, panels }: FigureSpec): FigureLayout {
  const shared = extentOf(panels.flatMap((panel) => panel.series.map((series) => series.x)));
  const xSpec = panels[panels.length - 1].x;
  const xLabel = parseLabel(xSpec.label ?? "");
  const bottom =
    tickGap +
    tickSize +
    (xSpec.label ? 6 + labelSize * lineHeight * xLabel.length : 0) +
    outerMargin;
  const panelHeight =
    (height - outerMargin - bottom - panelGap * (panels.length - 1)) / panels.length;
  const drafts = panels.map((panel) => draftPanel(panel, shared, panelHeight));
  const left = Math.ceil(Math.max(...drafts.map((draft) => draft.left)));
  const right = width - 2 * outerMargin;
  const x = layoutAxis(xSpec, shared, right - left, 75);
  return {
    width,
    height,
    panels: drafts.map((draft, i) => {
      const top = outerMargin + i * (panelHeight + panelGap);
      const frame = { left, top, right, bottom: top + panelHeight };
      return layoutPanel(draft, frame, x, i === panels.length - 1 ? xLabel : []);
    }),
  };
}

function extentOf(columns: readonly ArrayLike<number>[]): readonly [number, number] {
  const ends = columns.flatMap((column) => extent(column) ?? []);
  return extent(ends) ?? [0, 1];
}

interface Draft {
  readonly panel: PanelSpec;
  readonly y: AxisLayout;
  readonly yLabel: readonly (readonly Run[])[];
  /** How much room is needed left of the frame. */
  readonly left: number;
  /** How far from the frame the y label ends. */
  readonly yLabelOffset: number;
}

/** What can be settled of a panel before its width is known: the y axis and what stands left of it. */
function draftPanel(panel: PanelSpec, _shared: readonly [number, number], height: number): Draft {
  const columns = panel.series.map((series) => series.y);
  const data = extentOf(panel.zeroLine ? [...columns, [0]] : columns);
  const y = layoutAxis(panel.y, data, height, 38);
  const yLabel = parseLabel(panel.y.label ?? "");
  const ticksWidth = Math.max(0, ...y.tickLabels.map((text) => tickWidth(text)));
  const labelWidth = Math.max(0, ...yLabel.map((runs) => textWidth(runs, labelSize)));
  const ticks = tickGap + ticksWidth;
  if (!panel.y.label || panel.y.labelPosition === "inside") {
    return { panel, y, yLabel, left: ticks + outerMargin, yLabelOffset: 0 };
  }
  // Beside the tick labels, unless all of them are below it.
  const scale = scaleOf(y, [height, 0]);
  const labelBottom = yLabel.length * lineHeight * labelSize + tickSize / 2;
  const collides = y.ticks.some((tick) => scale(tick) < labelBottom);
  const yLabelOffset = collides ? ticks + outerMargin : tickGap;
  return {
    panel,
    y,
    yLabel,
    left: Math.max(ticks, yLabelOffset + labelWidth) + outerMargin,
    yLabelOffset,
  };
}

function tickWidth(text: string): number {
  return textWidth([{ text, italic: false, shift: 0 }], tickSize);
}

function layoutPanel(
  { panel, y, yLabel, yLabelOffset }: Draft,
  frame: Box,
  x: AxisLayout,
  xLabel: readonly (readonly Run[])[],
): PanelLayout {
  const lines = panel.series.map((series, i) => ({
    color: series.color ?? tab10[i % tab10.length],
    polylines: polylinesOf(series, x, y, frame),
  }));
  const inside = panel.y.labelPosition === "inside" && panel.y.label !== undefined;
  const yLabelAt = inside
    ? { x: frame.left + 10, y: frame.top + labelSize }
    : { x: frame.left - yLabelOffset, y: frame.top + 0.8 * labelSize };
  const yLabelPad = inside
    ? {
        left: frame.left + 4,
        top: frame.top,
        right: frame.left + 16 + Math.max(...yLabel.map((runs) => textWidth(runs, labelSize))),
        bottom: frame.top + 6 + yLabel.length * lineHeight * labelSize,
      }
    : undefined;
  const xScale = scaleOf(x, [frame.left, frame.right]);
  const zeroAt = panel.zeroLine ? scaleOf(y, [frame.bottom, frame.top])(0) : undefined;
  const placed = placeLabels({
    frame,
    lines: lines.map(({ polylines }, i) => {
      const { label, labelX } = panel.series[i];
      return {
        polylines,
        runs: label === undefined ? undefined : parseLabel(label).flat(),
        at: labelX === undefined ? undefined : xScale(labelX),
      };
    }),
    zeroAt,
    obstacles: yLabelPad ? [yLabelPad] : [],
  });
  return {
    frame,
    x,
    y,
    showsXAxis: xLabel.length > 0,
    xLabel,
    yLabel,
    ...(yLabelPad ? { yLabelPad } : {}),
    yLabelAt,
    zeroLine: panel.zeroLine,
    dots: panel.dots,
    lines,
    labels: placed,
    legend: [],
  };
}

/** A series as it is drawn: in pixels, at most four points per half pixel column. */
function polylinesOf(series: Series, x: AxisLayout, y: AxisLayout, frame: Box): Polyline[] {
  const xScale = scaleOf(x, [frame.left, frame.right]);
  const yScale = scaleOf(y, [frame.bottom, frame.top]);
  const height = frame.bottom - frame.top;
  const scale = scaleOf(x, [0, (frame.right - frame.left) / columnWidth]);
  const [from, to] = indicesWithin(series.x, x.domain);
  return m4(series.x, series.y, scale, from, to).map((indices) => {
    const line: Polyline = [];
    for (const i of indices) line.push(xScale(series.x[i]), yScale(series.y[i]));
    return simplify(clampToStrip(line, frame.top - height, frame.bottom + height), tolerance);
  });
}

/** The indices of the points within the axis, and of one more on either side. */
function indicesWithin(x: ArrayLike<number>, [low, high]: readonly [number, number]) {
  let from = 0;
  let to = x.length;
  const outside = (i: number, j: number) =>
    Math.max(x[i], x[j]) < low || Math.min(x[i], x[j]) > high;
  while (from + 1 < to && outside(from, from + 1)) from++;
  while (to - 2 >= from && outside(to - 1, to - 2)) to--;
  return [from, to] as const;
}
