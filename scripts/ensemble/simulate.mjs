/** One shard of an ensemble: simulated on all cores, and written as one file. */

import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { step, UserError } from "../setup/run.mjs";
import { columnsOf, readRuns, writeRuns } from "./arrow.mjs";
import { fileOf } from "./files.mjs";

/** @typedef {import("./arguments.mjs").Plan} Plan */
/** @typedef {import("./files.mjs").Shard} Shard */

/** The compiled library, which is there once set-up has run. */
export const loadLib = () =>
  /** @type {typeof import("../../lib/index.js")} */ (
    createRequire(import.meta.url)("../../lib/dist/index.js")
  );

/** The most samples of V that are kept in one file: 2²⁷, 1 GiB. */
const MAX_SAMPLES = 2 ** 27;

/**
 * Simulates a shard, unless its file is there.
 * @param {Plan} plan
 * @param {Shard} shard
 * @param {string} out  a folder, which is made if need be
 * @param {number} [workers]
 */
export async function simulate(plan, shard, out, workers) {
  const { ensemble, gridRuns, gridSize } = loadLib();
  const path = join(out, fileOf(shard));
  const name = relative(process.cwd(), path);
  if (existsSync(path)) {
    if (JSON.stringify(readRuns(path).plan) === JSON.stringify(plan)) {
      console.log(`✓ ${name} is there`);
      return;
    }
    throw new UserError(`${name} holds other runs: give another --out, or remove it`);
  }
  const [from, to] = shardOf(gridSize(plan), shard);
  const kept = plan.traceEvery && (plan.duration / plan.Δt / plan.traceEvery) * (to - from);
  if (kept && kept > MAX_SAMPLES) {
    throw new UserError(`${name} would hold ${kept} samples of V; ${MAX_SAMPLES} are the most`);
  }
  checkNeuron(plan);
  makeFolder(out);
  const runs = from === to ? [] : gridRuns(plan, from, to);
  const { module, neuron, ...settings } = plan;
  const source = { name: neuron, ...(module !== undefined && { module: resolve(module) }) };
  await step(`Simulating ${name}: ${runs.length} runs`, async (progress) => {
    const options = { ...settings, neuron: source, workers, onProgress: everyTenth(progress) };
    const summaries = runs.length === 0 ? [] : await ensemble(runs, options).catch(explain);
    writeRuns(path, plan, columnsOf(plan, from, runs, summaries));
  });
}

/**
 * Before anything is simulated, in each of the threads: the reader's own module.
 * @param {Plan} plan
 */
function checkNeuron({ module, neuron }) {
  if (module === undefined) return;
  const firstLine = (/** @type {unknown} */ error) => String(error).split("\n")[0];
  let exported;
  try {
    exported = createRequire(import.meta.url)(resolve(module));
  } catch (error) {
    throw new UserError(`--module ${module} can't be loaded: ${firstLine(error)}`);
  }
  if (!Object.hasOwn(exported, neuron)) {
    const names = Object.keys(exported).join(", ") || "nothing";
    throw new UserError(`--module ${module} has no export ${neuron}; it exports ${names}`);
  }
  try {
    loadLib().hodgkinHuxley2D(exported[neuron]);
  } catch (error) {
    throw new UserError(`--module ${module}: ${neuron} is not a neuron: ${firstLine(error)}`);
  }
}

/**
 * Before anything is simulated that could not be written.
 * @param {string} path
 */
function makeFolder(path) {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new UserError(`--out can't be made a folder: ${message}`);
  }
}

/**
 * The numbers of the runs of a shard: of the first, and of the one after the last. Whole numbers
 * throughout, and parts that differ by one run at most.
 * @param {number} size  how many runs there are in all
 * @param {Shard} shard
 */
function shardOf(size, [k, shards]) {
  const start = (/** @type {number} */ i) => Number((BigInt(size) * BigInt(i)) / BigInt(shards));
  return [start(k - 1), start(k)];
}

/**
 * Reports the progress: all the time where a line can be replaced, every tenth in a log.
 * @param {(line: string) => void} progress
 */
function everyTenth(progress) {
  let reported = 0;
  return (/** @type {number} */ done, /** @type {number} */ total) => {
    progress(`${done} of ${total}`);
    const tenths = Math.floor((10 * done) / total);
    if (!process.stdout.isTTY && tenths > reported) console.log(`  ${done} of ${total} runs`);
    reported = tenths;
  };
}

/**
 * A run that can't be simulated is no mistake of this program: its message says it all.
 * @param {unknown} error
 * @returns {never}
 */
function explain(error) {
  if (error instanceof RangeError) throw new UserError(error.message);
  throw error;
}
