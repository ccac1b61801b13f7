import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cell, Notebook, Output } from "../../scripts/notebooks/drift/drifts.mjs";
import { python, pythonEnvironment, root } from "../../scripts/setup/environment.mjs";
import { run } from "../../scripts/setup/run.mjs";

export const runner = join(root, "scripts", "notebooks", "execute.py");

export type { Cell, Notebook, Output };

/** A notebook with these code cells; a cell may have tags. */
export function notebook(...code: (string | { source: string; tags: string[] })[]): Notebook {
  const cells = code.map((cell, index): Cell => {
    const { source, tags } = typeof cell === "string" ? { source: cell, tags: [] } : cell;
    const metadata = tags.length > 0 ? { tags } : {};
    return {
      id: `cell-${index}`,
      cell_type: "code",
      source,
      metadata,
      execution_count: null,
      outputs: [],
    };
  });
  return { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
}

/** Writes a notebook and executes it, with more in its environment and more options. */
export async function execute(
  folder: string,
  name: string,
  content: Notebook,
  timeout = 60,
  env: NodeJS.ProcessEnv = {},
  ...options: string[]
) {
  const source = join(folder, `${name}.ipynb`);
  writeFileSync(source, JSON.stringify(content));
  return executeFile(source, join(folder, `${name}.executed.ipynb`), timeout, env, ...options);
}

/** Executes a notebook with the runner that `npm start` uses, with more in its environment. */
export async function executeFile(
  source: string,
  target: string,
  timeout = 600,
  env: NodeJS.ProcessEnv = {},
  ...options: string[]
) {
  const args = [runner, source, target, "--timeout", String(timeout), ...options];
  const { code, output } = await run(python, args, { env: { ...pythonEnvironment, ...env } });
  const bytes = readFileSync(target, "utf8");
  const executed: Notebook = JSON.parse(bytes);
  return { code, output, bytes, executed, texts: executed.cells.map(textOf) };
}

/** All that a cell printed. */
export function textOf(cell: Cell): string {
  return (cell.outputs ?? []).flatMap(({ text = "" }) => text).join("");
}
