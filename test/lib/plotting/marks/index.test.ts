import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { marks } from "../../../../lib/plotting/marks/index.js";

const root = join(__dirname, "..", "..", "..", "..");

describe("The marks", () => {
  it("are each a file that the index names", () => {
    const files = readdirSync(join(root, "lib", "plotting", "marks"));
    assert.equal(files.length - ["index.ts", "mark.ts"].length, Object.keys(marks).length);
  });

  it("bring no types of Plot, d3 or jsdom into a notebook, which would take a second to read", () => {
    const dist = join(root, "lib", "dist");
    const found = readdirSync(dist, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".d.ts"))
      .filter((file) =>
        /from "(@observablehq|d3|jsdom)|import\("(@observablehq|d3|jsdom)/.test(
          readFileSync(join(dist, file), "utf8"),
        ),
      );
    assert.deepEqual(found, []);
  });
});
