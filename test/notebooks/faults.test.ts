import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, it } from "mocha";
import { python, pythonEnvironment, root } from "../../scripts/setup/environment.mjs";
import { executeFile, type Notebook, notebook, runner } from "../support/run.js";

// As on a full disk: no file of this program gets larger than 4 kB.
const LIMITED = `
import os, resource, runpy, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
del sys.argv[0]
sys.path[0] = os.path.dirname(sys.argv[0])
runpy.run_path(sys.argv[0], run_name="__main__")`;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe("A notebook", () => {
  let folder: string;
  let source: string;
  let target: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "faults-"));
    source = join(folder, "a.ipynb");
    target = join(folder, "a.executed.ipynb");
    file = join(folder, "pid");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const start = (...args: string[]) => {
    const stdio: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];
    const child = spawn(python, args, { env: pythonEnvironment, stdio });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    return { child, ended: once(child, "close").then(([code]) => ({ code, output })) };
  };
  /** What a cell does to tell the number of its process, and that number. */
  const tell = `require("fs").writeFileSync("pid", String(process.pid));`;
  const kernel = () => Number(readFileSync(file, "utf8"));
  const write = (content: Notebook) => writeFileSync(source, JSON.stringify(content));

  // Windows has neither this limit nor these signals.
  if (process.platform !== "win32") {
    it("whose results don't fit on the disk leaves the old ones, and says so in one line", async () => {
      write(notebook("'x'.repeat(10_000)"));
      writeFileSync(target, "old");
      const { code, output } = await start("-c", LIMITED, runner, source, target).ended;
      assert.equal(code, 1, output);
      const message = /\n✗ .*a\.ipynb: can't be written to .*a\.executed\.ipynb: File too large\n$/;
      assert.match(output, message);
      assert.equal(readFileSync(target, "utf8"), "old");
      assert.deepEqual(readdirSync(folder).sort(), ["a.executed.ipynb", "a.ipynb"]);
    });

    it("that is interrupted ends its kernel, says so in one line, and keeps what ran", async () => {
      write(notebook("1 + 1", `${tell}\nfor (;;);`));
      const { child, ended } = start(runner, source, target);
      while (!existsSync(file)) await sleep(20);
      // The terminal sends a signal, and so does the script that waits for this one.
      child.kill("SIGINT");
      child.kill("SIGTERM");
      const { code, output } = await ended;
      assert.equal(code, 1, output);
      assert.match(output, /^ {2}a\.ipynb \[1\/2\] .*\n✗ .*a\.ipynb: was interrupted\n$/);
      assert.ok(!isAlive(kernel()));
      const { cells }: Notebook = JSON.parse(readFileSync(target, "utf8"));
      assert.equal(cells[0].outputs?.length, 1);
    });

    /** Waits ten seconds for a process to end. */
    const ends = async (pid: number) => {
      for (let tries = 100; isAlive(pid) && tries > 0; tries--) await sleep(100);
      return !isAlive(pid);
    };

    it("whose run is killed does not leave its kernel behind", async () => {
      write(notebook(`${tell}\nawait new Promise(() => {});`));
      const { child, ended } = start(runner, source, target);
      while (!existsSync(file)) await sleep(20);
      child.kill("SIGKILL");
      await ended;
      assert.ok(await ends(kernel()));
    });

    it("ends with its kernel when what started the run was killed", async () => {
      write(notebook(`${tell}\nawait new Promise(() => {});`));
      const started = join(folder, "started");
      const child = spawn(
        "sh",
        ["-c", '"$@" & echo $! >"$0"; wait', started, python, runner, source, target],
        {
          env: pythonEnvironment,
          stdio: "ignore",
        },
      );
      while (!existsSync(file)) await sleep(20);
      child.kill("SIGKILL");
      assert.ok(await ends(Number(readFileSync(started, "utf8"))), "the run goes on");
      assert.ok(await ends(kernel()), "the kernel goes on");
    });
  }

  /** Puts a kernel in front of tslab that does this, and may go on as tslab. */
  const withKernel = (code: string) => {
    const spec = join(folder, "kernels", "tslab");
    mkdirSync(spec, { recursive: true });
    writeFileSync(join(spec, "kernel.cjs"), code);
    const tslab = join(root, "node_modules", "tslab", "bin", "tslab");
    const start = [process.execPath, join(spec, "kernel.cjs"), tslab];
    const argv = [...start, "kernel", "--config-path", "{connection_file}"];
    const content = { argv, display_name: "TypeScript", language: "typescript" };
    writeFileSync(join(spec, "kernel.json"), JSON.stringify(content));
    return { JUPYTER_PATH: folder };
  };

  it("runs though its kernel ends at the first start, because a port is taken, say", async () => {
    write(notebook("6 * 7"));
    const env = withKernel(`
      const { existsSync, writeFileSync } = require("node:fs");
      const isSecond = existsSync(__filename + ".started");
      writeFileSync(__filename + ".started", "");
      process.argv.splice(1, 1);
      if (isSecond) require(process.argv[1]);`);
    const { code, output, texts } = await executeFile(source, target, 60, env);
    assert.equal(code, 0, output);
    assert.deepEqual(texts, ["42\n"]);
  });

  it("whose kernel never starts says so, with the kernel's own words", async () => {
    write(notebook("6 * 7"));
    const env = withKernel("console.error('no port is free'); process.exitCode = 1;");
    const { code, output } = await executeFile(source, target, 60, env);
    assert.equal(code, 1);
    assert.match(output, /^✗ .*a\.ipynb: the kernel did not start: Kernel died .*\n/);
    assert.match(
      output,
      /\n {2}The kernel said:\n( {4}no port is free\n){2} {2}The run so far is in .*\n$/,
    );
  });

  /** A tslab whose messages are lost on their way when this code returns false. */
  const withPublisher = (code: string) =>
    withKernel(`
      const { Publisher } = require(${JSON.stringify(join(root, "node_modules", "zeromq"))});
      const { send } = Publisher.prototype;
      let executed = false;
      const passOn = (message) => { ${code} };
      const value = function (frames) {
        const message = frames.slice(-4).join("");
        executed ||= message.includes("execute_request");
        if (passOn(message)) return send.call(this, frames);
      };
      Object.defineProperty(Publisher.prototype, "send", { value });
      process.argv.splice(1, 1);
      require(process.argv[1]);`);

  it("whose kernel takes its ports one after another is answered when it has all", async () => {
    write(notebook("throw new Error('on purpose');"));
    const env = withKernel(`
      const { setTimeout } = require("node:timers/promises");
      const { Publisher } = require(${JSON.stringify(join(root, "node_modules", "zeromq"))});
      const { bind, send } = Publisher.prototype;
      const bound = new WeakSet();
      const bindLater = async function (address) {
        await setTimeout(1000);
        await bind.call(this, address);
        bound.add(this);
      };
      const sendOnceBound = function (message) {
        if (!bound.has(this)) console.error("The publisher has no port yet");
        return send.call(this, message);
      };
      Object.defineProperties(Publisher.prototype, {
        bind: { value: bindLater },
        send: { value: sendOnceBound },
      });
      process.argv.splice(1, 1);
      require(process.argv[1]);`);
    const { code, output } = await executeFile(source, target, 60, env);
    assert.equal(code, 1);
    assert.match(output, /\n {2}The kernel said:\n {4}Error: on purpose\n/);
  });

  it("fails if one of its messages got lost, and says in which cell", async () => {
    write(
      notebook("1", "console.log('lost');\nawait new Promise((r) => setTimeout(r, 200));", "3"),
    );
    const env = withPublisher(`return !message.includes('lost\\\\n"');`);
    const { code, output } = await executeFile(source, target, 60, env);
    assert.equal(code, 1);
    assert.match(output, /✗ .*a\.ipynb: cell \[2\] lost 1 of its messages\n/);
  });

  it("fails if the message that a cell has ended got lost", async () => {
    write(notebook("1"));
    const env = withPublisher(`return !(executed && message.includes('"idle"'));`);
    const { code, output } = await executeFile(source, target, 60, env);
    assert.equal(code, 1);
    assert.match(output, /cell \[1\] lost 1 of its messages\n/);
  });

  it("does not run under a tslab without the patch, which loses output", async () => {
    write(notebook("1"));
    const env = withKernel(`
      const { stringify } = JSON;
      JSON.stringify = (value) => stringify(value?.sequence ? {} : value);
      process.argv.splice(1, 1);
      require(process.argv[1]);`);
    const { code, output } = await executeFile(source, target, 60, env);
    assert.equal(code, 1);
    assert.match(output, /ran under a tslab without this project's patch, which loses output\n/);
  });

  it("runs in a folder whose name needs quotes, without git and outside any repository", async () => {
    const clone = join(folder, "Räum & 'Zeit' \u{1f9e0}");
    mkdirSync(join(clone, "notebooks"), { recursive: true });
    for (const file of ["package.json", "package-lock.json", "lib"]) {
      cpSync(join(root, file), join(clone, file), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(clone, "node_modules"), "junction");
    const cells = [
      'import { printReproducibilityInfo } from "../lib";',
      "printReproducibilityInfo();",
    ];
    const where = join(clone, "notebooks", "a.ipynb");
    writeFileSync(where, JSON.stringify(notebook(...cells)));
    const nowhere = { PATH: folder, Path: folder };
    const { code, output, executed } = await executeFile(where, target, 60, nowhere);
    assert.equal(code, 0, output);
    assert.match(
      JSON.stringify(executed.cells[1].outputs),
      /Git commit unknown: git is not installed/,
    );
  });
});
