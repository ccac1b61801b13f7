/** The curves of the original's figures, read from its pictures, and how far ours are from them. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Scale {
  label: string;
  "pixels per unit": number;
  limits: [number, number];
}

/** See fixtures/original_figures.py. `labels`: the rectangles in which labels may hide a curve. */
export interface OriginalPanel {
  x: Scale;
  y: Scale;
  labels: [[number, number], [number, number]][];
  curves: Record<string, { x: number[]; y: number[] }>;
}

export const original: {
  "line width (pixels)": number;
  figures: Record<string, { sha256: string; panels: OriginalPanel[] }>;
} = JSON.parse(readFileSync(join(__dirname, "..", "fixtures", "original_figures.json"), "utf8"));

/** A curve in pixels; how the pixels are counted from is the same for all of a panel. */
export interface Path {
  x: number[];
  y: number[];
}

/** Points in the pixels of the original's panel. */
export function inPixels(panel: OriginalPanel, x: ArrayLike<number>, y: ArrayLike<number>): Path {
  return {
    x: Array.from(x, (value) => toPixels(panel.x, value)),
    y: Array.from(y, (value) => toPixels(panel.y, value)),
  };
}

/** The straight lines from point to point, as points that are 0.2 to 0.5 pixels apart. */
export function joined({ x, y }: Path): Path {
  const path: Path = { x: [x[0]], y: [y[0]] };
  let last = 0;
  for (let i = 1; i < x.length; i++) {
    const [dx, dy] = [x[i] - x[last], y[i] - y[last]];
    const away = Math.hypot(dx, dy);
    if (away < 0.2 && i < x.length - 1) continue;
    const pieces = Math.ceil(away / 0.5);
    for (let k = 1; k <= pieces; k++) {
      path.x.push(x[last] + (dx * k) / pieces);
      path.y.push(y[last] + (dy * k) / pieces);
    }
    last = i;
  }
  return path;
}

/** The points of a path inside the panel's frame. */
export function inFrame({ x, y }: OriginalPanel, path: Path): Path {
  return kept(path, (px, py) => within(x, px) && within(y, py));
}

/** Without the points in the rectangles of labels, or nearer than `distance` to another path. */
export function inSight(panel: OriginalPanel, path: Path, others: Path[], distance: number): Path {
  const boxes = panel.labels.map(([x, y]) => [
    x.map((value) => toPixels(panel.x, value)),
    y.map((value) => toPixels(panel.y, value)),
  ]);
  const near = others.map((other) => distancesTo(other, path, distance));
  return kept(
    path,
    (px, py, i) =>
      !boxes.some(([x, y]) => px >= x[0] && px <= x[1] && py >= y[0] && py <= y[1]) &&
      near.every((distances) => distances[i] >= distance),
  );
}

/** How far each point of `from` is from the nearest point of `to`; `most` if it is farther. */
export function distancesTo(to: Path, from: Path, most: number): number[] {
  const byColumn = new Map<number, number[]>();
  to.x.forEach((x, i) => {
    const column = byColumn.get(Math.floor(x / most));
    if (column) column.push(i);
    else byColumn.set(Math.floor(x / most), [i]);
  });
  return from.x.map((x, i) => {
    let least = most;
    for (const offset of [-1, 0, 1]) {
      for (const k of byColumn.get(Math.floor(x / most) + offset) ?? []) {
        least = Math.min(least, Math.hypot(to.x[k] - x, to.y[k] - from.y[i]));
      }
    }
    return least;
  });
}

const toPixels = (scale: Scale, value: number) => value * scale["pixels per unit"];

function within(scale: Scale, pixel: number) {
  const [low, high] = scale.limits.map((value) => toPixels(scale, value));
  return pixel >= low && pixel <= high;
}

function kept({ x, y }: Path, keep: (x: number, y: number, index: number) => boolean): Path {
  const indices = x.map((_, i) => i).filter((i) => keep(x[i], y[i], i));
  return { x: indices.map((i) => x[i]), y: indices.map((i) => y[i]) };
}
