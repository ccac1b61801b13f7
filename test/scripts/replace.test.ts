import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, it } from "mocha";
import { replaceFile } from "../../scripts/notebooks/replace.mjs";

describe("replaceFile", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "replace-"));
    path = join(folder, "file");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("leaves a whole file, the old or the new one, when it is killed at any moment", async () => {
    const script = pathToFileURL(join("scripts", "notebooks", "replace.mjs")).href;
    const loop = `const { replaceFile } = await import(${JSON.stringify(script)});
      console.log("ready");
      for (let n = 0; ; n++) replaceFile(process.argv[1], Buffer.alloc(2e6, n % 2 ? "a" : "b"));`;
    writeFileSync(path, "b".repeat(2e6));
    for (const delay of [1, 20, 50]) {
      const child = spawn(process.execPath, ["--input-type=module", "-e", loop, path]);
      await once(child.stdout, "data");
      await sleep(delay);
      child.kill("SIGKILL");
      await once(child, "exit");
      assert.match(readFileSync(path, "latin1"), /^(a{2000000}|b{2000000})$/);
    }
    replaceFile(path, Buffer.from("new"));
    assert.deepEqual(readdirSync(folder), ["file"]);
  });

  it("keeps the old file and leaves nothing behind when the new one can't be put there", () => {
    mkdirSync(path);
    writeFileSync(join(path, "old"), "");
    assert.throws(() => replaceFile(path, Buffer.from("new")));
    assert.deepEqual(readdirSync(folder), ["file"]);
    assert.deepEqual(readdirSync(path), ["old"]);
  });
});
