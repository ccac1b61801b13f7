/**
 * Turns around an equilibrium: the Poincaré map of a planar model, forwards and backwards in time.
 *
 * - Kuz2004: Yu. A. Kuznetsov (2004), "Elements of Applied Bifurcation Theory", 3rd ed., Springer.
 */

import { integrateToCrossing } from "../numerics/crossing.js";
import { integrate } from "../numerics/integrate.js";
import { linspace } from "../numerics/linspace.js";
import { extentsOf, type Model, variablesOf } from "../simulate.js";
import { planarEquilibria } from "./equilibria.js";
import { turningPoints } from "./extremes.js";
import { divergenceAlong } from "./jacobian.js";

/** Forwards (1) or backwards (−1) in time. */
export type Direction = 1 | -1;

/** Where an orbit is after a turn: at a distance, settled on the equilibrium, or gone for good. */
export type Turn = { r: number; period: number } | "rests" | "leaves";

/**
 * The part of the line V = V* on one side of the equilibrium, the one that orbits cross upwards, and
 * the map of its points to where their orbits cross it next (Kuz2004 sec. 1.5). A point is given by
 * its distance r = |n − n*|.
 */
export class Section {
  /** The greatest distance: n's range ends there. */
  readonly outermost: number;
  private readonly V: number;
  private readonly n: number;
  /** On which side of n* orbits cross upwards. */
  private readonly side: number;
  private readonly scale: [number, number];
  private readonly longest: number;
  private readonly longestStep: number;
  private readonly model: Model;
  private readonly I: number;

  /** @throws RangeError unless the model has one equilibrium */
  constructor(where: string, model: Model, I: number) {
    const equilibria = planarEquilibria(model, { I });
    if (equilibria.length !== 1) {
      throw new RangeError(
        `${where}: the model must have one equilibrium at I = ${I} A/m², it has ${equilibria.length}`,
      );
    }
    const [{ V, n, jacobian, eigenvalues }] = equilibria;
    [this.V, this.n, this.model, this.I] = [V, n, model, I];
    this.side = jacobian[0][1] > 0 ? 1 : -1;
    const variables = variablesOf(where, model);
    this.longest = variables.t.max;
    // Near a focus, orbits are so smooth that a solver's step could be longer than half a turn.
    this.longestStep =
      eigenvalues[0].im > 0 ? (2 * Math.PI) / eigenvalues[0].im / 12 : this.longest;
    this.outermost = this.side > 0 ? variables.n.max - n : n - variables.n.min;
    if (!(this.outermost > 0)) {
      throw new RangeError(
        `${where}: the equilibrium at I = ${I} A/m² must lie within n's range, it has n = ${n}`,
      );
    }
    const extents = extentsOf(model);
    this.scale = [extents.V / 3, extents.n];
  }

  /** The n at a distance. */
  n_at(r: number): number {
    return this.n + this.side * r;
  }

  /** The point where the orbit from `r` crosses the section next. */
  turn(r: number, direction: Direction): Turn {
    const end = this.crossing(([V, n]) => this.flow(V, n, direction), r, direction);
    return typeof end === "string" ? end : { r: this.side * (end.y[1] - this.n), period: end.t };
  }

  /**
   * The logarithm of the derivative of the turn, by Liouville's formula: the integral of the trace of the
   * Jacobian is how areas shrink, and the speeds across the section at both ends turn that into lengths.
   */
  logSlope(r: number, direction: Direction): number | undefined {
    const { model, I, V } = this;
    const flow = ([s, n]: number[]) => [
      ...this.flow(s, n, direction),
      direction * divergenceAlong(model, direction * s, n, I),
    ];
    const end = this.crossing(flow, r, direction, [0]);
    if (typeof end === "string") return undefined;
    const [, n_end, integral] = end.y;
    return integral + Math.log(model.dV_dt(V, this.n_at(r), I) / model.dV_dt(V, n_end, I));
  }

  /** The lowest and the highest V on the closed orbit through `r`. */
  extremes(r: number, period: number, direction: Direction): { V_min: number; V_max: number } {
    const [s, n] = integrate((_, [s, n]) => this.flow(s, n, direction), {
      y0: [direction * this.V, this.n_at(r)],
      t: linspace(0, period, SAMPLES),
      scale: this.scale,
    });
    const V = s.map((value) => direction * value);
    const rate = V.map((value, i) => direction * this.model.dV_dt(value, n[i], this.I));
    const turning = turningPoints(V, rate, period / (SAMPLES - 1));
    return { V_min: Math.min(this.V, ...turning), V_max: Math.max(this.V, ...turning) };
  }

  /** The rates of change of (direction · V, n): so V's line is crossed upwards in both directions. */
  private flow(s: number, n: number, direction: Direction): [number, number] {
    const { model, I } = this;
    const V = direction * s;
    return [model.dV_dt(V, n, I), direction * model.dn_dt(V, n)];
  }

  private crossing(
    flow: (y: number[]) => number[],
    r: number,
    direction: Direction,
    more: number[] = [],
  ) {
    const { V, n } = this;
    // Small turns to as many digits of themselves as large ones, within reason.
    const share = Math.min(1, Math.max(SMALL, (10 * r) / this.outermost));
    const scale = this.scale.map((extent) => extent * share);
    let isInside = true;
    const end = integrateToCrossing(flow, {
      y0: [direction * V, this.n_at(r), ...more],
      i: 0,
      level: direction * V,
      t_max: this.longest,
      maxStep: this.longestStep,
      scale: [...scale, ...more.map(() => 1)],
      // Backwards in time most orbits come from far away.
      goesOn: ([s, gate]) => {
        isInside =
          Math.abs(direction * s - V) < FAR * this.scale[0] &&
          Math.abs(gate - n) < FAR * this.scale[1];
        return isInside;
      },
    });
    if (end && this.side * (end.y[1] - n) > 0) return end;
    return isInside ? "rests" : "leaves";
  }
}

/** In how many points a cycle is looked at for its extremes. */
const SAMPLES = 2001;

/** The least share of its usual scale to which the error of a turn is relative. */
const SMALL = 1e-3;

/** An orbit this many times its scale (100 mV or 1, for a neuron) from the equilibrium is gone. */
const FAR = 1000;
