/** Which cells depend on which, and which are out of date: as in tslab, a name is the nearest above. */

import { CellError, type Compiled, compile } from "./compile.js";

/** Takes what imports modules, what is given the last value, and the values of the cell's names. */
type CellFunction = (...values: unknown[]) => Promise<Record<string, unknown>>;

export class KernelCell {
  source: string | undefined;
  compiled: Compiled | undefined;
  problem: CellError | undefined;
  /** The cell above that each of its names comes from. */
  readonly definers = new Map<string, number>();
  status: "none" | "ok" | "failed" = "none";
  isStale = false;
  values: Readonly<Record<string, unknown>> = {};
  #script = "";
  #call: CellFunction | undefined;

  /** Takes a text; says whether it is another. */
  take(source: string): boolean {
    if (source === this.source) return false;
    this.source = source;
    this.compiled = undefined;
    this.problem = undefined;
    try {
      this.compiled = compile(source);
    } catch (error) {
      this.problem = error instanceof CellError ? error : new CellError((error as Error).message);
    }
    return true;
  }

  /** The cell as a function of these names; the same one while its source is, so that it stays optimised. */
  functionOf(names: readonly string[], file: string): CellFunction {
    const script = this.compiled?.functionOf(names, file) ?? "";
    // biome-ignore lint/security/noGlobalEval: to run what the reader writes is what this is for.
    if (script !== this.#script) this.#call = globalThis.eval(script);
    this.#script = script;
    return this.#call as CellFunction;
  }
}

/** Takes the cells' texts, and marks as stale the changed ones and all that depend on them. */
export function update(
  cells: KernelCell[],
  sources: readonly string[],
  changed: readonly number[],
): void {
  const stale = new Set(changed);
  for (const [i, source] of sources.entries()) {
    cells[i] ??= new KernelCell();
    const isNew = cells[i].status === "none";
    if (cells[i].take(source) && !isNew) stale.add(i);
  }
  const latest = new Map<string, number>();
  for (const [i, cell] of cells.entries()) {
    for (const name of cell.compiled?.inputs.keys() ?? []) {
      const definer = latest.get(name);
      const moved = cell.definers.get(name) !== definer && cell.status !== "none";
      if (moved || (definer !== undefined && stale.has(definer))) stale.add(i);
    }
    cell.definers.clear();
    for (const name of cell.compiled?.inputs.keys() ?? []) {
      const definer = latest.get(name);
      if (definer !== undefined) cell.definers.set(name, definer);
    }
    for (const name of cell.compiled?.outputs ?? []) latest.set(name, i);
  }
  for (const i of stale) if (cells[i]) cells[i].isStale = true;
}

/** The first cell to run now: one that is stale, or that a stale one needs and that has not run. */
export function next(cells: readonly KernelCell[], only?: readonly number[]): number | undefined {
  const needed = new Set<number>();
  const need = (i: number) => {
    if (needed.has(i)) return;
    needed.add(i);
    for (const definer of cells[i].definers.values()) {
      if (cells[definer].isStale || cells[definer].status === "none") need(definer);
    }
  };
  for (const [i, cell] of cells.entries()) {
    if (cell.isStale && (only === undefined || only.includes(i))) need(i);
  }
  return needed.size === 0 ? undefined : Math.min(...needed);
}
