/** Threads that simulate batches of runs. */

import { availableParallelism } from "node:os";
import type { RunSummary } from "./run.js";
import type { Batch } from "./worker.js";

export interface Pool {
  /** Resolves to what is kept of the batch's runs, when one of the threads has simulated it. */
  run(batch: Batch): Promise<RunSummary[]>;
  /** Ends all threads; what they have not done yet rejects. */
  destroy(): Promise<void>;
}

/** How many threads the machine runs at once. */
export const cores = availableParallelism;

/** The pool of threads loads when it is first used; most notebooks never do. */
const loadPool = () => require("piscina") as typeof import("piscina");

export function openPool(threads: number): Pool {
  const { Piscina } = loadPool();
  const filename = require.resolve("./worker.js");
  return new Piscina<Batch, RunSummary[]>({ filename, maxThreads: threads, minThreads: 1 });
}
