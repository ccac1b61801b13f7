/**
 * Type-checks the code of the notebooks strictly, with a current TypeScript; tslab's own is older
 * and lenient. The cells of a notebook become one module under `build/`, which sees the compiled
 * lib and tslab as a cell does; errors are told with the cell's number and line.
 */

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, root, tsc } from "./environment.mjs";
import { committed, select } from "./notebooks.mjs";
import { command, Failure, run } from "./run.mjs";

// `rootDirs` lays this folder over the clone, so that "../lib" in a cell is the clone's lib.
const overlay = join(build, "cells");
const tsconfig = {
  extends: join(root, "tsconfig.json"),
  compilerOptions: {
    rootDirs: [root, overlay],
    module: "preserve",
    noUnusedLocals: false,
    types: ["node"],
  },
  include: ["notebooks/*.ts"],
  exclude: [],
};

await command(async () => {
  rmSync(overlay, { recursive: true, force: true });
  mkdirSync(join(overlay, "notebooks"), { recursive: true });
  writeFileSync(join(overlay, "tsconfig.json"), JSON.stringify(tsconfig));
  const origins = new Map(select([]).map((name) => [`notebooks/${name}.ts`, extract(name)]));
  if (origins.size === 0) return;

  const { code, output } = await run(process.execPath, [tsc, "-p", overlay, "--pretty", "false"]);
  if (code === 0) return;
  const told = output.replace(
    /^\S*?(notebooks\/.*?\.ts)\((\d+),(\d+)\)/gm,
    (place, file, line, column) => {
      const origin = origins.get(file)?.[line - 1];
      return origin
        ? `${file.replace(/ts$/, "ipynb")} [${origin.cell}] line ${origin.line}:${column}`
        : place;
    },
  );
  throw new Failure(`The notebooks' code has type errors:\n${told.trim()}`);
});

/**
 * Writes a notebook's code as one module.
 * @param {string} name
 * @returns {{ cell: number, line: number }[]} where each of its lines comes from
 */
function extract(name) {
  /** @type {{ cells: { cell_type: string, source: string | string[] }[] }} */
  const { cells } = JSON.parse(readFileSync(committed(name), "utf8"));
  const sources = cells
    .filter(({ cell_type }) => cell_type === "code")
    .map(({ source }) => [source].flat().join(""))
    .filter((source) => source.trim() !== "");
  const lines = sources.flatMap((source, index) =>
    source.split("\n").map((text, line) => ({ text, cell: index + 1, line: line + 1 })),
  );
  const module = `${lines.map(({ text }) => text).join("\n")}\nexport {};\n`;
  writeFileSync(join(overlay, "notebooks", `${name}.ts`), module);
  return lines;
}
