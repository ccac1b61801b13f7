/** Follows a curve F = 0 through the plane, or through a space of more dimensions, around its folds. */

import {
  checkFinite,
  checkFunction,
  checkInteger,
  checkObject,
  checkPositive,
  outOfRange,
} from "../internal/check.js";
import { jacobianOfSystem, solveLinear, solveSystem } from "./system.js";

export interface CurveOptions<P extends number[]> {
  /** A point near the curve, to start from. */
  start: P;
  /** The lengths over which the curve varies along each unknown: they make these comparable. */
  scale: P;
  /** The box [[x_min, x_max], [y_min, y_max], …] in which to stay; the curve ends where it leaves. */
  bounds: { [i in keyof P]: [number, number] };
  /** The distance between points, in units of `scale`; 0.05 by default. */
  step?: number;
  /** The most points to follow the curve for, to either side of the start; 10 000 by default. */
  maxPoints?: number;
  /** A correction of a point by less than this is the last, in units of `scale`; 1e-12 by default. */
  precision?: number;
}

/**
 * The points of the curve F = 0 through `start`, in order, from one end to the other. In the plane
 * that is one equation, F(x, y) = 0; with more unknowns F returns an array, one equation fewer than
 * unknowns.
 *
 * By pseudo-arclength continuation (H. B. Keller 1977, "Numerical solution of bifurcation and
 * nonlinear eigenvalue problems"; E. L. Allgower & K. Georg 1990, "Numerical Continuation Methods",
 * ch. 2): a step along the tangent, then Broyden's method in the plane across it. Unlike following
 * y(x), this goes around a fold, where dy/dx is infinite. Where that method fails or the curve
 * turns by more than some 15° the step is halved. A closed curve ends where it began.
 *
 * @throws TypeError | RangeError for arguments that make no sense
 * @throws RangeError when F has no gradient at `start`, or there is no curve near it
 * @throws BrokenCurveError, a RangeError with the `points` so far, where the curve can't be followed: at
 *   a cusp, or a jump of F
 */
