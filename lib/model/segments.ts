/**
 * What the equations take from the gating rates, as polynomials on short segments of the voltage:
 * the exponentials in the rates would take most of the time of a simulation.
 */

import { type Coefficients, interpolate } from "./interpolate.js";
import type { GatingRates } from "./params.js";

/** A segment is 2⁻¹³ V = 0.122 mV long: a power of two, so that no digit is lost in `V * 2 ** 13`. */
export const SEGMENTS_PER_VOLT = 2 ** 13;

/** Segments cover −250 to 250 mV. */
const FIRST = -2048;
const LAST = 2047;

/**
 * Below this share of open sodium channels, a millionth, m_inf³ is approximated to 3·10⁻¹⁴ of the
 * share and not of itself: what it has of further digits are rounding errors of its exponentials.
 */
const NEGLIGIBLE = 2 ** -20;

/** m_inf³, α_n and β_n on one segment, as functions of d = V · 2¹³ − start, from 0 to 1. */
export interface Segment {
  readonly start: number;
  readonly m_cubed: Coefficients;
  readonly α_n: Coefficients;
  readonly β_n: Coefficients;
}

/** The polynomial at d, by an order of operations of which a processor can do several at once. */
export function evaluate(c: Coefficients, d: number): number {
  const d2 = d * d;
  return c[0] + d * c[1] + d2 * (c[2] + d * c[3] + d2 * (c[4] + d * c[5]));
}

/** As if the rates were smooth nowhere. */
const NONE: null[] = new Array(LAST - FIRST + 1).fill(null);

/**
 * The segments of a neuron's rates, each made from the rates themselves when it is first asked for.
 * Where a segment has polynomials, they differ from the functions by less than 10⁻¹³ of their value.
 */
export class Segments {
  private readonly rates: GatingRates;
  /** `null` where there is none. */
  private readonly made: (Segment | null | undefined)[];

  /** @param tabulate whether to make any; without, each voltage asks the rates themselves */
  constructor(rates: GatingRates, tabulate = true) {
    this.rates = rates;
    this.made = tabulate ? new Array(LAST - FIRST + 1).fill(undefined) : NONE;
  }

  /**
   * The segment that V is in; undefined outside ±250 mV, for NaN, and where the functions are
   * not smooth. What comes out depends on V alone, and not on what was asked before.
   */
  at(V: number): Segment | undefined {
    const start = Math.floor(V * SEGMENTS_PER_VOLT);
    if (!(start >= FIRST && start <= LAST)) return undefined;
    const known = this.made[start - FIRST];
    if (known !== undefined) return known ?? undefined;
    const segment = makeSegment(this.rates, start);
    this.made[start - FIRST] = segment ?? null;
    return segment;
  }
}

function makeSegment(rates: GatingRates, start: number): Segment | undefined {
  const polynomial = (f: (V: number) => number, negligible?: number) =>
    interpolate((d) => f((start + d) / SEGMENTS_PER_VOLT), negligible);
  const m_cubed = polynomial((V) => m_inf(rates, V) ** 3, NEGLIGIBLE);
  const α_n = polynomial(rates.α_n);
  const β_n = polynomial(rates.β_n);
  return m_cubed && α_n && β_n && { start, m_cubed, α_n, β_n };
}

/**
 * A function of the voltage that is quick where it is asked for often: a polynomial on each segment, as
 * above, and `f` itself where there is none.
 */
export function tabulated(f: (V: number) => number): (V: number) => number {
  const made: (Coefficients | null | undefined)[] = new Array(LAST - FIRST + 1).fill(undefined);
  return (V) => {
    const place = V * SEGMENTS_PER_VOLT;
    const start = Math.floor(place);
    if (!(start >= FIRST && start <= LAST)) return f(V);
    let polynomial = made[start - FIRST];
    if (polynomial === undefined) {
      polynomial = interpolate((d) => f((start + d) / SEGMENTS_PER_VOLT)) ?? null;
      made[start - FIRST] = polynomial;
    }
    return polynomial === null ? f(V) : evaluate(polynomial, place - start);
  };
}

/** The share of sodium's activation gates that are open in equilibrium. */
export function m_inf({ α_m, β_m }: GatingRates, V: number): number {
  const α = α_m(V);
  return α / (α + β_m(V));
}
