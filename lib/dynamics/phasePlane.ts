/** What a phase plane of V and n shows: nullclines and the vector field. In mV. */

import {
  checkFinite,
  checkInteger,
  checkMethods,
  checkObject,
  outOfRange,
} from "../internal/check.js";
import { linspace } from "../numerics/linspace.js";
import { zeros } from "../numerics/roots.js";
import type { Arrow, Series } from "../plotting/spec.js";
import type { Model } from "../simulate.js";
import { mV } from "../units.js";
import { voltageEquilibria } from "./equilibria.js";

/** A rectangle of the phase plane. */
export interface PlaneRange {
  /** In volts. */
  V_min: number;
  V_max: number;
  n_min: number;
  n_max: number;
}

/**
 * The nullclines at a constant input, as lines over V in mV: where V̇ = 0, for each V the n with
 * `n_min` ≤ n ≤ `n_max` (NaN where there is none), and where ṅ = 0, n = n_inf(V).
 *
 * @param I the constant input, in A/m²
 * @throws TypeError | RangeError for arguments that make no sense
 */
export function nullclines(model: Model, I: number, range: PlaneRange): { V: Series; n: Series } {
  checkMethods("nullclines", "model", model, ["dV_dt", "n_inf"]);
  checkFinite("nullclines", "I", I, "A/m²");
  checkPlane("nullclines", range);
  const { V_min, V_max, n_min, n_max } = range;
  // Where the V-nullcline leaves the rectangle through its lower and upper edge.
  const edges = [n_min, n_max].flatMap((n) =>
    voltageEquilibria(model, { n, I, V_min, V_max }).map(({ V }) => ({ V, n })),
  );
  const points = Array.from(linspace(V_min, V_max, 401), (V) => {
    const [n = Number.NaN] = zeros((m) => model.dV_dt(V, m, I), n_min, n_max, 20);
    return { V, n };
  });
  const still = [...points, ...edges].sort((a, b) => a.V - b.V);
  return {
    V: { x: still.map(({ V }) => V / mV), y: still.map(({ n }) => n), label: "$\\dot{V} = 0$" },
    n: {
      x: points.map(({ V }) => V / mV),
      y: points.map(({ V }) => model.n_inf(V)),
      label: "$\\dot{n} = 0$",
    },
  };
}

/**
 * The directions of (V̇, ṅ) on a grid, as arrows over V in mV. Their lengths are all the same: V̇
 * varies by a factor of a thousand.
 *
 * @param I the constant input, in A/m²
 * @param grid how many arrows along V and along n; 21 by 13 by default
 * @throws TypeError | RangeError for arguments that make no sense
 */
export function vectorField(
  model: Model,
  I: number,
  range: PlaneRange,
  grid: readonly [number, number] = [21, 13],
): Arrow[] {
  checkMethods("vectorField", "model", model, ["dV_dt", "dn_dt"]);
  checkFinite("vectorField", "I", I, "A/m²");
  checkPlane("vectorField", range);
  checkObject("vectorField", "grid", grid);
  for (const i of [0, 1]) checkInteger("vectorField", `grid[${i}]`, grid[i], 1, 1000);
  const V = cellMiddles(range.V_min, range.V_max, grid[0]);
  const n = cellMiddles(range.n_min, range.n_max, grid[1]);
  return V.flatMap((v) =>
    n.map((m) => {
      const [dx, dy] = [model.dV_dt(v, m, I) / mV, model.dn_dt(v, m)];
      // An arrow has a direction only. A small step along it stays in the plane of the figure.
      const length = Math.hypot(dx / (range.V_max - range.V_min), dy / (range.n_max - range.n_min));
      if (!Number.isFinite(length)) {
        throw outOfRange("vectorField", `the change at V = ${v}, n = ${m}`, "finite", length);
      }
      const scale = length > 0 ? 1e-3 / length : 0;
      return { x: v / mV, y: m, dx: dx * scale, dy: dy * scale };
    }),
  );
}

function cellMiddles(start: number, stop: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => start + ((i + 0.5) / count) * (stop - start));
}

function checkPlane(where: string, range: PlaneRange): void {
  checkObject(where, "range", range);
  for (const [low, high] of [
    ["V_min", "V_max"],
    ["n_min", "n_max"],
  ] as const) {
    checkFinite(where, low, range[low]);
    checkFinite(where, high, range[high]);
    if (!(range[low] < range[high])) {
      throw outOfRange(where, high, `greater than ${low} = ${range[low]}`, range[high]);
    }
  }
}
