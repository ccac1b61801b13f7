/**
 * The squid giant axon without the original notebook's quirks, and with all its gates.
 *
 * HH1952: A. L. Hodgkin & A. F. Huxley (1952), "A quantitative description of membrane current and
 * its application to conduction and excitation in nerve", J. Physiol. 117:500–544.
 */

import { checkFinite, checkFunction, checkObject } from "./check.js";
import { type GatingRates, type HHParams, squidAxon } from "./model.js";
import type { HH4DParams } from "./model4D.js";
import { cm, mS, ms, mV } from "./units.js";

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
