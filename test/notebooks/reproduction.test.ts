import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { drifts } from "../../scripts/notebooks/drift/drifts.mjs";
import { committed, executed, select } from "../../scripts/notebooks/notebooks.mjs";
import { executeFile } from "../support/run.js";

// Another day, 45 minutes off the others' clocks; and where 1,234.5 is written 1.234,5.
const ELSEWHERE = { TZ: "Pacific/Chatham", LC_ALL: "de_DE.UTF-8", LANG: "de_DE.UTF-8" };

for (const name of select([])) {
  describe(`notebooks/${name}.ipynb`, () => {
    it("gives the committed outputs when executed again, elsewhere", async () => {
      const { code, output, ...run } = await executeFile(
        committed(name),
        executed(name),
        undefined,
        ELSEWHERE,
      );
      assert.equal(code, 0, output);
      const found = drifts(JSON.parse(readFileSync(committed(name), "utf8")), run.executed);
      if (found.length > 0) {
        assert.fail(`${found.join("\n")}\nIf that is as it should be, accept it: npm run update`);
      }
    });
  });
}
