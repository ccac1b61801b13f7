/** Shortens long lines without a visible difference. */

import { firstWhere } from "./extent.js";

/** A polyline in pixels: x₀, y₀, x₁, y₁, … */
export type Polyline = number[];

/**
 * M4: of the points that follow each other in one pixel column, keeps the first, the lowest, the
 * highest and the last, in their order. A line through them covers the same pixels as the whole.
 *
 * Jugel, Jerzak, Hackenbroich & Markl (2014). M4: a visualization-oriented time series data
 * aggregation. Proceedings of the VLDB Endowment 7 (10), 797–808.
 *
 * @param x rising or falling
 * @param columnOf the pixel column of a point, by its x; also rising or falling
 * @returns lists of the indices kept, one list for each stretch without a gap (non-finite y)
 */
export function m4(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  columnOf: (x: number) => number,
  from = 0,
  to = x.length,
): number[][] {
  const stretches: number[][] = [];
  let stretch: number[] = [];
  const keep = (index: number) => {
    if (stretch.at(-1) !== index) stretch.push(index);
  };
  let i = from;
  let count = 1;
  while (i < to) {
    if (!Number.isFinite(y[i])) {
      if (stretch.length > 0) stretches.push(stretch);
      stretch = [];
      i++;
      continue;
    }
    const first = i;
    const column = Math.floor(columnOf(x[i]));
    const end = firstWhere((k) => Math.floor(columnOf(x[k])) !== column, i + 1, to, count);
    count = end - first;
    const { low, high, next } = extremes(y, first, end);
    i = next;
    keep(first);
    keep(Math.min(low, high));
    keep(Math.max(low, high));
    keep(i - 1);
  }
  if (stretch.length > 0) stretches.push(stretch);
  return stretches;
}

/**
 * Where the lowest and the highest value are, from `from` to before `to` or the first that is not
 * finite, `next`. A function of its own is compiled before the first line is through.
 */
function extremes(y: ArrayLike<number>, from: number, to: number) {
  let low = from;
  let high = from;
  let lowest = y[from];
  let highest = lowest;
  let i = from + 1;
  for (; i < to; i++) {
    const value = y[i];
    if (value < lowest) {
      if (value === Number.NEGATIVE_INFINITY) break;
      low = i;
      lowest = value;
    } else if (!(value <= highest)) {
      if (!Number.isFinite(value)) break;
      high = i;
      highest = value;
    }
  }
  return { low, high, next: i };
}

/**
 * Leaves out the points of a polyline that lie within `tolerance` of the line without them.
 *
 * Goes along the line and keeps a cone, seen from the last point kept, of the directions that pass
 * all points since within the tolerance; a point outside the cone ends the segment.
 */
export function simplify(line: Polyline, tolerance: number): Polyline {
  const kept: Polyline = [];
  const count = line.length / 2;
  let start = 0;
  while (start < count) {
    const x0 = line[2 * start];
    const y0 = line[2 * start + 1];
    kept.push(x0, y0);
    let next = start + 1;
    if (next >= count) break;
    // The cone is held as a direction and a half-angle around it, so that it can point anywhere.
    let axis = Number.NaN;
    let left = Number.POSITIVE_INFINITY;
    let right = Number.POSITIVE_INFINITY;
    let reach = 0;
    for (let i = next; i < count; i++) {
      const dx = line[2 * i] - x0;
      const dy = line[2 * i + 1] - y0;
      const distance = Math.hypot(dx, dy);
      // A line that turns back would lose its tip.
      if (distance < reach) break;
      reach = distance;
      next = i;
      if (distance <= tolerance) continue;
      const direction = Math.atan2(dy, dx);
      if (Number.isNaN(axis)) axis = direction;
      const turn = wrapped(direction - axis);
      if (turn > left || turn < -right) {
        next = i - 1;
        break;
      }
      const spread = Math.asin(tolerance / distance);
      left = Math.min(left, turn + spread);
      right = Math.min(right, spread - turn);
    }
    start = Math.max(next, start + 1);
    if (start === count - 1) {
      kept.push(line[2 * start], line[2 * start + 1]);
      break;
    }
  }
  return kept;
}

function wrapped(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}

/**
 * Bends a polyline where it leaves a strip (low ≤ x ≤ high, or of y), so that no coordinate is
 * larger than what renderers can draw: points outside are moved to the strip's edge.
 */
export function clampToStrip(
  line: Polyline,
  along: "x" | "y",
  low: number,
  high: number,
): Polyline {
  const [c, d] = along === "x" ? [0, 1] : [1, 0];
  if (line.every((value, i) => i % 2 !== c || (low <= value && value <= high))) return line;
  const clamped: Polyline = [];
  const push = (across: number, value: number) =>
    along === "x" ? clamped.push(value, across) : clamped.push(across, value);
  for (let i = 0; i < line.length; i += 2) {
    const [value, across] = [line[i + c], line[i + d]];
    if (i > 0) {
      const [value0, across0] = [line[i - 2 + c], line[i - 2 + d]];
      const crossed = [low, high].filter((edge) => value0 < edge !== value < edge);
      if (value < value0) crossed.reverse();
      for (const edge of crossed) {
        push(across0 + ((edge - value0) / (value - value0)) * (across - across0), edge);
      }
    }
    push(across, Math.min(high, Math.max(low, value)));
  }
  return clamped;
}
