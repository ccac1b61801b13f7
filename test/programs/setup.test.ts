import { strict as assert } from "node:assert";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { root } from "../../scripts/environment.mjs";
import { run } from "../../scripts/run.mjs";

// Stands in for npm: notes that it was called, and makes what set-up uses of node_modules.
const NPM = `
const { appendFileSync, mkdirSync, writeFileSync } = require("node:fs");
const { dirname } = require("node:path");
appendFileSync("npm.log", process.argv[2] + "\\n");
const tsc = "const fs = require('fs'); fs.mkdirSync('lib/dist'); fs.writeFileSync('lib/dist/index.js', '')";
const files = { "typescript/bin/tsc": tsc, "patch-package/index.js": "" };
for (const [file, content] of Object.entries(files)) {
  mkdirSync(dirname("node_modules/" + file), { recursive: true });
  writeFileSync("node_modules/" + file, content);
}`;

describe("set-up", () => {
  let clone: string;
  beforeEach(() => {
    // A name that has to be quoted everywhere a shell or a URL could get hold of it.
    clone = join(mkdtempSync(join(tmpdir(), "start-")), "Räum & 'Zeit' \u{1f9e0}");
    mkdirSync(join(clone, "lib"), { recursive: true });
    const files = ["scripts", "notebooks", "patches"];
    files.push("package-lock.json", "requirements.txt", "tsconfig.json", "lib/index.ts");
    for (const file of files) cpSync(join(root, file), join(clone, file), { recursive: true });
    writeFileSync(join(clone, "npm-cli.js"), NPM);
  });
  afterEach(() => rmSync(join(clone, ".."), { recursive: true, force: true }));

  /** Sets up with the programs of one folder alone. */
  const setUp = (path: string, env: NodeJS.ProcessEnv = {}, ...options: string[]) => {
    const { PYTHON: _, ...inherited } = process.env;
    const npm = join(clone, "npm-cli.js");
    const args = [...options, join(clone, "scripts", "setup.mjs")];
    const paths = { PATH: path, Path: path, npm_execpath: npm };
    return run(process.execPath, args, { env: { ...inherited, ...paths, ...env } });
  };
  /** How a failure is told: in one last line. */
  const assertFails = async ({ code, output }: { code: number; output: string }, last: RegExp) => {
    assert.equal(code, 1);
    assert.match(output.trimEnd().split("\n").at(-1) ?? "", last);
  };

  it("says in one line that Python is missing, and what to install", async () => {
    const message = /^✗ Python is missing: install Python 3\.10 or newer, from \S+$/;
    await assertFails(await setUp(clone), message);
    await assertFails(
      await setUp(clone, { PYTHON: "/no/python" }),
      /^✗ Python is not at \$PYTHON \(/,
    );
  });

  it("says in one line that Node is too old, and what to install", async () => {
    const pretend = "Object.defineProperty(process.versions, 'node', { value: '20.18.3' })";
    const preload = `data:text/javascript,${encodeURIComponent(pretend)}`;
    await assertFails(
      await setUp(clone, {}, "--import", preload),
      /^✗ Node 20\.18\.3 is too old: install Node 20\.19 or newer, from \S+$/,
    );
  });

  // Windows runs no scripts as programs, so they can't stand in for Python there.
  if (process.platform !== "win32") {
    /** A path with programs that answer as Python would. */
    const pythons = (programs: Record<string, string>) => {
      const folder = mkdtempSync(join(clone, "bin-"));
      for (const [name, script] of Object.entries(programs)) {
        writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
        chmodSync(join(folder, name), 0o755);
      }
      return [folder, "/bin", "/usr/bin"].join(delimiter);
    };
    const python3 = (install: string) =>
      pythons({
        python3: `case "$1 $2" in
          "-I -c") echo 3 12 1 1;;
          "-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python";;
          *) ${install};;
        esac`,
      });

    it("makes everything once, also when started twice at a time, and nothing the next time", async () => {
      const path = python3("exit 0");
      const both = await Promise.all([setUp(path), setUp(path)]);
      for (const { code, output } of both) assert.equal(code, 0, output);
      assert.match(both.map(({ output }) => output).join(""), /Another set-up is running/);
      assert.deepEqual(await setUp(path), { code: 0, output: "" });
      assert.equal(readFileSync(join(clone, "npm.log"), "utf8"), "ci\n");
    });

    it("makes anew what is half-made, and what its inputs no longer agree with", async () => {
      const path = python3("exit 0");
      await setUp(path);
      rmSync(join(clone, ".venv", ".setup-stamp"));
      assert.match((await setUp(path)).output, /^ .*\.venv …\n✓ .*\.venv \(.* s\)\n$/);
      writeFileSync(join(clone, "lib", "index.ts"), "export const changed = true;");
      assert.match((await setUp(path)).output, /^ {2}Compiling lib …\n✓ Compiling lib \(.* s\)\n$/);
    });

    it("says in one line that Python is too old", async () => {
      const path = pythons({ python3: "echo 3 9 2 1", python: "exit 1" });
      const message = /^✗ Python 3\.9\.2 is too old: install Python 3\.10 or newer, from \S+$/;
      await assertFails(await setUp(path), message);
    });

    it("says in one line that Python has no venv", async () => {
      const message = /^✗ Python 3\.12\.1 has no venv: install it \(.*python3-venv\)$/;
      await assertFails(await setUp(pythons({ python3: "echo 3 12 1 0" })), message);
    });

    it("says in one line why packages can't be installed, and recovers the next time", async () => {
      const offline = python3('echo "ERROR: Could not reach pypi.org" >&2; exit 1');
      const message = /^✗ Could not install the Python packages: ERROR: Could not reach pypi\.org$/;
      await assertFails(await setUp(offline), message);
      assert.ok(!existsSync(join(clone, ".venv", ".setup-stamp")));
      assert.equal((await setUp(python3("exit 0"))).code, 0);
    });
  }
});
