/** All combinations of seeds and values, numbered, so that any part of them can be made separately. */

import {
  checkFinite,
  checkInteger,
  checkObject,
  outOfRange,
  wrongType,
} from "../internal/check.js";
import { type EnsembleRun, type Quantity, quantities } from "./run.js";

/** Every seed with every combination of the values. */
export interface RunGrid {
  /** The first seed, and the one after the last. */
  seeds: readonly [start: number, stop: number];
  /** The values of a quantity, in SI units, by its name in `EnsembleRun`. */
  values?: { readonly [name in Quantity]?: readonly number[] };
}

/** How many runs a grid has. @throws TypeError | RangeError for a grid that makes no sense */
export function gridSize(grid: RunGrid): number {
  checkGrid("gridSize", grid);
  return size(grid);
}

/**
 * The runs of a grid from number `from` to number `to - 1`, or the last. From one run to the next
 * the quantity that is named last changes first, and the seed last of all: so runs with the same
 * noise follow each other, which `ensemble` makes once for all of them.
 *
 * @throws TypeError | RangeError for a grid that makes no sense or numbers beyond it
 *
 * @example gridRuns({ seeds: [0, 2], values: { I: [0, 0.01] } }) // four runs, the first two of seed 0
 */
export function gridRuns(grid: RunGrid, from = 0, to?: number): EnsembleRun[] {
  checkGrid("gridRuns", grid);
  const end = to ?? size(grid);
  checkInteger("gridRuns", "from", from, 0, size(grid));
  checkInteger("gridRuns", "to", end, from, size(grid));
  return Array.from({ length: end - from }, (_, i) => gridRun(grid, from + i));
}

/** The digits of i, where the place of each quantity has its number of values as the base. */
function gridRun({ seeds: [start], values = {} }: RunGrid, i: number): EnsembleRun {
  const changes: Omit<EnsembleRun, "seed"> = {};
  let rest = i;
  for (const [name, choices] of Object.entries(values).reverse()) {
    changes[name as Quantity] = choices[rest % choices.length];
    rest = Math.floor(rest / choices.length);
  }
  return { seed: start + rest, ...changes };
}

function size({ seeds: [start, stop], values = {} }: RunGrid): number {
  return Object.values(values).reduce((product, { length }) => product * length, stop - start);
}

function checkGrid(where: string, grid: RunGrid): void {
  checkObject(where, "grid", grid);
  if (!Array.isArray(grid.seeds)) throw wrongType(where, "seeds", "a pair of numbers", grid.seeds);
  const [start, stop] = grid.seeds;
  checkInteger(where, "seeds[0]", start, 0, 2 ** 32 - 1);
  checkInteger(where, "seeds[1]", stop, start + 1, 2 ** 32);
  if (grid.values !== undefined) checkObject(where, "values", grid.values);
  for (const [name, choices] of Object.entries(grid.values ?? {})) {
    if (!(quantities as readonly string[]).includes(name)) {
      throw outOfRange(where, "values", `made of ${quantities.join(", ")}`, name);
    }
    if (!Array.isArray(choices) || choices.length === 0) {
      throw wrongType(where, `values.${name}`, "a non-empty array of numbers", choices);
    }
    for (const [i, value] of choices.entries()) checkFinite(where, `values.${name}[${i}]`, value);
  }
  checkInteger(where, "the number of runs", size(grid), 1, Number.MAX_SAFE_INTEGER);
}