export function followCurve<P extends number[]>(
  F: (...x: P) => number | number[],
  options: CurveOptions<P>,
): P[] {
  const where = "followCurve";
  checkFunction(where, "F", F);
  checkOptions(where, options);
  const { start, scale, bounds, step = 0.05, maxPoints = 10_000, precision } = options;

  // All that follows is in units of `scale`.
  const unscaled = (p: number[]) => p.map((x, i) => x * scale[i]) as P;
  const G = (p: number[]) => [F(...unscaled(p))].flat();
  // A start on the edge stays inside in spite of rounding.
  const isInside = (p: number[]) =>
    p.every((x, i) => {
      const [least, most] = bounds[i];
      return least / scale[i] - 1e-9 <= x && x <= most / scale[i] + 1e-9;
    });

  /** The solution of G = 0 in the plane through `p` across `tangent`; J is that of G nearby. */
  const corrected = (p: number[], tangent: number[], J: number[][]) =>
    solveSystem((q) => [...G(q), dot(tangent, minus(q, p))], p, 100 * step, {
      J: [...J, tangent],
      precision,
    });
  /** The tangent where the Jacobian of G is J, in the direction of `along`. */
  const tangentOf = (J: number[][], along: number[]): number[] | undefined => {
    const ahead = solveLinear([...J, along], [...J.map(() => 0), 1]);
    return ahead?.map((t) => t / Math.hypot(...ahead));
  };
  /** The tangent in the direction of the axis that is nearest to it. */
  const tangentAlongAxis = (J: number[][]): number[] | undefined =>
    start
      .map((_, k) => start.map((_, i) => (i === k ? 1 : 0)))
      .map((axis) => tangentOf(J, axis))
      .reduce((a, b) => (b && Math.max(...b) > Math.max(...(a ?? [0])) ? b : a), undefined);

  const guess = start.map((x, i) => x / scale[i]);
  const J_guess = jacobianOfSystem(G, guess);
  const direction = tangentAlongAxis(J_guess);
  if (!direction) {
    const slopes = J_guess.map((row) => `(${row.join(", ")})`);
    throw new RangeError(
      `${where}: F must have a gradient at start = (${start.join(", ")}), ` +
        `got ${slopes.join(", ")}: F is ${F(...start)} around it`,
    );
  }
  const first = corrected(guess, direction, J_guess);
  const J_first = first && jacobianOfSystem(G, first);
  const tangentAtFirst = J_first && tangentAlongAxis(J_first);
  if (!first || !tangentAtFirst || !isInside(first)) {
    throw outOfRange(where, "start", "near a point of the curve, inside of the bounds", start);
  }

  /** Follows the curve from `first` to one side; returns whether it came back to it. */
  const follow = (direction: number[]): Stretch => {
    const points: number[][] = [];
    let [p, J, tangent] = [first, J_first, direction];
    let length = step;
    while (points.length < maxPoints) {
      const ahead = p.map((x, i) => x + length * tangent[i]);
      const next = isInside(ahead) ? corrected(ahead, tangent, J) : undefined;
      const J_next = next && jacobianOfSystem(G, next);
      const turned = J_next && tangentOf(J_next, tangent);
      if (!next || !turned || dot(turned, tangent) < LEAST_COSINE) {
        if (!isInside(ahead) && length < step / 64) return { points, closed: false };
        length /= 2;
        if (length < 1e-9 * step) return { points, closed: false, brokenAt: p };
        continue;
      }
      if (!isInside(next)) return { points, closed: false };
      points.push(next);
      const back = minus(first, p);
      const isBack = points.length > 2 && Math.hypot(...back) <= length;
      if (isBack && dot(back, tangent) > 0) {
        points[points.length - 1] = first;
        return { points, closed: true };
      }
      [p, J, tangent] = [next, J_next, turned];
      length = Math.min(step, 2 * length);
    }
    return { points, closed: false };
  };

  // Forward is where the first unknown grows.
  const sign = tangentAtFirst[0] < 0 ? -1 : 1;
  const forward = follow(tangentAtFirst.map((t) => sign * t));
  const backward: Stretch = forward.closed
    ? { points: [], closed: true }
    : follow(tangentAtFirst.map((t) => -sign * t));
  const points = [...backward.points.reverse(), first, ...forward.points].map(unscaled);
  const brokenAt = forward.brokenAt ?? backward.brokenAt;
  if (brokenAt) throw new BrokenCurveError(where, unscaled(brokenAt), points);
  return points;
}

/** A curve from its start to one side, and why it ends. */
interface Stretch {
  points: number[][];
  closed: boolean;
  brokenAt?: number[];
}

/** A curve breaks off inside its bounds: at a cusp, or where F jumps. It has the points up to there. */
export class BrokenCurveError extends RangeError {
  /** What was found of the curve, in order, from one end to the other. */
  readonly points: number[][];

  constructor(where: string, at: number[], points: number[][]) {
    super(
      `${where}: the curve can't be followed beyond (${at.join(", ")}); ` +
        `the ${points.length} points so far are in this error's points`,
    );
    this.points = points;
  }
}

function checkOptions<P extends number[]>(where: string, options: CurveOptions<P>): void {
  checkObject(where, "options", options);
  const { start, scale, bounds, step = 0.05, maxPoints = 10_000 } = options;
  for (const [name, list] of Object.entries({ start, scale, bounds })) {
    checkObject(where, name, list);
    if (list.length !== start.length) {
      throw outOfRange(where, name, `as long as start, ${start.length} elements`, list);
    }
  }
  for (const i of start.keys()) {
    checkFinite(where, `start[${i}]`, start[i]);
    checkPositive(where, `scale[${i}]`, scale[i]);
    checkObject(where, `bounds[${i}]`, bounds[i]);
    for (const j of [0, 1]) checkFinite(where, `bounds[${i}][${j}]`, bounds[i][j]);
  }
  checkPositive(where, "step", step);
  checkInteger(where, "maxPoints", maxPoints, 1, 1e6);
}

const dot = (a: number[], b: number[]) => a.reduce((sum, a_i, i) => sum + a_i * b[i], 0);
const minus = (a: number[], b: number[]) => a.map((a_i, i) => a_i - b[i]);

/** The cosine of the most that the curve may turn in one step. */
const LEAST_COSINE = Math.cos(0.25);
