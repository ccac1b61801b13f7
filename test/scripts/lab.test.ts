import { strict as assert } from "node:assert";
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { after, before, describe, it } from "mocha";
import { openJupyterLab } from "../../scripts/notebooks/jupyterlab.mjs";
import { root } from "../../scripts/setup/environment.mjs";
import { run } from "../../scripts/setup/run.mjs";

describe("The JupyterLab of `npm run lab`", () => {
  let lab: ChildProcess;
  let url: URL;
  let said = "";
  before(async () => {
    const options = ["--no-browser", "--port=0"];
    if (process.getuid?.() === 0) options.push("--allow-root"); // in a container
    lab = openJupyterLab(root, "2021-12-06_local_HH_dV_shape", options, { stdio: "pipe" });
    url = await new Promise((resolve, reject) => {
      for (const stream of [lab.stdout, lab.stderr]) {
        stream?.setEncoding("utf8").on("data", (text) => {
          said += text;
          const found = /http:\/\/127\.0\.0\.1:\d+\S+(?=\s)/.exec(said);
          if (found) resolve(new URL(found[0]));
        });
      }
      lab.on("close", () => reject(new Error(`JupyterLab did not start:\n${said}`)));
    });
  });
  after(async () => {
    if (lab.exitCode !== null) return;
    const ended = once(lab, "exit");
    lab.kill();
    await ended;
  });

  const status = async (path: string) => {
    const { status } = await fetch(new URL(path, url), { redirect: "manual" });
    return status;
  };

  it("says the address of the notebook, and nothing else that is no error", () => {
    assert.equal(url.pathname, "/lab/tree/notebooks/2021-12-06_local_HH_dV_shape.ipynb");
    assert.doesNotMatch(said, /\[[WI] /);
  });

  it("lets nobody in without the token, which is long and random", async () => {
    const token = url.searchParams.get("token") ?? "";
    assert.match(token, /^[0-9a-f]{48}$/);
    const wrong = token.replace(/./, (digit) => (digit === "0" ? "1" : "0"));
    for (const path of ["/api/contents", "/api/kernels", "/api/terminals"]) {
      assert.equal(await status(path), 403);
      assert.equal(await status(`${path}?token=${wrong}`), 403);
      assert.equal(await status(`${path}?token=${token}`), 200);
    }
    assert.equal(await status("/lab"), 302); // to the form that asks for the token
  });

  it("can't be reached from another machine", async () => {
    const addresses = Object.values(networkInterfaces())
      .flatMap((interfaces) => interfaces ?? [])
      .filter(({ internal }) => !internal);
    for (const { address, scopeid } of addresses) {
      const host = scopeid ? `${address}%${scopeid}` : address;
      const socket = connect({ host, port: Number(url.port), timeout: 2000 });
      const reached = await Promise.race([
        once(socket, "connect").then(
          () => true,
          () => false,
        ),
        once(socket, "timeout").then(() => false),
      ]);
      socket.destroy();
      assert.ok(!reached, `it listens on ${address}`);
    }
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The processes that this one has started. */
async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid="]);
  const rows = stdout.trim().split("\n");
  return rows
    .map((row) => row.trim().split(/ +/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child);
}

describe("npm run lab", () => {
  it("leaves neither JupyterLab nor the compiler behind when it was killed", async function () {
    if (process.platform === "win32") this.skip(); // where a parent's number stays when it is gone
    const script = join(root, "scripts", "lab.mjs");
    const lab = spawn(process.execPath, [script, "--no-browser", "--port=0", "--allow-root"]);
    let said = "";
    for (const stream of [lab.stdout, lab.stderr]) stream.on("data", (text) => (said += text));
    for (let tries = 600; !said.includes("token=") && tries > 0; tries--) await sleep(100);
    const children = await childrenOf(lab.pid ?? 0);
    lab.kill("SIGKILL");
    assert.equal(children.length, 2, said);
    for (let tries = 300; children.some(isAlive) && tries > 0; tries--) await sleep(100);
    assert.deepEqual(children.filter(isAlive), []);
  });

  it("says to root, in one line, what to do", async () => {
    const script = join(root, "scripts", "lab.mjs");
    const code = `process.getuid = () => 0; import(${JSON.stringify(script)})`;
    const { code: exitCode, output } = await run(process.execPath, ["-e", code]);
    assert.equal(exitCode, 1);
    assert.match(
      output,
      /^✗ JupyterLab lets root in only when asked .*: npm run lab -- --allow-root\n$/,
    );
  });
});
