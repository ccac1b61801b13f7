/** A high-order adaptive solver of ordinary differential equations: the yardstick for forward Euler. */

import {
  checkFinite,
  checkFunction,
  checkInteger,
  checkObject,
  checkPositive,
  checkSamples,
  outOfRange,
  wrongType,
} from "../internal/check.js";

/** The part of the package `odex` that is used here. */
interface OdexSolver {
  absoluteTolerance: number[];
  relativeTolerance: number[];
  initialStepSize: number;
  maxSteps: number;
  maxStepSize: number;
  denseOutput: boolean;
  solve(
    f: (t: number, y: number[]) => number[],
    t0: number,
    y0: number[],
    t1: number,
    onStep: OnStep,
  ): Solved;
}

/** Is called after each step, and once before; `false` ends the solution there. */
type OnStep = (
  count: number,
  tOld: number,
  t: number,
  y: number[],
  dense: (component: number, t: number) => number,
) => boolean | undefined;

interface Solved {
  y: number[];
  outcome: number;
}

// The package comes with its TypeScript source in place of types, and that source does not pass the
// strict settings here: hence `require` and the types above.
const { Solver } = require("odex") as { Solver: new (dimensions: number) => OdexSolver };

/** y′ = f(t, y). */
export type RightHandSide = (t: number, y: number[]) => number[];

export interface IntegrateOptions {
  /** The state at the first time. */
  y0: number[];
  /** The times at which the solution is wanted, ascending, two or more; the first is that of y0. */
  t: ArrayLike<number>;
  /** What each component varies over: the tolerance is relative to this. */
  scale: number[];
  /** The error allowed in a step, as a fraction of `scale`; 1e-10 by default. */
  tolerance?: number;
  /**
   * The longest step, in the unit of `t`; none by default. Set it to the length of the shortest event
   * in f, a pulse for instance, or a long step over quiet times may miss it.
   */
  maxStep?: number;
}

const MAX_STEPS = 100_000;

/**
 * Solves y′ = f(t, y) by the extrapolation method ODEX (E. Hairer, S. P. Nørsett & G. Wanner 1993,
 * "Solving Ordinary Differential Equations I", sec. II.9), which chooses step and order itself; in
 * between its steps, its dense output of the same accuracy.
 *
 * @returns the states at the times asked for: one array a component
 * @throws TypeError | RangeError for arguments that make no sense
 * @throws RangeError when the solution goes to infinity, with the time and the state where it does, or
 *   takes too many steps
 *
 * @example
 * integrate((t, [y]) => [-y], { y0: [1], t: [0, 1], scale: [1] })[0][1] // 0.3679
 */
export function integrate(f: RightHandSide, options: IntegrateOptions): Float64Array[] {
  const where = "integrate";
  checkFunction(where, "f", f);
  checkObject(where, "options", options);
  const { y0, t, scale, tolerance, maxStep } = options;
  checkStart(where, options);
  checkSamples(where, "t", t);
  if (t.length < 2) throw outOfRange(where, "t", "two times or more", t);
  for (let i = 1; i < t.length; i++) {
    if (!(t[i] > t[i - 1])) throw outOfRange(where, `t[${i}]`, `later than ${t[i - 1]}`, t[i]);
  }

  const y = y0.map((value) => {
    const samples = new Float64Array(t.length);
    samples[0] = value;
    return samples;
  });
  const last = t.length - 1;
  const solver = solverFor(scale, tolerance, t[last] - t[0], maxStep);
  solver.denseOutput = true;
  let next = 1;
  let reached: Event = { t: t[0], y: y0 };
  const end = solve(
    solver,
    checkedSide(where, f),
    t[0],
    y0,
    t[last],
    (_, tOld, tNew, state, dense) => {
      if (tNew === tOld) return undefined;
      reached = { t: tNew, y: [...state] };
      for (; next < last && t[next] <= tNew; next++) {
        for (let i = 0; i < y.length; i++) y[i][next] = dense(i, t[next]);
      }
      return undefined;
    },
  );
  if (end.outcome !== 0) {
    throw new RangeError(
      `${where}: the solution can't be followed beyond t = ${reached.t}, y = [${reached.y}], where ` +
        `${MAX_STEPS} steps end: it goes to infinity there, or f is not smooth`,
    );
  }
  for (let i = 0; i < y.length; i++) y[i][last] = end.y[i];
  return y;
}

