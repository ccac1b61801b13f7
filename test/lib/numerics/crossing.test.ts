import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { integrateToCrossing } from "../../../lib/numerics/crossing.js";
import { assertClose } from "../../support/close.js";

describe("integrateToCrossing", () => {
  const circle = ([x, y]: number[]) => [-y, x];
  const section = { y0: [0, 1], i: 0, level: 0, scale: [1, 1] };

  it("ends on the level, at the upward crossing", () => {
    const end = integrateToCrossing(circle, { ...section, y0: [1, 0], t_max: 100 });
    assert.ok(end);
    assertClose(end.t, 1.5 * Math.PI, 1e-9);
    assertClose(end.y, [0, -1], 1e-9);
  });

  it("does not take a start on the level for a crossing", () => {
    const down = integrateToCrossing(circle, { ...section, t_max: 100 });
    assertClose(down?.t ?? 0, Math.PI, 1e-9);
    const up = integrateToCrossing(circle, { ...section, y0: [0, -1], t_max: 100 });
    assertClose(up?.t ?? 0, 2 * Math.PI, 1e-9);
  });

  it("goes on from its own end for a whole turn, and not for a rounding error", () => {
    // 1/3 is no sum of the solver's numbers: an end that is off by a bit below would cross at once
    for (const level of [1 / 3, -0.02, 0.7]) {
      let y = [0, -1];
      for (let turn = 0; turn < 5; turn++) {
        const end = integrateToCrossing(circle, { ...section, y0: y, level, t_max: 100 });
        assert.ok(end);
        assert.equal(end.y[0], level);
        if (turn > 0) assertClose(end.t, 2 * Math.PI, 1e-8, `turn ${turn}`);
        y = end.y;
      }
    }
  });

  it("is undefined when there is no crossing in time", () => {
    assert.equal(integrateToCrossing(circle, { ...section, y0: [1, 0], t_max: 4 }), undefined);
    assert.throws(
      () => integrateToCrossing(circle, { ...section, t_max: 0 }),
      /integrateToCrossing: t_max must be a positive/,
    );
  });
});
