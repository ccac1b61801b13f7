/**
 * The Hodgkin–Huxley neuron reduced to two dimensions, V and n: its parameters and its equations.
 *
 * - HH1952: A. L. Hodgkin & A. F. Huxley (1952), "A quantitative description of membrane current
 *   and its application to conduction and excitation in nerve", J. Physiol. 117:500–544.
 * - Izh2007: E. M. Izhikevich (2007), "Dynamical Systems in Neuroscience", MIT Press.
 *
 * Voltages in V, currents per membrane area in A/m², time in s, rates in 1/s.
 */

import { checkFinite, checkFunction, checkObject, checkPositive } from "./check.js";
import { Gates } from "./gates.js";
import { cm, mS, ms, mV, μF } from "./units.js";

/** How fast the gates open (α) and close (β), as functions of the membrane voltage: V → 1/s. */
export interface GatingRates {
  α_m: (V: number) => number;
  β_m: (V: number) => number;
  α_n: (V: number) => number;
  β_n: (V: number) => number;
}

/** A neuron: everything that {@link hodgkinHuxley2D} needs to know of it. */
export interface HHParams {
  /** Membrane capacitance per area, F/m². */
  c: number;
  /** Reversal potential of potassium, V. */
  E_K: number;
  /** Reversal potential of sodium, V. */
  E_Na: number;
  /** Reversal potential of the leak, V. */
  E_L: number;
  /** Maximal conductance of potassium per area, S/m². */
  g_K: number;
  /** Maximal conductance of sodium per area, S/m². */
  g_Na: number;
  /** Conductance of the leak per area, S/m². */
  g_L: number;
  /** Opening and closing rates of the gates. */
  rates: GatingRates;
  /** The inactivation of sodium that goes with a potassium activation of n: n → h. */
  h: (n: number) => number;
}

/** x/(eˣ − 1), with its limit 1 at x = 0, where the formula is 0/0. */
function x_over_expm1(x: number): number {
  return x === 0 ? 1 : x / Math.expm1(x);
}

/**
 * The gating rates of the squid giant axon, HH1952 eqs. 12, 13, 20, 21, in the voltage frame of
 * Izh2007 sec. 2.3.1: V is measured from the resting potential, which is at 0 mV.
 */
const squidAxonRates: GatingRates = {
  α_m: (V) => x_over_expm1((25 - V / mV) / 10) / ms,
  β_m: (V) => (4 * Math.exp(-V / mV / 18)) / ms,
  α_n: (V) => (0.1 * x_over_expm1((10 - V / mV) / 10)) / ms,
  β_n: (V) => (0.125 * Math.exp(-V / mV / 80)) / ms,
};

/** How far the original moves the reversal potentials, which HH1952 measure from rest. */
const E_shift = 65 * mV;

/**
 * The squid giant axon, with exactly the values of the original notebook of 2021-12-06.
 *
 * Two of them are quirks, kept on purpose:
 * - The reversal potentials are moved down by 65 mV, so that the rest is near −65 mV, but the rates
 *   are not: they still take 0 mV for the rest.
 * - g_L is 0.03 mS/cm², where HH1952 (table 3) and Izh2007 have 0.3 mS/cm².
 */
export const squidAxon: HHParams = {
  c: 1 * (μF / cm ** 2),
  E_K: -12 * mV - E_shift,
  E_Na: 120 * mV - E_shift,
  E_L: 10.6 * mV - E_shift,
  g_K: 36 * (mS / cm ** 2),
  g_Na: 120 * (mS / cm ** 2),
  g_L: 0.03 * (mS / cm ** 2),
  rates: squidAxonRates,
  h: (n) => 0.89 - 1.1 * n, // Izh2007 sec. 5.2.2
};

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
 *   positive, or a rate that is not a function
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
  for (const name of ["g_K", "g_Na", "g_L"] as const) checkFinite(where, name, p[name], "S/m²");
  checkObject(where, "rates", p.rates);
  for (const name of ["α_m", "β_m", "α_n", "β_n"] as const) {
    checkFunction(where, `rates.${name}`, p.rates[name]);
  }
  checkFunction(where, "h", p.h);
}

/** Parameters of Izhikevich's simple model. */
export interface IzhikevichParams {
  /** Capacitance, F. */
  C: number;
  /** Curvature of the parabola, S/V. */
  k: number;
  /** Resting potential, V. */
  V_r: number;
  /** Instantaneous threshold potential, V. */
  V_t: number;
}

/** Izhikevich's simple model: the voltage equation. */
export interface Izhikevich {
  /** Rate of change of the voltage, V/s; `w` (Izhikevich's u) and `I` in amperes, 0 by default. */
  dV_dt(V: number, w?: number, I?: number): number;
}

/**
 * Izhikevich's simple model, C dV/dt = k (V − V_r)(V − V_t) − w + I (Izh2007 eq. 8.5).
 *
 * @throws TypeError | RangeError for a parameter that is not finite or a C that is not positive
 */
export function izhikevich(p: IzhikevichParams): Izhikevich {
  checkObject("izhikevich", "p", p);
  const { C, k, V_r, V_t } = p;
  checkPositive("izhikevich", "C", C, "farads");
  checkFinite("izhikevich", "k", k, "S/V");
  checkFinite("izhikevich", "V_r", V_r, "volts");
  checkFinite("izhikevich", "V_t", V_t, "volts");
  return { dV_dt: (V, w = 0, I = 0) => (k * (V - V_r) * (V - V_t) - w + I) / C };
}