/** The time and the state where an event happens. */
export interface Event {
  t: number;
  y: number[];
}

export interface CrossingOptions extends Omit<IntegrateOptions, "t"> {
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
 * which it `goesOn`. A start on the level is not a crossing. For cycles: a Poincaré map.
 *
 * The step in which the crossing lies is repeated with yᵢ in the role of time, which ends exactly on
 * the level: M. Hénon (1982), "On the numerical computation of Poincaré maps", Physica D 5:412–414.
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
  const { y0, i, level, t_max, scale, tolerance, maxStep, goesOn = () => true } = options;
  const where = "integrateToCrossing";
  checkStart(where, options);
  checkInteger(where, "i", i, 0, y0.length - 1);
  checkFinite(where, "level", level);
  checkPositive(where, "t_max", t_max);
  checkFunction(where, "goesOn", goesOn);
  const g = checkedSide(where, (_, y) => f(y));
  let before: Event = { t: 0, y: y0 };
  let crossed = false;
  solve(solverFor(scale, tolerance, t_max, maxStep), g, 0, y0, t_max, (_, tOld, t, y) => {
    crossed = t > tOld && before.y[i] < level && y[i] >= level;
    if (!crossed) before = { t, y: [...y] };
    return !crossed && goesOn(y);
  });
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

function checkStart(where: string, options: Omit<IntegrateOptions, "t">): void {
  const { y0, scale, tolerance, maxStep } = options;
  checkSamples(where, "y0", y0);
  checkSamples(where, "scale", scale);
  if (tolerance !== undefined) checkPositive(where, "tolerance", tolerance);
  if (maxStep !== undefined) checkPositive(where, "maxStep", maxStep);
  if (scale.length !== y0.length) {
    throw outOfRange(where, "scale", `as long as y0, ${y0.length} elements`, scale);
  }
  for (const [i, s] of scale.entries()) checkPositive(where, `scale[${i}]`, s);
}

function solverFor(
  scale: number[],
  tolerance: number | undefined,
  duration: number,
  maxStep = Infinity,
): OdexSolver {
  const solver = new Solver(scale.length);
  solver.absoluteTolerance = scale.map((s) => (tolerance ?? 1e-10) * s);
  solver.relativeTolerance = scale.map(() => 0);
  solver.initialStepSize = Math.min(duration * 1e-4, maxStep);
  solver.maxSteps = MAX_STEPS;
  if (maxStep < Infinity) solver.maxStepSize = maxStep;
  return solver;
}

/** The right-hand side is infinite, or not a number. */
class Overflow extends RangeError {}

/** A solution begins anew with a step a tenth as long, but not shorter than this share of it all. */
const SHORTEST_STEP = 1e-12;

/**
 * `solver.solve`, which now and then tries a step so much too long that the numbers overflow in it:
 * then again from where that step began, with a shorter one.
 */
function solve(
  solver: OdexSolver,
  f: RightHandSide,
  t0: number,
  y0: number[],
  t1: number,
  onStep: OnStep,
): Solved {
  let from: Event = { t: t0, y: y0 };
  let step = solver.initialStepSize;
  for (;;) {
    try {
      return solver.solve(f, from.t, from.y, t1, (count, tOld, t, y, dense) => {
        if (t > tOld) [step, from] = [t - tOld, { t, y: [...y] }];
        return onStep(count, tOld, t, y, dense);
      });
    } catch (error) {
      step /= 10;
      if (!(error instanceof Overflow) || step < SHORTEST_STEP * (t1 - t0)) throw error;
      solver.initialStepSize = step;
    }
  }
}

function checkedSide(where: string, f: RightHandSide): RightHandSide {
  return (t, y) => {
    const dy_dt = f(t, y);
    if (!Array.isArray(dy_dt) || dy_dt.length !== y.length) {
      throw wrongType(where, "f's result", `an array of ${y.length} numbers`, dy_dt);
    }
    if (!dy_dt.every(Number.isFinite)) {
      throw new Overflow(`${where}: y′ left the finite numbers at t = ${t}, y = [${y}]`);
    }
    return dy_dt;
  };
}
