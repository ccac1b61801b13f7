import { strict as assert } from "node:assert";
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, it } from "mocha";
import { withLock } from "../../scripts/setup/lock.mjs";

describe("withLock", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lock-"));
    path = join(folder, "build", "lock");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("lets one task run at a time and gives its result", async () => {
    let running = 0;
    const task = async () => {
      assert.equal(++running, 1);
      await sleep(20);
      return running--;
    };
    assert.deepEqual(await Promise.all([1, 2, 3].map(() => withLock(path, task))), [1, 1, 1]);
    assert.ok(!existsSync(path));
  });

  it("is free again after a task that throws", async () => {
    const failing = async () => {
      throw new Error("no");
    };
    await assert.rejects(withLock(path, failing), /^Error: no$/);
    assert.equal(await withLock(path, async () => 1), 1);
  });

  it("takes over what a killed process has left", async () => {
    await withLock(path, async () => {});
    writeFileSync(path, "");
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(path, longAgo, longAgo);
    const results = await Promise.all([1, 2].map((n) => withLock(path, async () => n)));
    assert.deepEqual(results, [1, 2]);
  });
});
