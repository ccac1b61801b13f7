/**
 * Hopf points of the two-dimensional model: where its equilibrium starts or stops spiralling outwards.
 *
 * Kuz2004: Yu. A. Kuznetsov (2004), "Elements of Applied Bifurcation Theory", 3rd ed., Springer.
 */

import { checkMethods } from "../internal/check.js";
import { ridders } from "../numerics/derivative.js";
import { zerosIn } from "../numerics/zeros.js";
import { extentsOf, type Model } from "../simulate.js";
import { checkRange, inputFor, type VoltageRange } from "./bifurcation.js";
import { determinantOf, jacobianOf } from "./jacobian.js";
import { traceAt } from "./steadyCurrent.js";

/** Where an equilibrium of the two-dimensional model starts or stops spiralling outwards. */
export interface Hopf {
  /** Voltage, in volts. */
  V: number;
  /** Potassium activation. */
  n: number;
  /** Input, in A/m². */
  I: number;
  /** Frequency of the small oscillation, in Hz. */
  frequency: number;
  /**
   * First Lyapunov coefficient, dimensionless but for the scaling of the critical eigenvectors: only
   * its sign has a meaning. Negative: supercritical, a small stable oscillation is born. Positive:
   * subcritical, the oscillation born is unstable.
   */
  l1: number;
}

/**
 * All Hopf points of the two-dimensional model, in ascending order of V: equilibria whose Jacobian
 * has a trace of 0 and a positive determinant (Kuz2004 sec. 3.4).
 *
 * @throws TypeError | RangeError for arguments that make no sense
 */
export function hopfPoints(model: Model, range: VoltageRange): Hopf[] {
  checkMethods("hopfPoints", "model", model, ["dV_dt", "dn_dt", "n_inf"]);
  checkRange("hopfPoints", range);
  const J_at = (V: number) => jacobianOf(model, V, model.n_inf(V), 0);
  return zerosIn((V) => traceAt(model, V), range.V_min, range.V_max)
    .filter((V) => determinantOf(J_at(V)) > 0)
    .map((V) => {
      const n = model.n_inf(V);
      const ω = Math.sqrt(determinantOf(J_at(V)));
      const I = inputFor("hopfPoints", model, V, n);
      return { V, n, I, frequency: ω / (2 * Math.PI), l1: firstLyapunov(model, V, n, I, ω) };
    });
}

/**
 * The first Lyapunov coefficient of a Hopf point of a planar model, by the formula of
 * J. Guckenheimer & P. Holmes (1983), "Nonlinear Oscillations, Dynamical Systems, and Bifurcations
 * of Vector Fields", eq. 3.4.11, in the coordinates x = V/S, y that make the linear part a rotation
 * by ω. Their `a` over ω, so that it does not depend on the unit of time.
 */
function firstLyapunov(model: Model, V: number, n: number, I: number, ω: number): number {
  const S = extentsOf(model).V / 30; // 10 mV for a neuron
  const [[J_VV, J_Vn]] = jacobianOf(model, V, n, I);
  // V = V* + S x, n = n* − (S/J_Vn) (J_VV x + ω y): then x′ = −ω y + f, y′ = ω x + g.
  const V_at = (x: number) => V + S * x;
  const n_at = (x: number, y: number) => n - (S / J_Vn) * (J_VV * x + ω * y);
  const dx_dt = (x: number, y: number) => model.dV_dt(V_at(x), n_at(x, y), I) / S;
  const dy_dt = (x: number, y: number) =>
    (-model.dn_dt(V_at(x), n_at(x, y)) * (J_Vn / S) - J_VV * dx_dt(x, y)) / ω;

  const f = partials(dx_dt);
  const g = partials(dy_dt);
  const cubic = f.xxx + f.xyy + g.xxy + g.yyy;
  const quadratic = f.xy * (f.xx + f.yy) - g.xy * (g.xx + g.yy) - f.xx * g.xx + f.yy * g.yy;
  return (cubic + quadratic / ω) / 16 / ω;
}

type Planar = (x: number, y: number) => number;

/** Second and third partial derivatives at (0, 0). */
function partials(f: Planar) {
  const by_x =
    (h: Planar): Planar =>
    (x, y) =>
      ridders((s) => h(s, y), x, 0.2);
  const by_y =
    (h: Planar): Planar =>
    (x, y) =>
      ridders((s) => h(x, s), y, 0.2);
  const f_xx = by_x(by_x(f));
  const f_xy = by_y(by_x(f));
  const f_yy = by_y(by_y(f));
  return {
    xx: f_xx(0, 0),
    xy: f_xy(0, 0),
    yy: f_yy(0, 0),
    xxx: by_x(f_xx)(0, 0),
    xxy: by_y(f_xx)(0, 0),
    xyy: by_x(f_yy)(0, 0),
    yyy: by_y(f_yy)(0, 0),
  };
}
