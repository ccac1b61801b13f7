/** Finds places for labels on the lines that they name. */

import type { Polyline } from "./decimate.js";
import { type Box, labelSize } from "./layout.js";
import type { Run } from "./markup.js";
import { textWidth } from "./text.js";

const padding = 4;

/** A label whose middle is at (x, y), turned by `angle` degrees clockwise. */
export interface PlacedLabel {
  /** Which of the lines it names. */
  readonly line: number;
  readonly runs: readonly Run[];
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  /** Size of its white pad. */
  readonly width: number;
  readonly height: number;
}

export interface LabelRequest {
  readonly frame: Box;
  readonly lines: readonly {
    readonly polylines: readonly Polyline[];
    readonly runs: readonly Run[] | undefined;
    /** Where the caller wants it. */
    readonly at: number | undefined;
  }[];
  readonly zeroAt: number | undefined;
  readonly obstacles: readonly Box[];
}

export function placeLabels({ frame, lines }: LabelRequest): PlacedLabel[] {
  return lines.flatMap(({ polylines, runs, at }, line) => {
    if (!runs) return [];
    const x = at ?? (frame.left + frame.right) / 2;
    for (const points of polylines) {
      for (let i = 2; i < points.length; i += 2) {
        if (points[i - 2] <= x && x <= points[i]) {
          const slope = (points[i + 1] - points[i - 1]) / (points[i] - points[i - 2] || 1);
          const y = points[i - 1] + slope * (x - points[i - 2]);
          return [
            {
              line,
              runs,
              x,
              y,
              angle: (Math.atan(slope) * 180) / Math.PI,
              width: textWidth(runs, labelSize) + 2 * padding,
              height: 1.2 * labelSize,
            },
          ];
        }
      }
    }
    return [];
  });
}
