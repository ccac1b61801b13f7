/**
 * What lib/ takes for each task.
 *
 *   node ours.mjs TASK RUNS [INPUT]
 *
 * Prints JSON as the peers do: the seconds that each run took after one to warm up, and the result.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const {
  ensemble,
  gridRuns,
  hodgkinHuxley2D,
  linspace,
  ms,
  mV,
  newton,
  originalNoise,
  simulate,
  smoothedNoise,
  squidAxon,
} = createRequire(import.meta.url)("../lib");

const hh = hodgkinHuxley2D(squidAxon);
const Δt = 0.01 * ms;

/** @param {ArrayLike<number>} x */
const samples = (x) =>
  Array.from({ length: 1001 }, (_, k) => x[Math.floor((k * (x.length - 1)) / 1000)]);

/**
 * @template T
 * @param {number} runs
 * @param {() => T | Promise<T>} compute
 * @returns {Promise<{ seconds: number[], result: T }>}
 */
async function measure(runs, compute, warmUps = 3) {
  for (let i = 0; i < warmUps; i++) await compute();
  const seconds = [];
  for (;;) {
    const began = performance.now();
    const result = await compute();
    seconds.push((performance.now() - began) / 1000);
    if (seconds.length >= runs) return { seconds, result };
  }
}

const run = (/** @type {Float64Array} */ I, model = hh) =>
  simulate(model, { I, Δt, V0: -54.4 * mV });

/** @type {Record<string, (runs: number, I: Float64Array) => Promise<object>>} */
const tasks = {
  async euler(runs, I) {
    const { seconds, result } = await measure(runs, () => run(I).V);
    return { seconds, result: samples(result) };
  },

  /** One run, with the most memory that it took, in arrays of results. */
  async long(_, I) {
    run(I.subarray(0, 200_000));
    const before = process.memoryUsage.rss();
    const began = performance.now();
    const { V } = run(I);
    const seconds = [(performance.now() - began) / 1000];
    const arrays = (process.resourceUsage().maxRSS * 1024 - before) / I.byteLength;
    return { seconds, result: samples(V), arrays };
  },

  /** The tenth parameter set in one process … */
  async tenth(runs, I) {
    for (let i = 1; i < 10; i++) run(I, hodgkinHuxley2D({ ...squidAxon, g_L: i / 10 }));
    return tasks.euler(runs, I);
  },

  async noise(runs) {
    const noise = () => smoothedNoise({ N: 200_000, Δt, ...originalNoise });
    const { seconds, result } = await measure(runs, noise);
    return { seconds, result: samples(result) };
  },

  async newton(runs) {
    const Vdot = (/** @type {number} */ V) => hh.dV_dt(V, 0, 0);
    const roots = () => [-60 * mV, 0].map((V) => newton(Vdot, V));
    const repeat = 100;
    const { seconds, result } = await measure(
      runs,
      () => {
        for (let i = 1; i < repeat; i++) roots();
        return roots();
      },
      50,
    );
    return { seconds: seconds.map((s) => s / repeat), result };
  },

  async grid(runs) {
    const V = linspace(-100 * mV, 50 * mV, 1000);
    const n = linspace(0, 1, 1000);
    const { seconds, result } = await measure(runs, () => {
      const grid = new Float64Array(1e6);
      for (let i = 0; i < 1000; i++) {
        for (let j = 0; j < 1000; j++) grid[1000 * i + j] = hh.dV_dt(V[i], n[j], 0);
      }
      return grid;
    });
    return { seconds, result: samples(result) };
  },

  ensemble: (runs) => ensembleOf(runs, 2),
  ensembleOnOneCore: (runs) => ensembleOf(runs, 1),
};

/**
 * @param {number} runs
 * @param {number} workers
 */
async function ensembleOf(runs, workers) {
  const all = () => ensemble(gridRuns({ seeds: [0, 1000] }), { workers });
  const { seconds, result } = await measure(runs, all, 0);
  const numbers = result.flatMap((/** @type {Record<string, number>} */ summary) =>
    ["V_mean", "V_std", "V_min", "V_max", "n_mean"].map((name) => summary[name]),
  );
  return { seconds, result: numbers };
}

const [task, runs, file] = process.argv.slice(2);
const input = file
  ? new Float64Array(new Uint8Array(readFileSync(file)).buffer)
  : new Float64Array();
console.log(JSON.stringify(await tasks[task](Number(runs), input)));
