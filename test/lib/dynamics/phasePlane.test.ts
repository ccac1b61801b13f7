import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { nullclines, vectorField } from "../../../lib/dynamics/phasePlane.js";
import { pathLines } from "../../../lib/plotting/pathLines.js";
import { mV } from "../../../lib/units.js";
import { assertClose } from "../../support/close.js";
import { current, variant } from "../../support/dynamics.js";

const model = variant(65, 0.3);
const range = { V_min: -80 * mV, V_max: 60 * mV, n_min: 0.2, n_max: 0.8 };

describe("nullclines", () => {
  const I = 100 * current;
  const { V, n } = nullclines(model, I, range);

  it("are where V̇ and ṅ are zero", () => {
    let shown = 0;
    for (let i = 0; i < V.x.length; i++) {
      if (Number.isNaN(V.y[i])) continue;
      shown++;
      // V̇ is as large as 1000 V/s around it
      assertClose(model.dV_dt(V.x[i] * mV, V.y[i], I), 0, 1e-9, `V̇ (V/s) at ${V.x[i]} mV`);
    }
    assert.ok(shown > 300, `${shown} points`);
    for (let i = 0; i < n.x.length; i++) {
      assertClose(model.dn_dt(n.x[i] * mV, n.y[i]), 0, 1e-9, `ṅ (1/s) at ${n.x[i]} mV`);
    }
  });

  it("reach the edges of the rectangle, with a gap where they are outside", () => {
    const reached = Array.from(V.y).filter((y) => Math.abs(y - range.n_min) < 1e-12);
    assert.equal(reached.length, 1);
    assert.ok(Array.from(V.y).some(Number.isNaN));
    for (let i = 1; i < V.x.length; i++) assert.ok(V.x[i] >= V.x[i - 1]);
  });

  it("names the argument that makes no sense", () => {
    assert.throws(() => nullclines(model, Number.NaN, range), /nullclines: I must be a finite/);
    assert.throws(() => nullclines(model, 0, null as never), /nullclines: range must be an object/);
    const flat = { ...range, n_max: 0.2 };
    assert.throws(() => nullclines(model, 0, flat), /n_max must be greater than n_min = 0.2/);
    assert.throws(
      () => vectorField(model, 0, { ...range, V_min: Number.NaN }),
      /vectorField: V_min/,
    );
    assert.throws(() => vectorField(model, Number.NaN, range), /vectorField: I must be a finite/);
  });
});

describe("vectorField", () => {
  it("points where V̇ and ṅ do, on an even grid inside the rectangle", () => {
    const arrows = vectorField(model, 0, range, [4, 3]);
    assert.equal(arrows.length, 12);
    for (const { x, y, dx, dy } of arrows) {
      const V̇ = model.dV_dt(x * mV, y, 0) / mV;
      assertClose(dx / dy / (V̇ / model.dn_dt(x * mV, y)), 1, 1e-9, "direction");
      assert.equal(Math.sign(dy), Math.sign(model.dn_dt(x * mV, y)));
    }
    assertClose(
      [arrows[0].x, arrows[0].y, arrows[11].x, arrows[11].y],
      [-62.5, 0.3, 42.5, 0.7],
      1e-12,
    );
  });
});

describe("pathLines", () => {
  it("are the stretches in which x only rises or only falls, end to end", () => {
    const lines = pathLines([0, 1, 3, 2, 2, 1, 4], [0, 1, 2, 3, 4, 5, 6], { color: "red" });
    assert.deepEqual(
      lines.map(({ x, y }) => [x, y]),
      [
        [
          [0, 1, 3],
          [0, 1, 2],
        ],
        [
          [3, 2, 2, 1],
          [2, 3, 4, 5],
        ],
        [
          [1, 4],
          [5, 6],
        ],
      ],
    );
    assert.ok(lines.every(({ color, label }) => color === "red" && label === undefined));
  });

  it("are dashed where they are to be, and named on the longest that is not", () => {
    const dashed = (i: number) => i >= 2;
    const lines = pathLines([0, 1, 3, 9], [0, 0, 0, 0], { color: "red", label: "a", dashed });
    assert.deepEqual(
      lines.map((line) => [Array.from(line.x), line.dashed, line.label]),
      [
        [[0, 1, 3], false, "a"],
        [[3, 9], true, undefined],
      ],
    );
  });

  it("do not miss a turn after a stretch of equal x", () => {
    const lines = pathLines([0, 1, 1, 0], [0, 1, 2, 3], { color: "red" });
    assert.deepEqual(
      lines.map(({ x }) => x),
      [
        [0, 1, 1],
        [1, 0],
      ],
    );
  });

  it("names the argument that makes no sense", () => {
    const color = "red";
    assert.throws(() => pathLines([], [], { color }), /pathLines: x must be a non-empty array/);
    assert.throws(() => pathLines([0, 1], [0], { color }), /y must be as long as x, 2 elements/);
    assert.throws(() => pathLines([0], [0], null as never), /style must be an object/);
    const dashed = true as never;
    assert.throws(() => pathLines([0], [0], { color, dashed }), /style.dashed must be a function/);
  });
});
