/** The library in a folder of one's own: packed, installed, and used in each way that there is. */

import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { python, pythonEnvironment, root } from "../../scripts/setup/environment.mjs";
import { npm } from "../../scripts/setup/npm.mjs";

/** A cell of a notebook, strictly typed by what the package says of itself. */
const cell = `import { linePlot, linspace, mV, simulate } from "local-hh-dv-shape";
const V: Float64Array = linspace(0, 2 * mV, 3);
console.log(V.join(), typeof simulate, linePlot({ series: [{ x: V, y: V }] }).svg.slice(0, 4));`;

/** Prints what cells print, as a list, the errors of tslab included. */
const executed = `
import json, nbformat, sys
from nbclient import NotebookClient
notebook = nbformat.v4.new_notebook(cells=[*map(nbformat.v4.new_code_cell, sys.argv[1:])])
client = NotebookClient(notebook, kernel_name="tslab", resources={"metadata": {"path": "."}})
client.allow_errors = True
client.execute()
print(json.dumps(["".join(o.get("text", "") for o in cell.outputs) for cell in notebook.cells]))
`;

describe("The package", function () {
  // Its dependencies may come from the registry.
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), "package-"));
  // What runs here is not of this clone, so there is nothing of it to be counted.
  const env = { ...pythonEnvironment, NODE_V8_COVERAGE: "" };
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, {
      cwd: folder,
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  before(() => {
    const pack = ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder];
    execFileSync(process.execPath, [npm(), ...pack], { cwd: root, env });
    const [tarball] = readdirSync(folder);
    writeFileSync(join(folder, "package.json"), "{}");
    const quiet = ["--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"];
    run(process.execPath, npm(), "install", ...quiet, join(folder, tarball));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("has what is compiled, with types and the browser's bundle, and no notebooks", () => {
    const files = readdirSync(join(folder, "node_modules", "local-hh-dv-shape"), {
      recursive: true,
      encoding: "utf8",
    });
    for (const file of ["index.js", "index.d.ts", "browser/library.mjs", "interactive/host.js"]) {
      assert.ok(files.includes(join("lib", "dist", file)), file);
    }
    assert.deepEqual(
      files.filter((file) => /\.ipynb$|^test|(?<!\.d)\.ts$/.test(file)),
      [],
    );
  });

  it("is required and imported in Node, interactive figures included", () => {
    const use = "console.log(typeof simulate, explorable().html.length > 1000)";
    const required = `const { explorable, simulate } = require("local-hh-dv-shape"); ${use}`;
    assert.equal(run(process.execPath, "-e", required), "function true\n");
    const imported = `import { explorable, simulate } from "local-hh-dv-shape"; ${use}`;
    const args = ["--input-type=module", "-e", imported];
    assert.equal(run(process.execPath, ...args), "function true\n");
  });

  it("is bundled for a browser by esbuild", () => {
    const code = `import { linspace, mV } from "local-hh-dv-shape"; console.log(linspace(0, mV, 3).join());`;
    writeFileSync(join(folder, "entry.mjs"), code);
    const esbuild = join(root, "node_modules", "esbuild", "bin", "esbuild");
    const options = ["--bundle", "--platform=browser", "--outfile=bundled.js", "--log-level=error"];
    run(esbuild, "entry.mjs", ...options);
    assert.equal(run(process.execPath, "bundled.js"), "0,0.0005,0.001\n");
  });

  it("is imported in a notebook beside it, by tslab, with its types", () => {
    const wrong = cell.replace("Float64Array", "string");
    const [good, bad] = JSON.parse(run(python, "-c", executed, cell, wrong));
    assert.match(good, /^0,0\.001,0\.002 function <svg/);
    assert.match(bad, /Type 'Float64Array' is not assignable/);
  });
});
