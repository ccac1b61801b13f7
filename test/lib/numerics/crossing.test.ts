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

  it("finds a crossing after which it turns back, or before which it fell, within a step", () => {
    for (const height of [1e-2, 1e-4, 1e-6, 1e-8]) {
      const angle = Math.acos(1 - height);
      for (let i = 0; i < 40; i++) {
        // somewhere else on the circle each time, so that steps end elsewhere
        const start = 0.1 + angle + (i * (6 - 2 * angle)) / 40;
        const y0 = [Math.cos(start), Math.sin(start)];
        const times = [1 - height, height - 1].map((level) => {
          const end = integrateToCrossing(circle, { ...section, y0, level, t_max: 13 });
          return end && (end.t + start) % (2 * Math.PI);
        });
        // where the circle is crossed at a small angle, a small error is a long time
        const tolerance = 1e-9 / angle;
        assertClose(times[0] ?? 0, 2 * Math.PI - angle, tolerance, `up to 1 − ${height}`);
        assertClose(times[1] ?? 0, Math.PI + angle, tolerance, `up to −1 + ${height}`);
      }
    }
    // and none where it turns back just below the level
    const below = { ...section, level: 1 + 1e-8, y0: [-1, 0], t_max: 100 };
    assert.equal(integrateToCrossing(circle, below), undefined);
  });

  it("is undefined when there is no crossing in time", () => {
    assert.equal(integrateToCrossing(circle, { ...section, y0: [1, 0], t_max: 4 }), undefined);
    // and does not wait for it at rest
    let evaluations = 0;
    const decay = ([x]: number[]) => {
      evaluations++;
      return [-x];
    };
    const end = { y0: [1], i: 0, level: 2, scale: [1], t_max: 1e4, maxStep: 1 };
    assert.equal(integrateToCrossing(decay, end), undefined);
    assert.ok(evaluations < 2000, `${evaluations} evaluations`);
    assert.throws(
      () => integrateToCrossing(circle, { ...section, t_max: 0 }),
      /integrateToCrossing: t_max must be a positive/,
    );
  });
});
