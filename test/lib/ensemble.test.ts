import { strict as assert } from "node:assert";
import { join } from "node:path";
import { before, describe, it } from "mocha";
import {
  type EnsembleRun,
  ensemble,
  gridRuns,
  gridSize,
  hodgkinHuxley2D,
  type RunGrid,
  type RunSummary,
  simulate,
  smoothedNoise,
  spikeTimes,
  squidAxonCorrected,
} from "../../lib/index.js";
import { cm, mm, mS, ms, mV, nA } from "../../lib/units.js";
import { assertClose } from "../support/close.js";

/** Short, so that a test is quick: 6000 steps. */
const duration = 60 * ms;
const corrected = { name: "squidAxonCorrected" };
const grid: RunGrid = {
  seeds: [0, 5],
  values: { g_L: [0.03 * (mS / cm ** 2), 0.3 * (mS / cm ** 2)], I: [0, 10 * (nA / mm ** 2)] },
};

describe("ensemble", () => {
  const runs = gridRuns(grid);
  const progress: number[] = [];
  let summaries: RunSummary[];
  before(async () => {
    const onProgress = (done: number) => progress.push(done);
    summaries = await ensemble(runs, { duration, neuron: corrected, workers: 2, onProgress });
  });

  it("sums up each run as the simulation of it says", () => {
    const Δt = 0.01 * ms;
    for (const [i, { seed, g_L = Number.NaN, I = Number.NaN }] of runs.entries()) {
      const model = hodgkinHuxley2D({ ...squidAxonCorrected, g_L });
      const noise = { N: 6000, Δt, σ: 6 * ms, amplitude: 1400 * (nA / mm ** 2), seed };
      const input = smoothedNoise(noise).map((value) => value + I);
      const { t, V, n } = simulate(model, { I: input, Δt, V0: -54.4 * mV });
      const mean = V.reduce((a, b) => a + b) / V.length;
      const { V_mean, V_std, V_min, V_max, n_mean, spikeTimes: spikes } = summaries[i];
      assert.deepEqual([V_min, V_max], [Math.min(...V), Math.max(...V)]);
      assert.deepEqual(spikes, spikeTimes(t, V));
      // Sums of 6000 numbers in another order.
      assertClose(V_mean, mean, 1e-15);
      assertClose(V_std ** 2, V.reduce((a, b) => a + b * b, 0) / V.length - mean ** 2, 1e-15);
      assertClose(n_mean, n.reduce((a, b) => a + b) / n.length, 1e-14);
    }
    assert.ok(summaries.some(({ spikeTimes }) => spikeTimes.length > 0));
  });

  it("gives the same numbers for any number of workers, and of runs at a time", async () => {
    for (const workers of [1, 3]) {
      assert.deepEqual(await ensemble(runs, { duration, neuron: corrected, workers }), summaries);
    }
    const alone = await ensemble(runs.slice(7, 8), { duration, neuron: corrected });
    assert.deepEqual(alone, summaries.slice(7, 8));
  });

  it("says how many runs are done", () => {
    assert.deepEqual(
      progress,
      [...progress].sort((a, b) => a - b),
    );
    assert.ok(progress.length > 1);
    assert.equal(progress.at(-1), runs.length);
  });

  it("keeps every so many samples of V and n when asked to", async () => {
    const [{ trace, V_max }] = await ensemble([{ seed: 1 }], { duration, traceEvery: 1 });
    assert.equal(trace?.V.length, 6000);
    assert.equal(V_max, Math.max(...trace.V));
    const [thin] = await ensemble([{ seed: 1 }], { duration, traceEvery: 300 });
    assert.deepEqual(
      thin.trace?.n,
      trace.n.filter((_, i) => i % 300 === 0),
    );
    assert.equal(thin.trace.V.length, 20);
  });

  it("takes all that a run can say", async () => {
    const plain = await ensemble([{ seed: 1 }], { duration });
    const said: EnsembleRun = {
      seed: 1,
      I: 0,
      amplitude: 1400 * (nA / mm ** 2),
      σ: 6 * ms,
      V0: -54.4 * mV,
      rateShift: 0,
    };
    assert.deepEqual(await ensemble([said], { duration, Δt: 0.01 * ms }), plain);
    const changes: Partial<EnsembleRun>[] = [
      { I: 1 * (nA / mm ** 2) },
      { amplitude: 0 },
      { σ: 3 * ms },
      { V0: -60 * mV },
      { n0: 0.1 },
      { rateShift: 65 * mV },
      { c: 0.02 },
      { E_K: -80 * mV },
      { E_Na: 50 * mV },
      { E_L: -60 * mV },
      { g_K: 300 },
      { g_Na: 1000 },
      { g_L: 3 },
    ];
    const changed = await ensemble(
      changes.map((change) => ({ ...said, ...change })),
      { duration },
    );
    for (const [i, { n_mean }] of changed.entries()) {
      assert.notEqual(n_mean, plain[0].n_mean, `${Object.keys(changes[i])} changes nothing`);
    }
  });

  it("simulates a neuron of the reader's own module", async () => {
    const neuron = {
      module: join(__dirname, "..", "fixtures", "neurons.cjs"),
      name: "twiceTheLeak",
    };
    const expected = await ensemble([{ seed: 3, g_L: 0.06 * (mS / cm ** 2) }], { duration });
    assert.deepEqual(await ensemble([{ seed: 3 }], { duration, neuron }), expected);
  });

  it("refuses a module's neuron that makes no sense before any thread starts", async () => {
    const neuron = { module: join(__dirname, "..", "fixtures", "neurons.cjs"), name: "noLeak" };
    await assert.rejects(ensemble([{ seed: 0 }, { seed: 1 }], { duration, neuron }), {
      name: "RangeError",
      message: /g_L must be a finite number of S\/m², got NaN/,
    });
  });

  it("asks for the absolute path of a module, and says why one can't be loaded", async () => {
    const from = (module: string) =>
      ensemble([{ seed: 0 }], { duration, neuron: { module, name: "x" } });
    await assert.rejects(from("./neurons.cjs"), {
      name: "RangeError",
      message: 'ensemble: neuron.module must be the absolute path of a module, got "./neurons.cjs"',
    });
    const missing = join(__dirname, "no-such-module.cjs");
    await assert.rejects(from(missing), {
      name: "RangeError",
      message: `ensemble: neuron.module ${missing} can't be loaded: Error: Cannot find module '${missing}'`,
    });
  });

  it("says which run left the finite numbers", async () => {
    const runs = [{ seed: 0 }, { seed: 1, g_L: 1e9 }];
    await assert.rejects(ensemble(runs, { duration }), {
      name: "RangeError",
      message: /^ensemble: run 1, {"seed":1,"g_L":1000000000}: simulate: the state left/,
    });
  });

  it("ends early, for the reason given, when it is cancelled", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const runs = gridRuns({ seeds: [0, 10_000] });
    const onProgress = () => controller.abort(reason);
    await assert.rejects(ensemble(runs, { signal: controller.signal, onProgress }), reason);
    await assert.rejects(ensemble(runs, { signal: AbortSignal.abort(reason) }), reason);
  });

  it("passes on what its caller's onProgress throws", async () => {
    const onProgress = () => {
      throw new Error("no");
    };
    await assert.rejects(ensemble([{ seed: 0 }], { duration, onProgress }), /^Error: no$/);
  });

  it("names the argument that makes no sense", async () => {
    const one = [{ seed: 0 }];
    const refused: [Parameters<typeof ensemble>, RegExp][] = [
      [[[]], /^ensemble: runs must be a non-empty array, got Array of length 0$/],
      [[[{ seed: 0.5 }]], /^ensemble: runs\[0\].seed must be an integer from 0 to 4294967295/],
      [[[{ seed: 1, g_L: Number.NaN }]], /^ensemble: runs\[0\].g_L must be a finite number/],
      [[[{ seed: 1, ...{ gL: 1 } }]], /^ensemble: runs\[0\] must be made of seed, .*, got "gL"$/],
      [[[{ seed: 1, c: 0 }]], /^ensemble: runs\[0\].c must be a positive finite number, got 0$/],
      [[one, { signal: {} as AbortSignal }], /^ensemble: signal.throwIfAborted must be a function/],
      [[one, { duration: 0 }], /^ensemble: duration must be a positive finite number of seconds/],
      [[one, { Δt: -1 }], /^ensemble: Δt must be/],
      [[one, { traceEvery: 0 }], /^ensemble: traceEvery must be an integer from 1/],
      [[one, { workers: 0 }], /^ensemble: workers must be an integer from 1/],
      [[one, { neuron: { name: 7 as never } }], /^ensemble: neuron.name must be a string, got 7$/],
      [
        [one, { neuron: { name: "toString" } }],
        /^ensemble: neuron.name must be one of squidAxon, /,
      ],
      [[one, { neuron: { name: "me" } }], /^ensemble: neuron.name must be one of squidAxon, /],
    ];
    for (const [args, message] of refused) await assert.rejects(ensemble(...args), { message });
  });
});

