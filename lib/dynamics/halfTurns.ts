/** A cycle in two parts: from its highest voltage forwards in time, and from there backwards. */

import { integrateToCrossing } from "../numerics/crossing.js";
import { integrate } from "../numerics/integrate.js";
import { linspace } from "../numerics/linspace.js";
import { solveSystem } from "../numerics/system.js";
import { extentsOf, type Model, variablesOf } from "../simulate.js";
import type { Cycle } from "./cycles.js";
import { turningPoints } from "./extremes.js";
import { divergenceAlong, eigenvaluesOf, jacobianOf } from "./jacobian.js";
import type { Direction } from "./section.js";
import { inputAt } from "./steadyCurrent.js";

/** The error allowed in a step, relative to the extents: the ends then miss by some 1e-9. */
const TOLERANCE = 1e-10;

/** A growth of lengths by e to this power is known to TOLERANCE of it: it decides on no step. */
const GROWTH = 1000;

/** The least share of its usual scale to which the error of a small cycle is relative. */
const SMALL = 1e-3;

/** An orbit this many times its scale from the peak is gone; so is a peak this many extents from n*. */
const FAR = 1000;

/**
 * The orbit through the point on V's nullcline that is `height` above the equilibrium at `V`, forwards
 * and backwards in time to where it crosses the voltage of the equilibrium upwards. The input is the
 * one that has its equilibrium at `V`.
 */
export class HalfTurns {
  private readonly model: Model;
  private readonly V: number;
  private readonly height: number;
  private readonly I: number;
  private readonly peak: [number, number] | undefined;
  private readonly extents: { V: number; n: number };
  private readonly scale: [number, number];
  private readonly longest: number;
  private readonly longestStep: number;

  constructor(where: string, model: Model, V: number, height: number) {
    [this.model, this.V, this.height] = [model, V, height];
    this.I = inputAt(model, V);
    this.extents = extentsOf(model);
    const n = model.n_inf(V);
    const rate = ([x]: number[]) => [model.dV_dt(V + height, n + x * this.extents.n, this.I)];
    const rise = solveSystem(rate, [0], FAR);
    this.peak = rise && [V + height, n + rise[0] * this.extents.n];
    // Small cycles to as many digits of themselves as large ones, within reason.
    const share = Math.min(1, Math.max(SMALL, (30 * height) / this.extents.V));
    this.scale = [(share * this.extents.V) / 3, share * this.extents.n];
    this.longest = variablesOf(where, model).t.max;
    // Near a focus, orbits are so smooth that a solver's step could be longer than half a turn.
    const { im } = eigenvaluesOf(jacobianOf(model, V, n, this.I))[0];
    this.longestStep = im > 0 ? (2 * Math.PI) / im / 12 : this.longest;
  }

  /** By how much in n the two ends miss each other, relative to the height; NaN without an end. */
  gap(): number {
    const forward = this.half(1);
    const backward = forward && this.half(-1);
    if (!forward || !backward) return Number.NaN;
    return (forward.y[1] - backward.y[1]) / this.extents.n / (this.height / this.extents.V);
  }

  /** The cycle, where the ends meet; undefined without an end. */
  cycle(): Cycle | undefined {
    const [forward, backward] = [this.half(1, true), this.half(-1, true)];
    if (!this.peak || !forward || !backward) return undefined;
    const period = forward.t + backward.t;
    // The integral of the trace is how areas shrink, and along a closed orbit lengths do.
    const growth = forward.y[2] - backward.y[2];
    return {
      I: this.I,
      n: (forward.y[1] + backward.y[1]) / 2,
      period,
      V_min: this.lowest(this.peak, forward.t),
      V_max: this.V + this.height,
      multiplier: Math.exp(growth),
      exponent: growth / period,
      stable: growth < 0,
    };
  }

  private half(direction: Direction, withGrowth = false) {
    const { model, I, scale, peak } = this;
    if (!peak) return undefined;
    const level = direction * this.V;
    const flow = ([s, n]: number[]) => {
      const V = direction * s;
      const rates = [model.dV_dt(V, n, I), direction * model.dn_dt(V, n)];
      return withGrowth ? [...rates, direction * divergenceAlong(model, V, n, I)] : rates;
    };
    return integrateToCrossing(flow, {
      y0: [direction * peak[0], peak[1], ...(withGrowth ? [0] : [])],
      i: 0,
      level,
      t_max: this.longest,
      maxStep: this.longestStep,
      scale: withGrowth ? [...scale, GROWTH] : scale,
      tolerance: TOLERANCE,
      goesOn: ([s, n]) =>
        Math.abs(s - level) < FAR * scale[0] && Math.abs(n - peak[1]) < FAR * scale[1],
    });
  }

  /** The lowest V on the way from the peak to the end. */
  private lowest(peak: [number, number], duration: number): number {
    const { model, I, scale } = this;
    const t = linspace(0, duration, SAMPLES);
    const [V, n] = integrate((_, [V, n]) => [model.dV_dt(V, n, I), model.dn_dt(V, n)], {
      y0: peak,
      t,
      scale,
    });
    const rates = V.map((v, i) => model.dV_dt(v, n[i], I));
    return Math.min(this.V, ...turningPoints(V, rates, t[1]));
  }
}

/** In how many points an orbit is looked at for its lowest V, where it is slow. */
const SAMPLES = 501;
