import { strict as assert } from "node:assert";
import { readFileSync, rmSync } from "node:fs";
import { homedir, hostname } from "node:os";
import { join } from "node:path";
import { describe, it } from "mocha";
import { drifts } from "../../scripts/notebooks/drift/drifts.mjs";
import { committed, executed, select } from "../../scripts/notebooks/notebooks.mjs";
import { build, root } from "../../scripts/setup/environment.mjs";
import { executeFile, type Notebook } from "../support/run.js";
import { shownTypes } from "../support/shownTypes.js";

// Another day, 45 minutes off the others' clocks; and where 1,234.5 is written 1.234,5.
const ELSEWHERE = { TZ: "Pacific/Chatham", LC_ALL: "de_DE.UTF-8", LANG: "de_DE.UTF-8" };

for (const name of select([])) {
  describe(`notebooks/${name}.ipynb`, () => {
    const read = (): Notebook => JSON.parse(readFileSync(committed(name), "utf8"));

    it("gives the committed outputs when executed anew, and far away to the same bytes", async () => {
      const again = join(build, `${name}.again.ipynb`);
      const [first, second] = await Promise.all([
        executeFile(committed(name), executed(name)),
        executeFile(committed(name), again, undefined, ELSEWHERE),
      ]);
      assert.equal(first.code, 0, first.output);
      assert.equal(second.code, 0, second.output);
      const found = drifts(read(), first.executed);
      if (found.length > 0) {
        assert.fail(`${found.join("\n")}\nIf that is as it should be, accept it: npm run update`);
      }
      assert.deepEqual(withoutVolatile(second.executed), withoutVolatile(first.executed));
      rmSync(again);
    });

    it("is committed without errors, without a trace of a machine, with outputs that are shown", () => {
      const { cells } = read();
      const outputs = cells.flatMap((cell) => cell.outputs ?? []);
      assert.ok(
        outputs.every(({ output_type, name }) => output_type !== "error" && name !== "stderr"),
      );
      const types = new Set(outputs.flatMap(({ data = {} }) => Object.keys(data)));
      assert.deepEqual(
        [...types].filter((type) => !shownTypes.has(type)),
        [],
      );
      const text = JSON.stringify(cells, (key, value) => (key === "image/png" ? "" : value));
      for (const trace of [root, homedir(), hostname()]) {
        // Short names, such as those of containers, occur by chance.
        if (trace.length > 4) assert.ok(!text.includes(trace), `the notebook contains ${trace}`);
      }
    });
  });
}

/** The bytes, but for what is known to change. */
function withoutVolatile(notebook: Notebook): string[] {
  return notebook.cells.map((cell) =>
    JSON.stringify(cell.metadata.tags?.includes("volatile") ? { ...cell, outputs: [] } : cell),
  );
}
