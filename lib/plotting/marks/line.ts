/** Lines, with their names on them. */

import type * as Plot from "@observablehq/plot";
import { checkFinite, checkObject, outOfRange, wrongType } from "../../internal/check.js";
import { checkColor, checkedColumn, checkLabel, checkMonotone } from "../check.js";
import { createElement, round, type SvgDocument, type SvgElement } from "../dom.js";
import type { Polyline } from "../layout/decimate.js";
import { endsOf, extentWithin } from "../layout/extent.js";
import type { TurnedBox } from "../layout/geometry.js";
import { placeLabels } from "../layout/labels.js";
import { polylinesOf } from "../layout/polylines.js";
import { dashArray, lineWidth, paper, tab10 } from "../style.js";
import { parseLabel, type Run } from "../text/markup.js";
import { drawText, labelSize, middle, textHeight, textWidth } from "../text/text.js";
import type { Mark } from "./mark.js";

/** One line: points (x, y) in the order they are joined; NaN in y makes a gap. */
export interface Series {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** Written on the line, in its colour; in a legend if the line has no room. Markup as in `Axis`. */
  readonly label?: string;
  /** A CSS colour; by default the next of matplotlib's ten. */
  readonly color?: string;
  /** Where on the x axis the label is centred; by default the best place is looked for. */
  readonly labelX?: number;
  /** Whether the line is dashed, as is usual for what is unstable. */
  readonly dashed?: boolean;
}

export interface PlacedLine {
  readonly color: string;
  readonly dashed: boolean;
  /** One polyline for each stretch without a gap. */
  readonly polylines: readonly Polyline[];
  readonly label?: LineLabel | undefined;
}

/** A label on its line: on a white pad around (x, y), turned by `angle` radians clockwise. */
interface LineLabel extends TurnedBox {
  readonly runs: readonly Run[];
}

/** White to the left and right of a label. */
const padding = 3;

/** The colour of line `i` of a panel. */
export function colorOf({ color }: Series, i: number): string {
  return color ?? tab10[i % tab10.length];
}

export const line: Mark<Series, PlacedLine> = {
  checked(where, name, value) {
    checkObject(where, name, value);
    const series = value as Series;
    const x = checkedColumn(where, `${name}.x`, series.x);
    const y = checkedColumn(where, `${name}.y`, series.y);
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
  },

  extentOfX: ({ x }) => endsOf(x),
  extentOfY: ({ x, y }, between) => extentWithin(x, y, between),

  layout(all, plane, above) {
    const { frame, toX, toY, inLegend } = plane;
    const polylines = all.map((series) => polylinesOf(series, plane));
    const texts = all.map(({ label }, i) =>
      label === undefined || inLegend.has(i) ? undefined : parseLabel(label).flat(),
    );
    const places =
      plane.held ??
      placeLabels({
        frame,
        lines: all.map(({ labelX }, i) => ({
          polylines: polylines[i],
          label: texts[i] && {
            width: textWidth(texts[i], labelSize) + 2 * padding,
            height: textHeight(texts[i], labelSize),
          },
          at: labelX === undefined ? undefined : toX(labelX),
        })),
        zeroAt: plane.zeroLine ? toY(0) : undefined,
        obstacles: above,
      });
    return {
      placed: all.map((series, i) => ({
        color: colorOf(series, i),
        dashed: series.dashed === true,
        polylines: polylines[i],
        label: places[i] && texts[i] && { ...places[i], runs: texts[i] },
      })),
      taken: places.flatMap((place) => place ?? []),
      unplaced: places.flatMap((place, i) => (texts[i] && !place ? i : [])),
    };
  },

  draw(plot, placed, document) {
    const lines = placed.flatMap(({ polylines, color, dashed }) => {
      const dashes = dashed ? { strokeDasharray: dashArray, strokeLinecap: "butt" as const } : {};
      const style = { stroke: color, strokeWidth: lineWidth, ...dashes };
      return polylines.map((polyline) => drawPolyline(plot as typeof Plot, polyline, style));
    });
    return [...lines, () => drawLabels(placed, document)];
  },
};

/** A line whose coordinates are pixels already. */
function drawPolyline({ line }: typeof Plot, polyline: Polyline, style: Plot.LineOptions) {
  const indices = Array.from({ length: polyline.length / 2 }, (_, i) => i);
  return line(indices, {
    x: { value: (i: number) => round(polyline[2 * i]), scale: null },
    y: { value: (i: number) => round(polyline[2 * i + 1]), scale: null },
    strokeLinejoin: "round",
    strokeLinecap: "round",
    clip: "frame",
    ...style,
  });
}

/** The labels on the lines, each on a white pad that interrupts its line. */
function drawLabels(lines: readonly PlacedLine[], document: SvgDocument): SvgElement {
  const group = ({ x, y, angle }: LineLabel, ...children: SvgElement[]) => {
    const transform = `translate(${x},${y}) rotate(${(angle * 180) / Math.PI})`;
    return createElement(document, "g", { transform }, ...children);
  };
  const labels = lines.flatMap(({ label, color }) => (label ? { ...label, color } : []));
  const pads = labels.map((label) => {
    const { width, height } = label;
    const place = { x: -width / 2, y: -height / 2, width, height, rx: 3 };
    return group(label, createElement(document, "rect", { ...place, fill: paper }));
  });
  const texts = labels.map((label) => {
    const text = { text: [label.runs], x: 0, y: middle * labelSize, anchor: "middle" } as const;
    return group(label, ...drawText(document, text, { fontSize: labelSize, fill: label.color }));
  });
  return createElement(document, "g", {}, ...pads, ...texts);
}
