/**
 * The Hodgkin–Huxley neuron reduced to two dimensions, V and n: its equations.
 *
 * - HH1952: A. L. Hodgkin & A. F. Huxley (1952), "A quantitative description of membrane current
 *   and its application to conduction and excitation in nerve", J. Physiol. 117:500–544.
 * - Izh2007: E. M. Izhikevich (2007), "Dynamical Systems in Neuroscience", MIT Press.
 *
 * Voltages in V, currents per membrane area in A/m², time in s, rates in 1/s.
 */

import { checkFunction, checkObject, wrongType } from "./internal/check.js";
import { type EulerSteps, offerSteps, plainSteps, type Trace } from "./internal/eulerSteps.js";
import { checkParams, type HHParams } from "./model/params.js";
import { evaluate, m_inf, SEGMENTS_PER_VOLT, type Segment, Segments } from "./model/segments.js";

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
export { toODE } from "./model/toODE.js";

/** The two-dimensional Hodgkin–Huxley model of one neuron. Currents are positive inwards. */
export interface HH2D extends Omit<Equations, "stepsOf"> {}

/**
 * The Hodgkin–Huxley model reduced to two dimensions (Izh2007 sec. 5.2): the sodium activation is
 * at its equilibrium, m = m_inf(V), and its inactivation follows the potassium activation, h(n).
 *
 * ```
 * c dV/dt = I − g_K n⁴ (V − E_K) − g_Na m_inf(V)³ h(n) (V − E_Na) − g_L (V − E_L) + I_other(V, n)
 *   dn/dt = α_n(V) (1 − n) − β_n(V) n = (n_inf(V) − n) / τ_n(V)
 * ```
 *
 * @param options.tabulate whether to replace the rates by polynomials where they are asked for, which
 *   makes simulations fast; `true` by default. `false` is faster for one neuron among many that is
 *   asked for few voltages. The values differ by 10⁻¹³ of themselves at most
 * @throws TypeError | RangeError for a parameter that is not finite, a capacitance that is not
 *   positive, a negative conductance, or a rate that is not a function
 */
export function hodgkinHuxley2D(p: HHParams, options: { tabulate?: boolean } = {}): HH2D {
  checkParams("hodgkinHuxley2D", p, ["m", "n"]);
  checkFunction("hodgkinHuxley2D", "h", p.h);
  if (p.I_other !== undefined) checkFunction("hodgkinHuxley2D", "I_other", p.I_other);
  checkObject("hodgkinHuxley2D", "options", options);
  const { tabulate = true } = options;
  if (typeof tabulate !== "boolean") {
    throw wrongType("hodgkinHuxley2D", "tabulate", "a boolean", tabulate);
  }
  const equations = new Equations(p, tabulate);
  // Functions rather than methods, so that they can be taken out of the object.
  const model: HH2D = {
    m_inf: (V) => equations.m_inf(V),
    n_inf: (V) => equations.n_inf(V),
    τ_n: (V) => equations.τ_n(V),
    h: (n) => equations.h(n),
    I_K: (V, n) => equations.I_K(V, n),
    I_Na: (V, n) => equations.I_Na(V, n),
    I_L: (V) => equations.I_L(V),
    I_other: (V, n) => equations.I_other(V, n),
    I_tot: (V, n, I) => equations.I_tot(V, n, I),
    dV_dt: (V, n, I) => equations.dV_dt(V, n, I),
    dn_dt: (V, n) => equations.dn_dt(V, n),
  };
  offerSteps(model, equations.stepsOf(model));
  return model;
}

/**
 * The equations of {@link hodgkinHuxley2D}. A class, because V8 makes the same machine code for all
 * objects of a class, whereas closures over different parameters are different functions to it.
 */
class Equations {
  private readonly p: HHParams;
  private readonly perCapacitance: number;
  private readonly segments: Segments;
  /** The segment that was asked for last: mostly, the next voltage is in it as well. */
  private lastSegment: Segment | undefined;
  private lastV = Number.NaN;
  private last_m_cubed = Number.NaN;

  constructor(p: HHParams, tabulate: boolean) {
    const { c, E_K, E_Na, E_L, g_K, g_Na, g_L, rates, h, I_other } = p;
    // Always with the same properties in the same order, which V8 finds without a search.
    this.p = { c, E_K, E_Na, E_L, g_K, g_Na, g_L, rates: { ...rates }, h, I_other };
    this.perCapacitance = 1 / c;
    this.segments = new Segments(this.p.rates, tabulate);
  }

  /** Equilibrium of the fast sodium activation; m is taken to be there at all times. */
  m_inf(V: number): number {
    return m_inf(this.p.rates, V);
  }

