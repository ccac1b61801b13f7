/** Lines as they are drawn: in pixels, without the points that nobody could see. */

import type { Plane } from "../marks/mark.js";
import { clampToStrip, m4, type Polyline, simplify } from "./decimate.js";
import { indicesWithin } from "./extent.js";

/** Half of what a picture at 2× can tell apart. */
const columnWidth = 0.25;
/** While a figure moves, nobody sees so much. */
const movingColumnWidth = 2;
const movingTolerance = 0.25;
/** How far a simplified line may be from the data, in pixels. */
const tolerance = 0.04;

/**
 * A polyline for each stretch without a gap, of at most four points per quarter of a pixel column;
 * fewer while the figure moves.
 */
export function polylinesOf(
  { x, y }: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> },
  { frame, x: axis, toX, toY, held }: Plane,
): Polyline[] {
  const [width, height] = [frame.right - frame.left, frame.bottom - frame.top];
  const columnOf = axis.scaleTo(0, width / (held ? movingColumnWidth : columnWidth));
  const [from, to] = indicesWithin(x, axis.domain);
  // With one more on either side, to which the line goes on.
  return m4(x, y, columnOf, Math.max(0, from - 1), Math.min(x.length, to + 1)).map((indices) => {
    const line: Polyline = [];
    for (const i of indices) line.push(toX(x[i]), toY(y[i]));
    const narrow = clampToStrip(line, "x", frame.left - width, frame.right + width);
    const low = clampToStrip(narrow, "y", frame.top - height, frame.bottom + height);
    return simplify(low, held ? movingTolerance : tolerance);
  });
}
