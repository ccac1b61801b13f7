/** The linear flow around a point of the plane: the Jacobian of (V̇, ṅ) and what follows from it. */

import { checkFinite, checkMethods, outOfRange, wrongType } from "../internal/check.js";
import { ridders } from "../numerics/derivative.js";
import { extentsOf, type PlanarModel } from "../simulate.js";

/** [[∂V̇/∂V, ∂V̇/∂n], [∂ṅ/∂V, ∂ṅ/∂n]]: in 1/s and V/s, 1/(V s) and 1/s. */
export type Jacobian = [[number, number], [number, number]];

/** A complex number. */
export interface Complex {
  re: number;
  im: number;
}

/** The first steps of the numerical derivatives: 4 mV in V and 0.05 in n for a neuron. */
export function firstSteps(model: Pick<PlanarModel, "variables">) {
  const { V, n } = extentsOf(model);
  return { V: V / 75, n: n / 20 };
}

/**
 * The derivatives of (V̇, ṅ) by (V, n) at any point of the plane.
 *
 * @throws TypeError | RangeError for arguments that make no sense
 */
export function jacobianAt(model: PlanarModel, V: number, n: number, I: number): Jacobian {
  checkMethods("jacobianAt", "model", model, ["dV_dt", "dn_dt"]);
  checkFinite("jacobianAt", "V", V, "volts");
  checkFinite("jacobianAt", "n", n);
  checkFinite("jacobianAt", "I", I, "A/m²");
  return jacobianOf(model, V, n, I);
}

/** {@link jacobianAt} without the checks of its arguments. */
export function jacobianOf(model: PlanarModel, V: number, n: number, I: number): Jacobian {
  const step = firstSteps(model);
  return [
    [
      ridders((v) => model.dV_dt(v, n, I), V, step.V),
      ridders((gate) => model.dV_dt(V, gate, I), n, step.n),
    ],
    [
      ridders((v) => model.dn_dt(v, n), V, step.V),
      ridders((gate) => model.dn_dt(V, gate), n, step.n),
    ],
  ];
}

/** How fast areas of the phase plane grow at a point, in 1/s: the trace of the Jacobian. */
export function divergence(model: PlanarModel, V: number, n: number, I: number): number {
  const step = firstSteps(model);
  const slope_V = ridders((v) => model.dV_dt(v, n, I), V, step.V);
  return slope_V + ridders((gate) => model.dn_dt(V, gate), n, step.n);
}

/** The sum of the eigenvalues, in 1/s. */
export function trace(J: Jacobian): number {
  checkJacobian("trace", J);
  return finite("trace", traceOf(J));
}

/** The product of the eigenvalues, in 1/s²: negative at a saddle. */
export function determinant(J: Jacobian): number {
  checkJacobian("determinant", J);
  return finite("determinant", determinantOf(J));
}

/** {@link trace} and {@link determinant} without the checks of their argument. */
export const traceOf = (J: Jacobian) => J[0][0] + J[1][1];
export const determinantOf = (J: Jacobian) => J[0][0] * J[1][1] - J[0][1] * J[1][0];

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
export function eigenvaluesOf(J: Jacobian): [Complex, Complex] {
  const half = finite("trace", traceOf(J)) / 2;
  const det = finite("determinant", determinantOf(J));
  const discriminant = finite("discriminant", half * half - det);
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
