/** Points of their own. */

import type * as Plot from "@observablehq/plot";
import { checkFinite, checkObject, wrongType } from "../../internal/check.js";
import { checkColor } from "../check.js";
import { isOn } from "../layout/axis.js";
import { ink, lineWidth, paper } from "../style.js";
import type { Mark } from "./mark.js";

/** A point of its own: where a curve crosses zero, say. */
export interface Dot {
  readonly x: number;
  readonly y: number;
  /** Whether it is filled, as is usual for what is stable; else it is a ring. */
  readonly filled: boolean;
  /** A CSS colour; black by default. */
  readonly color?: string;
}

const radius = 5;

export const dot: Mark<Dot, Dot> = {
  checked(where, name, value) {
    checkObject(where, name, value);
    const dot = value as Dot;
    checkFinite(where, `${name}.x`, dot.x);
    checkFinite(where, `${name}.y`, dot.y);
    if (typeof dot.filled !== "boolean") {
      throw wrongType(where, `${name}.filled`, "a boolean", dot.filled);
    }
    checkColor(where, `${name}.color`, dot.color);
    return { ...dot };
  },

  extentOfX: ({ x }) => [x, x],
  extentOfY: ({ x, y }, [from, to]) => (from <= x && x <= to ? [y, y] : undefined),

  layout(all, { x, y, toX, toY }) {
    const placed = all.filter((dot) => isOn(x, dot.x) && isOn(y, dot.y));
    const size = 2 * (radius + 1);
    const taken = placed.map((dot) => {
      return { x: toX(dot.x), y: toY(dot.y), angle: 0, width: size, height: size };
    });
    return { placed, taken };
  },

  draw(plot, placed) {
    return (plot as typeof Plot).dot(placed, {
      x: "x",
      y: "y",
      r: radius,
      fill: ({ filled, color = ink }: Dot) => (filled ? color : paper),
      stroke: ({ color = ink }: Dot) => color,
      strokeWidth: lineWidth,
    });
  },
};
