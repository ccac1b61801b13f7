import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import * as units from "../../lib/units.js";

describe("units", () => {
  it("are plain numbers in SI base units", () => {
    assert.equal(units.mV, 1e-3);
    assert.equal(units.minute, 60);
    assert.equal((36 * units.mS) / units.cm ** 2, 360);
  });

  it("know both code points of the micro sign", () => {
    const byName = new Map(Object.entries(units));
    for (const micro of ["\u00b5", "\u03bc", "u"]) {
      assert.equal(byName.get(`${micro}A`), 1e-6);
      assert.equal(byName.get(`${micro}F`), 1e-6);
    }
  });
});
