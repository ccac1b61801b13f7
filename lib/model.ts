/**
 * The Hodgkin–Huxley neuron reduced to two dimensions, V and n: its equations.
 *
 * - HH1952: A. L. Hodgkin & A. F. Huxley (1952), "A quantitative description of membrane current
 *   and its application to conduction and excitation in nerve", J. Physiol. 117:500–544.
 * - Izh2007: E. M. Izhikevich (2007), "Dynamical Systems in Neuroscience", MIT Press.
 *
 * Voltages in V, currents per membrane area in A/m², time in s, rates in 1/s.
 */

import {
  checkFinite,
  checkFunction,
  checkNotNegative,
  checkObject,
  checkPositive,
} from "./internal/check.js";
import { Gates } from "./model/gates.js";
import type { HHParams } from "./model/params.js";

export {
  type AdExParams,
  adaptiveExponential,
  type IzhikevichParams,
  izhikevich,
  type SpikingModel,
} from "./model/integrateAndFire.js";
export {
  type GatingRates4D,
  type HH4D,
  type HH4DParams,
  hodgkinHuxley4D,
  type State4D,
} from "./model/model4D.js";
export {
  squidAxon,
  squidAxon4D,
  squidAxonCorrected,
  withShiftedRates,
} from "./model/neurons.js";
export type { GatingRates, HHParams } from "./model/params.js";

/** The two-dimensional Hodgkin–Huxley model of one neuron. Currents are positive inwards. */
export interface HH2D {
  /** Equilibrium of the fast sodium activation; m is taken to be there at all times. */
  m_inf(V: number): number;
  /** Equilibrium of the potassium activation n. */
  n_inf(V: number): number;
  /** Time constant of n, in seconds. */
  τ_n(V: number): number;
  /** Sodium inactivation that goes with n. */
  h(n: number): number;
  /** Potassium current, A/m². V in volts. */
  I_K(V: number, n: number): number;
  /** Sodium current, A/m². V in volts. */
  I_Na(V: number, n: number): number;
  /** Leak current, A/m². V in volts. */
  I_L(V: number): number;
  /** All currents and the input `I` together, A/m². V in volts, I in A/m². */
  I_tot(V: number, n: number, I: number): number;
  /** Rate of change of the membrane voltage, V/s. V in volts, I in A/m². */
  dV_dt(V: number, n: number, I: number): number;
  /** Rate of change of the potassium activation, 1/s. V in volts. */
  dn_dt(V: number, n: number): number;
}

/**
 * The Hodgkin–Huxley model reduced to two dimensions (Izh2007 sec. 5.2): the sodium activation is
 * at its equilibrium, m = m_inf(V), and its inactivation follows the potassium activation, h(n).
 *
 * ```
 * c dV/dt = I − g_K n⁴ (V − E_K) − g_Na m_inf(V)³ h(n) (V − E_Na) − g_L (V − E_L)
 *   dn/dt = (n_inf(V) − n) / τ_n(V)
 * ```
 *
 * @throws TypeError | RangeError for a parameter that is not finite, a capacitance that is not
 *   positive, a negative conductance, or a rate that is not a function
 */
export function hodgkinHuxley2D(p: HHParams): HH2D {
  checkParams(p);
  const equations = new Equations(p);
  // Functions rather than methods, so that they can be taken out of the object.
  return {
    m_inf: (V) => equations.gates.at(V).m_inf,
    n_inf: (V) => equations.gates.at(V).n_inf,
    τ_n: (V) => equations.gates.at(V).τ_n,
    h: p.h,
    I_K: (V, n) => equations.I_K(V, n),
    I_Na: (V, n) => equations.I_Na(V, n),
    I_L: (V) => equations.I_L(V),
    I_tot: (V, n, I) => equations.I_tot(V, n, I),
    dV_dt: (V, n, I) => equations.dV_dt(V, n, I),
    dn_dt: (V, n) => equations.dn_dt(V, n),
  };
}

/**
 * The equations of {@link hodgkinHuxley2D}. A class, because V8 makes the same machine code for all
 * objects of a class, whereas closures over different parameters are different functions to it.
 */
class Equations {
  readonly gates: Gates;
  private readonly h: (n: number) => number;
  private readonly c: number;
  private readonly E_K: number;
  private readonly E_Na: number;
  private readonly E_L: number;
  private readonly g_K: number;
  private readonly g_Na: number;
  private readonly g_L: number;

  constructor(p: HHParams) {
    this.gates = new Gates(p.rates);
    this.h = p.h;
    this.c = p.c;
    this.E_K = p.E_K;
    this.E_Na = p.E_Na;
    this.E_L = p.E_L;
    this.g_K = p.g_K;
    this.g_Na = p.g_Na;
    this.g_L = p.g_L;
  }

  I_K(V: number, n: number): number {
    return -this.g_K * n * n * n * n * (V - this.E_K);
  }

  I_Na(V: number, n: number): number {
    const m = this.gates.at(V).m_inf;
    return -this.g_Na * this.h(n) * (V - this.E_Na) * (m * m * m);
  }

  I_L(V: number): number {
    return -this.g_L * (V - this.E_L);
  }

  I_tot(V: number, n: number, I: number): number {
    return I + this.I_K(V, n) + this.I_L(V) + this.I_Na(V, n);
  }

  dV_dt(V: number, n: number, I: number): number {
    return this.I_tot(V, n, I) / this.c;
  }

  dn_dt(V: number, n: number): number {
    const { n_inf, τ_n } = this.gates.at(V);
    return (n_inf - n) / τ_n;
  }
}

function checkParams(p: HHParams): void {
  const where = "hodgkinHuxley2D";
  checkObject(where, "p", p);
  checkPositive(where, "c", p.c, "F/m²");
  for (const name of ["E_K", "E_Na", "E_L"] as const) checkFinite(where, name, p[name], "volts");
  for (const name of ["g_K", "g_Na", "g_L"] as const) {
    checkNotNegative(where, name, p[name], "S/m²");
  }
  checkObject(where, "rates", p.rates);
  for (const name of ["α_m", "β_m", "α_n", "β_n"] as const) {
    checkFunction(where, `rates.${name}`, p.rates[name]);
  }
  checkFunction(where, "h", p.h);
}
