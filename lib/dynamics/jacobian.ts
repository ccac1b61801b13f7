/** The linear flow around a point of the plane: the Jacobian of (V̇, ṅ) and what follows from it. */

import { outOfRange } from "../internal/check.js";
import { ridders } from "../numerics/derivative.js";
import type { Complex } from "../numerics/polynomial.js";
import { extentsOf, type PlanarModel } from "../simulate.js";

/** [[∂V̇/∂V, ∂V̇/∂n], [∂ṅ/∂V, ∂ṅ/∂n]]: in 1/s and V/s, 1/(V s) and 1/s. */
export type Jacobian = [[number, number], [number, number]];

/** The first steps of the numerical derivatives: 4 mV in V and 0.05 in n for a neuron. */
export function firstSteps(model: Pick<PlanarModel, "variables">) {
  const { V, n } = extentsOf(model);
  return { V: V / 75, n: n / 20 };
}

/** The derivatives of (V̇, ṅ) by (V, n) at any point of the plane. Unchecked. */
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

/**
 * {@link divergence} for integrals along orbits, at every step of which it is asked for: by differences
 * of fourth order, to some eight digits.
 */
export function divergenceAlong(model: PlanarModel, V: number, n: number, I: number): number {
  const step = firstSteps(model);
  const [h_V, h_n] = [step.V / 64, step.n / 64];
  return (
    slopeOf((v) => model.dV_dt(v, n, I), V, h_V) + slopeOf((gate) => model.dn_dt(V, gate), n, h_n)
  );
}

const slopeOf = (f: (x: number) => number, x: number, h: number) =>
  (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h);

/** The sum of the eigenvalues, in 1/s, and their product, in 1/s²: negative at a saddle. */
export const traceOf = (J: Jacobian) => J[0][0] + J[1][1];
export const determinantOf = (J: Jacobian) => J[0][0] * J[1][1] - J[0][1] * J[1][0];

function finite(where: string, value: number): number {
  if (!Number.isFinite(value)) throw outOfRange(where, "J", `of a finite ${where}`, value);
  return value;
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
