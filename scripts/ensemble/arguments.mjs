/** What `npm run ensemble` is asked for. */

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "../setup/run.mjs";
import { units } from "./units.mjs";

/** @typedef {import("../../lib/index.js").RunGrid} RunGrid */

/**
 * What the runs of an ensemble are, in SI units; the same for all of its shards.
 * @typedef {object} Plan
 * @property {RunGrid["seeds"]} seeds
 * @property {{ [name: string]: number[] }} values  of the quantities that vary or are changed
 * @property {string} neuron
 * @property {string} [module]
 * @property {number} duration  s
 * @property {number} Δt  s
 * @property {number} [traceEvery]
 */

/**
 * @typedef {{ task: "help" }
 *   | { task: "simulate", plan: Plan, shard: [number, number], workers?: number, out: string }
 *   | { task: "merge" | "figure", out: string }} Request
 */

export const help = `Simulates many runs of the two-dimensional Hodgkin–Huxley model on all cores.

  npm run ensemble -- --seeds 0:1000 --set g_L=0.03,0.3 --shard 3/10 --out DIR
  npm run ensemble -- --merge DIR      all shards in DIR become DIR/runs.arrow
  npm run ensemble -- --figure DIR     DIR/runs.arrow becomes DIR/summary.svg and .png

A run has the noise of its seed as input. There is one for every seed with every combination of
the values that are set. A shard that is finished is not run again.

  --seeds A:B         the seeds A, A+1, …, B−1
  --set NAME=X,Y,…    values of a quantity; once for each. The names and units:
${Object.entries(units)
  .map(
    ([name, { unit, meaning }]) => `                        ${name.padEnd(10)} ${meaning}, ${unit}`,
  )
  .join("\n")}
  --shard K/N         the Kth of N equal parts; by default 1/1, all
  --out DIR           the folder for DIR/runs-K-of-N.arrow, or DIR/runs.arrow
  --neuron NAME       squidAxon (the default), squidAxonCorrected, or an export of --module
  --module FILE       a JavaScript file that exports the neuron, an HHParams
  --duration S        how long a run is, in seconds; 2 by default
  --dt MS             the length of a step, in milliseconds; 0.01 by default
  --trace-every K     keeps V and n at every Kth step; by default none
  --workers N         threads; by default as many as there are cores
  --help              this text

docs/ensemble.md says more: the columns of the files, what runs cost, how to use a cluster.`;

/** The failure of a command whose arguments make no sense. */
const usage = (/** @type {string} */ message) => new UserError(message, 2);

const options = /** @type {const} */ ({
  seeds: { type: "string" },
  set: { type: "string", multiple: true },
  shard: { type: "string", default: "1/1" },
  out: { type: "string" },
  neuron: { type: "string", default: "squidAxon" },
  module: { type: "string" },
  duration: { type: "string", default: "2" },
  dt: { type: "string", default: "0.01" },
  "trace-every": { type: "string" },
  workers: { type: "string" },
  merge: { type: "string" },
  figure: { type: "string" },
  help: { type: "boolean" },
});

/**
 * @param {string[]} args
 * @returns {Request}
 * @throws {UserError} that says which argument makes no sense
 */
export function parse(args) {
  const given = parsed(args);
  if (given.help) return { task: "help" };
  for (const task of /** @type {const} */ (["merge", "figure"])) {
    if (given[task] === undefined) continue;
    if (args.length !== (args[0].includes("=") ? 1 : 2)) {
      throw usage(`--${task} takes a folder and no other options`);
    }
    return { task, out: resolve(given[task]) };
  }
  if (given.seeds === undefined) throw usage("--seeds is missing: --seeds 0:1000, say");
  if (given.out === undefined) throw usage("--out is missing: the folder for the results");
  const every = given["trace-every"];
  return {
    task: "simulate",
    plan: {
      seeds: seeds(given.seeds),
      values: quantities(given.set ?? []),
      ...neuron(given),
      duration: positive("duration", given.duration),
      Δt: positive("dt", given.dt) * 1e-3,
      ...(every !== undefined && { traceEvery: whole("trace-every", every) }),
    },
    shard: shard(given.shard),
    ...(given.workers !== undefined && { workers: whole("workers", given.workers) }),
    out: resolve(given.out),
  };
}

