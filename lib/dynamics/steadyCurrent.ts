/**
 * The steady-state current: the input that holds a neuron at V, once n has settled at n_inf(V). What
 * the equilibria do as the input changes can be read from this one curve.
 */

import { checkMethods } from "../internal/check.js";
import { ridders } from "../numerics/derivative.js";
import { zerosIn } from "../numerics/zeros.js";
import type { Model } from "../simulate.js";
import { checkRange, type Fold, inputFor, type VoltageRange } from "./bifurcation.js";
import { divergence, firstSteps } from "./jacobian.js";

/** I(V), in A/m². Unchecked, as all here that is not for notebooks. */
export const inputAt = (model: Model, V: number): number =>
  inputFor("steadyCurrent", model, V, model.n_inf(V));

/** The first step of the derivatives: 2 mV for a neuron. A second derivative asks for a short one. */
const firstStep = (model: Model) => firstSteps(model).V / 2;

/** I′(V): the determinant of the Jacobian has its sign. */
export const slope = (model: Model, V: number): number =>
  ridders((v) => inputAt(model, v), V, firstStep(model));

/** I″(V). */
export const curvature = (model: Model, V: number): number =>
  ridders((v) => slope(model, v), V, firstStep(model));

/** The trace of the Jacobian at the equilibrium at V; an additive input does not change it. */
export const traceAt = (model: Model, V: number): number => divergence(model, V, model.n_inf(V), 0);

/** The equilibrium at V. */
export const pointAt = (model: Model, V: number): Fold => ({
  V,
  n: model.n_inf(V),
  I: inputAt(model, V),
});

/**
 * All folds (saddle-nodes) of the model with n free, in ascending order of V: where two equilibria
 * meet as the input changes. There the steady-state current has an extremum, I′(V) = 0.
 *
 * @throws TypeError | RangeError for arguments that make no sense
 *
 * @example equilibriumFolds(hodgkinHuxley2D(squidAxonCorrected), range) // []: it has none
 */
export function equilibriumFolds(model: Model, range: VoltageRange): Fold[] {
  checkMethods("equilibriumFolds", "model", model, ["dV_dt", "n_inf"]);
  checkRange("equilibriumFolds", range);
  const found = zerosIn((V) => slope(model, V), range.V_min, range.V_max);
  return found.map((V) => pointAt(model, V));
}
