/** In a browser: workers that run batches, each from this library's own source. */

import type { Pool } from "../ensemble/pool.js";
import type { RunSummary } from "../ensemble/run.js";
import performBatch, { type Batch } from "../ensemble/worker.js";

interface Job {
  readonly batch: Batch;
  readonly resolve: (summaries: RunSummary[]) => void;
  readonly reject: (error: Error) => void;
}

type Answer = { readonly summaries: RunSummary[] } | { readonly message: string };

let source: string | undefined;

/** Sets the source of the script that this library is in, which its workers run too. */
export function useLibrarySource(text: string): void {
  source = text;
}

export const cores = () => navigator.hardwareConcurrency;

/** What runs in a worker of the pool. */
export function serveBatches(): void {
  globalThis.onmessage = ({ data }: MessageEvent<Batch>) => {
    try {
      postMessage({ summaries: performBatch(data) } satisfies Answer);
    } catch (error) {
      postMessage({ message: (error as Error).message } satisfies Answer);
    }
  };
}

export function openPool(threads: number): Pool {
  if (source === undefined) throw new Error("ensemble: the page has not said where its source is");
  const url = URL.createObjectURL(new Blob([source, "\nlibrary.serveBatches();"]));
  const waiting: Job[] = [];
  const busy = new Map<Worker, Job>();
  const idle: Worker[] = [];

  const proceed = () => {
    while (waiting.length > 0) {
      const worker = idle.pop() ?? (busy.size < threads ? hire() : undefined);
      if (!worker) return;
      const job = waiting.shift() as Job;
      busy.set(worker, job);
      worker.postMessage(job.batch);
    }
  };
  const hire = () => {
    const worker = new Worker(url);
    const done = (settle: (job: Job) => void) => {
      const job = busy.get(worker);
      busy.delete(worker);
      idle.push(worker);
      if (job) settle(job);
      proceed();
    };
    worker.onmessage = ({ data }: MessageEvent<Answer>) =>
      done(({ resolve, reject }) =>
        "summaries" in data ? resolve(data.summaries) : reject(new RangeError(data.message)),
      );
    worker.onerror = ({ message }) => done(({ reject }) => reject(new Error(message)));
    return worker;
  };
  return {
    run: (batch) =>
      new Promise((resolve, reject) => {
        waiting.push({ batch, resolve, reject });
        proceed();
      }),
    destroy: async () => {
      for (const worker of [...busy.keys(), ...idle]) worker.terminate();
      URL.revokeObjectURL(url);
      const stopped = new Error("ensemble: stopped");
      for (const { reject } of [...busy.values(), ...waiting]) reject(stopped);
    },
  };
}
