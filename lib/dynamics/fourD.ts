/**
 * Equilibria and Hopf points of the four-dimensional Hodgkin–Huxley model.
 *
 * - Kuz2004: Yu. A. Kuznetsov (2004), "Elements of Applied Bifurcation Theory", 3rd ed., Springer.
 * - Gan1959: F. R. Gantmacher (1959), "The Theory of Matrices", vol. 2, ch. XV: Routh and Hurwitz.
 */

import { checkFinite, checkMethods, checkObject } from "../internal/check.js";
import type { HH4D, State4D } from "../model/model4D.js";
import { ridders } from "../numerics/derivative.js";
import { type Complex, polynomialZeros } from "../numerics/polynomial.js";
import { zerosIn } from "../numerics/zeros.js";
import { ms, mV } from "../units.js";
import { checkRange, type VoltageRange } from "./bifurcation.js";

/** An equilibrium of the four-dimensional model: its state, and whether it is stable. */
export interface Equilibrium4D extends State4D {
  /** The eigenvalues of the Jacobian, in 1/s, the one with the greatest real part first. */
  eigenvalues: Complex[];
  /** Whether all of them have negative real parts. */
  stable: boolean;
}

/** Where an equilibrium of the four-dimensional model starts or stops spiralling outwards. */
export interface Hopf4D extends State4D {
  /** Input, in A/m². */
  I: number;
  /** Frequency of the small oscillation, in Hz. */
  frequency: number;
}

const methods = ["m_inf", "h_inf", "n_inf", "derivatives"];

/**
 * All equilibria of the four-dimensional model at a constant input, in ascending order of V: every gate
 * where it settles at V, and V̇ = 0.
 *
 * @param options.I the constant input, in A/m²; 0 by default
 * @throws TypeError | RangeError for arguments that make no sense
 *
 * @example equilibria4D(hodgkinHuxley4D(squidAxon4D), { V_min: -0.1, V_max: 0.1 })[0].stable // true
 */
export function equilibria4D(model: HH4D, options: VoltageRange & { I?: number }): Equilibrium4D[] {
  const where = "equilibria4D";
  checkMethods(where, "model", model, methods);
  checkObject(where, "options", options);
  checkRange(where, options);
  const { I = 0, V_min, V_max } = options;
  checkFinite(where, "I", I, "A/m²");
  const rate = (V: number) => model.derivatives(settled(model, V), I).V;
  return zerosIn(rate, V_min, V_max).map((V) => {
    const state = settled(model, V);
    const a = characteristic(model, state);
    const eigenvalues = polynomialZeros(a).map(({ re, im }) => ({ re: re / ms, im: im / ms }));
    return { ...state, eigenvalues, stable: isStable(a) };
  });
}

/**
 * All Hopf points of the four-dimensional model, in ascending order of V: equilibria with a pair of
 * imaginary eigenvalues (Kuz2004 sec. 3.4), where Hurwitz's third determinant is zero (Gan1959). The
 * model's input must be additive, as in `c V̇ = I + …`.
 *
 * @throws TypeError | RangeError for arguments that make no sense
 */
export function hopfPoints4D(model: HH4D, range: VoltageRange): Hopf4D[] {
  checkMethods("hopfPoints4D", "model", model, methods);
  checkRange("hopfPoints4D", range);
  const at = (V: number) => characteristic(model, settled(model, V));
  return zerosIn((V) => hurwitz(at(V)), range.V_min, range.V_max)
    .filter((V) => frequency2(at(V)) > 0)
    .map((V) => {
      const state = settled(model, V);
      const without = model.derivatives(state, 0).V;
      const I = -without / (model.derivatives(state, 1).V - without);
      checkFinite("hopfPoints4D", `the input at V = ${V}`, I, "A/m²");
      return { ...state, I, frequency: Math.sqrt(frequency2(at(V))) / (2 * Math.PI * ms) };
    });
}

function settled(model: HH4D, V: number): State4D {
  return { V, m: model.m_inf(V), h: model.h_inf(V), n: model.n_inf(V) };
}

const names = ["V", "m", "h", "n"] as const;

/** The first steps of the numerical derivatives. */
const steps = { V: 4 * mV, m: 0.05, h: 0.05, n: 0.05 };

/** [a₁, a₂, a₃, a₄] of λ⁴ + a₁λ³ + a₂λ² + a₃λ + a₄, the Jacobian's, for λ in 1/ms. */
type Coefficients = [number, number, number, number];

/** By the method of Faddeev and Le Verrier: Mₖ₊₁ = J Mₖ + aₖ₊₁, aₖ = −trace(J Mₖ)/k. */
function characteristic(model: HH4D, state: State4D): Coefficients {
  const J = names.map((of) =>
    names.map((by) => {
      const along = (x: number) => model.derivatives({ ...state, [by]: x }, 0)[of];
      return ridders(along, state[by], steps[by]) * ms;
    }),
  );
  const a: number[] = [];
  let M: number[][] = names.map((_, i) => names.map((_, j) => (i === j ? 1 : 0)));
  for (let k = 1; k <= 4; k++) {
    const product = J.map((row) =>
      names.map((_, j) => row.reduce((sum, J_il, l) => sum + J_il * M[l][j], 0)),
    );
    const a_k = -product.reduce((sum, row, i) => sum + row[i], 0) / k;
    a.push(a_k);
    M = product.map((row, i) => row.map((x, j) => (i === j ? x + a_k : x)));
  }
  return a as Coefficients;
}

/** Zero where two eigenvalues are opposite to each other: ±iω. */
const hurwitz = ([a1, a2, a3, a4]: Coefficients) => a1 * a2 * a3 - a3 * a3 - a1 * a1 * a4;

/** ω², in 1/ms², where they are. */
const frequency2 = ([a1, , a3]: Coefficients) => a3 / a1;

const isStable = (a: Coefficients) => a[0] > 0 && a[2] > 0 && a[3] > 0 && hurwitz(a) > 0;
