/** What a Hodgkin–Huxley neuron is made of. Voltages in V, currents and conductances per area. */

import {
  checkFinite,
  checkFunction,
  checkNotNegative,
  checkObject,
  checkPositive,
} from "../internal/check.js";

/** How fast the gates open (α) and close (β), as functions of the membrane voltage: V → 1/s. */
export interface GatingRates {
  α_m: (V: number) => number;
  β_m: (V: number) => number;
  α_n: (V: number) => number;
  β_n: (V: number) => number;
}

/** A neuron: everything that `hodgkinHuxley2D` needs to know of it. */
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
  /** Any other current per area, positive inwards, A/m²: `(V) => -g_M * (V - E_K)`; none by default. */
  I_other?: (V: number, n: number) => number;
}

/** Throws unless these are the parameters of a neuron with these gates, apart from `h` and `I_other`. */
export function checkParams(
  where: string,
  p: Omit<HHParams, "h">,
  gates: readonly ("m" | "h" | "n")[],
): void {
  checkObject(where, "p", p);
  checkPositive(where, "c", p.c, "F/m²");
  for (const name of ["E_K", "E_Na", "E_L"] as const) checkFinite(where, name, p[name], "volts");
  for (const name of ["g_K", "g_Na", "g_L"] as const)
    checkNotNegative(where, name, p[name], "S/m²");
  checkObject(where, "rates", p.rates);
  const rates: Partial<Record<string, unknown>> = { ...p.rates };
  for (const gate of gates) {
    for (const name of [`α_${gate}`, `β_${gate}`])
      checkFunction(where, `rates.${name}`, rates[name]);
  }
}
