/** The notebooks of this clone, and what is done with each. */

import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join, relative } from "node:path";
import { build, notebooks, python, pythonEnvironment, root } from "../setup/environment.mjs";
import { run, step, UserError } from "../setup/run.mjs";

/**
 * The names of the notebooks that are asked for, or of all.
 * @param {string[]} wanted  names or paths, with or without ".ipynb"
 * @throws {UserError} that lists the names there are
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
    throw new UserError(`There is no notebook “${unknown}”; there are: ${all.join(", ")}`);
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
 * and to what was printed.
 * @param {string} name
 */
export function reexecute(name) {
  return step(`Executing ${relative(root, committed(name))}`, (progress) => {
    const script = join(root, "scripts", "notebooks", "execute.py");
    return run(python, [script, committed(name), executed(name)], {
      env: pythonEnvironment,
      // Where lines can't be rewritten, each cell has one, with the notebook's name.
      ...(process.stdout.isTTY ? { onLine: progress } : { echo: true }),
    });
  });
}

/**
 * The same, but if the notebook does not run to its end, that is a UserError.
 * @param {string} name
 */
export async function execute(name) {
  const { code, output } = await reexecute(name);
  if (code === 0) return;
  if (process.stdout.isTTY) console.error(story(output));
  throw new UserError(`${name} did not run to its end`);
}

/**
 * What a run that failed said in the end, without its progress.
 * @param {string} output
 */
export function story(output) {
  return output.slice(Math.max(output.indexOf("✗"), 0)).trimEnd();
}

/**
 * Works on as many notebooks at once as there are cores, and to the end of each, whatever becomes of
 * the others.
 * @template R
 * @param {string[]} names
 * @param {(name: string) => Promise<R>} work
 * @returns {Promise<R[]>} in the order of the names
 */
export async function forEachNotebook(names, work) {
  /** @type {R[]} */
  const results = [];
  const queue = names.entries();
  const lane = async () => {
    for (const [index, name] of queue) results[index] = await work(name);
  };
  const lanes = await Promise.allSettled(Array.from({ length: availableParallelism() }, lane));
  const failed = lanes.find(({ status }) => status === "rejected");
  if (failed) throw /** @type {PromiseRejectedResult} */ (failed).reason;
  return results;
}