describe("A grid of runs", () => {
  it("has every seed with every combination of the values", () => {
    const runs = gridRuns(grid);
    assert.equal(gridSize(grid), 20);
    assert.equal(new Set(runs.map((run) => JSON.stringify(run))).size, 20);
    assert.deepEqual(
      runs.map(({ seed }) => seed),
      [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4],
    );
    const [g_L, I] = [grid.values?.g_L ?? [], grid.values?.I ?? []];
    assert.deepEqual(runs[5], { seed: 1, g_L: g_L[0], I: I[1] });
    assert.deepEqual(runs[19], { seed: 4, g_L: g_L[1], I: I[1] });
  });

  it("can be made part by part, however large it is", () => {
    const parts = [gridRuns(grid, 0, 7), gridRuns(grid, 7, 7), gridRuns(grid, 7, 20)];
    assert.deepEqual(parts.flat(), gridRuns(grid));
    const I = Array.from({ length: 1000 }, (_, i) => i);
    const huge: RunGrid = { seeds: [0, 2 ** 32], values: { I } };
    assert.deepEqual(gridRuns(huge, 1000 * 2 ** 31 + 3, 1000 * 2 ** 31 + 4), [
      { seed: 2 ** 31, I: 3 },
    ]);
  });

  it("names what makes no sense", () => {
    assert.throws(() => gridSize({ seeds: [3, 3] }), /^RangeError: gridSize: seeds\[1\] must be/);
    assert.throws(() => gridSize({ seeds: [-1, 3] }), /^RangeError: gridSize: seeds\[0\] must be/);
    const values = (values: object) => () => gridRuns({ seeds: [0, 1], values });
    assert.throws(values({ gL: [1] }), /^RangeError: gridRuns: values must be made of c, .*"gL"$/);
    assert.throws(values({ I: [] }), /^TypeError: gridRuns: values.I must be a non-empty array/);
    assert.throws(values({ I: [1, Number.NaN] }), /^RangeError: gridRuns: values.I\[1\] must be/);
    assert.throws(
      () => gridRuns(grid, 0, 21),
      /^RangeError: gridRuns: to must be .* 0 to 20, got 21/,
    );
  });
});
