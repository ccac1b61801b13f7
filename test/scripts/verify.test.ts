import { strict as assert } from "node:assert";
import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { JSDOM } from "jsdom";
import { afterEach, beforeEach, describe, it } from "mocha";
import { root } from "../../scripts/setup/environment.mjs";
import { Clone } from "../support/clone.js";
import { assertFails } from "../support/fails.js";
import { notebook } from "../support/run.js";

const FIRST = "2021-12-06_local_HH_dV_shape";
const SECOND = "2026-11-22_beyond_local_HH_dV_shape";
/** As if the secant method had stopped elsewhere. */
const EDIT = "s/-54.4, 2.007 /-54.4, 2.008 /";
const DRIFT = String.raw`cell [9] printed "[ -54.4, 2.008 ]\n", was "[ -54.4, 2.007 ]\n"`;

// Windows runs no scripts as programs, so they can't stand in for Python there.
(process.platform === "win32" ? describe.skip : describe)("npm run verify", () => {
  let clone: Clone;
  beforeEach(async () => {
    clone = new Clone();
    await clone.setUp();
    // Comparing figures reads XML; the rest of what is installed is a stand-in.
    symlinkSync(join(root, "node_modules", "jsdom"), clone.at("node_modules", "jsdom"));
  });
  afterEach(() => clone.remove());

  const verify = (args: string[], env: NodeJS.ProcessEnv = {}) =>
    clone.run(["verify.mjs", ...args], { env });
  const cases = (file: string) => {
    const xml = readFileSync(clone.at(file), "utf8");
    const report = new JSDOM(xml, { contentType: "text/xml" }).window.document.documentElement;
    const [suite] = report.children;
    return [...suite.children];
  };

  it("finds nothing in notebooks that give the committed outputs, and says so", async () => {
    const { code, output } = await verify([]);
    assert.equal(code, 0, output);
    assert.match(output, /\n✓ 2021-\S+ gives the committed outputs\n(✓ 2026-\S+ gives [^\n]*\n)+$/);
    assert.match(output, /^ {2}Executing notebooks\/2021-\S+ …\n.* {2}.*\[1\/1\] 0\.01 s\n/s);
  });

  it("shows what differs with its cell, old and new, and how to accept it", async () => {
    const { code, output } = await verify([], { EDIT });
    assert.equal(code, 1, output);
    const said = output.slice(output.indexOf("✗"));
    const [head, drift, accept, other] = said.trimEnd().split("\n");
    assert.equal(head, `✗ ${FIRST} differs from what is committed in 1 place`);
    assert.equal(drift, `  ${DRIFT}`);
    assert.equal(accept, `  If that is as it should be, accept it: npm run update -- ${FIRST}`);
    assert.equal(other, `✓ ${SECOND} gives the committed outputs`);
  });

  it("writes what CI reads, with all that differs: JUnit's XML, and GitHub's summary", async () => {
    const GITHUB_STEP_SUMMARY = clone.at("summary.md");
    writeFileSync(GITHUB_STEP_SUMMARY, "before\n");
    const { code } = await verify(["--junit", "build/ci/verify.xml"], {
      EDIT,
      GITHUB_STEP_SUMMARY,
    });
    assert.equal(code, 1);
    const [first, second] = cases("build/ci/verify.xml");
    assert.deepEqual(
      [first, second].map((test) => test.getAttribute("name")),
      [FIRST, SECOND],
    );
    assert.equal([...first.children][0].textContent, DRIFT);
    assert.equal([...second.children].length, 0);
    const summary = readFileSync(GITHUB_STEP_SUMMARY, "utf8");
    assert.match(summary, /^before\n### Notebooks\n\n/);
    assert.match(
      summary,
      new RegExp(`\n\\| ❌ \\| ${FIRST} \\| differs .* in 1 place \\| .* s \\|\n`),
    );
    assert.match(
      summary,
      new RegExp(`\n\\| ✅ \\| ${SECOND} \\| gives the committed outputs \\| `),
    );
    assert.ok(summary.includes("cell [9] printed &quot;[ -54.4, 2.008 ]"), summary);
  });

  it("goes on after a notebook that does not run to its end, and says why it did not", async () => {
    const { code, output } = await verify([FIRST, SECOND, "--junit", "verify.xml"], {
      BROKEN: "phase plane",
    });
    assert.equal(code, 1);
    assert.match(output, /\n✓ 2021-\S+ gives .*\n✗ 2026-\S+ did not run to its end\n$/);
    const [, second] = cases("verify.xml");
    const story = [...second.children][0].textContent ?? "";
    assert.match(story, /^✗ \S.*\.ipynb: cell \[1\] failed\n {4}the <source>$/s);
  });

  it("compares a notebook that somebody has added, alone if it is named", async () => {
    const own = notebook("console.log('own')");
    own.cells[0].outputs = [{ output_type: "stream", name: "stdout", text: "own" }];
    writeFileSync(clone.at("notebooks", "mine.ipynb"), JSON.stringify(own));
    const same = await verify(["notebooks/mine.ipynb"]);
    assert.equal(same.code, 0);
    assert.ok(!existsSync(clone.at("build", `${FIRST}.ipynb`)));
    assert.match(same.output, /\n✓ mine gives the committed outputs\n$/);
    const differs = await verify(["mine"], { EDIT: 's/"own"/"changed"/' });
    assert.equal(differs.code, 1);
    assert.ok(differs.output.includes('cell [1] printed "changed", was "own"'), differs.output);
  });

  it("gives cells the room for outputs that is asked for, as start and update do", async () => {
    const asked = [FIRST, "--output-limit", "20"];
    for (const script of ["verify.mjs", "start.mjs", "update.mjs"]) {
      const { code, output } = await clone.run([script, ...asked]);
      assert.equal(code, 0, output);
      const log = readFileSync(clone.at("execute.log"), "utf8").trimEnd().split("\n");
      assert.match(log.at(-1) ?? "", / --output-limit 20$/, script);
      writeFileSync(clone.at("execute.log"), "");
    }
    for (const limit of ["0", "much"]) {
      const { code, output } = await verify(["--output-limit", limit]);
      const message = `✗ --output-limit must be a number of MB above 0, got ${limit}\n`;
      assert.deepEqual({ code, output }, { code: 2, output: message });
    }
  });

  it("names the argument that makes no sense", async () => {
    assertFails(await verify(["nothing"]), /^✗ There is no notebook “nothing”; there are: 2021/);
    const { code, output } = await verify(["--junti", "verify.xml"]);
    assert.deepEqual({ code, output }, { code: 2, output: "✗ Unknown option '--junti'\n" });
  });
});
