/**
 * Models of integrate-and-fire type, whose spike is a reset: Izhikevich's simple model and the adaptive
 * exponential one. In SI units, of a whole cell: currents in A, not per area.
 *
 * - Izh2007: E. M. Izhikevich (2007), "Dynamical Systems in Neuroscience", MIT Press.
 * - BG2005: R. Brette & W. Gerstner (2005), "Adaptive exponential integrate-and-fire model as an
 *   effective description of neuronal activity", J. Neurophysiol. 94:3637–3642.
 */

import { checkFinite, checkObject, checkPositive, outOfRange } from "../internal/check.js";
import type { Reset, Variables } from "../simulate.js";
import { ms, mV, pA, second } from "../units.js";

/** A model of V and an adaptation current w, for `simulate`. */
export interface SpikingModel {
  /** Rate of change of the voltage, V/s; `w` and `I` in amperes, 0 by default. */
  dV_dt(V: number, w?: number, I?: number): number;
  /** Rate of change of the adaptation current, A/s; without adaptation w stays as it is. */
  dn_dt?(V: number, w: number): number;
  /** Where w settles at a constant V. */
  n_inf?(V: number): number;
  readonly reset?: Reset;
  readonly variables: Variables;
}

const variables: Variables = {
  V: { symbol: "V", min: -150 * mV, max: 150 * mV, unit: "mV", unitValue: mV },
  n: { symbol: "w", min: -2000 * pA, max: 2000 * pA, unit: "pA", unitValue: pA },
  t: { symbol: "t", max: 1 * second, unit: "ms", unitValue: ms },
};

/** Parameters of Izhikevich's simple model; the last five, for adaptation and reset, all or none. */
export interface IzhikevichParams {
  /** Capacitance, F. */
  C: number;
  /** Curvature of the parabola, S/V. */
  k: number;
  /** Resting potential, V. */
  V_r: number;
  /** Instantaneous threshold potential, V. */
  V_t: number;
  /** Rate of the adaptation, 1/s. */
  a?: number;
  /** How strongly it follows V, S. */
  b?: number;
  /** Voltage after a spike, V. */
  c?: number;
  /** What a spike adds to the adaptation, A. */
  d?: number;
  /** Voltage of a spike, V. */
  V_peak?: number;
}

/**
 * Izhikevich's simple model (Izh2007 eqs. 8.5, 8.6; w is his u):
 *
 * ```
 * C dV/dt = k (V − V_r)(V − V_t) − w + I
 *   dw/dt = a (b (V − V_r) − w)              if V ≥ V_peak: V ← c, w ← w + d
 * ```
 *
 * Without a, b, c, d and V_peak, the first equation alone.
 *
 * @throws TypeError | RangeError for a parameter that is not finite, a C or a that is not positive, a c
 *   that is not below V_peak, or some of the five without the others
 */
export function izhikevich(p: IzhikevichParams): SpikingModel {
  const where = "izhikevich";
  checkObject(where, "p", p);
  const { C, k, V_r, V_t } = p;
  checkPositive(where, "C", C, "farads");
  checkFinite(where, "k", k, "S/V");
  checkFinite(where, "V_r", V_r, "volts");
  checkFinite(where, "V_t", V_t, "volts");
  const dV_dt = (V: number, w = 0, I = 0) => (k * (V - V_r) * (V - V_t) - w + I) / C;
  if ([p.a, p.b, p.c, p.d, p.V_peak].every((value) => value === undefined)) {
    return { dV_dt, variables };
  }
  const { a, b, c, d, V_peak } = p as Required<IzhikevichParams>;
  checkPositive(where, "a", a, "1/s");
  checkFinite(where, "b", b, "siemens");
  checkReset(where, { c, d, V_peak });
  return {
    dV_dt,
    dn_dt: (V, w) => a * (b * (V - V_r) - w),
    n_inf: (V) => b * (V - V_r),
    reset: { V_peak, V_reset: c, n_jump: d },
    variables,
  };
}

/** Parameters of the adaptive exponential integrate-and-fire model. */
export interface AdExParams {
  /** Capacitance, F. */
  C: number;
  /** Leak conductance, S. */
  g_L: number;
  /** Leak reversal potential, V. */
  E_L: number;
  /** Threshold, where the slope of V̇ is zero, V. */
  V_T: number;
  /** Sharpness of the threshold, V. */
  Δ_T: number;
  /** Time constant of the adaptation, s. */
  τ_w: number;
  /** How strongly it follows V, S. */
  a: number;
  /** What a spike adds to the adaptation, A. */
  b: number;
  /** Voltage after a spike, V. */
  V_reset: number;
  /** Voltage of a spike, V. */
  V_peak: number;
}

/**
 * The adaptive exponential integrate-and-fire model (BG2005 eqs. 1–3):
 *
 * ```
 * C dV/dt = −g_L (V − E_L) + g_L Δ_T exp((V − V_T)/Δ_T) − w + I
 * τ_w dw/dt = a (V − E_L) − w                if V ≥ V_peak: V ← V_reset, w ← w + b
 * ```
 *
 * @throws TypeError | RangeError for a parameter that is not finite, one of C, g_L, Δ_T and τ_w that is
 *   not positive, or a V_reset that is not below V_peak
 */
export function adaptiveExponential(p: AdExParams): SpikingModel {
  const where = "adaptiveExponential";
  checkObject(where, "p", p);
  const { C, g_L, E_L, V_T, Δ_T, τ_w, a, b, V_reset, V_peak } = p;
  checkPositive(where, "C", C, "farads");
  checkPositive(where, "g_L", g_L, "siemens");
  checkFinite(where, "E_L", E_L, "volts");
  checkFinite(where, "V_T", V_T, "volts");
  checkPositive(where, "Δ_T", Δ_T, "volts");
  checkPositive(where, "τ_w", τ_w, "seconds");
  checkFinite(where, "a", a, "siemens");
  checkReset(where, { V_reset, b, V_peak });
  return {
    dV_dt: (V, w = 0, I = 0) =>
      (-g_L * (V - E_L) + g_L * Δ_T * Math.exp((V - V_T) / Δ_T) - w + I) / C,
    dn_dt: (V, w) => (a * (V - E_L) - w) / τ_w,
    n_inf: (V) => a * (V - E_L),
    reset: { V_peak, V_reset, n_jump: b },
    variables,
  };
}

/** Checks the voltage after a spike, what a spike adds, and its peak, in this order. */
function checkReset(where: string, parameters: Record<string, number>): void {
  const [[after, V_reset], [jump, added], [, V_peak]] = Object.entries(parameters);
  checkFinite(where, after, V_reset, "volts");
  checkFinite(where, jump, added, "amperes");
  checkFinite(where, "V_peak", V_peak, "volts");
  if (!(V_reset < V_peak)) throw outOfRange(where, "V_peak", `above ${after} = ${V_reset}`, V_peak);
}
