/** Curves that turn back in x, as lines of a figure, which must not. */

import { checkFunction, checkObject, checkSamples, outOfRange } from "../internal/check.js";
import type { Series } from "./spec.js";

export interface PathStyle {
  /** The colour of all of it. */
  color: string;
  /** Written on the longest of the lines that are not dashed. */
  label?: string;
  /** Whether the path is dashed from point `i` on; not by default. */
  dashed?: (i: number) => boolean;
}

/**
 * The path through the points (x, y), an orbit or a branch of equilibria, in any direction: as one
 * line for each stretch in which x only rises or only falls and which is all dashed or all solid.
 *
 * @throws TypeError | RangeError for arguments that make no sense, or of different lengths
 *
 * @example pathLines([0, 1, 0], [0, 1, 2], { color: "black" }).length // 2
 */
export function pathLines(x: ArrayLike<number>, y: ArrayLike<number>, style: PathStyle): Series[] {
  const where = "pathLines";
  checkSamples(where, "x", x);
  checkSamples(where, "y", y);
  if (x.length !== y.length) throw outOfRange(where, "y", `as long as x, ${x.length} elements`, y);
  checkObject(where, "style", style);
  const { color, label, dashed = () => false } = style;
  checkFunction(where, "style.dashed", dashed);

  const lines: (Series & { dashed: boolean })[] = [];
  let start = 0;
  for (let i = 1; i < x.length; i++) {
    const isLast = i === x.length - 1;
    const turns = !isLast && (x[i + 1] - x[i]) * (x[i] - x[start]) < 0;
    if (!isLast && !turns && dashed(i) === dashed(start)) continue;
    const indices = Array.from({ length: i - start + 1 }, (_, j) => start + j);
    const points = { x: indices.map((j) => x[j]), y: indices.map((j) => y[j]) };
    lines.push({ ...points, color, dashed: dashed(start) });
    start = i;
  }
  const spans = lines.map((line) =>
    line.dashed ? 0 : Math.abs(line.x[line.x.length - 1] - line.x[0]),
  );
  const longest = spans.indexOf(Math.max(...spans));
  return lines.map((line, i) => (i === longest && label !== undefined ? { ...line, label } : line));
}
