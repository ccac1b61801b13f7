import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { jacobianOfSystem, solveLinear, solveSystem } from "../../../lib/numerics/system.js";
import { assertClose } from "../../support/close.js";

describe("solveLinear", () => {
  it("solves three equations, the first pivot of which is zero", () => {
    const A = [
      [0, 2, 1],
      [1, -1, 0],
      [3, 0, -2],
    ];
    // from x = (1, 2, 3); the arithmetic is short enough to lose two digits at most
    assertClose(solveLinear(A, [7, -1, -3]) ?? [], [1, 2, 3], 1e-14);
  });

  it("takes equations in units that are 10¹² apart", () => {
    assertClose(
      solveLinear(
        [
          [1e12, 1e12],
          [1, -1],
        ],
        [3e12, 1],
      ) ?? [],
      [2, 1],
      1e-14,
    );
  });

  it("has no answer where equations repeat or say nothing", () => {
    for (const second of [
      [2, 4],
      [0, 0],
    ]) {
      assert.equal(solveLinear([[1, 2], second], [1, 2]), undefined);
    }
  });
});

describe("solveSystem", () => {
  const circleAndLine = ([x, y]: number[]) => [x * x + y * y - 1, x - y];

  it("finds where a circle and a line meet, to the last digits", () => {
    const expected = [Math.SQRT1_2, Math.SQRT1_2];
    assertClose(solveSystem(circleAndLine, [1, 0.5], 10) ?? [], expected, 1e-15);
  });

  it("stops at the rounding error of equations that have a large one", () => {
    // 1e-9 of noise, which no iteration gets below
    const noisy = (x: number[]) => circleAndLine(x).map((G) => G + 1e-9 * Math.sin(1e9 * x[0]));
    assertClose(solveSystem(noisy, [1, 0.5], 10) ?? [], [Math.SQRT1_2, Math.SQRT1_2], 2e-9);
  });

  it("gives up soon where there is nothing to find", () => {
    let count = 0;
    const none = ([x, y]: number[]) => {
      count++;
      return [x * x + y * y + 0.01, x - y];
    };
    assert.equal(solveSystem(none, [0.5, 0.4], 10), undefined);
    // A Jacobian takes four values of it, a correction one: some three of each.
    assert.ok(count < 30, `${count} values`);
  });

  it("has no answer where there is none, or none within reach", () => {
    assert.equal(
      solveSystem(([x]) => [x * x + 1], [0.5], 10),
      undefined,
    );
    assert.equal(solveSystem(circleAndLine, [5, 5], 1), undefined);
  });
});

describe("jacobianOfSystem", () => {
  it("has a row for each equation and a column for each unknown", () => {
    const J = jacobianOfSystem(([x, y, z]) => [x * y, Math.exp(z)], [2, 3, 0]);
    assertClose(J[0], [3, 2, 0], 1e-11);
    // e^z bends: central differences at ±1e-4 are off by a sixth of 1e-8
    assertClose(J[1], [0, 0, 1], 2e-9);
  });
});
