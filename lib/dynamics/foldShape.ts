/**
 * The shape of V̇ around a fold at fixed n: how far it is a parabola.
 *
 * - Izh2007: E. M. Izhikevich (2007), "Dynamical Systems in Neuroscience", MIT Press, sec. 3.3.8.
 */

import { checkFinite, checkMethods, checkObject } from "../internal/check.js";
import { ridders } from "../numerics/derivative.js";
import type { PlanarModel } from "../simulate.js";
import type { Fold } from "./bifurcation.js";
import { firstSteps } from "./jacobian.js";

/** The normal form of a fold, V̇ = b + a (V − V_f)², and how soon it fails. */
export interface FoldShape {
  /** a = ½ ∂²V̇/∂V² at the fold, 1/(V s). */
  a: number;
  /**
   * V̇″ / V̇‴ at the fold, V: of −V + Δ_T exp(V/Δ_T) it would be Δ_T. The next term of the Taylor
   * series is (V − V_f) / (3 Δ) of the quadratic one.
   */
  Δ: number;
}

/**
 * The second and third derivative of V̇ by V at a fold, n held (Izh2007 sec. 3.3.8).
 *
 * @throws TypeError | RangeError for arguments that make no sense, and where V̇ is a parabola or a line
 */
export function foldShape(
  model: Pick<PlanarModel, "dV_dt" | "variables">,
  fold: Pick<Fold, "V" | "n">,
): FoldShape {
  checkMethods("foldShape", "model", model, ["dV_dt"]);
  checkObject("foldShape", "fold", fold);
  const { V, n } = fold;
  checkFinite("foldShape", "fold.V", V, "volts");
  checkFinite("foldShape", "fold.n", n);
  const step = firstSteps(model).V / 2; // 2 mV for a neuron
  const slopeOf = (f: (v: number) => number) => (v: number) => ridders(f, v, step);
  const second = slopeOf(slopeOf((v) => model.dV_dt(v, n, 0)));
  const third = slopeOf(second);
  const [curvature, Δ] = [second(V), second(V) / third(V)];
  checkFinite("foldShape", `V̇″/V̇‴ at V = ${V}`, Δ, "volts");
  return { a: curvature / 2, Δ };
}
