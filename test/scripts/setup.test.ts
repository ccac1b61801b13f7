import { strict as assert } from "node:assert";
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { Clone } from "../support/clone.js";
import { assertFails } from "../support/fails.js";

describe("set-up", () => {
  let clone: Clone;
  beforeEach(() => {
    clone = new Clone();
  });
  afterEach(() => clone.remove());

  it("says in one line that Python is missing, and what to install", async () => {
    const path = clone.folder;
    const missing = await clone.run("setup/setup.mjs", { path });
    assertFails(missing, /^✗ Python is missing: install Python 3\.10 or newer, from \S+$/);
    const elsewhere = await clone.run("setup/setup.mjs", { path, env: { PYTHON: "/no/python" } });
    assertFails(elsewhere, /^✗ Python is not at \$PYTHON \(/);
  });

  it("says in one line that Node is too old, and what to install", async () => {
    const fault = "Object.defineProperty(process.versions, 'node', { value: '20.18.3' });";
    assertFails(
      await clone.run("setup/setup.mjs", { fault }),
      /^✗ Node 20\.18\.3 is too old: install Node 20\.19 or newer, from \S+$/,
    );
  });

  // Windows runs no scripts as programs, so they can't stand in for Python there.
  if (process.platform !== "win32") {
    it("makes everything once, also when started twice at a time, and nothing the next time", async () => {
      const both = await Promise.all([clone.setUp(), clone.setUp()]);
      for (const { code, output } of both) assert.equal(code, 0, output);
      assert.match(both.map(({ output }) => output).join(""), /Another set-up is running/);
      assert.deepEqual(await clone.setUp(), { code: 0, output: "" });
    });

    it("runs no install script, and installs nothing but what is locked", async () => {
      await clone.setUp();
      const npm = readFileSync(clone.at("npm.log"), "utf8");
      assert.equal(npm, "ci --ignore-scripts --no-audit --no-fund\n");
      const pip = readFileSync(clone.at("pip.log"), "utf8");
      assert.match(pip, / install --require-hashes --no-deps --only-binary=:all: /);
    });

    it("makes again what is half-made, and what its inputs no longer agree with", async () => {
      await clone.setUp();
      rmSync(clone.at(".venv", ".setup-stamp"));
      assert.match(
        (await clone.setUp()).output,
        /^ .*\n✓ .*\.venv \(.* s\)\n.*\n✓ .* kernel \(.* s\)\n$/,
      );
      writeFileSync(clone.at("lib", "index.ts"), "export const changed = true;");
      assert.match(
        (await clone.setUp()).output,
        /^ {2}Compiling lib …\n✓ Compiling lib \(.* s\)\n$/,
      );
    });

    it("makes again what has lost its program, Python after an update of it, say", async () => {
      await clone.setUp();
      rmSync(clone.at(".venv", "bin", "python"));
      rmSync(clone.at("node_modules", "typescript"), { recursive: true });
      assert.match(
        (await clone.setUp()).output,
        /(?=.*✓ [^\n]*Node packages)(?=.*✓ [^\n]*\.venv)/s,
      );
      assert.deepEqual(await clone.setUp(), { code: 0, output: "" });
    });

    it("is not put off by what Python, npm and a shell without its locale say on stderr", async () => {
      // Such is python3 of pyenv: a shell script, which warns of a locale that is not there.
      const path = clone.python();
      const [bin] = path.split(":");
      renameSync(join(bin, "python3"), join(bin, "real"));
      const chatter = "echo 'setlocale: LC_ALL: cannot change locale (tr_TR.UTF-8)' >&2";
      writeFileSync(join(bin, "python3"), `#!/bin/sh\n${chatter}\nexec "${bin}/real" "$@"\n`);
      chmodSync(join(bin, "python3"), 0o755);
      const npm = readFileSync(clone.at("npm-cli.js"), "utf8");
      writeFileSync(clone.at("npm-cli.js"), `console.error("npm warn");${npm}`);
      const env = { LC_ALL: "tr_TR.UTF-8" };
      const { code, output } = await clone.run("setup/setup.mjs", { path, env });
      assert.equal(code, 0, output);
      assert.ok(existsSync(clone.at(".venv", ".setup-stamp")));
    });

    it("says in one line that Python is too old", async () => {
      const path = clone.programs({ python3: "echo 3 9 2 1", python: "exit 1" });
      const message = /^✗ Python 3\.9\.2 is too old: install Python 3\.10 or newer, from \S+$/;
      assertFails(await clone.setUp(path), message);
    });

    it("says in one line that Python has no venv", async () => {
      const message = /^✗ Python 3\.12\.1 has no venv: install it \(.*python3-venv\)$/;
      assertFails(await clone.setUp(clone.programs({ python3: "echo 3 12 1 0" })), message);
    });

    it("says in one line why packages can't be installed, and recovers the next time", async () => {
      const failing = clone.python('echo "ERROR: THESE PACKAGES DO NOT MATCH" >&2; exit 1');
      assertFails(
        await clone.setUp(failing),
        /^✗ Could not install the Python packages: ERROR: THESE PACKAGES DO NOT MATCH$/,
      );
      assert.ok(!existsSync(join(clone.folder, ".venv", ".setup-stamp")));
      assert.equal((await clone.setUp()).code, 0);
    });
  }
});
