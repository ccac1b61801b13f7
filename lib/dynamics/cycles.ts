/**
 * Limit cycles of the two-dimensional model: its repetitive spiking at a constant input.
 *
 * - Kuz2004: Yu. A. Kuznetsov (2004), "Elements of Applied Bifurcation Theory", 3rd ed., Springer.
 */

import { checkFinite, checkInteger, outOfRange } from "../internal/check.js";
import { integrateToCrossing } from "../numerics/integrate.js";
import { zeroBetween } from "../numerics/roots.js";
import { extentsOf, type Model, variablesOf } from "../simulate.js";
import { planarEquilibria } from "./equilibria.js";
import { divergence } from "./jacobian.js";

/** A periodic orbit. */
export interface Cycle {
  /** The constant input, in A/m². */
  I: number;
  /** Its n where it crosses the voltage of the equilibrium inside of it upwards. */
  n: number;
  /** Its period, in seconds. */
  period: number;
  /** The Floquet multiplier: a small distance from the cycle is this many times as large one turn later. */
  multiplier: number;
  /** Whether the multiplier is below 1: orbits nearby approach the cycle. */
  stable: boolean;
}

/** An orbit that has not come back after this time is taken to stay away. */
const longestTurn = (model: Model) => variablesOf("cycles", model).t.max;

/** What V and n vary over: 100 mV and 1 for a neuron. */
const scaleOf = (model: Model) => {
  const { V, n } = extentsOf(model);
  return [V / 3, n];
};

/**
 * One turn around the only equilibrium: from its voltage and an n below its own to the next upward
 * crossing of that voltage (the Poincaré map P, Kuz2004 sec. 1.5). Undefined if it stays away.
 */
function turn(model: Model, V: number, n: number, I: number) {
  const end = integrateToCrossing(([v, m]) => [model.dV_dt(v, m, I), model.dn_dt(v, m)], {
    y0: [V, n],
    i: 0,
    level: V,
    t_max: longestTurn(model),
    scale: scaleOf(model),
  });
  return end && { period: end.t, n: end.y[1] };
}

/**
 * The same turn with P′(n), by Liouville's formula: the integral of the trace of the Jacobian tells
 * how areas shrink, and the speeds across the section at both ends turn that into lengths.
 */
function turnWithSlope(model: Model, V: number, n: number, I: number) {
  const f = ([v, m]: number[]) => [
    model.dV_dt(v, m, I),
    model.dn_dt(v, m),
    divergence(model, v, m, I),
  ];
  const end = integrateToCrossing(f, {
    y0: [V, n, 0],
    i: 0,
    level: V,
    t_max: longestTurn(model),
    scale: [...scaleOf(model), 1],
  });
  if (!end) throw new RangeError(`cycles: the orbit from n = ${n} at I = ${I} does not come back`);
  const [, n_end, integral] = end.y;
  const speeds = model.dV_dt(V, n, I) / model.dV_dt(V, n_end, I);
  return { period: end.t, n: n_end, slope: Math.exp(integral) * speeds };
}

/** The equilibrium inside of the cycles; the search is for models that have one only. */
function centre(where: string, model: Model, I: number) {
  const equilibria = planarEquilibria(model, { I });
  if (equilibria.length !== 1) {
    throw new RangeError(
      `${where}: the model must have one equilibrium at I = ${I} A/m², it has ${equilibria.length}`,
    );
  }
  return equilibria[0];
}

/**
 * All limit cycles of a planar model with one equilibrium at the constant input `I`, from the
 * smallest to the largest: the fixed points of the Poincaré map.
 *
 * @param options.orbits how many orbits to start, spread from the equilibrium outwards, more densely
 *   near it: two cycles between the same two of them are missed; 40 by default
 * @throws TypeError | RangeError for arguments that make no sense, and for several equilibria
 */
export function limitCycles(
  model: Model,
  I: number,
  { orbits = 40 }: { orbits?: number } = {},
): Cycle[] {
  checkFinite("limitCycles", "I", I, "A/m²");
  checkInteger("limitCycles", "orbits", orbits, 2, 10_000);
  const { V, n } = centre("limitCycles", model, I);
  /** How much closer to the equilibrium the orbit is after a turn; it ends there if it stays away. */
  const approach = (n0: number) => (turn(model, V, n0, I)?.n ?? n) - n0;
  const outermost = variablesOf("limitCycles", model).n.min - n;
  const starts = Array.from(
    { length: orbits },
    (_, i) => n + outermost * ((i + 0.5) / orbits) ** 2,
  );
  const approaches = starts.map(approach);

  const cycles: Cycle[] = [];
  for (let i = 1; i < orbits; i++) {
    if (!(approaches[i - 1] * approaches[i] < 0)) continue;
    const n_cycle = zeroBetween(approach, starts[i], starts[i - 1]);
    // The approach also changes its sign where orbits begin to stay away: that is no cycle.
    if (Math.abs(approach(n_cycle)) > 1e-6) continue;
    const { period, slope } = turnWithSlope(model, V, n_cycle, I);
    cycles.push({ I, n: n_cycle, period, multiplier: slope, stable: slope < 1 });
  }
  return cycles;
}

/** More turns than this are not needed to tell where an orbit ends, but for a hair's breadth of I. */
const MOST_TURNS = 200;

/** Whether an orbit that starts far out goes round for ever at the constant input `I`. */
function keepsCycling(where: string, model: Model, I: number): boolean {
  const { V, n } = centre(where, model, I);
  const n_min = variablesOf(where, model).n.min;
  let n0 = n_min;
  for (let i = 0; i < MOST_TURNS; i++) {
    const end = turn(model, V, n0, I);
    if (!end || end.n > n - 1e-4 * (n - n_min)) return false;
    if (Math.abs(end.n - n0) < 1e-9 * extentsOf(model).n) return true;
    n0 = end.n;
  }
  return true;
}

/**
 * The input, in A/m², where repetitive spiking becomes possible: below it every orbit ends in the
 * equilibrium, above it those from far out go round for ever. For a subcritical Hopf point this is
 * the fold where a stable and an unstable cycle are born. By halving the interval until it is 10⁻⁸ of
 * what it was.
 *
 * @param I_without an input at which orbits from far out end in the equilibrium, in A/m²
 * @param I_with an input at which they don't, in A/m²
 * @throws TypeError | RangeError for arguments that make no sense, and for several equilibria
 */
export function cyclingOnset(model: Model, I_without: number, I_with: number): number {
  const where = "cyclingOnset";
  checkFinite(where, "I_without", I_without, "A/m²");
  checkFinite(where, "I_with", I_with, "A/m²");
  if (keepsCycling(where, model, I_without)) {
    throw outOfRange(where, "I_without", "an input without a stable limit cycle", I_without);
  }
  if (!keepsCycling(where, model, I_with)) {
    throw outOfRange(where, "I_with", "an input with a stable limit cycle", I_with);
  }
  let [without, with_] = [I_without, I_with];
  while (Math.abs(with_ - without) > 1e-8 * Math.abs(I_with - I_without)) {
    const I = (without + with_) / 2;
    if (keepsCycling(where, model, I)) with_ = I;
    else without = I;
  }
  return (without + with_) / 2;
}
