/**
 * Figures as plain data: what the reader gives, checked, before anything is drawn.
 * Everything in this folder except `node.ts` also runs in a browser.
 */

import { checkObject, outOfRange, wrongType } from "../internal/check.js";
import { type Axis, checkedAxis } from "./axis.js";
import { type MarkOptions, namedMarks } from "./marks/index.js";
import type { Series } from "./marks/line.js";

export type { Axis } from "./axis.js";
export type { Arrow } from "./marks/arrow.js";
export type { Series } from "./marks/line.js";

/** The arguments of `linePlot`. */
export interface LinePlotOptions extends MarkOptions {
  readonly series: readonly Series[];
  readonly x?: Axis;
  readonly y?: Axis;
  /** Draws a black line at y = 0, and keeps it in view. */
  readonly zeroLine?: boolean;
  /** Size of the whole picture in CSS pixels; 640 × 360 by default. */
  readonly width?: number;
  readonly height?: number;
  /** What the figure shows, for readers who can't see it; precedes the automatic description. */
  readonly description?: string;
}

/** One pair of axes with its marks. */
export interface PanelSpec extends MarkOptions {
  readonly series: readonly Series[];
  readonly x: Axis;
  readonly y: Axis;
  readonly zeroLine: boolean;
}

/** A whole figure: panels below each other that share the x axis. */
export interface FigureSpec {
  readonly width: number;
  readonly height: number;
  readonly panels: readonly PanelSpec[];
  readonly description?: string;
}

/** The panel that a reader describes, checked and copied, so that a figure never changes. */
export function checkedPanel(where: string, options: LinePlotOptions): PanelSpec {
  checkObject(where, "options", options);
  const { series, x = {}, y = {}, zeroLine = false } = options;
  if (!Array.isArray(series)) throw wrongType(where, "series", "an array", series);
  if (series.length === 0) throw outOfRange(where, "series", "at least one line", series);
  const given = namedMarks.map(([name, mark]) => {
    const all: unknown = options[name] ?? [];
    if (!Array.isArray(all)) throw wrongType(where, name, "an array", all);
    return [name, all.map((one, i) => mark.checked(where, `${name}[${i}]`, one))];
  });
  return {
    ...(Object.fromEntries(given) as Pick<PanelSpec, keyof MarkOptions>),
    x: checkedAxis(where, "x", x),
    y: checkedAxis(where, "y", y),
    zeroLine,
  };
}
