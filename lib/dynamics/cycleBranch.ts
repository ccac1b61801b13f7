/**
 * The branch of limit cycles that is born at a Hopf point, whole: stable and unstable, and through
 * what no orbit followed in one direction of time can resolve.
 *
 * - Kuz2004: Yu. A. Kuznetsov (2004), "Elements of Applied Bifurcation Theory", 3rd ed., Springer.
 * - Ben1981: E. Benoît, J.-L. Callot, F. Diener & M. Diener (1981), "Chasse au canard", Collect. Math.
 *   32:37–119.
 */

import { checkFinite, checkMethods, checkObject, checkPositive } from "../internal/check.js";
import { BrokenCurveError, followCurve } from "../numerics/continuation.js";
import { extentsOf, type Model } from "../simulate.js";
import type { Cycle } from "./cycles.js";
import { HalfTurns } from "./halfTurns.js";
import type { Hopf } from "./hopf.js";

/** The ends of an orbit are known to some 1e-9, so a cycle is to 1e-8 of the unit of `step`. */
const PRECISION = 1e-8;

/** The smallest cycles that are followed reach this share of V's range above the equilibrium. */
const SMALLEST = 1e-3;

/**
 * All cycles of the branch that starts at a Hopf point of a planar model, in order along it, by
 * pseudo-arclength continuation: up to another Hopf point, to a homoclinic orbit (Kuz2004 secs. 3.4 and
 * 6.2), or to where the equilibrium inside meets another one in a fold. The model's input must be
 * additive, as in `c V̇ = I + …`.
 *
 * A cycle is followed from its highest voltage forwards in time, and from there backwards, up to where
 * both cross the voltage of the equilibrium inside it, upwards. They must meet. Orbits approach each
 * other forwards in the first part, and backwards in the second: on a canard too (Ben1981), whose
 * multiplier is beyond all numbers.
 *
 * @param hopf one of {@link hopfPoints}
 * @param options.step the distance between cycles, where 1 is 1/15 of V's range (20 mV for a neuron), in
 *   the voltages of the equilibrium and of the peak; 0.1 by default
 * @throws TypeError | RangeError for arguments that make no sense, and where no cycle is near `hopf`
 *
 * @example cycleBranch(model, hopfPoints(model, range)[0]).map(({ I, period }) => [I, 1 / period])
 */
export function cycleBranch(
  model: Model,
  hopf: Pick<Hopf, "V">,
  { step = 0.1 }: { step?: number } = {},
): Cycle[] {
  const where = "cycleBranch";
  checkMethods(where, "model", model, ["dV_dt", "dn_dt", "n_inf"]);
  checkObject(where, "hopf", hopf);
  checkFinite(where, "hopf.V", hopf.V, "volts");
  checkPositive(where, "step", step);
  const extent = extentsOf(model).V;
  const smallest = SMALLEST * extent;
  const gap = (V: number, height: number) => new HalfTurns(where, model, V, height).gap();
  const points = pointsOf(() =>
    followCurve(gap, {
      start: [hopf.V, 1.5 * smallest],
      scale: [extent / 15, extent / 15],
      bounds: [
        [hopf.V - extent, hopf.V + extent],
        [smallest, extent],
      ],
      step,
      precision: PRECISION,
    }),
  );
  const isFromHopf =
    Math.abs(points[0][0] - hopf.V) < Math.abs(points[points.length - 1][0] - hopf.V);
  return (isFromHopf ? points : points.reverse()).flatMap(
    ([V, height]) => new HalfTurns(where, model, V, height).cycle() ?? [],
  );
}

/** The points of a curve, up to where it breaks off: these cycles end at a homoclinic orbit, and with their equilibrium. */
function pointsOf(follow: () => number[][]): number[][] {
  try {
    return follow();
  } catch (error) {
    if (error instanceof BrokenCurveError) return error.points;
    throw error;
  }
}