  /** Equilibrium of the potassium activation n. */
  n_inf(V: number): number {
    const α = this.p.rates.α_n(V);
    return α / (α + this.p.rates.β_n(V));
  }

  /** Time constant of n, in seconds. */
  τ_n(V: number): number {
    return 1 / (this.p.rates.α_n(V) + this.p.rates.β_n(V));
  }

  /** Sodium inactivation that goes with n. */
  h(n: number): number {
    return this.p.h(n);
  }

  /** Potassium current, A/m². V in volts. */
  I_K(V: number, n: number): number {
    return -this.p.g_K * n * n * n * n * (V - this.p.E_K);
  }

  /** Sodium current, A/m². V in volts. */
  I_Na(V: number, n: number): number {
    return this.sodium(V, n, this.m_cubed(V));
  }

  /** Leak current, A/m². V in volts. */
  I_L(V: number): number {
    return -this.p.g_L * (V - this.p.E_L);
  }

  /** What the parameters have of other currents, A/m². V in volts. */
  I_other(V: number, n: number): number {
    return this.p.I_other === undefined ? 0 : this.p.I_other(V, n);
  }

  /** All currents and the input `I` together, A/m². V in volts, I in A/m². */
  I_tot(V: number, n: number, I: number): number {
    return this.total(V, n, I, this.m_cubed(V));
  }

  /** Rate of change of the membrane voltage, V/s. V in volts, I in A/m². */
  dV_dt(V: number, n: number, I: number): number {
    return this.total(V, n, I, this.m_cubed(V)) * this.perCapacitance;
  }

  /** Rate of change of the potassium activation, 1/s. V in volts. */
  dn_dt(V: number, n: number): number {
    const segment = this.segmentAt(V);
    if (segment === undefined) return dn_dt(this.p.rates.α_n(V), this.p.rates.β_n(V), n);
    const d = V * SEGMENTS_PER_VOLT - segment.start;
    return dn_dt(evaluate(segment.α_n, d), evaluate(segment.β_n, d), n);
  }

  private sodium(V: number, n: number, m3: number): number {
    return -this.p.g_Na * this.p.h(n) * (V - this.p.E_Na) * m3;
  }

  private total(V: number, n: number, I: number, m3: number): number {
    return I + this.I_K(V, n) + this.I_L(V) + this.I_other(V, n) + this.sodium(V, n, m3);
  }

  /** m_inf³; that of the last voltage is kept, since on a grid many points have a voltage in common. */
  private m_cubed(V: number): number {
    if (V === this.lastV) return this.last_m_cubed;
    const segment = this.segmentAt(V);
    this.lastV = V;
    this.last_m_cubed =
      segment === undefined
        ? this.m_inf(V) ** 3
        : evaluate(segment.m_cubed, V * SEGMENTS_PER_VOLT - segment.start);
    return this.last_m_cubed;
  }

  private segmentAt(V: number): Segment | undefined {
    const last = this.lastSegment;
    if (last !== undefined && isWithin(last, V)) return last;
    this.lastSegment = this.segments.at(V);
    return this.lastSegment;
  }

  /** The model's Euler steps: no segment is looked up as long as V stays in one. */
  stepsOf(model: HH2D): EulerSteps {
    const plain = plainSteps(model);
    return (trace, I, Δt, from, to) => this.steps(trace, I, Δt, from, to, plain);
  }

  private steps(
    { t, V, n }: Trace,
    I: Float64Array,
    Δt: number,
    from: number,
    to: number,
    plain: EulerSteps,
  ): void {
    let i = from;
    while (i < to) {
      let V_i = V[i - 1];
      let n_i = n[i - 1];
      const segment = this.segments.at(V_i);
      if (segment === undefined) {
        plain({ t, V, n }, I, Δt, i, i + 1);
        i++;
        continue;
      }
      const { start, m_cubed, α_n, β_n } = segment;
      let d = V_i * SEGMENTS_PER_VOLT - start;
      do {
        const m3 = evaluate(m_cubed, d);
        const dV = this.total(V_i, n_i, I[i - 1], m3) * this.perCapacitance * Δt;
        const dn = dn_dt(evaluate(α_n, d), evaluate(β_n, d), n_i) * Δt;
        V_i += dV;
        n_i += dn;
        t[i] = i * Δt;
        V[i] = V_i;
        n[i] = n_i;
        i++;
        d = V_i * SEGMENTS_PER_VOLT - start;
      } while (i < to && d >= 0 && d < 1);
    }
  }
}

function isWithin({ start }: Segment, V: number): boolean {
  const d = V * SEGMENTS_PER_VOLT - start;
  return d >= 0 && d < 1;
}

/** α (1 − n) − β n, as HH1952 eq. 7 has it. */
function dn_dt(α: number, β: number, n: number): number {
  return α * (1 - n) - β * n;
}
