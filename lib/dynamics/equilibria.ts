/**
 * Where a neuron rests: the equilibria of V̇ at a fixed n, and those of the two-dimensional model,
 * with their stability.
 *
 * - Str2015: S. H. Strogatz (2015), "Nonlinear Dynamics and Chaos", 2nd ed., secs. 2.4 and 5.2.
 */

import { checkAscending, checkFinite, checkMethods, checkObject } from "../internal/check.js";
import { ridders } from "../numerics/derivative.js";
import type { Complex } from "../numerics/polynomial.js";
import { zerosIn } from "../numerics/zeros.js";
import { extentsOf, type Model, type PlanarModel, variablesOf } from "../simulate.js";
import { eigenvaluesOf, firstSteps, type Jacobian, jacobianOf } from "./jacobian.js";

export interface EquilibriaOptions {
  /** The constant input, in A/m²; 0 by default. */
  I?: number;
  /** The lower end of the voltages to search, in volts; where the model's V starts by default. */
  V_min?: number;
  /** The upper end; by default where the model's V ends. A neuron's are −150 and 150 mV. */
  V_max?: number;
}

/** An equilibrium of the voltage while n is held. */
export interface VoltageEquilibrium {
  /** Where V̇ = 0, in volts. */
  V: number;
  /** ∂V̇/∂V there, in 1/s. */
  slope: number;
  /**
   * `stable` where V̇ falls through zero (V comes back), `unstable` where it rises through zero,
   * `half-stable` where it touches zero: a saddle-node.
   */
  stability: "stable" | "unstable" | "half-stable";
}

/**
 * All voltages where V̇(V, n, I) = 0 at a fixed n, in ascending order, with their stability
 * (Str2015 sec. 2.4).
 *
 * @throws TypeError | RangeError for arguments that make no sense
 *
 * @example
 * voltageEquilibria(hodgkinHuxley2D(squidAxon), { n: 0 }).map(({ V }) => V / mV)
 * // [-54.4, 2.007, 54.96]
 */
export function voltageEquilibria(
  model: Pick<PlanarModel, "dV_dt" | "variables">,
  options: EquilibriaOptions & { n: number },
): VoltageEquilibrium[] {
  checkMethods("voltageEquilibria", "model", model, ["dV_dt"]);
  const { I, V_min, V_max } = checked("voltageEquilibria", model, options);
  const { n } = options;
  checkFinite("voltageEquilibria", "n", n);
  const touch = extentsOf(model).V * TOUCH;
  const step = firstSteps(model).V;
  const dV_dt = (V: number) => model.dV_dt(V, n, I);
  return zerosIn(dV_dt, V_min, V_max).map((V, i, all) => {
    const slope = ridders(dV_dt, V, step);
    const nextTo = (j: number) => Math.min(touch, Math.abs((all[j] ?? Infinity) - V) / 2);
    const [below, above] = [V - nextTo(i - 1), V + nextTo(i + 1)].map((v) => Math.sign(dV_dt(v)));
    const stability = below === above ? "half-stable" : below > above ? "stable" : "unstable";
    return { V, slope, stability };
  });
}

/**
 * The signs of V̇ on both sides of an equilibrium show whether it crosses zero or touches it: this share of V's
 * range away, 1e-4 mV for a neuron, or half-way to the next.
 */
const TOUCH = 1 / 3e6;

/** An equilibrium of the two-dimensional model. */
export interface PlanarEquilibrium {
  /** Voltage, in volts. */
  V: number;
  /** Gating variable. */
  n: number;
  /** The derivatives of (V̇, ṅ) there. */
  jacobian: Jacobian;
  /** The eigenvalues of the Jacobian, in 1/s: the larger real part first, then the upper half plane. */
  eigenvalues: [Complex, Complex];
  /** Name of the flow nearby; `non-hyperbolic` if an eigenvalue has a real part of 0. */
  kind:
    | "stable node"
    | "stable focus"
    | "unstable node"
    | "unstable focus"
    | "saddle"
    | "non-hyperbolic";
}

/**
 * All equilibria of the two-dimensional model at a constant input, V̇ = ṅ = 0, in ascending order of
 * V, with the eigenvalues that decide their kind (Str2015 sec. 5.2).
 *
 * @throws TypeError | RangeError for arguments that make no sense
 *
 * @example
 * planarEquilibria(hodgkinHuxley2D(squidAxon))[0].kind // "stable node"
 */
export function planarEquilibria(
  model: Model,
  options: EquilibriaOptions = {},
): PlanarEquilibrium[] {
  checkMethods("planarEquilibria", "model", model, ["dV_dt", "dn_dt", "n_inf"]);
  const { I, V_min, V_max } = checked("planarEquilibria", model, options);
  const onNullcline = (V: number) => model.dV_dt(V, model.n_inf(V), I);
  return zerosIn(onNullcline, V_min, V_max).map((V) => {
    const n = model.n_inf(V);
    checkFinite("planarEquilibria", `model.n_inf(${V})`, n);
    const jacobian = jacobianOf(model, V, n, I);
    const eigenvalues = eigenvaluesOf(jacobian);
    return { V, n, jacobian, eigenvalues, kind: kindOf(eigenvalues) };
  });
}

function kindOf([first, second]: [Complex, Complex]): PlanarEquilibrium["kind"] {
  if (first.re === 0 || second.re === 0) return "non-hyperbolic";
  if (first.re > 0 && second.re < 0) return "saddle";
  const shape = first.im === 0 ? "node" : "focus";
  return first.re < 0 ? `stable ${shape}` : `unstable ${shape}`;
}

function checked(
  where: string,
  model: Pick<PlanarModel, "variables">,
  options: EquilibriaOptions,
): Required<EquilibriaOptions> {
  checkObject(where, "options", options);
  const { V } = variablesOf(where, model);
  const { I = 0, V_min = V.min, V_max = V.max } = options;
  checkFinite(where, "I", I, "A/m²");
  checkAscending(where, { V_min, V_max }, "V_min", "V_max", "volts");
  return { I, V_min, V_max };
}
