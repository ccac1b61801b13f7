/** Whether paths of figures are the same curves, wherever the points lie that draw them. */

import { isDeepStrictEqual } from "node:util";

/** The data of an SVG's paths. */
export const paths = (svg: string) =>
  [...svg.matchAll(/<path [^>]*?d="([^"]*)"/g)].map(([, d]) => d);

/** Whether figures show the same curves, in as many pieces as they like, and for the rest are equal. */
export function areSameFigure(svg: string, other: string): boolean {
  const elements = (svg: string) => new Set(svg.replace(/ d="[^"]*"/g, "").match(/<[^>]*>[^<]*/g));
  const [own, others] = [paths(svg), paths(other)];
  return (
    isDeepStrictEqual(elements(svg), elements(other)) && isNear(own, others) && isNear(others, own)
  );
}

type Segment = [x0: number, y0: number, x1: number, y1: number];

/** The straight lines that paths are made of. */
const segments = (paths: (string | null)[]): Segment[] =>
  paths
    .flatMap((path) => path?.match(/M[^M]*/g) ?? [])
    .flatMap((part) => {
      const points = part
        .slice(1)
        .split("L")
        .map((point) => point.split(",").map(Number));
      return points.slice(1).map(([x, y], i): Segment => [points[i][0], points[i][1], x, y]);
    });

/** Whether every line of some paths begins and ends within half a pixel of one of the others'. */
export function isNear(some: (string | null)[], others: (string | null)[]): boolean {
  const lines = segments(others);
  const isOn = (x: number, y: number) =>
    lines.some(([x0, y0, x1, y1]) => {
      const [dx, dy] = [x1 - x0, y1 - y0];
      const along = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1);
      const nearest = Math.min(Math.max(along, 0), 1);
      return Math.hypot(x0 + nearest * dx - x, y0 + nearest * dy - y) < 0.5;
    });
  const ends = segments(some);
  return ends.length > 0 && ends.every(([x0, y0, x1, y1]) => isOn(x0, y0) && isOn(x1, y1));
}
