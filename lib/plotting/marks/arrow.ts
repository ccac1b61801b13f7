/** Directions at points. */

import type * as Plot from "@observablehq/plot";
import { checkFinite, checkObject } from "../../internal/check.js";
import { round } from "../dom.js";
import { isOn } from "../layout/axis.js";
import { overlap } from "../layout/geometry.js";
import type { Mark } from "./mark.js";

/** A direction at a point: a thin arrow of fixed length, centred there, below the lines. */
export interface Arrow {
  readonly x: number;
  readonly y: number;
  /** Where it points, in the units of the axes. */
  readonly dx: number;
  readonly dy: number;
}

/** An arrow and its direction on the page: degrees clockwise from upwards. */
export interface PlacedArrow extends Arrow {
  readonly angle: number;
}

const length = 14;
const width = 7;
const ink = "#aaa";

export const arrow: Mark<Arrow, PlacedArrow> = {
  checked(where, name, value) {
    checkObject(where, name, value);
    const arrow = value as Arrow;
    for (const key of ["x", "y", "dx", "dy"] as const) {
      checkFinite(where, `${name}.${key}`, arrow[key]);
    }
    return { ...arrow };
  },

  layout(all, { x, y, toX, toY }, above) {
    const placed = all
      .filter((arrow) => isOn(x, arrow.x) && isOn(y, arrow.y))
      .map((arrow) => {
        const right = toX(arrow.x + arrow.dx) - toX(arrow.x);
        const down = toY(arrow.y + arrow.dy) - toY(arrow.y);
        return { ...arrow, angle: (Math.atan2(right, -down) * 180) / Math.PI };
      })
      .filter((arrow) => {
        // What sticks out from below a label looks like an accent of it.
        const angle = (arrow.angle * Math.PI) / 180;
        const box = { x: toX(arrow.x), y: toY(arrow.y), angle, width, height: length };
        return !above.some((other) => overlap(other, box));
      });
    return { placed };
  },

  draw(plot, placed) {
    return (plot as typeof Plot).vector(placed, {
      x: "x",
      y: "y",
      rotate: ({ angle }: PlacedArrow) => round(angle),
      length,
      anchor: "middle",
      stroke: ink,
      strokeWidth: 1.2,
    });
  },
};
