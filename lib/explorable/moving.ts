/** The parts of a picture that move: its lines and dots. All else is drawn once. */

import { round } from "../plotting/dom.js";
import type { Polyline } from "../plotting/layout/decimate.js";
import { layoutFigure } from "../plotting/layout/layout.js";
import type { FigureSpec } from "../plotting/spec.js";

export interface MovingParts {
  /** `d` of each line's path, from the first panel to the last. */
  readonly paths: readonly string[];
  readonly dots: readonly { readonly cx: number; readonly cy: number; readonly filled: boolean }[];
}

/** Where the lines and dots of a picture are, to the hundredth of a pixel, as `drawFigure` has it. */
export function movingParts(spec: FigureSpec): MovingParts {
  const { panels } = layoutFigure(spec);
  return {
    paths: panels.flatMap(({ marks }) =>
      marks.series.map(({ polylines }) => polylines.map(path).join("")),
    ),
    dots: panels.flatMap(({ marks, frame, x, y }) => {
      const [cx, cy] = [x.scaleTo(frame.left, frame.right), y.scaleTo(frame.bottom, frame.top)];
      return marks.dots.map((dot) => ({
        cx: round(cx(dot.x)),
        cy: round(cy(dot.y)),
        filled: dot.filled,
      }));
    }),
  };
}

function path(polyline: Polyline): string {
  const points: string[] = [];
  for (let i = 0; i < polyline.length; i += 2) {
    points.push(`${round(polyline[i])},${round(polyline[i + 1])}`);
  }
  return `M${points.join("L")}`;
}

/** The picture with dots of both kinds, and lines that are next to nothing: what does not move. */
export function stillParts(spec: FigureSpec): FigureSpec {
  const panels = spec.panels.map((panel) => ({
    ...panel,
    series: panel.series.map(({ x, y }) => ({ x: [x[0], x[1]], y: [y[0], y[1]] })),
  }));
  return { ...spec, panels };
}
