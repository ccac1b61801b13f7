/** Lays out one pair of axes with what is in it. */

import { type LineLabel, type LineLayout, layoutLines } from "../marks/lines.js";
import type { Arrow, Dot, PanelSpec } from "../spec.js";
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
import { type AxisLayout, domainOf, layoutAxis, raised } from "./axis.js";
import { extent, extentWithin } from "./extent.js";
import { type Box, overlap } from "./geometry.js";
import { type LegendEntry, layoutLegend } from "./legend.js";

export interface PanelContents {
  readonly frame: Box;
  readonly y: AxisLayout;
  readonly zeroLine: boolean;
  readonly lines: readonly LineLayout[];
  readonly labels: readonly LineLabel[];
  readonly dots: readonly Dot[];
  readonly arrows: readonly PlacedArrow[];
  readonly legend: readonly LegendEntry[];
  readonly yLabel?: TextLayout | undefined;
  /** What a y label inside of the frame, and the legend after it, are written on. */
  readonly pad?: Box | undefined;
  /** The lines that have room neither for their label nor in the legend as it is. */
  readonly homeless: readonly number[];
}

/** An arrow and its direction on the page: degrees clockwise from upwards. */
export interface PlacedArrow extends Arrow {
  readonly angle: number;
}

/** What can be settled before the width of the frame is known. */
export interface Draft {
  readonly panel: PanelSpec;
  readonly inLegend: ReadonlySet<number>;
  readonly y: AxisLayout;
  readonly label: readonly (readonly Run[])[];
  /** Room needed left of the frame. */
  readonly left: number;
  /** From the frame to where an outside label ends. */
  readonly labelGap: number;
}

type Extent = readonly [number, number];

/** From one tick to the next, on a vertical axis. */
const tickSpacing = 38;
/** Between a label and tick labels beside it, and around what stands on a pad. */
const labelMargin = 10;
const legendMargin = 24;
export const dotRadius = 5;
export const arrowLength = 14;
const arrowWidth = 7;

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
  // Left of the tick labels, unless all of them are lower than it.
  const labelBottom = label.length * lineHeight * labelSize + tickSize / 2;
  const beside = y.ticks.some((tick) => (1 - y.scale(tick)) * height < labelBottom);
  const labelGap = beside ? ticks + labelMargin : tickGap;
  return { ...common, left: Math.max(ticks, labelGap + widthOf(label)), labelGap };
}

function widthOf(label: Draft["label"]): number {
  return Math.max(...label.map((runs) => textWidth(runs, labelSize)));
}

/** The extent of what is drawn between two x, on the y axis. */
function extentOfY({ series, dots, zeroLine }: PanelSpec, xs: Extent) {
  const [from, to] = xs;
  const ends = series.flatMap(({ x, y }) => extentWithin(x, y, xs) ?? []);
  const shown = dots.filter(({ x }) => from <= x && x <= to).map(({ y }) => y);
  return extent([...ends, ...shown, ...(zeroLine ? [0] : [])]);
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
  return draft(panel, inLegend, raised(y, highest, 1 - (pad.height + 4) / height), height);
}

export function layoutPanel(draft: Draft, frame: Box, x: AxisLayout): PanelContents {
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
  const dots = panel.dots.filter((dot) => isOn(x, dot.x) && isOn(y, dot.y));
  const xInFrame = x.scaleTo(frame.left, frame.right);
  const yInFrame = y.scaleTo(frame.bottom, frame.top);
  const around = dots.map((dot): Box => {
    const [cx, cy] = [xInFrame(dot.x), yInFrame(dot.y)];
    const reach = dotRadius + 1;
    return { left: cx - reach, top: cy - reach, right: cx + reach, bottom: cy + reach };
  });
  const lines = layoutLines(panel, frame, x, y, pad ? [pad, ...around] : around, inLegend);
  const arrows = panel.arrows
    .filter((arrow) => isOn(x, arrow.x) && isOn(y, arrow.y))
    .map((arrow) => {
      const right = xInFrame(arrow.x + arrow.dx) - xInFrame(arrow.x);
      const down = yInFrame(arrow.y + arrow.dy) - yInFrame(arrow.y);
      return { ...arrow, angle: (Math.atan2(right, -down) * 180) / Math.PI };
    })
    .filter((arrow) => {
      // What sticks out from below a label looks like an accent of it.
      const size = { width: arrowWidth, height: arrowLength };
      const angle = (arrow.angle * Math.PI) / 180;
      const box = { x: xInFrame(arrow.x), y: yInFrame(arrow.y), angle, ...size };
      return !lines.labels.some((label) => overlap(label, box));
    });
  return {
    ...lines,
    frame,
    y,
    zeroLine: panel.zeroLine,
    dots,
    arrows,
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

function isOn({ domain }: AxisLayout, value: number): boolean {
  return domain[0] <= value && value <= domain[1];
}
