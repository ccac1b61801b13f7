/**
 * The squid giant axon: as in the original notebook, without its quirks, and with all its gates.
 *
 * - HH1952: A. L. Hodgkin & A. F. Huxley (1952), "A quantitative description of membrane current
 *   and its application to conduction and excitation in nerve", J. Physiol. 117:500–544.
 * - Izh2007: E. M. Izhikevich (2007), "Dynamical Systems in Neuroscience", MIT Press.
 */

import { checkFinite, checkFunction, checkObject } from "../internal/check.js";
import { uncheckedExprel as exprel } from "../numerics/exprel.js";
import { cm, mS, ms, mV, μF } from "../units.js";
import type { HH4DParams } from "./model4D.js";
import type { GatingRates, HHParams } from "./params.js";

/**
 * The gating rates of the squid giant axon, HH1952 eqs. 12, 13, 20, 21, in the voltage frame of
 * Izh2007 sec. 2.3.1: V is measured from the resting potential, which is at 0 mV.
 */
const squidAxonRates: GatingRates = {
  α_m: (V) => 1 / exprel((25 - V / mV) / 10) / ms,
  β_m: (V) => (4 * Math.exp(-V / mV / 18)) / ms,
  α_n: (V) => 0.1 / exprel((10 - V / mV) / 10) / ms,
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
  h: (n) => 0.89 - 1.1 * n, // Izh2007 sec. 5.2.1
};

/**
 * The same neuron with its rates evaluated at V + `shift` (volts): for rates that are written for a
 * voltage measured from another zero than the reversal potentials.
 *
 * @throws TypeError | RangeError for arguments that make no sense
 *
 * @example withShiftedRates(squidAxon, 65 * mV).rates.α_m(-65 * mV) // squidAxon.rates.α_m(0)
 */
export function withShiftedRates<P extends { rates: GatingRates }>(p: P, shift: number): P {
  checkObject("withShiftedRates", "p", p);
  checkObject("withShiftedRates", "rates", p.rates);
  checkFinite("withShiftedRates", "shift", shift, "volts");
  const shifted = Object.entries(p.rates).map(([name, rate]) => {
    checkFunction("withShiftedRates", `rates.${name}`, rate);
    return [name, (V: number) => rate(V + shift)];
  });
  return { ...p, rates: Object.fromEntries(shifted) };
}

/**
 * The squid giant axon in the two-dimensional model without the two quirks of {@link squidAxon}: the
 * rates take −65 mV for the rest, as the reversal potentials do, and g_L is the 0.3 mS/cm² of HH1952
 * (table 3).
 */
export const squidAxonCorrected: HHParams = {
  ...withShiftedRates(squidAxon, 65 * mV),
  g_L: 0.3 * (mS / cm ** 2),
};

/** The squid giant axon with all its gates: {@link squidAxonCorrected} and HH1952 eqs. 23, 24. */
export const squidAxon4D: HH4DParams = (() => {
  const { h, rates, ...membrane } = squidAxonCorrected;
  const α_h = (V: number) => (0.07 * Math.exp(-(V / mV + 65) / 20)) / ms;
  const β_h = (V: number) => 1 / (Math.exp((30 - (V / mV + 65)) / 10) + 1) / ms;
  return { ...membrane, rates: { ...rates, α_h, β_h } };
})();
