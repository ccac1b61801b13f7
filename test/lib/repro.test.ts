import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "mocha";
import { identity } from "../../lib/repro/system.js";
import {
  type PrintOptions,
  printReproducibilityInfo,
  reproducibilityInfo,
} from "../../lib/repro.js";
import { printed } from "../support/printed.js";

const root = join(__dirname, "..", "..");

describe("reproducibilityInfo", () => {
  it("gathers the facts of this very run as plain data", () => {
    const info = reproducibilityInfo();
    const project = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    assert.ok(Math.abs(Date.parse(info.when) - Date.now()) < 60_000);
    assert.equal(info.versions.node, process.versions.node);
    assert.equal(info.versions.v8, process.versions.v8);
    assert.equal(info.versions.tslab, project.dependencies.tslab);
    assert.equal(info.versions.typescriptInTslab, "5.0.4");
    assert.equal(info.versions.typescript, project.devDependencies.typescript);
    const tslab = { name: "tslab", version: project.dependencies.tslab };
    assert.deepEqual(
      info.dependencies.find(({ name }) => name === "tslab"),
      { ...tslab, development: false },
    );
    assert.deepEqual(
      info.packages.find(({ name }) => name === "tslab"),
      tslab,
    );
    assert.match(info.lockFiles["package-lock.json"], /^[0-9a-f]{64}$/);
    assert.deepEqual(JSON.parse(JSON.stringify(info.git)), info.git);
  });

  it("names options that are none", () => {
    for (const call of [reproducibilityInfo, printReproducibilityInfo]) {
      assert.throws(() => call(7 as never), {
        name: "TypeError",
        message: `${call.name}: options must be an object, got 7`,
      });
    }
  });

  it("gives user and host only with identity: true, and never an absolute path", () => {
    assert.equal(reproducibilityInfo().identity, undefined);
    const info = reproducibilityInfo({ identity: true });
    assert.deepEqual(info.identity, identity());
    const json = JSON.stringify(info);
    for (const folder of [root, homedir(), tmpdir()]) {
      if (folder.length === 1) continue;
      // Whole names only: a changed file "numerics/roots.ts" is not in root's home, "/root".
      const path = JSON.stringify(folder).slice(0, -1);
      for (const end of ['"', "/", "\\\\"]) assert.ok(!json.includes(path.slice(1) + end), folder);
    }
  });
});

describe("printReproducibilityInfo", () => {
  const print = (options?: PrintOptions) =>
    printed(() => printReproducibilityInfo(options)).join("\n");

  it("prints two lines by default", () => {
    const when = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d \(UTC[+-]\d\d:\d\d\)`;
    assert.match(print(), new RegExp(`^Last run on ${when}\\.\n.*[Gg]it commit.*$`));
    assert.equal(print({ verbose: false }).split("\n").length, 2);
  });

  it("prints everything with verbose: true", () => {
    const text = print({ verbose: true });
    assert.match(text, /^Last run on \d/);
    assert.match(text, /\n\nPlatform:\n/);
    assert.ok(text.includes(`Node.js           ${process.versions.node} (V8 `));
  });

  it("names the user with identity: true, brief or verbose", () => {
    const { user, host } = identity();
    const start = `Last run by ${user} on ${host} on `;
    for (const verbose of [false, true])
      assert.ok(print({ identity: true, verbose }).startsWith(start));
  });

  it("works in another folder, time zone and language, and without git", () => {
    const lib = JSON.stringify(join(root, "lib", "repro.ts"));
    const text = execFileSync(
      process.execPath,
      [
        "-r",
        require.resolve("tsx/cjs"),
        "-e",
        `require(${lib}).printReproducibilityInfo({ verbose: true })`,
      ],
      {
        cwd: tmpdir(),
        env: {
          PATH: __dirname,
          SystemRoot: process.env.SystemRoot, // without it Node does not start on Windows
          NODE_V8_COVERAGE: "", // or its coverage blurs that of this process
          TZ: "Asia/Kathmandu",
          LC_ALL: "de_DE.UTF-8",
        },
        encoding: "utf8",
      },
    );
    assert.match(text, /^Last run on \d{4}-\d\d-\d\d \d\d:\d\d \(UTC\+05:45\)\.$/m);
    assert.match(text, /^Git commit unknown: git is not installed\.$/m);
    assert.match(text, /^ {2}Memory {12}\d+\.\d GiB$/m);
  });
});
