/** What a Hodgkin–Huxley neuron is made of. Voltages in V, currents and conductances per area. */

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
