/**
 * How a neuron stops resting: its folds (saddle-nodes), and the curves of equilibria and of folds as
 * a parameter changes.
 *
 * The model's input must be additive, as in `c V̇ = I + …`: at each V and n there is then one I with
 * V̇ = 0.
 *
 * - Kuz2004: Yu. A. Kuznetsov (2004), "Elements of Applied Bifurcation Theory", 3rd ed., Springer.
 */

import { checkAscending, checkFinite, checkMethods, checkObject } from "../internal/check.js";
import { followCurve } from "../numerics/continuation.js";
import { ridders } from "../numerics/derivative.js";
import { zerosIn } from "../numerics/zeros.js";
import { extentsOf, type Model, type PlanarModel } from "../simulate.js";
import { determinantOf, firstSteps, jacobianOf, traceOf } from "./jacobian.js";

/** A range of voltages, in volts. */
export interface VoltageRange {
  V_min: number;
  V_max: number;
}

/** What these curves ask of a model. */
type VoltageModel = Pick<PlanarModel, "dV_dt" | "variables">;

/** Steps along a curve are measured in this share of V's range, 20 mV for a neuron; n's in a fifth. */
const scalesOf = (model: VoltageModel) => {
  const { V, n } = extentsOf(model);
  return { V: V / 15, n: n / 5 };
};

/** The input at which V̇(V, n, I) = 0, in A/m². Checks its result only, in the name of `where`. */
export function inputFor(
  where: string,
  model: Pick<PlanarModel, "dV_dt">,
  V: number,
  n: number,
): number {
  const without = model.dV_dt(V, n, 0);
  const I = -without / (model.dV_dt(V, n, 1) - without);
  checkFinite(where, `the input at V = ${V}, n = ${n}`, I, "A/m²");
  return I;
}

/** ∂V̇/∂V at V, n; an additive input does not change it. */
function slope(model: VoltageModel, V: number, n: number): number {
  return ridders((v) => model.dV_dt(v, n, 0), V, firstSteps(model).V);
}

/** Where two equilibria meet and vanish. */
export interface Fold {
  /** Voltage, in volts. */
  V: number;
  /** Potassium activation. */
  n: number;
  /** Input, in A/m². */
  I: number;
}

/**
 * All folds (saddle-nodes) of the voltage at a fixed n, in ascending order of V: the solutions of
 * V̇ = 0, ∂V̇/∂V = 0 in V and I (Kuz2004 sec. 3.2).
 *
 * @throws TypeError | RangeError for arguments that make no sense
 *
 * @example foldsAt(hodgkinHuxley2D(squidAxon), 0, range)[0].I / (nA / mm ** 2) // 13.47
 */
export function foldsAt(model: VoltageModel, n: number, range: VoltageRange): Fold[] {
  checkMethods("foldsAt", "model", model, ["dV_dt"]);
  checkFinite("foldsAt", "n", n);
  checkRange("foldsAt", range);
  const { V_min, V_max } = range;
  return zerosIn((V) => slope(model, V, n), V_min, V_max).map((V) => {
    return { V, n, I: inputFor("foldsAt", model, V, n) };
  });
}

/**
 * The curve of folds through `start` as n changes, in order, with the cusp where two folds meet; by
 * pseudo-arclength continuation of ∂V̇/∂V(V, n) = 0.
 *
 * @param range.step the distance between points, where 1 is 1/15 of V's range or 1/5 of n's (20 mV
 *   and 0.2 for a neuron); 0.05 by default
 * @throws TypeError | RangeError for arguments that make no sense
 */
export function foldCurve(
  model: VoltageModel,
  start: Fold,
  range: VoltageRange & { n_min: number; n_max: number; step?: number },
): Fold[] {
  checkMethods("foldCurve", "model", model, ["dV_dt"]);
  checkObject("foldCurve", "start", start);
  checkRange("foldCurve", range);
  const scale = scalesOf(model);
  const curve = followCurve((V, n) => slope(model, V, n), {
    start: [start.V, start.n],
    scale: [scale.V, scale.n],
    bounds: [
      [range.V_min, range.V_max],
      [range.n_min, range.n_max],
    ],
    step: range.step,
  });
  return curve.map(([V, n]) => ({ V, n, I: inputFor("foldCurve", model, V, n) }));
}

/** A point of a bifurcation diagram. */
export interface DiagramPoint {
  /** Input, in A/m². */
  I: number;
  /** Voltage of the equilibrium, in volts. */
  V: number;
  /** Whether the equilibrium there is stable. */
  stable: boolean;
}

export interface DiagramOptions extends VoltageRange {
  /** Hold n at this value; without it n is at n_inf(V) and moves, as in the whole model. */
  n?: number;
  /** The voltage to start from, in volts: an equilibrium for some input, as every voltage is. */
  V_start: number;
  /** The inputs between which to stay, in A/m². */
  I_min: number;
  I_max: number;
}

/**
 * The bifurcation diagram: the equilibria V*(I) and their stability, in order along the curve, by
 * pseudo-arclength continuation.
 *
 * @throws TypeError | RangeError for arguments that make no sense
 */
export function equilibriumCurve(model: Model, options: DiagramOptions): DiagramPoint[] {
  checkMethods("equilibriumCurve", "model", model, ["dV_dt", "dn_dt", "n_inf"]);
  checkRange("equilibriumCurve", options);
  const { n, V_start, I_min, I_max, V_min, V_max } = options;
  checkFinite("equilibriumCurve", "V_start", V_start, "volts");
  checkAscending("equilibriumCurve", options, "I_min", "I_max", "A/m²");
  if (n !== undefined) checkFinite("equilibriumCurve", "n", n);
  const n_at = (V: number) => n ?? model.n_inf(V);
  const isStable = (V: number, I: number) => {
    if (n !== undefined) return slope(model, V, n) < 0;
    const J = jacobianOf(model, V, n_at(V), I);
    return traceOf(J) < 0 && determinantOf(J) > 0;
  };
  const curve = followCurve((I, V) => model.dV_dt(V, n_at(V), I), {
    start: [inputFor("equilibriumCurve", model, V_start, n_at(V_start)), V_start],
    scale: [(I_max - I_min) / 4, scalesOf(model).V],
    bounds: [
      [I_min, I_max],
      [V_min, V_max],
    ],
  });
  return curve.map(([I, V]) => ({ I, V, stable: isStable(V, I) }));
}

/** Checks a {@link VoltageRange}. */
export function checkRange(where: string, range: VoltageRange): void {
  checkObject(where, "range", range);
  checkAscending(where, range, "V_min", "V_max", "volts");
}
