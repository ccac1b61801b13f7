import { strict as assert } from "node:assert";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { typeErrors } from "../../scripts/notebooks/typeErrors.mjs";
import { build } from "../../scripts/setup/environment.mjs";
import { notebook } from "../support/run.js";

describe("typeErrors", () => {
  let folder: string;
  before(() => {
    mkdirSync(build, { recursive: true });
    folder = mkdtempSync(join(build, "cells-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const errorsIn = (...code: string[]) => {
    const path = join(folder, "checked.ipynb");
    writeFileSync(path, JSON.stringify(notebook(...code)));
    return typeErrors([path], join(folder, "overlay"));
  };

  it("are none where cells use lib, tslab, Node and each other's variables", async () => {
    const errors = await errorsIn(
      'import { mV } from "../lib";\nimport { display } from "tslab";\nconst V = -65 * mV;',
      "",
      "display.text(String(await Promise.resolve(V)));\nprocess.version",
    );
    assert.equal(errors, "");
  });

  it("are reported with the cell's number, line and column, also what tslab lets pass", async () => {
    const errors = await errorsIn(
      'import { mV } from "../lib";',
      "const id = (x) => x;",
      "const a = 1;\n\nconst V: string = mV;",
    );
    const places = [...errors.matchAll(/^checked\.ipynb .*?: error TS\d+/gm)].map(
      ([place]) => place,
    );
    assert.deepEqual(places, [
      "checked.ipynb [2] line 1, column 13: error TS7006",
      "checked.ipynb [3] line 3, column 7: error TS2322",
    ]);
  });
});
