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
  const { y0, i, level, t_max, scale, maxStep } = options;
  const { tolerance = TOLERANCE, goesOn = () => true } = options;
  const where = "integrateToCrossing";
  checkStart(where, options);
  checkInteger(where, "i", i, 0, y0.length - 1);
  checkFinite(where, "level", level);
  checkPositive(where, "t_max", t_max);
  checkFunction(where, "goesOn", goesOn);
  const g = checkedSide(where, (_, y) => f(y));
  const at = (t: number, y: number[]) => {
    const dy_dt = g(t, y);
    const isAtRest = dy_dt.every((slope, j) => Math.abs(slope) * t_max <= tolerance * scale[j]);
    return { t, y, value: y[i], slope: dy_dt[i], isAtRest };
  };
  let before = at(0, [...y0]);
  let crossed = false;
  let within: Event | undefined;
  solve(solverFor(scale, tolerance, t_max, maxStep), g, 0, y0, t_max, (_, tOld, t, y) => {
    if (t === tOld) return undefined;
    const after = at(t, y);
    if (turnsAt(level, before, after)) {
      const step = t - before.t;
      within = integrateToCrossing(f, {
        ...options,
        y0: before.y,
        t_max: step,
        maxStep: step / 2,
      });
      if (within) return false;
    } else {
      crossed = before.value < level && after.value >= level;
      if (crossed) return false;
    }
    before = after;
    return !after.isAtRest && goesOn(y);
  });
  if (within) return { t: before.t + within.t, y: within.y };
  if (!crossed) return undefined;

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

/** A component of the solution where a step begins or ends. */
interface StepEnd {
  t: number;
  value: number;
  slope: number;
}

/**
 * Whether a component falls before it crosses the level upwards, or is on the same side of it at both ends
 * of the step and may have been on the other in between, where the tangents at its ends meet.
 */
function turnsAt(level: number, before: StepEnd, after: StepEnd): boolean {
  const isBelow = before.value < level;
  if (isBelow !== after.value < level) return isBelow && before.slope <= 0;
  const towards = isBelow ? 1 : -1;
  if (towards * before.slope <= 0 || towards * after.slope >= 0) return false;
  const rise = after.value - before.value - after.slope * (after.t - before.t);
  const meeting = before.value + (before.slope * rise) / (before.slope - after.slope);
  return towards * (meeting - level) > 0;
}
