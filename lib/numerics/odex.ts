/** The solver ODEX, as the package `odex` has it: what the files beside this one are made of. Unchecked but for f. */

import { checkPositive, checkSamples, outOfRange, wrongType } from "../internal/check.js";

/** The part of the package `odex` that is used here. */
export interface OdexSolver {
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
export type OnStep = (
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

/** What every solution takes. */
export interface SolverOptions {
  /** The state at the start. */
  y0: number[];
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

export const MAX_STEPS = 100_000;

export const TOLERANCE = 1e-10;

/** The time and the state where an event happens. */
export interface Event {
  t: number;
  y: number[];
}

/** Checks {@link SolverOptions}. */
export function checkStart(where: string, options: SolverOptions): void {
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

export function solverFor(
  scale: number[],
  tolerance: number | undefined,
  duration: number,
  maxStep = Infinity,
): OdexSolver {
  const solver = new Solver(scale.length);
  solver.absoluteTolerance = scale.map((s) => (tolerance ?? TOLERANCE) * s);
  solver.relativeTolerance = scale.map(() => 0);
  solver.initialStepSize = Math.min(duration * 1e-4, maxStep);
  solver.maxSteps = MAX_STEPS;
  if (maxStep < Infinity) solver.maxStepSize = maxStep;
  return solver;
}

/** The right-hand side is infinite, or not a number. */
class Overflow extends RangeError {}

/** A solution is restarted with a step a tenth as long, but not shorter than this share of it all. */
const SHORTEST_STEP = 1e-12;

/**
 * `solver.solve`, which now and then tries a step so much too long that the numbers overflow in it:
 * then again from where that step began, with a shorter one.
 */
export function solve(
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

/** f, with its results checked. */
export function checkedSide(where: string, f: RightHandSide): RightHandSide {
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
