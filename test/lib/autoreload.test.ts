import assert from "node:assert/strict";
import {
  copyFileSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

describe("autoreload", () => {
  let lib: string;
  const load = () => require(join(lib, "autoreload.ts"));

  // The time of a change moves on by a second: the clock of a file system can be coarse.
  const edit = (file: string, code: string) => {
    const path = join(lib, file);
    const before = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    writeFileSync(path, code);
    utimesSync(path, before / 1000 + 1, before / 1000 + 1);
  };

  beforeEach(() => {
    lib = realpathSync(mkdtempSync(join(tmpdir(), "autoreload-")));
    copyFileSync(join(__dirname, "..", "..", "lib", "autoreload.ts"), join(lib, "autoreload.ts"));
    edit("units.js", "exports.mV = 1e-3;");
    edit("index.js", 'exports.units = require("./units.js"); exports.E = class {};');
  });

  afterEach(() => rmSync(lib, { recursive: true, force: true }));

  it("gives every cell the same functions and classes while nothing changes", () => {
    assert.equal(load(), load());
    assert.equal(load().units.mV, 1e-3);
  });

  it("gives the code of after an edit, also of a file that others import", () => {
    assert.equal(load().units.mV, 1e-3);
    edit("units.js", "exports.mV = 42;");
    assert.equal(load().units.mV, 42);
    assert.equal(load(), load());
  });

  it("finds a new file", () => {
    load();
    edit("noise.js", "exports.seed = 7;");
    edit("index.js", 'exports.noise = require("./noise.js");');
    assert.equal(load().noise.seed, 7);
  });

  it("leaves what was imported before the edit as it was", () => {
    const { units, E } = load();
    edit("units.js", "exports.mV = 42;");
    assert.notEqual(load().E, E);
    assert.equal(units.mV, 1e-3);
  });

  it("throws the error of a broken file at every import until it is mended", () => {
    load();
    edit("units.js", 'throw new Error("half-done");');
    assert.throws(load, /half-done/);
    assert.throws(load, /half-done/);
    edit("units.js", "exports.mV = 42;");
    assert.equal(load().units.mV, 42);
  });

  it("keeps the modules of other folders", () => {
    const others = Object.keys(require.cache).filter((file) => !file.startsWith(lib));
    load();
    edit("units.js", "exports.mV = 42;");
    load();
    assert.deepEqual(
      others.filter((file) => !require.cache[file]),
      [],
    );
  });
});
