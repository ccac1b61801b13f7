import { strict as assert } from "node:assert";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
} from "node:fs";
import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, it } from "mocha";
import { Clone } from "../support/clone.js";
import { assertFails } from "../support/fails.js";

const NAME = "2021-12-06_local_HH_dV_shape";

// What npm 11 and pip 25 print without a network, after their retries.
const NPM_UNCONNECTED = `npm error code EAI_AGAIN
npm error syscall getaddrinfo
npm error errno EAI_AGAIN
npm error request to https://registry.npmjs.org/zeromq failed, reason: getaddrinfo EAI_AGAIN
npm error A complete log of this run can be found in: ~/.npm/_logs/0-debug-0.log`;
const PIP_UNCONNECTED = `WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by 'NewConnectionError('Failed to establish a new connection')': /simple/anyio/
ERROR: Could not find a version that satisfies the requirement anyio==4.16.0 (from versions: none)
ERROR: No matching distribution found for anyio==4.16.0`;
const NPM_FULL = `npm error code ENOSPC
npm error nospc There appears to be insufficient space on your system to finish.
npm error A complete log of this run can be found in: ~/.npm/_logs/0-debug-0.log`;

const faults = () => {
  let clone: Clone;
  beforeEach(() => {
    clone = new Clone();
  });
  afterEach(() => clone.remove());

  const committed = () => clone.at("notebooks", `${NAME}.ipynb`);
  /** Asserts that the next run, without the fault, is as good as the first. */
  const assertRecovers = async (script = "setup/setup.mjs") => {
    const { code, output } = await clone.run(script);
    assert.equal(code, 0, output);
    assert.deepEqual(await clone.setUp(), { code: 0, output: "" });
  };
  /** As if some time had passed since the process that holds the lock was killed. */
  const ageLock = () => utimesSync(clone.at("build", "setup.lock"), 0, 0);

  describe("whose set-up fails", () => {
    it("without a network says so in one line, by npm", async () => {
      const env = { NPM_FAILURE: NPM_UNCONNECTED };
      const message = /^✗ Could not install the Node packages: there is no connection to \D+$/;
      assertFails(await clone.run("setup/setup.mjs", { env }), message);
      await assertRecovers();
    });

    it("without a network says so in one line, by pip", async () => {
      const path = clone.python(`cat >&2 <<'END'\n${PIP_UNCONNECTED}\nEND\nexit 1`);
      const message = /^✗ Could not install the Python packages: there is no connection to \D+$/;
      assertFails(await clone.setUp(path), message);
      await assertRecovers();
    });

    it("on a full disk says so in one line", async () => {
      const env = { NPM_FAILURE: NPM_FULL };
      const message =
        /^✗ Could not install the Node packages: npm error .* insufficient space on .* finish\.$/;
      assertFails(await clone.run("setup/setup.mjs", { env }), message);
      const fault = `fs.writeFileSync = (path) => {
        throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
      };`;
      assertFails(
        await clone.run("setup/setup.mjs", { fault }),
        /^✗ The disk is full \(ENOSPC: no space left on device, write\)$/,
      );
      await assertRecovers();
    });

    for (const folder of ["node_modules", ".venv", "lib/dist"]) {
      it(`by being killed when ${folder} is half-made makes it again the next time`, async () => {
        const { code } = await clone.run("setup/setup.mjs", { env: { FAULT: folder } });
        assert.equal(code, null);
        assert.ok(existsSync(clone.at(folder, "half")));
        ageLock();
        await assertRecovers();
        assert.ok(!existsSync(clone.at(folder, "half")));
      });
    }

    it("by Ctrl-C says so in one line, and can go on at once", async () => {
      const { child, ended } = clone.start("setup/setup.mjs", { env: { FAULT: "waiting" } });
      while (!existsSync(clone.at("node_modules", "half"))) await sleep(5);
      child.kill("SIGINT");
      assertFails(await ended, /^✗ Interrupted$/);
      assert.deepEqual(readdirSync(clone.at("build")), []);
      await assertRecovers();
    });
  });

  it("whose pages can't be rendered says why, and does not wait for them", async () => {
    assertFails(
      await clone.run("start.mjs", { env: { FAULT: "renderer" } }),
      /^✗ The renderer ended: no page$/,
    );
  });

  it("that is started twice at a time is set up once, and gives its results twice", async () => {
    const both = await Promise.all([clone.run("start.mjs"), clone.run("start.mjs")]);
    for (const { code, output } of both) {
      assert.equal(code, 0, output);
      assert.match(output, /\nThe results:\n( {2}build.*\.ipynb\n {2}build.*\.html\n)+$/);
    }
    assert.equal(readFileSync(clone.at("npm.log"), "utf8").split("\n").length - 1, 1);
    const names = readdirSync(clone.at("notebooks")).map((file) => basename(file, ".ipynb"));
    const results = names.flatMap((name) => [`${name}.html`, `${name}.ipynb`]);
    assert.deepEqual(readdirSync(clone.at("build")).sort(), results.sort());
  });

  describe("that can't be written", () => {
    // Root may write everything, so there the scripts run as nobody.
    const uid = process.getuid?.() === 0 ? 65534 : undefined;
    const folders = ["", "docs", "notebooks"];
    const protect = (mode: number, ...more: string[]) => {
      for (const folder of [...folders, ...more]) chmodSync(clone.at(folder), mode);
    };
    beforeEach(() => chmodSync(clone.at(".."), 0o755));

    it("says so in one line", async () => {
      const path = clone.python();
      protect(0o555);
      for (const script of ["setup/setup.mjs", "start.mjs", "test.mjs"]) {
        const message = /^✗ Can't write \/.*build: this folder has to be writable$/;
        assertFails(await clone.run(script, { path, uid }), message);
      }
      protect(0o755);
      await assertRecovers("start.mjs");
    });

    it("says so in one line when only its notebooks can't, and keeps them", async () => {
      await clone.setUp();
      const path = clone.python();
      const old = readFileSync(committed(), "utf8");
      protect(0o555);
      chmodSync(clone.at("build"), 0o777);
      const message = /^✗ Can't write notebooks\/.*\.ipynb: EACCES: permission denied, .*$/;
      assertFails(await clone.run("update.mjs", { path, uid }), message);
      assert.equal(readFileSync(committed(), "utf8"), old);
      protect(0o755);
      rmSync(clone.at("build"), { recursive: true }); // it may be somebody else's
      mkdirSync(clone.at("build"));
      await assertRecovers("update.mjs");
      assert.equal(readFileSync(committed(), "utf8"), `${old}\n`);
    });
  });

  describe("whose notebook is updated", () => {
    let old: string;
    beforeEach(async () => {
      await clone.setUp();
      old = readFileSync(committed(), "utf8");
    });
    const assertUpdates = async () => {
      await assertRecovers("update.mjs");
      assert.ok(readFileSync(committed(), "utf8").startsWith(`${old}\n`));
      assert.deepEqual(readdirSync(clone.at("notebooks")), readdirSync("notebooks"));
    };

    // Whether a part of the new file is left shows that it was killed where it should be.
    const moments = {
      "before it has written": { fault: "fs.openSync = die;", isNew: false, part: false },
      "while it writes": {
        fault: `fs.writeFileSync = (file, content) => {
          fs.writeSync(file, content.subarray(0, 1000));
          die();
        };`,
        isNew: false,
        part: true,
      },
      "before the new file is safe": { fault: "fs.fsyncSync = die;", isNew: false, part: true },
      "before the new file is in the old one's place": {
        fault: "fs.renameSync = die;",
        isNew: false,
        part: true,
      },
      "between one file and the next": {
        fault: `const { renameSync } = fs;
          fs.renameSync = (...paths) => { renameSync(...paths); die(); };`,
        isNew: true,
        part: false,
      },
    };
    for (const [moment, { fault, isNew, part }] of Object.entries(moments)) {
      it(`and is killed ${moment} has the old one or the new one, whole`, async () => {
        const { code, output } = await clone.run("update.mjs", { fault });
        assert.equal(code, null, output);
        assert.match(output, /^( {2}.*\n|✓ Executing .*\n)+$/);
        assert.equal(readFileSync(committed(), "utf8"), isNew ? `${old}\n` : old);
        const files = readdirSync(clone.at("notebooks"));
        assert.equal(
          files.some((file) => file.startsWith(".part.")),
          part,
        );
        await assertUpdates();
      });
    }

    it("keeps the old one when the disk is full, and says so in one line", async () => {
      const fault = `fs.writeFileSync = (file, content) => {
        fs.writeSync(file, content.subarray(0, 1000));
        throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
      };`;
      const message =
        /^✗ Can't write notebooks\/.*\.ipynb: ENOSPC: no space left on device, write$/;
      assertFails(await clone.run("update.mjs", { fault }), message);
      assert.equal(readFileSync(committed(), "utf8"), old);
      await assertUpdates();
    });
  });
};

// The stand-ins for npm and Python are shell scripts, which Windows does not run as programs.
if (process.platform !== "win32") describe("A clone", faults);
