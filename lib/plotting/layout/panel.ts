/** Lays out one pair of axes with what is in it. */

import { namedMarks, type PlacedMarks } from "../marks/index.js";
import type { Plane } from "../marks/mark.js";
import type { PanelSpec } from "../spec.js";
import { parseLabel, type Run } from "../text/markup.js";
import {
  labelSize,
  lineHeight,
  type TextLayout,
  textWidth,
  tickGap,
  tickSize,
  upright,
} from "../text/text.js";
import { type AxisLayout, domainOf, layoutAxis, withHeadroom } from "./axis.js";
import { type Extent, extent } from "./extent.js";
import { type Box, turnedBox } from "./geometry.js";
import { type LegendEntry, layoutLegend } from "./legend.js";

export interface PanelContents {
  readonly frame: Box;
  readonly y: AxisLayout;
  readonly zeroLine: boolean;
  readonly marks: PlacedMarks;
  readonly legend: readonly LegendEntry[];
  readonly yLabel?: TextLayout | undefined;
  /** What a y label inside the frame, and the legend after it, are written on. */
  readonly pad?: Box | undefined;
  /** The lines that have room neither for their label nor in the legend as it is. */
  readonly unplaced: readonly number[];
}

/** What can be laid out before the width of the frame is known. */
export interface Draft {
  readonly panel: PanelSpec;
  readonly inLegend: ReadonlySet<number>;
  readonly y: AxisLayout;
  readonly label: readonly (readonly Run[])[];
  /** The room needed to the left of the frame. */
  readonly left: number;
  /** From the frame to the end of a label outside it. */
  readonly labelGap: number;
}

/** The distance between ticks on a vertical axis. */
const tickSpacing = 38;
/** Between a label and the tick labels beside it, and around what is on a pad. */
const labelMargin = 10;
const legendMargin = 24;

/** Room above the frame, for a legend that has no place after a y label inside. */
export function headerHeight(
  panel: PanelSpec,
  inLegend: ReadonlySet<number>,
  width: number,
): number {
  return isInside(panel) ? 0 : layoutLegend(panel.series, inLegend, width).height;
}

function isInside({ y }: PanelSpec): boolean {
  return y.label !== undefined && y.labelPosition === "inside";
}

export function draftPanel(
  panel: PanelSpec,
  inLegend: ReadonlySet<number>,
  xDomain: Extent,
  height: number,
): Draft {
  const domain = domainOf(panel.y, extentOfY(panel, xDomain) ?? [0, 1]);
  return draft(panel, inLegend, domain, height);
}

function draft(
  panel: PanelSpec,
  inLegend: ReadonlySet<number>,
  domain: Extent,
  height: number,
): Draft {
  const y = layoutAxis(panel.y, domain, height, tickSpacing, "vertical");
  const label = parseLabel(panel.y.label ?? "");
  const tickWidths = y.tickLabels.map((text) => textWidth([upright(text)], tickSize));
  const ticks = tickGap + Math.max(0, ...tickWidths);
  const common = { panel, inLegend, y, label };
  if (!panel.y.label || isInside(panel)) return { ...common, left: ticks, labelGap: 0 };
  // To the left of the tick labels, unless all of them are below it.
  const labelBottom = label.length * lineHeight * labelSize + tickSize / 2;
  const beside = y.ticks.some((tick) => (1 - y.scale(tick)) * height < labelBottom);
  const labelGap = beside ? ticks + labelMargin : tickGap;
  return { ...common, left: Math.max(ticks, labelGap + widthOf(label)), labelGap };
}

function widthOf(label: Draft["label"]): number {
  return Math.max(...label.map((runs) => textWidth(runs, labelSize)));
}

/** The extent of what is drawn between two x, on the y axis. */
function extentOfY(panel: PanelSpec, between: Extent): Extent | undefined {
  const ends = namedMarks.map(([name, mark]) =>
    (panel[name] ?? []).map((given) => mark.extentOfY?.(given, between) ?? []),
  );
  return extent([...ends.flat(2), ...(panel.zeroLine ? [0] : [])]);
}

/** A label inside the frame and the legend after it: their pad, from the frame's upper left. */
function layoutPad({ panel, inLegend, label }: Draft, frameWidth: number) {
  if (!isInside(panel)) return undefined;
  const legendLeft = 2 * labelMargin + widthOf(label) + legendMargin;
  const legend = layoutLegend(panel.series, inLegend, frameWidth - legendLeft);
  const labelRight = 2 * labelMargin + widthOf(label);
  const rows = Math.max(label.length * lineHeight * labelSize, legend.height);
  return {
    width: legend.width > 0 ? legendLeft + legend.width + labelMargin : labelRight,
    height: rows + 0.4 * labelSize,
    legend,
    legendLeft,
  };
}

/** Makes room above the data for a label inside the frame, if the axis may grow. */
export function clearLabel(
  before: Draft,
  xDomain: Extent,
  frameWidth: number,
  height: number,
): Draft {
  const { panel, inLegend, y } = before;
  const pad = layoutPad(before, frameWidth);
  if (!pad || panel.y.limits?.[1] !== undefined) return before;
  const share = Math.min(1, (pad.width + labelMargin) / frameWidth);
  const covered = [xDomain[0], xDomain[0] + share * (xDomain[1] - xDomain[0])] as const;
  const highest = extentOfY(panel, covered)?.[1];
  if (highest === undefined) return before;
  return draft(panel, inLegend, withHeadroom(y, highest, 1 - (pad.height + 4) / height), height);
}

export function layoutPanel(
  draft: Draft,
  frame: Box,
  x: AxisLayout,
  held?: Plane["held"],
): PanelContents {
  const { panel, inLegend, y, label, labelGap } = draft;
  const { left, top, right } = frame;
  const inner = layoutPad(draft, right - left);
  const pad = inner && {
    left: left + 4,
    top,
    right: left + inner.width,
    bottom: top + inner.height,
  };
  const legend = inner?.legend ?? layoutLegend(panel.series, inLegend, right);
  const origin = inner
    ? { x: left + inner.legendLeft, y: top + 0.1 * labelSize }
    : { x: right - legend.width, y: top - legend.height - 0.2 * labelSize };
  const toX = x.scaleTo(frame.left, frame.right);
  const toY = y.scaleTo(frame.bottom, frame.top);
  const plane = { frame, x, y, toX, toY, zeroLine: panel.zeroLine, inLegend, held };
  return {
    ...layoutMarks(panel, plane, pad),
    frame,
    y,
    zeroLine: panel.zeroLine,
    legend: legend.entries.map((entry) => ({
      ...entry,
      x: entry.x + origin.x,
      y: entry.y + origin.y,
    })),
    yLabel: {
      text: label,
      x: pad ? left + labelMargin : left - labelGap,
      y: top + (pad ? 1.05 : 0.8) * labelSize,
      anchor: pad ? "start" : "end",
    },
    pad,
  };
}

/** Lays out marks from the top down: those below keep clear of those above. */
function layoutMarks(panel: PanelSpec, plane: Plane, pad: Box | undefined) {
  const above = pad ? [turnedBox(pad)] : [];
  const unplaced: number[] = [];
  const placed = namedMarks.toReversed().map(([name, mark]) => {
    const layer = mark.layout(panel[name] ?? [], plane, above);
    above.push(...(layer.taken ?? []));
    unplaced.push(...(layer.unplaced ?? []));
    return [name, layer.placed];
  });
  return { marks: Object.fromEntries(placed) as PlacedMarks, unplaced };
}
