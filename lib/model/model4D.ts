/**
 * The Hodgkin–Huxley neuron in all four dimensions, V, m, h and n.
 *
 * HH1952: A. L. Hodgkin & A. F. Huxley (1952), "A quantitative description of membrane current and
 * its application to conduction and excitation in nerve", J. Physiol. 117:500–544.
 */

import { checkParams, type GatingRates, type HHParams } from "./params.js";
import { tabulated } from "./segments.js";

/** The rates of all three gates: V → 1/s. */
export interface GatingRates4D extends GatingRates {
  α_h: (V: number) => number;
  β_h: (V: number) => number;
}

/** A neuron: everything that {@link hodgkinHuxley4D} needs to know of it; units as in `HHParams`. */
export interface HH4DParams extends Omit<HHParams, "h" | "rates"> {
  rates: GatingRates4D;
}

/** The state of the four-dimensional model. */
export interface State4D {
  /** Voltage, in volts. */
  V: number;
  /** Sodium activation. */
  m: number;
  /** Sodium inactivation. */
  h: number;
  /** Potassium activation. */
  n: number;
}

/** The four-dimensional Hodgkin–Huxley model of one neuron. Currents are positive inwards. */
export interface HH4D {
  /** Where the gates settle at a constant V (in volts). */
  m_inf(V: number): number;
  h_inf(V: number): number;
  n_inf(V: number): number;
  /** Rates of change: V/s and 1/s. `I` in A/m². */
  derivatives(state: State4D, I: number): State4D;
}

/**
 * The Hodgkin–Huxley model (HH1952 eqs. 7, 15, 16, 26):
 *
 * ```
 * c dV/dt = I − g_K n⁴ (V − E_K) − g_Na m³ h (V − E_Na) − g_L (V − E_L)
 *   dx/dt = α_x(V) (1 − x) − β_x(V) x        for x = m, h, n
 * ```
 *
 * @throws TypeError | RangeError for a parameter that is not finite, a capacitance that is not
 *   positive, a negative conductance, or a rate that is not a function
 */
export function hodgkinHuxley4D(p: HH4DParams): HH4D {
  checkParams("hodgkinHuxley4D", p, ["m", "h", "n"]);
  const { c, E_K, E_Na, E_L, g_K, g_Na, g_L } = p;
  const { α_m, β_m, α_h, β_h, α_n, β_n } = p.rates;
  const settled = (α: (V: number) => number, β: (V: number) => number) => (V: number) =>
    α(V) / (α(V) + β(V));
  const gate = (α: (V: number) => number, β: (V: number) => number) => {
    const [opening, closing] = [tabulated(α), tabulated(β)];
    return (V: number, x: number) => opening(V) * (1 - x) - closing(V) * x;
  };
  const [dm_dt, dh_dt, dn_dt] = [gate(α_m, β_m), gate(α_h, β_h), gate(α_n, β_n)];
  return {
    m_inf: settled(α_m, β_m),
    h_inf: settled(α_h, β_h),
    n_inf: settled(α_n, β_n),
    derivatives({ V, m, h, n }, I) {
      const I_K = -g_K * n * n * n * n * (V - E_K);
      const I_Na = -g_Na * m * m * m * h * (V - E_Na);
      const I_L = -g_L * (V - E_L);
      return {
        V: (I + I_K + I_Na + I_L) / c,
        m: dm_dt(V, m),
        h: dh_dt(V, h),
        n: dn_dt(V, n),
      };
    },
  };
}
