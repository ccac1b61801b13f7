import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { interpolate } from "../../../lib/model/interpolate.js";
import { assertClose } from "../../support/close.js";

describe("interpolate", () => {
  it("gives a polynomial of degree 5 its own coefficients", () => {
    const p = [3, -1, 0.5, 2, -0.25, 0.125];
    const f = (d: number) => p.reduceRight((sum, c) => sum * d + c);
    const found = interpolate(f);
    assert.ok(found);
    // The divided differences magnify the rounding of the six values some hundred times.
    assertClose(found, p, 1e-12);
  });

  it("meets a smooth function between the points where it was sampled", () => {
    const f = (d: number) => Math.exp(d / 40);
    const found = interpolate(f);
    assert.ok(found);
    for (let d = 0; d <= 1; d += 1 / 64) {
      const value = found.reduceRight((sum, c) => sum * d + c);
      assertClose(value, f(d), 3e-14, `at ${d}`);
    }
  });

  it("finds none for a corner, a jump, a steep function, or values that are not finite", () => {
    assert.equal(
      interpolate((d) => Math.abs(d - 0.4)),
      undefined,
    );
    assert.equal(
      interpolate((d) => (d < 0.99 ? 1 : 2)),
      undefined,
    );
    assert.equal(
      interpolate((d) => Math.exp(20 * d)),
      undefined,
    );
    assert.equal(
      interpolate(() => Number.NaN),
      undefined,
    );
    assert.equal(
      interpolate((d) => 1 / (d - 1)),
      undefined,
    );
  });
});
