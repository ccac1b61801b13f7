/** Limit cycles of the two-dimensional model: its repetitive spiking at a constant input. */

import { checkFinite, checkMethods, outOfRange } from "../internal/check.js";
import { chandrupatla } from "../numerics/bracket.js";
import type { Model } from "../simulate.js";
import { type Direction, Section } from "./section.js";

/** A periodic orbit. */
export interface Cycle {
  /** The constant input, in A/m². */
  I: number;
  /** Its n where it crosses the voltage of the equilibrium inside it upwards. */
  n: number;
  /** Its period, in seconds. */
  period: number;
  /** Its lowest voltage, in volts. */
  V_min: number;
  /** Its highest voltage, in volts. */
  V_max: number;
  /** The Floquet multiplier: a small distance from the cycle is this many times as large one turn later. */
  multiplier: number;
  /** The Floquet exponent, in 1/s: the logarithm of the multiplier by the period, finite where that is not. */
  exponent: number;
  /** Whether orbits nearby approach the cycle. */
  stable: boolean;
}

/**
 * All limit cycles of a planar model with one equilibrium at the constant input `I`, from the
 * smallest to the largest, stable and unstable.
 *
 * They lie inside one another. An orbit from far out is followed until it goes round on the outermost
 * one. Just inside that, orbits go inwards if they are followed backwards in time, up to the next
 * cycle, an unstable one; inside that forwards again; and so on, until they end in the equilibrium. No
 * orbit crosses a cycle, so none is missed, and each is found in the direction that makes errors
 * shrink. They are looked for within the ranges of the model's `variables`.
 *
 * @throws TypeError | RangeError for arguments that make no sense, and for several equilibria
 *
 * @example
 * limitCycles(hodgkinHuxley2D(squidAxonCorrected), 45 * (nA / mm ** 2)).map(({ stable }) => stable)
 * // [false, true]
 */
export function limitCycles(model: Model, I: number): Cycle[] {
  checkMethods("limitCycles", "model", model, ["dV_dt", "dn_dt", "n_inf"]);
  checkFinite("limitCycles", "I", I, "A/m²");
  const section = new Section("limitCycles", model, I);
  const first = section.turn(section.outermost, 1);
  let direction: Direction = first === "leaves" || isOutwards(first, section.outermost) ? -1 : 1;
  const cycles: Cycle[] = [];
  let r: number | undefined = section.outermost;
  while (r !== undefined) {
    const found = nextInwards(section, r, direction);
    const cycle = found && describe(section, I, found, direction);
    if (!cycle) break;
    cycles.unshift(cycle);
    direction = direction === 1 ? -1 : 1;
    r = startInside(section, found, direction);
  }
  return cycles;
}

const isOutwards = (turn: ReturnType<Section["turn"]>, r: number) =>
  typeof turn !== "string" && turn.r > r;

function describe(section: Section, I: number, r: number, direction: Direction) {
  const turn = section.turn(r, direction);
  const logSlope = section.logSlope(r, direction);
  if (typeof turn === "string" || logSlope === undefined) return undefined;
  const growth = direction * logSlope;
  return {
    I,
    n: section.n_at(r),
    period: turn.period,
    ...section.extremes(r, turn.period, direction),
    multiplier: Math.exp(growth),
    exponent: growth / turn.period,
    stable: direction === 1,
  };
}

/** A cycle is found when a turn changes the distance by less than this share of it. */
const CLOSED = 1e-10;

/** Where to look for cycles further in when an orbit goes inwards too slowly, as shares of `r`. */
const SHARES = [0.95, 0.9, 0.8, 0.7, 0.5, 0.35, 0.2, 0.1, 0.05, 0.02, 0.01, 3e-3, 1e-3];

const MOST_TURNS = 100;

/**
 * The distance of the next cycle that the orbit from `r` goes to, inwards; undefined if it goes to the
 * equilibrium, or outwards.
 */
function nextInwards(section: Section, r: number, direction: Direction): number | undefined {
  /** How far out the orbit from `r` is carried by a turn; all the way in if it comes to rest. */
  const change = (r: number) => {
    const turn = section.turn(r, direction);
    if (typeof turn !== "string") return turn.r - r;
    return turn === "rests" ? -r : r;
  };
  const between = (low: number, f_low: number, high: number, f_high: number) =>
    chandrupatla(change, low, high, f_low, f_high);

  let [from, step] = [r, change(r)];
  if (step >= 0) return undefined;
  for (let turns = 1; turns < MOST_TURNS; turns++) {
    const to = from + step;
    if (!(to > 1e-6 * section.outermost)) return undefined;
    const next = change(to);
    if (Math.abs(next) <= CLOSED * section.outermost) return to;
    if (next > 0) return between(to, next, from, step);
    // Steps that shrink by the same factor end here (Aitken); at most twenty steps on.
    const factor = next / step;
    const limit = to + next * Math.min(factor < 1 ? 1 / (1 - factor) : Infinity, 20);
    [from, step] = [to, next];
    if (factor > 0.7 && limit < 0.8 * to) break;
    if (factor > 0.05 && limit > 0) {
      const beyond = change(limit);
      if (beyond > 0) return between(limit, beyond, to, next);
      [from, step] = [limit, beyond];
      if (Math.abs(beyond) <= CLOSED * section.outermost) return limit;
    }
  }
  let [outer, f_outer] = [from, step];
  for (const inner of SHARES.map((share) => share * from)) {
    const f_inner = change(inner);
    if (f_inner > 0) return between(inner, f_inner, outer, f_outer);
    [outer, f_outer] = [inner, f_inner];
  }
  return undefined;
}

/** A start just inside a cycle, from where orbits go inwards in the given direction. */
function startInside(section: Section, r: number, direction: Direction): number | undefined {
  for (const share of [1e-6, 1e-5, 1e-4, 1e-3, 1e-2]) {
    const start = r * (1 - share);
    const turn = section.turn(start, direction);
    // by more than what errors could do
    const inwards = start * (1 - 0.001 * share) - 1e-9 * section.outermost;
    if (turn === "rests" || (typeof turn !== "string" && turn.r < inwards)) return start;
  }
  return undefined;
}

/** More turns than this are not needed to see where an orbit ends, but for a hair's breadth of I. */
const MOST_TURNS_TO_TELL = 200;

/** Whether an orbit that starts far out goes round for ever at the constant input `I`. */
function keepsCycling(where: string, model: Model, I: number): boolean {
  const section = new Section(where, model, I);
  let r = section.outermost;
  for (let i = 0; i < MOST_TURNS_TO_TELL; i++) {
    const end = section.turn(r, 1);
    if (typeof end === "string" || end.r < 1e-4 * section.outermost) return false;
    if (Math.abs(end.r - r) < 1e-9 * section.outermost) return true;
    r = end.r;
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
