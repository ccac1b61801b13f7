/** Many simulations at once, on all cores. */

import { loadNeuron, type NeuronSource } from "./ensemble/neuronSource.js";
import { cores, openPool } from "./ensemble/pool.js";
import {
  checkRuns,
  checkSettings,
  type EnsembleRun,
  modelOf,
  type RunSettings,
  type RunSummary,
} from "./ensemble/run.js";
import type { Batch } from "./ensemble/worker.js";
import {
  checkFunction,
  checkInteger,
  checkMethods,
  checkObject,
  wrongType,
} from "./internal/check.js";

export { gridRuns, gridSize, type RunGrid } from "./ensemble/grid.js";
export type { NeuronSource } from "./ensemble/neuronSource.js";
export type { EnsembleRun, RunSettings, RunSummary } from "./ensemble/run.js";

export interface EnsembleOptions extends RunSettings {
  /** The neuron of all runs, by name: `{ name: "squidAxon" }` by default. */
  neuron?: NeuronSource;
  /** How many threads; one per core by default. */
  workers?: number;
  /** Called after every few runs with the number of those that are done. */
  onProgress?: (done: number, total: number) => void;
  /** Cancels what is still to be done. */
  signal?: AbortSignal;
}

/** The most runs that a thread is given at a time: neighbours may have their noise in common. */
const BATCH = 16;

/**
 * Simulates many runs of the two-dimensional model with smoothed noise as input, on worker threads.
 *
 * Every run depends on nothing but itself, so the results are the same to the bit for any number of
 * workers.
 *
 * @returns what is kept of each run, in their order
 * @throws TypeError | RangeError for arguments that make no sense
 * @throws RangeError for a run that leaves the finite numbers, with its number
 * @throws the signal's reason when it is cancelled
 *
 * @example
 * const runs = [0, 1, 2, 3].map((seed) => ({ seed, g_L: 0.3 * (mS / cm ** 2) }));
 * const summaries = await ensemble(runs);
 */
export async function ensemble(
  runs: readonly EnsembleRun[],
  options: EnsembleOptions = {},
): Promise<RunSummary[]> {
  checkObject("ensemble", "options", options);
  const { neuron = { name: "squidAxon" }, onProgress, signal, ...rest } = options;
  const { workers = cores(), duration, Δt, traceEvery } = rest;
  const settings = { duration, Δt, traceEvery };
  if (!Array.isArray(runs) || runs.length === 0) {
    throw wrongType("ensemble", "runs", "a non-empty array", runs);
  }
  checkRuns("ensemble", runs);
  checkSettings("ensemble", settings);
  // Checked here too: an error in the threads would come late, and once for each of them.
  modelOf(loadNeuron("ensemble", neuron), {});
  checkInteger("ensemble", "workers", workers, 1, 1024);
  if (onProgress !== undefined) checkFunction("ensemble", "onProgress", onProgress);
  if (signal !== undefined) checkMethods("ensemble", "signal", signal, ["throwIfAborted"]);
  signal?.throwIfAborted();

  // Few runs are shared out in small batches, so that no thread has nothing to do.
  const size = Math.min(BATCH, Math.ceil(runs.length / (4 * workers)));
  const batches: Batch[] = [];
  for (let first = 0; first < runs.length; first += size) {
    batches.push({ first, runs: runs.slice(first, first + size), neuron, settings });
  }
  const pool = openPool(workers);
  const cancel = () => void pool.destroy();
  signal?.addEventListener("abort", cancel, { once: true });
  let done = 0;
  const runBatch = async (batch: Batch) => {
    const summaries = await pool.run(batch);
    done += summaries.length;
    onProgress?.(done, runs.length);
    return summaries;
  };
  try {
    const summaries: RunSummary[] = [];
    const started = batches.map(runBatch);
    // Of several batches that fail, the first is reported, whichever was quickest.
    for (const batch of started) batch.catch(() => {});
    for (const batch of started) summaries.push(...(await batch));
    return summaries;
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", cancel);
    await pool.destroy();
  }
}
