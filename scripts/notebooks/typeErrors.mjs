/**
 * Type-checks the code of the notebooks strictly, with a current TypeScript; tslab's own is older
 * and lenient. The cells of a notebook become one module under `build/`, which sees the compiled
 * lib and tslab as a cell does; errors are reported with the cell's number and line.
 */

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, root, tsc } from "../setup/environment.mjs";
import { run, runCommand, UserError } from "../setup/run.mjs";
import { committed, select } from "./notebooks.mjs";

/**
 * The type errors in the code of notebooks, one per line; "" if there are none.
 * @param {string[]} paths  of the notebooks
 * @param {string} overlay  a folder under `build/` for the modules; is made again
 */
export async function typeErrors(paths, overlay) {
  rmSync(overlay, { recursive: true, force: true });
  const folder = join(overlay, "notebooks");
  mkdirSync(folder, { recursive: true });
  const tsconfig = {
    extends: join(root, "tsconfig.json"),
    compilerOptions: {
      // Lays this folder over the clone, so that "../lib" in a cell is the clone's lib.
      rootDirs: [root, overlay],
      module: "preserve",
      noUnusedLocals: false,
      types: ["node"],
    },
    include: ["notebooks/*.ts"],
    exclude: [],
  };
  writeFileSync(join(overlay, "tsconfig.json"), JSON.stringify(tsconfig));
  const origins = new Map(paths.map((path) => [basename(path, ".ipynb"), extract(path, folder)]));
  const { code, output, stdout } = await run(process.execPath, [
    tsc,
    "-p",
    overlay,
    "--pretty",
    "false",
  ]);
  if (code === 0) return "";
  return (stdout || output)
    .trim()
    .replace(/^.*?([^/\\]+)\.ts\((\d+),(\d+)\)/gm, (place, name, line, column) => {
      const origin = origins.get(name)?.[line - 1];
      return origin
        ? `${name}.ipynb [${origin.cell}] line ${origin.line}, column ${column}`
        : place;
    });
}

/**
 * Writes a notebook's code as one module.
 * @param {string} path
 * @param {string} folder
 * @returns {{ cell: number, line: number }[]} where each of its lines comes from
 */
function extract(path, folder) {
  /** @type {{ cells: { cell_type: string, source: string | string[] }[] }} */
  const { cells } = JSON.parse(readFileSync(path, "utf8"));
  const lines = cells
    .filter(({ cell_type }) => cell_type === "code")
    .map(({ source }) => [source].flat().join(""))
    .filter((source) => source.trim() !== "")
    .flatMap((source, index) =>
      source.split("\n").map((text, line) => ({ text, cell: index + 1, line: line + 1 })),
    );
  const module = `${lines.map(({ text }) => text).join("\n")}\nexport {};\n`;
  writeFileSync(join(folder, `${basename(path, ".ipynb")}.ts`), module);
  return lines;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  void runCommand(async () => {
    const errors = await typeErrors(select([]).map(committed), join(build, "cells"));
    if (errors) throw new UserError(`The notebooks' code has type errors:\n${errors}`);
  });
}
