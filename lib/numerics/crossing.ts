/** Where a solution crosses a level: the Poincaré map of a cycle. */

import {
  checkFinite,
  checkFunction,
  checkInteger,
  checkObject,
  checkPositive,
} from "../internal/check.js";
import {
  checkedSide,
  checkStart,
  type Event,
  type RightHandSide,
  type SolverOptions,
  solve,
  solverFor,
  TOLERANCE,
} from "./odex.js";

export interface CrossingOptions extends SolverOptions {
  /** The component that crosses the level. */
  i: number;
  /** The level that it crosses upwards. */
  level: number;
  /** The longest time to wait for it. */
  t_max: number;
  /** Whether to go on from a state after a step; always by default. */
  goesOn?: (y: number[]) => boolean;
}

/**
 * Solves y′ = f(y) from t = 0 until component `i` crosses `level` upwards, and returns the time and the
 * state there; undefined if it does not before `t_max`, or where the state after a step is not one with
 * which it `goesOn`, or is at rest, as far as the tolerance goes. A start on the level is not a crossing.
 * For cycles: a Poincaré map.
 *
 * The step in which the crossing lies is repeated with yᵢ in the role of time, which ends exactly on
 * the level: M. Hénon (1982), "On the numerical computation of Poincaré maps", Physica D 5:412–414. A
 * step in which yᵢ turns where it may just reach the level is repeated in halves before that.
 *
 * @throws TypeError | RangeError for arguments that make no sense
 *
 * @example
 * const f = ([x, v]: number[]) => [v, -x];
 * integrateToCrossing(f, { y0: [1, 0], i: 0, level: 0, t_max: 9, scale: [1, 1] })?.t // 4.712, 3π/2
 */
export function integrateToCrossing(
  f: (y: number[]) => number[],
  options: CrossingOptions,
): Event | undefined {
  checkFunction("integrateToCrossing", "f", f);
  checkObject("integrateToCrossing", "options", options);
  const { y0, i, level, t_max, tolerance = TOLERANCE, goesOn = () => true } = options;
  const where = "integrateToCrossing";
  checkStart(where, options);
  checkInteger(where, "i", i, 0, y0.length - 1);
  checkFinite(where, "level", level);
  checkPositive(where, "t_max", t_max);
  checkFunction(where, "goesOn", goesOn);
  const g = checkedSide(where, (_, y) => f(y));
  return firstCrossing(g, { ...options, tolerance, goesOn });
}

type Search = CrossingOptions & Required<Pick<CrossingOptions, "tolerance" | "goesOn">>;

/** The solution where a step begins or ends. */
interface StepEnd extends Event {
  dy_dt: number[];
}

function firstCrossing(g: RightHandSide, search: Search): Event | undefined {
  const { y0, t_max, scale, tolerance, maxStep, goesOn } = search;
  const at = (t: number, y: number[]): StepEnd => ({ t, y, dy_dt: g(t, y) });
  const isAtRest = ({ dy_dt }: StepEnd) =>
    dy_dt.every((slope, j) => Math.abs(slope) * t_max <= tolerance * scale[j]);
  const ends = (end: StepEnd) => isAtRest(end) || !goesOn(end.y);
  let after = at(0, y0);
  for (;;) {
    let before = after;
    let passage: Passage;
    const solver = solverFor(scale, tolerance, t_max - before.t, maxStep);
    solve(solver, g, before.t, before.y, t_max, (_, tOld, t, y) => {
      if (t === tOld) return undefined;
      [before, after] = [after, at(t, y)];
      passage = passageIn(before, after, search);
      return passage === undefined && !ends(after);
    });
    if (passage === "crosses") return onLevel(g, before, search);
    if (passage === undefined) return undefined;
    const step = after.t - before.t;
    const found = firstCrossing(g, { ...search, y0: before.y, t_max: step, maxStep: step / 2 });
    if (found) return { t: before.t + found.t, y: found.y };
    if (ends(after)) return undefined;
  }
}

/** What a component does about the level in a step, as far as its ends show. */
type Passage = "crosses" | "may turn" | undefined;

/**
 * A component turns if it falls before it crosses the level upwards. It may if it is on the same side of it
 * at both ends and the tangents there meet on the other.
 */
function passageIn(before: StepEnd, after: StepEnd, { i, level }: Search): Passage {
  const isBelow = before.y[i] < level;
  const [slope, last] = [before.dy_dt[i], after.dy_dt[i]];
  if (isBelow !== after.y[i] < level) {
    if (!isBelow) return undefined;
    return slope > 0 ? "crosses" : "may turn";
  }
  const towards = isBelow ? 1 : -1;
  if (towards * slope <= 0 || towards * last >= 0) return undefined;
  const rise = after.y[i] - before.y[i] - last * (after.t - before.t);
  const meeting = before.y[i] + (slope * rise) / (slope - last);
  return towards * (meeting - level) > 0 ? "may turn" : undefined;
}

/** Where the solution that rises from `before` reaches the level. */
function onLevel(g: RightHandSide, before: StepEnd, search: Search): Event {
  const { i, level, t_max, scale, tolerance } = search;
  // d(t, y)/dyᵢ, for s = yᵢ from its value before the crossing up to the level.
  const alongLevel: RightHandSide = (_, [t, ...y]) => {
    const dy_dt = g(t, y);
    return [1, ...dy_dt].map((derivative) => derivative / dy_dt[i]);
  };
  const { y: end } = solve(
    solverFor([t_max, ...scale], tolerance, level - before.y[i]),
    alongLevel,
    before.y[i],
    [before.t, ...before.y],
    level,
    () => undefined,
  );
  // On the level, and not below it by a rounding error, where the next turn would end at once.
  return { t: end[0], y: end.slice(1).with(i, level) };
}
