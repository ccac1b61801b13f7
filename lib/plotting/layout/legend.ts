/** A legend for the lines that have no room for their labels. */

import { colorOf, type Series } from "../marks/line.js";
import { parseLabel, type Run } from "../text/markup.js";
import { labelSize, lineHeight, textWidth } from "../text/text.js";

/** A piece of line, and its name after it. */
export interface LegendEntry {
  readonly runs: readonly Run[];
  readonly color: string;
  readonly dashed: boolean;
  /** Where the piece of line starts. */
  readonly x: number;
  readonly y: number;
}

export interface Legend {
  readonly width: number;
  readonly height: number;
  /** Positions are relative to the legend's upper left corner. */
  readonly entries: readonly LegendEntry[];
}

/** Length of the line that shows the colour, and from its end to the name. */
export const swatch = 24;
export const textGap = 7;
const entryGap = 20;
const rowHeight = lineHeight * labelSize;

/** Lays out the names of the lines in `shown`, in rows no wider than `width` pixels if possible. */
export function layoutLegend(
  series: readonly Series[],
  shown: ReadonlySet<number>,
  width: number,
): Legend {
  const entries: LegendEntry[] = [];
  let [right, row, widest] = [0, 0, 0];
  series.forEach((line, i) => {
    if (!shown.has(i)) return;
    const runs = parseLabel(line.label ?? "").flat();
    const length = swatch + textGap + textWidth(runs, labelSize);
    let x = entries.length === 0 ? 0 : right + entryGap;
    if (x > 0 && x + length > width) [x, row] = [0, row + 1];
    right = x + length;
    widest = Math.max(widest, right);
    const style = { color: colorOf(line, i), dashed: line.dashed === true };
    entries.push({ runs, ...style, x, y: (row + 0.5) * rowHeight });
  });
  return { width: widest, height: entries.length > 0 ? (row + 1) * rowHeight : 0, entries };
}
