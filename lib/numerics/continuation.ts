/** Follows the curve F(x, y) = 0 through the plane, around its folds. */

import {
  checkFinite,
  checkFunction,
  checkInteger,
  checkObject,
  checkPositive,
  outOfRange,
} from "../internal/check.js";
import { derivative } from "./derivative.js";

type Point = [number, number];

export interface CurveOptions {
  /** A point near the curve, where to begin. */
  start: Point;
  /** The lengths over which the curve varies along x and along y: they make the two comparable. */
  scale: Point;
  /** The box [[x_min, x_max], [y_min, y_max]] in which to stay; the curve ends where it leaves. */
  bounds: [Point, Point];
  /** The distance between points, in units of `scale`; 0.05 by default. */
  step?: number;
  /** The most points to follow the curve for, to either side of the start; 10 000 by default. */
  maxPoints?: number;
}

/**
 * The points of the curve F(x, y) = 0 through `start`, in order, from one end to the other.
 *
 * By pseudo-arclength continuation (H. B. Keller 1977, "Numerical solution of bifurcation and
 * nonlinear eigenvalue problems"; E. L. Allgower & K. Georg 1990, "Numerical Continuation Methods",
 * ch. 2): a step along the tangent, then Newton's method in the plane across it. Unlike following
 * y(x), this goes around a fold, where dy/dx is infinite. Where Newton's method fails or the curve
 * turns by more than some 15° the step is halved. A closed curve ends where it began. F must be
 * smooth over a twentieth of `scale`, over which its gradient is measured.
 *
 * @throws TypeError | RangeError for arguments that make no sense
 * @throws RangeError when F has no gradient at `start`, or there is no curve near it
 * @throws BrokenCurveError, a RangeError with the `points` so far, where the curve can't be followed: at
 *   a cusp, or a jump of F
 */
export function followCurve(F: (x: number, y: number) => number, options: CurveOptions): Point[] {
  const where = "followCurve";
  checkFunction(where, "F", F);
  checkObject(where, "options", options);
  const { start, scale, bounds, step = 0.05, maxPoints = 10_000 } = options;
  for (const [name, pair] of Object.entries({ start, scale, bounds })) {
    checkObject(where, name, pair);
  }
  for (const i of [0, 1]) {
    checkFinite(where, `start[${i}]`, start[i]);
    checkPositive(where, `scale[${i}]`, scale[i]);
    checkObject(where, `bounds[${i}]`, bounds[i]);
    for (const j of [0, 1]) checkFinite(where, `bounds[${i}][${j}]`, bounds[i][j]);
  }
  checkPositive(where, "step", step);
  checkInteger(where, "maxPoints", maxPoints, 1, 1e6);

  // All that follows is in units of `scale`.
  const G = ([x, y]: Point) => F(x * scale[0], y * scale[1]);
  const gradient = ([x, y]: Point): Point => [
    derivative((s) => G([s, y]), x, GRADIENT_STEP),
    derivative((s) => G([x, s]), y, GRADIENT_STEP),
  ];
  // A start on the edge stays inside in spite of rounding.
  const isInside = (p: Point) =>
    [0, 1].every((i) => {
      const [least, most] = bounds[i];
      return least / scale[i] - 1e-9 <= p[i] && p[i] <= most / scale[i] + 1e-9;
    });

  /** Newton's method for G = 0 on the line through `p` across `tangent`. */
  const corrected = (p: Point, tangent: Point): Point | undefined => {
    let q = p;
    for (let iteration = 0; iteration < 20; iteration++) {
      const [G_x, G_y] = gradient(q);
      const across = G_y * tangent[0] - G_x * tangent[1];
      if (across === 0) return undefined;
      const s = G(q) / across;
      q = [q[0] + s * tangent[1], q[1] - s * tangent[0]];
      if (!(Math.hypot(q[0] - p[0], q[1] - p[1]) < 100 * step)) return undefined;
      if (Math.abs(s) < 1e-12) return q;
    }
    return undefined;
  };
  const tangentAt = (p: Point, along: Point): Point => {
    const [G_x, G_y] = gradient(p);
    const length = Math.hypot(G_x, G_y);
    const sign = G_y * along[0] - G_x * along[1] < 0 ? -1 : 1;
    return [(sign * G_y) / length, (-sign * G_x) / length];
  };

  const guess: Point = [start[0] / scale[0], start[1] / scale[1]];
  const slopes = gradient(guess);
  if (slopes.every((slope) => slope === 0)) {
    const [x, y] = start;
    throw new RangeError(
      `${where}: F must have a gradient at start = (${x}, ${y}), got (0, 0): F is ${F(x, y)} around it`,
    );
  }
  const first = corrected(guess, tangentAt(guess, [1, 0]));
  if (!first || !isInside(first)) {
    throw outOfRange(where, "start", "near a point of the curve, inside of the bounds", start);
  }

  /** Follows the curve from `first` to one side; tells whether it came back to it. */
  const follow = (direction: Point): { points: Point[]; closed: boolean; brokenAt?: Point } => {
    const points: Point[] = [];
    let p = first;
    let tangent = tangentAt(p, direction);
    let length = step;
    while (points.length < maxPoints) {
      const ahead: Point = [p[0] + length * tangent[0], p[1] + length * tangent[1]];
      const next = isInside(ahead) ? corrected(ahead, tangent) : undefined;
      const turned = next && tangentAt(next, tangent);
      if (!next || !turned || turned[0] * tangent[0] + turned[1] * tangent[1] < LEAST_COSINE) {
        if (!isInside(ahead) && length < step / 64) return { points, closed: false };
        length /= 2;
        if (length < 1e-9 * step) return { points, closed: false, brokenAt: p };
        continue;
      }
      if (!isInside(next)) return { points, closed: false };
      points.push(next);
      const back: Point = [first[0] - p[0], first[1] - p[1]];
      const isBack = points.length > 2 && Math.hypot(...back) <= length;
      if (isBack && back[0] * tangent[0] + back[1] * tangent[1] > 0) {
        points[points.length - 1] = first;
        return { points, closed: true };
      }
      [p, tangent] = [next, turned];
      length = Math.min(step, 2 * length);
    }
    return { points, closed: false };
  };

  const forward = follow([1, 0]);
  const backward: ReturnType<typeof follow> = forward.closed
    ? { points: [], closed: true }
    : follow([-1, 0]);
  const inUnits = ([x, y]: Point): Point => [x * scale[0], y * scale[1]];
  const points = [...backward.points.reverse(), first, ...forward.points].map(inUnits);
  const brokenAt = forward.brokenAt ?? backward.brokenAt;
  if (brokenAt) throw new BrokenCurveError(where, inUnits(brokenAt), points);
  return points;
}

/** A curve breaks off inside its bounds: at a cusp, or where F jumps. It has the points up to there. */
export class BrokenCurveError extends RangeError {
  /** What was found of the curve, in order, from one end to the other. */
  readonly points: Point[];

  constructor(where: string, at: Point, points: Point[]) {
    super(
      `${where}: the curve can't be followed beyond (${at.join(", ")}); ` +
        `the ${points.length} points so far are in this error's points`,
    );
    this.points = points;
  }
}

/** The first step of the numerical gradient, in units of `scale`. */
const GRADIENT_STEP = 0.05;

/** The cosine of the most that the curve may turn in one step. */
const LEAST_COSINE = Math.cos(0.25);
