/** The notebooks of this clone, and what is done with each. */

import { existsSync, readdirSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { build, notebooks, python, pythonEnvironment, root } from "../setup/environment.mjs";
import { Failure, run, tell } from "../setup/run.mjs";

/**
 * The names of the notebooks that are asked for, or of all.
 * @param {string[]} wanted  names or paths, with or without ".ipynb"
 * @throws {Failure} that lists the names there are
 */
export function select(wanted) {
  const all = existsSync(notebooks)
    ? readdirSync(notebooks)
        .filter((file) => file.endsWith(".ipynb") && !file.startsWith("."))
        .map((file) => basename(file, ".ipynb"))
        .sort()
    : [];
  const names = wanted.map((name) => basename(name, ".ipynb"));
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined) {
    throw new Failure(`There is no notebook “${unknown}”; there are: ${all.join(", ")}`);
  }
  return names.length > 0 ? names : all;
}

/** @param {string} name */
export const committed = (name) => join(notebooks, `${name}.ipynb`);
/** @param {string} name */
export const executed = (name) => join(build, `${name}.ipynb`);
/** @param {string} name */
export const page = (name) => join(build, `${name}.html`);

/**
 * Re-executes a notebook into `build/`, showing its cells as they finish; resolves to the exit code
 * and to what was shown.
 * @param {string} name
 */
export async function reexecute(name) {
  console.log(`  Executing ${relative(root, committed(name))} …`);
  const args = [join(root, "scripts", "notebooks", "execute.py"), committed(name), executed(name)];
  return run(python, args, { env: pythonEnvironment, echo: true });
}

/**
 * The same, but if the notebook does not run to its end, that is a Failure.
 * @param {string} name
 */
export async function execute(name) {
  const { code } = await reexecute(name);
  if (code !== 0) throw new Failure(`${name} did not run to its end`);
}

/**
 * Renders the executed notebook as a page in `build/`.
 * @param {string} name
 */
export async function render(name) {
  await tell(`Rendering ${relative(root, page(name))}`, async () => {
    const args = [join(root, "page", "render.py"), executed(name), page(name)];
    const { code, output } = await run(python, args, { env: pythonEnvironment });
    if (code !== 0) throw new Failure(`Could not render ${name}:\n${output.trim()}`);
  });
}
