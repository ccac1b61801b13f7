import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";

const tests = join(__dirname, "..");

describe("test/FAULTS.md", () => {
  it("names tests that there are", () => {
    const table = readFileSync(join(tests, "FAULTS.md"), "utf8");
    const rows = [...table.matchAll(/^\|.+\| `(\S+\.ts)` \| (.+) \|$/gm)];
    assert.ok(rows.length > 30);
    for (const [, file, title] of rows) {
      const test = readFileSync(join(tests, file), "utf8");
      assert.ok(test.includes(title), `${file} has no “${title}”`);
    }
  });
});
