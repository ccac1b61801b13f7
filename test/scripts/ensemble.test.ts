import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tableFromIPC } from "@uwdata/flechette";
import { after, afterEach, before, beforeEach, describe, it } from "mocha";
import { ensemble, gridRuns } from "../../lib/index.js";
import { cm, mS, ms, nA } from "../../lib/units.js";
import { parse } from "../../scripts/ensemble/arguments.mjs";
import { root } from "../../scripts/setup/environment.mjs";
import { run } from "../../scripts/setup/run.mjs";

const script = join(root, "scripts", "ensemble.mjs");

describe("npm run ensemble", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ensemble-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const ensembleCommand = (...args: string[]) => run(process.execPath, [script, ...args]);
  const succeed = async (...args: string[]) => {
    const { code, output } = await ensembleCommand(...args);
    assert.equal(code, 0, output);
    return output;
  };
  /** 20 short runs of a neuron that spikes. */
  const small = "--seeds 3:8 --set g_L=0.03,0.3 --set I=0,20 --neuron squidAxonCorrected"
    .split(" ")
    .concat("--duration", "0.05", "--trace-every", "1000");

  /** Where all of them are, made without shards. */
  let whole: string;
  let printed: string;
  before(async () => {
    whole = mkdtempSync(join(tmpdir(), "ensemble-"));
    printed = await succeed(...small, "--out", whole);
  });
  after(() => rmSync(whole, { recursive: true, force: true }));

  it("writes what the library computes, with units", async () => {
    const table = tableFromIPC(readFileSync(join(whole, "runs.arrow")));
    const column = (name: string) => [...table.getChild(name)];
    const runs = gridRuns({
      seeds: [3, 8],
      values: { g_L: [0.03 * (mS / cm ** 2), 0.3 * (mS / cm ** 2)], I: [0, 20 * (nA / 1e-6)] },
    });
    const summaries = await ensemble(runs, {
      neuron: { name: "squidAxonCorrected" },
      duration: 50 * ms,
      traceEvery: 1000,
    });
    assert.deepEqual(column("run"), [...runs.keys()]);
    for (const name of ["seed", "g_L", "I"] as const) {
      assert.deepEqual(
        column(name),
        runs.map((run) => run[name]),
      );
    }
    for (const name of ["V_mean", "V_std", "V_min", "V_max", "n_mean"] as const) {
      assert.deepEqual(
        column(name),
        summaries.map((summary) => summary[name]),
      );
    }
    const spikes = summaries.map(({ spikeTimes }) => Float64Array.from(spikeTimes));
    assert.ok(spikes.some(({ length }) => length > 0));
    assert.deepEqual(column("spike_times"), spikes);
    assert.deepEqual(
      column("trace_V"),
      summaries.map(({ trace }) => trace?.V),
    );
    assert.deepEqual(
      column("trace_n"),
      summaries.map(({ trace }) => trace?.n),
    );
    const units = table.schema.fields.map(({ name, metadata }) => [name, metadata?.get("unit")]);
    assert.deepEqual(Object.fromEntries(units), {
      ...{ run: "1", seed: "1", g_L: "S/m²", I: "A/m²", V_mean: "V", V_std: "V", V_min: "V" },
      ...{ V_max: "V", n_mean: "1", spike_times: "s", trace_V: "V", trace_n: "1" },
    });
  });

  it("says how far it has come", () => {
    assert.match(
      printed,
      /^ {2}Simulating .*runs\.arrow: 20 runs …\n( {2}\d+ of 20 runs\n)+✓ .*\n$/,
    );
    assert.match(printed, /\n {2}20 of 20 runs\n/);
  });

  it("merges shards, one of them killed and run again, to the bytes of one run of it all", async () => {
    const shard = (k: number) => [...small, "--shard", `${k}/3`, "--out", folder];
    await succeed(...shard(1));
    const made = statSync(join(folder, "runs-1-of-3.arrow")).mtimeMs;

    const killed = spawn(process.execPath, [script, ...shard(2)], { cwd: root });
    await once(killed.stdout, "data"); // it has begun to simulate
    killed.kill("SIGKILL");
    await once(killed, "exit");
    assert.deepEqual(readdirSync(folder), ["runs-1-of-3.arrow"]);
    const { code, output } = await ensembleCommand("--merge", folder);
    assert.equal(code, 1);
    assert.match(output, /incomplete: runs-2-of-3\.arrow and 1 more of 3 shards/);

    await Promise.all([1, 2, 3].map((k) => succeed(...shard(k))));
    assert.equal(statSync(join(folder, "runs-1-of-3.arrow")).mtimeMs, made, "was made again");
    await succeed("--merge", folder);
    const merged = readFileSync(join(folder, "runs.arrow"));
    assert.ok(merged.equals(readFileSync(join(whole, "runs.arrow"))));
  });

  it("draws the summary", async () => {
    await succeed("--figure", whole);
    const svg = readFileSync(join(whole, "summary.svg"), "utf8");
    for (const text of ["Firing rate (Hz)", "(mS/cm²)", "Mean of"]) assert.ok(svg.includes(text));
    const png = readFileSync(join(whole, "summary.png"));
    assert.equal(png.toString("latin1", 1, 4), "PNG");
  });

  it("says in one line what is wrong with its arguments, with exit code 2", async () => {
    const out = ["--out", "folder"];
    const cases: [string[], RegExp][] = [
      [[], /--seeds is missing/],
      [["--seeds", "0:1"], /--out is missing/],
      [["--seeds", "5", ...out], /--seeds must be like 0:1000, got “5”/],
      [["--seeds", "5:5", ...out], /--seeds must rise and be below 2³², got “5:5”/],
      [["--seeds", "0:1", "--set", "gL=1", ...out], /--set knows g_K, .*, got “gL”/],
      [["--seeds", "0:1", "--set", "g_L", ...out], /--set must be like g_L=0\.03,0\.3, got “g_L”/],
      [["--seeds", "0:1", "--set", "g_L=1,", ...out], /--set g_L must be a number, got “”/],
      [
        ["--seeds", "0:1", "--set", "g_L=1", "--set", "I=0", "--set", "g_L=2", ...out],
        /--set g_L is given twice: give all of its values in one, g_L=X,Y/,
      ],
      [["--seeds", "0:1", "--seeds", "1:2", ...out], /--seeds is given twice/],
      [["--seeds", "0:1", "--shard", "4/3", ...out], /--shard must be one of 1\/3 to 3\/3/],
      [["--seeds", "0:1", "--neuron", "giant", ...out], /--neuron must be squidAxon or/],
      [["--seeds", "0:1", "--module", "none.js", ...out], /there is no file none\.js/],
      [["--seeds", "0:1", "--duration", "0", ...out], /--duration must be a positive number/],
      [["--seeds", "0:1", "--workers", "0.5", ...out], /--workers must be a whole number/],
      [["--merge", "folder", ...out], /--merge takes a folder and no other options/],
    ];
    for (const [args, message] of cases) assert.throws(() => parse(args), { message, exitCode: 2 });
    const { code, output } = await ensembleCommand("--fast");
    assert.equal(code, 2);
    assert.match(output, /^✗ Unknown option '--fast'\n$/);
  });

  it("says what its options are", async () => {
    const help = await succeed("--help");
    for (const option of ["--seeds", "--set", "--shard", "--merge", "--figure", "--trace-every"]) {
      assert.ok(help.includes(option), option);
    }
  });

  it("names the run that can't be simulated, in one line", async () => {
    const unstable = ["--seeds", "0:2", "--set", "g_L=1e9", "--duration", "0.01"];
    const { code, output } = await ensembleCommand(...unstable, "--out", folder);
    assert.equal(code, 1);
    assert.match(output, /^✗ ensemble: run 0, .*"g_L".*: simulate: the state left .*$/m);
    assert.deepEqual(readdirSync(folder), []);
  });

  it("says before it runs anything that a folder can't be made, or is not there", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const { code, output } = await ensembleCommand("--seeds", "0:1", "--out", file);
    assert.equal(code, 1);
    assert.match(output, /^✗ --out can't be made a folder: .*\n$/);
    for (const task of ["--merge", "--figure"]) {
      const { code, output } = await ensembleCommand(task, join(folder, "none"));
      assert.equal(code, 1);
      assert.match(output, /^✗ .*none.*\n$/);
    }
  });

  it("keeps a file of other runs", async () => {
    const one = ["--seeds", "0:1", "--duration", "0.01", "--out", folder];
    await succeed(...one);
    const { code, output } = await ensembleCommand(...one, "--dt", "0.02");
    assert.equal(code, 1);
    assert.match(output, /runs\.arrow holds other runs/);
    assert.match(await succeed(...one), /^✓ .*runs\.arrow is there\n$/);
    writeFileSync(join(folder, "runs.arrow"), "text");
    assert.match(
      (await ensembleCommand(...one)).output,
      /^✗ .*runs\.arrow is not a file of runs\n$/,
    );
  });

  it("merges and draws no file that was cut off, or of which one bit has changed", async () => {
    const half = ["--seeds", "0:4", "--duration", "0.01", "--out", folder];
    for (const shard of ["1/2", "2/2"]) await succeed(...half, "--shard", shard);
    await succeed("--merge", folder);
    const [second, all] = ["runs-2-of-2.arrow", "runs.arrow"].map((name) => join(folder, name));
    const spoil = async (path: string, task: string, change: (bytes: Buffer) => Buffer) => {
      const good = readFileSync(path);
      writeFileSync(path, change(Buffer.from(good)));
      const { code, output } = await ensembleCommand(task, folder);
      writeFileSync(path, good);
      assert.equal(code, 1);
      assert.match(
        output.split("\n").at(-2) ?? "",
        /^✗ .*arrow is damaged: delete it and run again/,
      );
    };
    /** The mean voltage of a run, whose bytes stand in the file as they are. */
    const mean = (path: string) => {
      const V = tableFromIPC(readFileSync(path)).getChild("V_mean").get(1);
      return Buffer.from(Float64Array.of(V).buffer);
    };
    for (const [path, task] of [
      [second, "--merge"],
      [all, "--figure"],
    ]) {
      await spoil(path, task, (bytes) => bytes.subarray(0, bytes.length / 2));
      await spoil(path, task, (bytes) => {
        const at = bytes.indexOf(mean(path));
        assert.ok(at > 0);
        bytes[at] ^= 1;
        return bytes;
      });
    }
    await succeed("--figure", folder);
  });

  it("says that a module has no such neuron before it simulates, or makes the folder", async () => {
    const module = join(folder, "mine.cjs");
    writeFileSync(module, "module.exports = { mine: { g_L: 1 } };");
    const out = join(folder, "out");
    const of = (...args: string[]) => ensembleCommand("--seeds", "0:1", "--out", out, ...args);
    const cases: [string[], RegExp][] = [
      [
        ["--module", join(root, "package.json")],
        /^✗ --module .+ has no export squidAxon; it .*\n$/,
      ],
      [["--module", script], /^✗ --module .+ can't be loaded: .*\n$/],
      [["--module", module, "--neuron", "mine"], /^✗ --module .+: mine is not a neuron: .*\n$/],
    ];
    for (const [args, message] of cases) {
      const { code, output } = await of(...args);
      assert.equal(code, 1);
      assert.match(output, message);
    }
    assert.deepEqual(readdirSync(folder), ["mine.cjs"]);
  });

  it("does not merge shards of different ensembles", async () => {
    const half = (k: number, seeds: string) =>
      succeed("--seeds", seeds, "--duration", "0.01", "--shard", `${k}/2`, "--out", folder);
    await half(1, "0:2");
    await half(2, "0:4");
    const { code, output } = await ensembleCommand("--merge", folder);
    assert.equal(code, 1);
    assert.match(output, /runs-1-of-2\.arrow and runs-2-of-2\.arrow are of different ensembles/);
    writeFileSync(join(folder, "runs-1-of-5.arrow"), "");
    assert.match(
      (await ensembleCommand("--merge", folder)).output,
      /shards of .* and of .*: remove those/,
    );
  });
});
