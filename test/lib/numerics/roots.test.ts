import { strict as assert } from "node:assert";
import fc from "fast-check";
import { describe, it } from "mocha";
import { zeroBetween, zeros } from "../../../lib/numerics/roots.js";
import { assertClose } from "../../support/close.js";

describe("zeroBetween", () => {
  it("finds a zero to the last bits", () => {
    const cases: [string, (x: number) => number, number, number, number][] = [
      ["√2", (x) => x * x - 2, 0, 2, Math.SQRT2],
      ["π", Math.sin, 3, 4, Math.PI],
      ["π, from the right", Math.sin, 4, 3, Math.PI],
      ["ln 2", (x) => Math.exp(x) - 2, -50, 50, Math.LN2],
    ];
    for (const [name, f, a, b, exact] of cases)
      assertClose(zeroBetween(f, a, b), exact, 1e-15, name);
    // a function that is flat around its zero, where only bisection gets on
    assertClose(
      zeroBetween((x) => (x - 1) ** 9, 0, 5),
      1,
      1e-2,
    );
  });

  it("takes a few steps where the function is smooth", () => {
    let calls = 0;
    zeroBetween(
      (x) => {
        calls++;
        return Math.exp(x) - 2;
      },
      0,
      2,
    );
    assert.ok(calls <= 15, `${calls} calls; bisection alone would need 52`);
  });

  it("returns an end that is a zero", () => {
    assert.equal(
      zeroBetween((x) => x - 1, 1, 2),
      1,
    );
    assert.equal(
      zeroBetween((x) => x - 2, 1, 2),
      2,
    );
  });

  it("finds the jump of a function that jumps over zero", () => {
    assertClose(
      zeroBetween((x) => (x < 0.3 ? -1 : 1), 0, 1),
      0.3,
      1e-15,
    );
  });

  it("refuses ends with the same sign, and values that are not finite", () => {
    assert.throws(() => zeroBetween((x) => x * x + 1, -1, 1), {
      name: "RangeError",
      message: "zeroBetween: f(b) must be of the other sign than f(a) = 2, got 2",
    });
    assert.throws(
      () => zeroBetween((x) => 1 / x, 0, 1),
      /f\(0\) must be a finite number, got Infinity/,
    );
    assert.throws(() => zeroBetween(0 as never, 0, 1), /zeroBetween: f must be a function, got 0/);
    assert.throws(() => zeroBetween(Math.sin, Number.NaN, 1), /zeroBetween: a must be/);
    assert.throws(() => zeroBetween(Math.sin, 0, Number.NaN), /zeroBetween: b must be/);
  });
});

describe("zeros", () => {
  it("finds all of them, in order", () => {
    assertClose(zeros(Math.sin, -1, 10), [0, Math.PI, 2 * Math.PI, 3 * Math.PI], 1e-14);
  });

  it("finds two within one piece", () => {
    const f = (x: number) => (x - 0.5) ** 2 - 1e-6;
    assertClose(zeros(f, 0, 1, 7), [0.499, 0.501], 1e-12);
  });

  it("finds a double zero, once", () => {
    assertClose(
      zeros((x) => (x - 0.4321) ** 2, 0, 1),
      [0.4321],
      1e-6,
    );
  });

  it("finds none where there is none", () => {
    assert.deepEqual(
      zeros((x) => x * x + 1e-6, -1, 1),
      [],
    );
    assert.deepEqual(
      zeros(() => 1, 0, 1),
      [],
    );
  });

  it("finds those at the ends and at a cut", () => {
    assertClose(
      zeros((x) => x * (x - 0.5) * (x - 1), 0, 1, 4),
      [0, 0.5, 1],
      1e-15,
    );
  });

  it("finds the zeros of any polynomial with real, separate zeros", () => {
    const spaced = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(spaced, (tenths) => {
        const expected = tenths.map((k) => k / 100).sort((a, b) => a - b);
        const f = (x: number) => expected.reduce((product, root) => product * (x - root), 1);
        assertClose(zeros(f, 0, 1), expected, 1e-9, "zero");
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it("names the argument that makes no sense", () => {
    assert.throws(() => zeros(0 as never, 0, 1), /zeros: f must be a function/);
    assert.throws(() => zeros(Math.sin, 1, 1), /zeros: b must be greater than a = 1, got 1/);
    assert.throws(() => zeros(Math.sin, Number.NaN, 1), /zeros: a must be a finite number/);
    assert.throws(() => zeros(Math.sin, 0, "1" as never), /zeros: b must be a finite number/);
    assert.throws(() => zeros(Math.sin, 0, 1, 1), /zeros: pieces must be an integer from 2/);
    assert.throws(() => zeros(Math.log, -1, 1), /zeros: f\(-1\) must be a finite number, got NaN/);
  });
});