/** @param {string[]} args */
function parsed(args) {
  try {
    const { values, tokens } = parseArgs({ args, options, tokens: true });
    const names = tokens.flatMap((token) => (token.kind === "option" ? [token.name] : []));
    const twice = names.find((name, i) => name !== "set" && names.indexOf(name) < i);
    if (twice) throw usage(`--${twice} is given twice`);
    return values;
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { message } = /** @type {Error} */ (error);
    throw usage(message.split(". ")[0]);
  }
}

/**
 * A neuron of lib, or one of the reader's own file.
 * @param {{ neuron: string, module?: string }} given
 */
function neuron({ neuron, module }) {
  if (module === undefined) {
    const names = ["squidAxon", "squidAxonCorrected"];
    if (names.includes(neuron)) return { neuron };
    throw usage(`--neuron must be ${names.join(" or ")}, got “${neuron}”`);
  }
  if (!existsSync(module)) throw usage(`--module: there is no file ${module}`);
  return { neuron, module };
}

/** @param {string} text */
function seeds(text) {
  const [from, to] = pair("seeds", text, ":", "like 0:1000");
  if (from < to && to <= 2 ** 32) return /** @type {const} */ ([from, to]);
  throw usage(`--seeds must rise and be below 2³², got “${text}”`);
}

/** @param {string} text */
function shard(text) {
  const [k, shards] = pair("shard", text, "/", "like 3/10");
  if (1 <= k && k <= shards) return /** @type {[number, number]} */ ([k, shards]);
  throw usage(`--shard must be one of 1/${shards} to ${shards}/${shards}, got “${text}”`);
}

/**
 * The values of each quantity.
 * @param {string[]} texts
 */
function quantities(texts) {
  const all = texts.map(quantity);
  const names = all.map(([name]) => name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice)
    throw usage(`--set ${twice} is given twice: give all of its values in one, ${twice}=X,Y`);
  return Object.fromEntries(all);
}

/**
 * "g_L=0.03,0.3": the name and its values in SI units.
 * @param {string} text
 * @returns {[string, number[]]}
 */
function quantity(text) {
  const [, name, list] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (name === undefined) throw usage(`--set must be like g_L=0.03,0.3, got “${text}”`);
  if (!Object.hasOwn(units, name)) {
    throw usage(`--set knows ${Object.keys(units).join(", ")}, got “${name}”`);
  }
  const { factor } = units[name];
  return [name, list.split(",").map((value) => number(`set ${name}`, value) * factor)];
}

/**
 * Two whole numbers: "0:1000", "3/10".
 * @param {string} name
 * @param {string} text
 * @param {string} separator
 * @param {string} expected
 */
function pair(name, text, separator, expected) {
  const parts = text.split(separator);
  if (parts.length === 2 && parts.every((part) => /^\d{1,15}$/.test(part)))
    return parts.map(Number);
  throw usage(`--${name} must be ${expected}, got “${text}”`);
}

/**
 * @param {string} name
 * @param {string} text
 */
function number(name, text) {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw usage(`--${name} must be a number, got “${text}”`);
}

/**
 * @param {string} name
 * @param {string} text
 */
function positive(name, text) {
  const value = number(name, text);
  if (value > 0) return value;
  throw usage(`--${name} must be a positive number, got “${text}”`);
}

/**
 * @param {string} name
 * @param {string} text
 */
function whole(name, text) {
  const value = number(name, text);
  if (Number.isInteger(value) && value >= 1 && value <= MAX_WHOLE) return value;
  throw usage(`--${name} must be a whole number from 1 to ${MAX_WHOLE}, got “${text}”`);
}

/** The most workers or steps from one sample of a trace to the next: lib's own limit of workers. */
const MAX_WHOLE = 1024;
