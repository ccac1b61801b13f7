/**
 * The gates of a neuron as functions of the membrane voltage, tabulated: they take most of the time
 * of a simulation.
 */

import { interpolate } from "./interpolate.js";
import type { GatingRates } from "./params.js";

/** The table covers ±256 mV by 2048 segments of 0.25 mV. */
const SEGMENTS = 2048;
const SEGMENTS_PER_VOLT = 4000;

/** The numbers of one segment: three polynomials of degree 5. */
const STRIDE = 18;

/**
 * m_inf, n_inf and τ_n at a voltage: `gates.at(V).m_inf`.
 *
 * Each is a polynomial of degree 5 that was put through the function's own values on 0.25 mV when
 * that segment was first asked for, and differs from it by less than 10⁻¹³ of its value. Outside
 * ±256 mV, and where a polynomial does not fit, the function itself is called. What comes out
 * depends on V alone, and not on what was asked before.
 */
export class Gates {
  /** The voltage that the three values are for. */
  V = Number.NaN;
  /** Equilibrium of the sodium activation. */
  m_inf = Number.NaN;
  /** Equilibrium of the potassium activation. */
  n_inf = Number.NaN;
  /** Time constant of the potassium activation, s. */
  τ_n = Number.NaN;

  private readonly rates: GatingRates;
  /** The coefficients; all zero as long as a segment has no polynomials. */
  private readonly table = new Float64Array(SEGMENTS * STRIDE);
  private readonly isTried = new Uint8Array(SEGMENTS);

  constructor(rates: GatingRates) {
    this.rates = { ...rates };
  }

  /** This object, with its values for `V`. */
  at(V: number): this {
    if (V !== this.V) this.lookUp(V);
    return this;
  }

  /**
   * The reason for the unrolled polynomials and the literal numbers: V8 makes one piece of machine
   * code of the loop in `simulate` and all that it calls, if their byte codes together are short.
   */
  private lookUp(V: number): void {
    const position = V * 4000 + 1024;
    const segment = position & 2047;
    const d = position - segment;
    const d2 = d * d; // not below 1: V is outside the table, or not a number
    const c = this.table;
    const i = segment * 18;
    const m_inf =
      c[i] + d * c[i + 1] + d2 * (c[i + 2] + d * c[i + 3] + d2 * (c[i + 4] + d * c[i + 5]));
    if (!(d2 < 1 && m_inf !== 0)) {
      this.fillIn(V);
      return;
    }
    this.V = V;
    this.m_inf = m_inf;
    this.n_inf =
      c[i + 6] + d * c[i + 7] + d2 * (c[i + 8] + d * c[i + 9] + d2 * (c[i + 10] + d * c[i + 11]));
    this.τ_n =
      c[i + 12] +
      d * c[i + 13] +
      d2 * (c[i + 14] + d * c[i + 15] + d2 * (c[i + 16] + d * c[i + 17]));
  }

  /** What to do where the table is still, or remains, empty. */
  private fillIn(V: number): void {
    const { α_m, β_m, α_n, β_n } = this.rates;
    const functions = [
      (V: number) => fraction(α_m(V), β_m(V)),
      (V: number) => fraction(α_n(V), β_n(V)),
      (V: number) => 1 / (α_n(V) + β_n(V)),
    ];
    const segment = Math.floor(V * SEGMENTS_PER_VOLT + SEGMENTS / 2);
    if (segment > 0 && segment < SEGMENTS && !this.isTried[segment]) {
      this.isTried[segment] = 1;
      const start = segment - SEGMENTS / 2;
      const polynomials = functions.map((f) =>
        interpolate((d) => f((start + d) / SEGMENTS_PER_VOLT)),
      );
      if (polynomials.every((polynomial) => polynomial !== undefined)) {
        this.table.set(polynomials.flat(), segment * STRIDE);
        this.lookUp(V);
        return;
      }
    }
    this.V = V;
    [this.m_inf, this.n_inf, this.τ_n] = functions.map((f) => f(V));
  }
}

/** The share of gates that are open in equilibrium. */
function fraction(α: number, β: number): number {
  return α / (α + β);
}
