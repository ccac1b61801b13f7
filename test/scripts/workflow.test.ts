import { strict as assert } from "node:assert";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { after, before, describe, it } from "mocha";
import { root } from "../../scripts/setup/environment.mjs";
import { run } from "../../scripts/setup/run.mjs";

const node = process.execPath;
const scripts = join(root, "scripts");

describe("npm run workflow, two jobs at a time", () => {
  let folder: string;
  before(function () {
    if (process.platform !== "linux") this.skip(); // processes are found by /proc
    folder = realpathSync(mkdtempSync(join(tmpdir(), "workflow-")));
    mkdirSync(join(folder, "runs"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const workflow = () => {
    const config = ["seeds=0:60", "set=I=0,50", "duration=1", "shards=3"];
    const where = ["--cores", "2", "--directory", folder];
    return run(node, [join(scripts, "workflow.mjs"), ...where, "--config", ...config]);
  };
  const made = () => readdirSync(join(folder, "runs")).sort();

  it("ends with an error when a shard is killed, and leaves none of it", async () => {
    const running = workflow();
    const killed = await processOf("2/3", folder);
    await sleep(500); // in the middle of its runs
    process.kill(killed, "SIGKILL");
    const { code, output } = await running;
    assert.equal(code, 1, output);
    assert.ok(made().includes("runs-1-of-3.arrow"), output);
    assert.ok(!made().some((name) => name.includes("runs-2-of-3") || name === "runs.arrow"));
  });

  it("makes what is missing when it is run again: the same bytes as in one run", async () => {
    const first = join(folder, "runs", "runs-1-of-3.arrow");
    const before = statSync(first).mtimeMs;
    const { code, output } = await workflow();
    assert.equal(code, 0, output);
    assert.equal(statSync(first).mtimeMs, before, "a finished shard was made again");
    const shards = [1, 2, 3].map((k) => `runs-${k}-of-3.arrow`);
    assert.deepEqual(made(), [...shards, "runs.arrow", "summary.png", "summary.svg"]);

    const plan = ["--seeds", "0:60", "--set", "I=0,50", "--duration", "1"];
    const whole = [...plan, "--neuron", "squidAxonCorrected", "--out", folder];
    await run(node, [join(scripts, "ensemble.mjs"), ...whole]);
    const merged = readFileSync(join(folder, "runs", "runs.arrow"));
    assert.ok(merged.equals(readFileSync(join(folder, "runs.arrow"))));
  });

  it("has nothing to do when all is there", async () => {
    const { code, output } = await workflow();
    assert.equal(code, 0, output);
    assert.match(output, /Nothing to be done/);
  });
});

/** Waits for the process that makes this shard in this folder. */
async function processOf(shard: string, folder: string): Promise<number> {
  for (let waited = 0; waited < 300; waited++) {
    for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      try {
        const args = readFileSync(`/proc/${id}/cmdline`, "utf8").split("\0");
        const isShard = args[1]?.endsWith("ensemble.mjs") && args.includes(shard);
        if (isShard && readlinkSync(`/proc/${id}/cwd`) === folder) return Number(id);
      } catch {} // it has ended meanwhile
    }
    await sleep(100);
  }
  throw new Error(`no process makes shard ${shard}`);
}
