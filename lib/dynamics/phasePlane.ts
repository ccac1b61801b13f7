/** What a phase plane of V and n shows: nullclines and the vector field. In the units of figures. */

import {
  checkAscending,
  checkFinite,
  checkInteger,
  checkMethods,
  checkObject,
  outOfRange,
} from "../internal/check.js";
import { linspace } from "../numerics/linspace.js";
import { zerosIn } from "../numerics/zeros.js";
import type { Arrow, Series } from "../plotting/spec.js";
import { type PlanarModel, variablesOf } from "../simulate.js";
import { voltageEquilibria } from "./equilibria.js";

/** A rectangle of the phase plane. */
export interface PlaneRange {
  /** In the model's units: volts for a neuron. */
  V_min: number;
  V_max: number;
  n_min: number;
  n_max: number;
}

/**
 * The nullclines at a constant input, as lines over V in its unit (mV for a neuron): where V̇ = 0 and
 * where ṅ = 0, for each V the n with `n_min` ≤ n ≤ `n_max` (NaN where there is none); if the model
 * has an `n_inf`, n = n_inf(V).
 *
 * @param I the constant input, in A/m²
 * @throws TypeError | RangeError for arguments that make no sense
 */
export function nullclines(
  model: PlanarModel,
  I: number,
  range: PlaneRange,
): { V: Series; n: Series } {
  checkMethods("nullclines", "model", model, ["dV_dt"]);
  if (!model.n_inf) checkMethods("nullclines", "model", model, ["dn_dt"]);
  checkFinite("nullclines", "I", I, "A/m²");
  checkPlane("nullclines", range);
  const variables = variablesOf("nullclines", model);
  const { V_min, V_max, n_min, n_max } = range;
  const where = (f: (n: number) => number) => zerosIn(f, n_min, n_max, 20)[0] ?? Number.NaN;
  const V = Array.from(linspace(V_min, V_max, 401));
  const n_inf = model.n_inf ?? ((v: number) => where((n) => model.dn_dt(v, n)));
  // Where the V-nullcline leaves the rectangle through its lower and upper edge.
  const edges = [n_min, n_max].flatMap((n) =>
    voltageEquilibria(model, { n, I, V_min, V_max }).map(({ V }) => ({ V, n })),
  );
  const points = V.map((v) => ({ V: v, n: where((n) => model.dV_dt(v, n, I)) }));
  const still = [...points, ...edges].sort((a, b) => a.V - b.V);
  const line = (name: "V" | "n", x: number[], y: number[]): Series => ({
    x: x.map((v) => v / variables.V.unitValue),
    y: y.map((n) => n / variables.n.unitValue),
    label: `$\\dot{${variables[name].symbol}} = 0$`,
  });
  return {
    V: line(
      "V",
      still.map(({ V }) => V),
      still.map(({ n }) => n),
    ),
    n: line(
      "n",
      V,
      V.map((v) => n_inf(v)),
    ),
  };
}

/**
 * The directions of (V̇, ṅ) on a grid, as arrows over V in its unit (mV for a neuron). Their lengths
 * are all the same: V̇ varies by a factor of a thousand.
 *
 * @param I the constant input, in A/m²
 * @param grid how many arrows along V and along n; 21 by 13 by default
 * @throws TypeError | RangeError for arguments that make no sense
 */
export function vectorField(
  model: PlanarModel,
  I: number,
  range: PlaneRange,
  grid: readonly [number, number] = [21, 13],
): Arrow[] {
  checkMethods("vectorField", "model", model, ["dV_dt", "dn_dt"]);
  checkFinite("vectorField", "I", I, "A/m²");
  checkPlane("vectorField", range);
  checkObject("vectorField", "grid", grid);
  for (const i of [0, 1]) checkInteger("vectorField", `grid[${i}]`, grid[i], 1, 1000);
  const { V: V_shown, n: n_shown } = variablesOf("vectorField", model);
  const V = cellMiddles(range.V_min, range.V_max, grid[0]);
  const n = cellMiddles(range.n_min, range.n_max, grid[1]);
  return V.flatMap((v) =>
    n.map((m) => {
      const [dx, dy] = [
        model.dV_dt(v, m, I) / V_shown.unitValue,
        model.dn_dt(v, m) / n_shown.unitValue,
      ];
      // An arrow has a direction only. A small step along it stays in the plane of the figure.
      const length = Math.hypot(dx / (range.V_max - range.V_min), dy / (range.n_max - range.n_min));
      if (!Number.isFinite(length)) {
        throw outOfRange("vectorField", `the change at V = ${v}, n = ${m}`, "finite", length);
      }
      const scale = length > 0 ? 1e-3 / length : 0;
      return { x: v / V_shown.unitValue, y: m / n_shown.unitValue, dx: dx * scale, dy: dy * scale };
    }),
  );
}

function cellMiddles(start: number, stop: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => start + ((i + 0.5) / count) * (stop - start));
}

export function checkPlane(where: string, range: PlaneRange): void {
  checkObject(where, "range", range);
  checkAscending(where, range, "V_min", "V_max");
  checkAscending(where, range, "n_min", "n_max");
}
