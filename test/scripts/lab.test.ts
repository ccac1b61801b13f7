import { strict as assert } from "node:assert";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { after, before, describe, it } from "mocha";
import { openJupyterLab } from "../../scripts/notebooks/jupyterlab.mjs";
import { root } from "../../scripts/setup/environment.mjs";

describe("The JupyterLab of `npm run lab`", () => {
  let lab: ChildProcess;
  let url: URL;
  before(async () => {
    const options = ["--no-browser", "--port=0"];
    if (process.getuid?.() === 0) options.push("--allow-root"); // in a container
    lab = openJupyterLab(root, "2021-12-06_local_HH_dV_shape", options, { stdio: "pipe" });
    url = await new Promise((resolve, reject) => {
      let output = "";
      for (const stream of [lab.stdout, lab.stderr]) {
        stream?.setEncoding("utf8").on("data", (text) => {
          output += text;
          const found = /http:\/\/127\.0\.0\.1:\d+\S+/.exec(output);
          if (found) resolve(new URL(found[0]));
        });
      }
      lab.on("close", () => reject(new Error(`JupyterLab did not start:\n${output}`)));
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
