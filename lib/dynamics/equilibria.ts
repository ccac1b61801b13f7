/**
 * Where a neuron rests: the equilibria of V̇ at a fixed n, and those of the two-dimensional model,
 * with their stability.
 *
 * - Str2015: S. H. Strogatz (2015), "Nonlinear Dynamics and Chaos", 2nd ed., secs. 2.4 and 5.2.
 */

import {
  checkFinite,
  checkMethods,
  checkObject,
  outOfRange,
  wrongType,
} from "../internal/check.js";
import { derivative } from "../numerics/derivative.js";
import { zeros } from "../numerics/roots.js";
import { extentsOf, type Model, type PlanarModel, variablesOf } from "../simulate.js";

/** The first steps of the numerical derivatives: 4 mV in V and 0.05 in n for a neuron. */
export function firstSteps(model: Pick<PlanarModel, "variables">) {
  const { V, n } = extentsOf(model);
  return { V: V / 75, n: n / 20 };
}

export interface EquilibriaOptions {
  /** The constant input, in A/m²; 0 by default. */
  I?: number;
  /** The lower end of the voltages to search, in volts; where the model's V begins by default. */
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
  return zeros(dV_dt, V_min, V_max).map((V) => {
    const slope = derivative(dV_dt, V, step);
    const [below, above] = [dV_dt(V - touch), dV_dt(V + touch)].map(Math.sign);
    const stability = below === above ? "half-stable" : below > above ? "stable" : "unstable";
    return { V, slope, stability };
  });
}

/**
 * V̇ on both sides of an equilibrium tells whether it crosses zero or touches it: this share of V's
 * range away, 1e-4 mV for a neuron.
 */
const TOUCH = 1 / 3e6;

/** [[∂V̇/∂V, ∂V̇/∂n], [∂ṅ/∂V, ∂ṅ/∂n]]: in 1/s and V/s, 1/(V s) and 1/s. */
export type Jacobian = [[number, number], [number, number]];

/** A complex number. */
export interface Complex {
  re: number;
  im: number;
}

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
 * V, with the eigenvalues that tell their kind (Str2015 sec. 5.2).
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
  return zeros(onNullcline, V_min, V_max).map((V) => {
    const n = model.n_inf(V);
    const jacobian = jacobianAt(model, V, n, I);
    const eigenvalues = eigenvaluesOf(jacobian);
    return { V, n, jacobian, eigenvalues, kind: kindOf(eigenvalues) };
  });
}

/**
 * The derivatives of (V̇, ṅ) by (V, n) at any point of the plane.
 *
 * @throws TypeError | RangeError for arguments that make no sense
 */
export function jacobianAt(model: PlanarModel, V: number, n: number, I: number): Jacobian {
  checkMethods("jacobianAt", "model", model, ["dV_dt", "dn_dt"]);
  const step = firstSteps(model);
  return [
    [
      derivative((v) => model.dV_dt(v, n, I), V, step.V),
      derivative((m) => model.dV_dt(V, m, I), n, step.n),
    ],
    [
      derivative((v) => model.dn_dt(v, n), V, step.V),
      derivative((m) => model.dn_dt(V, m), n, step.n),
    ],
  ];
}

/** How fast areas of the phase plane grow at a point, in 1/s: the trace of the Jacobian. */
export function divergence(model: PlanarModel, V: number, n: number, I: number): number {
  const step = firstSteps(model);
  const slope_V = derivative((v) => model.dV_dt(v, n, I), V, step.V);
  return slope_V + derivative((m) => model.dn_dt(V, m), n, step.n);
}

/** The sum of the eigenvalues, in 1/s. */
export function trace(J: Jacobian): number {
  checkJacobian("trace", J);
  return finite("trace", J[0][0] + J[1][1]);
}

/** The product of the eigenvalues, in 1/s²: negative at a saddle. */
export function determinant(J: Jacobian): number {
  checkJacobian("determinant", J);
  return finite("determinant", J[0][0] * J[1][1] - J[0][1] * J[1][0]);
}

function finite(where: string, value: number): number {
  if (!Number.isFinite(value)) throw outOfRange(where, "J", `of a finite ${where}`, value);
  return value;
}

function checkJacobian(where: string, J: unknown): void {
  const isPair = (x: unknown): x is unknown[] => Array.isArray(x) && x.length === 2;
  if (!isPair(J) || !J.every(isPair)) throw wrongType(where, "J", "two rows of two numbers", J);
  for (const [i, row] of J.entries()) {
    for (const [j, element] of row.entries()) checkFinite(where, `J[${i}][${j}]`, element);
  }
}

/** The zeros of λ² − trace λ + determinant. */
function eigenvaluesOf(J: Jacobian): [Complex, Complex] {
  const half = trace(J) / 2;
  const det = determinant(J);
  const discriminant = half * half - det;
  if (discriminant < 0) {
    const im = Math.sqrt(-discriminant);
    return [
      { re: half, im },
      { re: half, im: -im },
    ];
  }
  // The one that is far from zero first: the other then suffers from no cancellation.
  const far = half + (half < 0 ? -1 : 1) * Math.sqrt(discriminant);
  const near = far === 0 ? 0 : det / far;
  return [
    { re: Math.max(far, near), im: 0 },
    { re: Math.min(far, near), im: 0 },
  ];
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
  checkFinite(where, "V_min", V_min, "volts");
  checkFinite(where, "V_max", V_max, "volts");
  if (!(V_min < V_max)) throw outOfRange(where, "V_max", `greater than V_min = ${V_min}`, V_max);
  return { I, V_min, V_max };
}
