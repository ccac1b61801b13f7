import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { alignedColumns, withMinus } from "../../../lib/internal/text.js";

describe("withMinus", () => {
  it("writes a true minus before the number and in its exponent", () => {
    assert.equal(withMinus(String(-1.5e-7)), "−1.5e−7");
  });
});

describe("alignedColumns", () => {
  it("gives all cells of a column one width, in which an accent takes no room", () => {
    const rows = [
      ["V̇", "mV/ms", ""],
      ["time", "s", "x"],
    ];
    assert.deepEqual(alignedColumns(rows), ["V̇     mV/ms", "time  s      x"]);
  });

  it("makes no line of no rows", () => {
    assert.deepEqual(alignedColumns([]), []);
  });
});
