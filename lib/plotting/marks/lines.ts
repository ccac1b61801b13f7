/** The lines of a panel in pixels, and the labels that stand on them. */

import type { AxisLayout } from "../layout/axis.js";
import type { Box, TurnedBox } from "../layout/geometry.js";
import { placeLabels } from "../layout/labels.js";
import type { PanelSpec, Series } from "../spec.js";
import { parseLabel, type Run } from "../text/markup.js";
import { labelSize, textHeight, textWidth } from "../text/text.js";
import { clampToStrip, m4, type Polyline, simplify } from "./decimate.js";

export interface LineLayout {
  readonly color: string;
  readonly dashed: boolean;
  /** One polyline for each stretch without a gap. */
  readonly polylines: readonly Polyline[];
}

/** A label on its line: on a white pad around (x, y), turned by `angle` radians clockwise. */
export interface LineLabel extends TurnedBox {
  readonly runs: readonly Run[];
  readonly color: string;
}

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

/** Half of what a picture at 2× can tell apart. */
const columnWidth = 0.25;
/** How far a simplified line may be from the data, in pixels. */
const tolerance = 0.04;
/** White to the left and right of a label. */
const padding = 3;

/** The colour of line `i` of a panel. */
export function colorOf({ color }: Series, i: number): string {
  return color ?? tab10[i % tab10.length];
}

/** Lays out lines and labels; `homeless` are the lines whose labels find no room. */
export function layoutLines(
  panel: PanelSpec,
  frame: Box,
  x: AxisLayout,
  y: AxisLayout,
  obstacles: readonly Box[],
  inLegend: ReadonlySet<number>,
) {
  const lines = panel.series.map((series, i) => ({
    color: colorOf(series, i),
    dashed: series.dashed === true,
    polylines: polylinesOf(series, x, y, frame),
  }));
  const texts = panel.series.map(({ label }, i) =>
    label === undefined || inLegend.has(i) ? undefined : parseLabel(label).flat(),
  );
  const xInFrame = x.scaleTo(frame.left, frame.right);
  const places = placeLabels({
    frame,
    lines: panel.series.map(({ labelX }, i) => ({
      polylines: lines[i].polylines,
      label: texts[i] && {
        width: textWidth(texts[i], labelSize) + 2 * padding,
        height: textHeight(texts[i], labelSize),
      },
      at: labelX === undefined ? undefined : xInFrame(labelX),
    })),
    zeroAt: panel.zeroLine ? y.scaleTo(frame.bottom, frame.top)(0) : undefined,
    obstacles,
  });
  const labels = places.flatMap((place, i): LineLabel[] =>
    place && texts[i] ? [{ ...place, runs: texts[i], color: lines[i].color }] : [],
  );
  const homeless = places.flatMap((place, i) => (texts[i] && !place ? i : []));
  return { lines, labels, homeless };
}

/** A series as it is drawn: in pixels, at most four points to a quarter of a pixel column. */
function polylinesOf(series: Series, x: AxisLayout, y: AxisLayout, frame: Box): Polyline[] {
  const xInFrame = x.scaleTo(frame.left, frame.right);
  const yInFrame = y.scaleTo(frame.bottom, frame.top);
  const columnOf = x.scaleTo(0, (frame.right - frame.left) / columnWidth);
  const [width, height] = [frame.right - frame.left, frame.bottom - frame.top];
  const [from, to] = indicesWithin(series.x, x.domain);
  return m4(series.x, series.y, columnOf, from, to).map((indices) => {
    const line: Polyline = [];
    for (const i of indices) line.push(xInFrame(series.x[i]), yInFrame(series.y[i]));
    const narrow = clampToStrip(line, "x", frame.left - width, frame.right + width);
    const low = clampToStrip(narrow, "y", frame.top - height, frame.bottom + height);
    return simplify(low, tolerance);
  });
}

/** The indices of the points within the axis, and of one more on either side. */
function indicesWithin(x: ArrayLike<number>, [low, high]: readonly [number, number]) {
  const outside = (i: number, j: number) =>
    Math.max(x[i], x[j]) < low || Math.min(x[i], x[j]) > high;
  let from = 0;
  let to = x.length;
  while (from + 1 < to && outside(from, from + 1)) from++;
  while (to - 2 >= from && outside(to - 1, to - 2)) to--;
  return [from, to] as const;
}
