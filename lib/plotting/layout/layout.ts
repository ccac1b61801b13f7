/** Computes where everything in a figure goes, in pixels, before any of it is drawn. */

import { namedMarks } from "../marks/index.js";
import type { Plane } from "../marks/mark.js";
import type { FigureSpec } from "../spec.js";
import { parseLabel } from "../text/markup.js";
import { labelSize, lineHeight, type TextLayout, tickGap, tickSize } from "../text/text.js";
import { type AxisLayout, type AxisLook, domainOf, layoutAxis } from "./axis.js";
import { type Extent, extent } from "./extent.js";
import { clearLabel, draftPanel, headerHeight, layoutPanel, type PanelContents } from "./panel.js";

export interface PanelLayout extends PanelContents {
  readonly x: AxisLayout;
  /** Only the lowest panel labels the x axis. */
  readonly xLabel?: TextLayout | undefined;
}

/** A panel as it will be drawn: plain data, which can be sent from one thread to another. */
export type PanelPicture = Omit<PanelLayout, "x" | "y"> & {
  readonly x: AxisLook;
  readonly y: AxisLook;
};

export interface FigurePicture {
  readonly width: number;
  readonly height: number;
  readonly panels: readonly PanelPicture[];
}

export interface FigureLayout extends FigurePicture {
  readonly width: number;
  readonly height: number;
  readonly panels: readonly PanelLayout[];
}

/** Ends in a half, like every edge of the frame, so that its lines fill whole pixels. */
const margin = 10.5;
const panelGap = 30;
/** The distance between ticks on a horizontal axis. */
const tickSpacing = 85;
/** Frames smaller than this show nothing. */
const smallestFrame = 40;

/**
 * Lays out a figure. Labels that have no room on their line go to a legend, which also takes room:
 * then everything is laid out again.
 *
 * @param still how it was laid out before it began to move: then labels stay where they were, and
 *   lines are coarser, which takes a fraction of the time
 * @throws RangeError if the figure is too small for its axes' labels
 */
export function layoutFigure(spec: FigureSpec, still?: FigurePicture): FigureLayout {
  if (still && isLike(spec, still)) {
    const held = still.panels.map(({ marks }) => marks.series.map(({ label }) => label));
    const inLegend = spec.panels.map(({ series }, i) => {
      return new Set(series.flatMap(({ label }, j) => (label && !held[i][j] ? j : [])));
    });
    return { ...sizeOf(spec), panels: layoutPanels(spec, inLegend, held) };
  }
  const inLegend = spec.panels.map(() => new Set<number>());
  for (;;) {
    const panels = layoutPanels(spec, inLegend);
    if (panels.every(({ unplaced }) => unplaced.length === 0)) {
      return { ...sizeOf(spec), panels };
    }
    panels.forEach(({ unplaced }, i) => {
      for (const line of unplaced) inLegend[i].add(line);
    });
  }
}

const sizeOf = ({ width, height }: FigureSpec) => ({ width, height });

/** Whether a figure of this size has the same lines, with names or without. */
function isLike(spec: FigureSpec, { width, height, panels }: FigurePicture): boolean {
  if (spec.width !== width || spec.height !== height || spec.panels.length !== panels.length) {
    return false;
  }
  return spec.panels.every(({ series }, i) => {
    const { marks, legend } = panels[i];
    const names = marks.series.filter(({ label }) => label).length + legend.length;
    const isNamed = series.filter(({ label }) => label !== undefined).length === names;
    return isNamed && series.length === marks.series.length;
  });
}

/** What drawing needs of a layout. */
export function pictureOf({ width, height, panels }: FigureLayout): FigurePicture {
  const look = ({ scale: _, scaleTo: __, ...axis }: AxisLayout): AxisLook => axis;
  return {
    width,
    height,
    panels: panels.map(({ x, y, ...panel }) => ({ ...panel, x: look(x), y: look(y) })),
  };
}

function layoutPanels(
  spec: FigureSpec,
  inLegend: readonly ReadonlySet<number>[],
  held: readonly Plane["held"][] = [],
): PanelLayout[] {
  const { width, height, panels } = spec;
  const last = panels.length - 1;
  const xAxis = panels[last].x;
  const xDomain = domainOf(xAxis, extentOfX(spec));
  const right = Math.floor(width) - 2 * margin;

  const xText = parseLabel(xAxis.label ?? "");
  const xLabelHeight = xAxis.label ? (0.4 + xText.length * lineHeight) * labelSize : 0;
  const below = tickGap + tickSize + xLabelHeight;
  const headers = panels.map((panel, i) =>
    Math.ceil(headerHeight(panel, inLegend[i], right - margin)),
  );
  const taken = headers.reduce((sum, header) => sum + header, panelGap * last + below);
  const frameHeight = Math.floor((height - 2 * margin - taken) / panels.length);
  if (frameHeight < smallestFrame) {
    throw tooSmall("height", height, (smallestFrame - frameHeight) * panels.length);
  }

  const drafts = panels.map((panel, i) => draftPanel(panel, inLegend[i], xDomain, frameHeight));
  const leftOf = (all: typeof drafts) => margin + Math.max(...all.map((draft) => draft.left));
  const frameWidth = right - leftOf(drafts);
  const cleared = drafts.map((draft) => clearLabel(draft, xDomain, frameWidth, frameHeight));
  const left = Math.ceil(leftOf(cleared)) + 0.5;
  if (right - left < smallestFrame) throw tooSmall("width", width, smallestFrame - right + left);

  const x = layoutAxis(xAxis, xDomain, right - left, tickSpacing, "horizontal");
  let top = margin;
  return cleared.map((draft, i): PanelLayout => {
    top += headers[i];
    const frame = { left, top, right, bottom: top + frameHeight };
    top += frameHeight + panelGap;
    const y = frame.bottom + tickGap + tickSize + 1.2 * labelSize;
    const xLabel = { text: xText, x: (left + right) / 2, y, anchor: "middle" } as const;
    return { ...layoutPanel(draft, frame, x, held[i]), x, xLabel: i === last ? xLabel : undefined };
  });
}

function extentOfX({ panels }: FigureSpec): Extent {
  const ends = namedMarks.map(([name, mark]) =>
    panels.map((panel) => (panel[name] ?? []).map((given) => mark.extentOfX?.(given) ?? [])),
  );
  return extent(ends.flat(3)) ?? [0, 1];
}

function tooSmall(name: string, value: number, missing: number): RangeError {
  const least = Math.ceil(value + missing);
  return new RangeError(`drawFigure: ${name} must be at least ${least} pixels here, got ${value}`);
}
