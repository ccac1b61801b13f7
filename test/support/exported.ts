/** The neurons that fixtures/ode_reference.py hands to XPPAUT, as `toODE` writes them. */

import { type HHParams, squidAxonCorrected } from "../../lib/model.js";
import { exprel } from "../../lib/numerics/exprel.js";
import { cm, mS, ms, mV, uF } from "../../lib/units.js";

/** Cortical, with sodium's inactivation held where it is at rest. */
const frozen: HHParams = {
  c: uF / cm ** 2,
  ...{ E_K: -77 * mV, E_Na: 55 * mV, E_L: -65 * mV },
  ...{ g_K: 35 * (mS / cm ** 2), g_Na: 40 * (mS / cm ** 2), g_L: 0.3 * (mS / cm ** 2) },
  rates: {
    α_m: (V) => (0.182 * 9) / exprel(-(V / mV + 35) / 9) / ms,
    β_m: (V) => (0.124 * 9) / exprel((V / mV + 35) / 9) / ms,
    α_n: (V) => (0.02 * 9) / exprel(-(V / mV - 25) / 9) / ms,
    β_n: (V) => (0.002 * 9) / exprel((V / mV - 25) / 9) / ms,
  },
  h: () => 0.6,
};

export const exported: Record<string, HHParams> = { squid: squidAxonCorrected, frozen };
