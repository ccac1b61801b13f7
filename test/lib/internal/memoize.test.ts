import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { memoize } from "../../../lib/internal/memoize.js";

describe("memoize", () => {
  it("makes a result once for equal arguments, as long as there is room for it", () => {
    const made: string[] = [];
    const make = memoize(({ name }: { name: string }) => made.push(name), 2);
    for (const name of ["a", "b", "a", "b", "a"]) make({ name });
    assert.deepEqual(made, ["a", "b"]);
    assert.equal(make({ name: "b" }), 2);
    for (const name of ["c", "c", "a"]) make({ name });
    assert.deepEqual(made, ["a", "b", "c", "a"]);
  });
});
