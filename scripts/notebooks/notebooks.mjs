/** The notebooks of this clone, and what is done with each. */

import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join, relative } from "node:path";
import { parseArgs } from "node:util";
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

/**
 * What a command is asked for: notebooks, and how many MB of output a cell of theirs may have.
 * @template {Record<string, { type: "string" }>} T
 * @param {string[]} args
 * @param {T} more  options of the command's own
 * @throws {UserError} that says which argument makes no sense
 */
export function parse(args, more) {
  const options = /** @type {const} */ ({ ...more, "output-limit": { type: "string" } });
  try {
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true });
    const { "output-limit": limit } = /** @type {{ "output-limit"?: string }} */ (values);
    if (limit !== undefined && !(Number(limit) > 0)) {
      throw new UserError(`--output-limit must be a number of MB above 0, got ${limit}`, 2);
    }
    return { names: select(positionals), values, limit };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(/** @type {Error} */ (error).message.split(". ")[0], 2);
  }
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
 * @param {string} [limit]  how many MB of output a cell may have
 */
export function reexecute(name, limit) {
  return step(`Executing ${relative(root, committed(name))}`, (progress) => {
    const script = join(root, "scripts", "notebooks", "execute.py");
    const options = limit === undefined ? [] : ["--output-limit", limit];
    return run(python, [script, committed(name), executed(name), ...options], {
      env: pythonEnvironment,
      // Where lines can't be rewritten, each cell has one, with the notebook's name.
      ...(process.stdout.isTTY ? { onLine: progress } : { echo: true }),
    });
  });
}

/**
 * The same, but if the notebook does not run to its end, that is a UserError.
 * @param {string} name
 * @param {string} [limit]
 */
export async function execute(name, limit) {
  const { code, output } = await reexecute(name, limit);
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
