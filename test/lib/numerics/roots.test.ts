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

  it("finds two that are close, wherever they lie", () => {
    const starts = [0, 0.0002, 0.3, 0.5 - 1e-7, 0.998, 0.9991, 1 - 2e-3];
    for (const gap of [8e-4, 1e-5, 1e-7, 1e-9]) {
      for (const start of starts) {
        const f = (x: number) => (x - start) * (x - (start + gap));
        const what = `the pair at ${start}, ${gap} apart`;
        assertClose(zeros(f, 0, 1), [start, start + gap], 1e-15, what);
      }
    }
  });

  it("finds a double zero wherever it lies: in the first and last piece, on a cut, at an end", () => {
    for (const x0 of [0, 1e-4, 0.1, 0.002, 0.0021, 0.5, 0.9979999, 0.9999, 1]) {
      // A product is known to its last bits even where it is tiny: so is its zero.
      assertClose(
        zeros((x) => (x - x0) ** 2, 0, 1),
        [x0],
        1e-12,
        "double zero",
      );
    }
    // known to 1e-16 only, so that its extremum is found where the slope is zero
    const exact = [Math.PI, 3 * Math.PI, 5 * Math.PI];
    assertClose(
      zeros((x) => 1 + Math.cos(x), 0, 20),
      exact,
      1e-10,
      "1 + cos",
    );
  });

  it("tells a double zero from two zeros and from none", () => {
    const parabola = (value: number) => zeros((x) => (x - 0.4) ** 2 + value, 0, 1).length;
    assert.deepEqual([-1e-12, -1e-15, 0, 1e-15, 1e-12].map(parabola), [2, 2, 1, 0, 0]);
    assert.deepEqual(
      zeros((x) => (x - 1.0000001) ** 2, 0, 1),
      [],
    );
  });

  it("finds a zero of any order, once", () => {
    for (let order = 1; order <= 9; order++) {
      assertClose(
        zeros((x) => (x - 0.37) ** order, 0, 1),
        [0.37],
        1e-9,
        `order ${order}`,
      );
    }
  });

  it("finds one zero where the function is all rounding error around it", () => {
    // (x − 1)⁵ and (x − 1)⁶, multiplied out: rounding hides them within 1e-15^(1/5) ≈ 1e-3 of 1
    const powers = [
      (x: number) => x ** 5 - 5 * x ** 4 + 10 * x ** 3 - 10 * x * x + 5 * x - 1,
      (x: number) => x ** 6 - 6 * x ** 5 + 15 * x ** 4 - 20 * x ** 3 + 15 * x * x - 6 * x + 1,
    ];
    for (const f of powers) assertClose(zeros(f, 0, 2), [1], 5e-3);
    assertClose(
      zeros(() => 0, 0, 1),
      [0.5],
      0,
    );
  });

  it("knows that a pole and a jump are not zeros, but finds the zero beside a pole", () => {
    const poles: [(x: number) => number, number, number][] = [
      [(x) => 1 / (x - 0.3), 0, 1],
      [(x) => 1 / (x - 0.5), 0, 1],
      [(x) => 1 / (x - 0.3) ** 3, 0, 1],
      [(x) => 1 / Math.sin(x), 1, 10],
      [(x) => (x < 0.3 ? -1 : 1), 0, 1],
      [(x) => (x < 0.3 ? -1e-6 : 1), 0, 1],
    ];
    for (const [f, a, b] of poles) assert.deepEqual(zeros(f, a, b), [], String(f));
    assertClose(zeros(Math.tan, -1, 4), [0, Math.PI], 1e-15);
    for (const near of [0.3001, 0.30000001]) {
      assertClose(
        zeros((x) => (x - near) / (x - 0.3), 0, 1),
        [near],
        1e-14,
      );
    }
    assertClose(zeros(Math.log, 0, 2), [1], 1e-15, "beside −∞");
    // as steep as can be, but not a jump
    assertClose(
      zeros((x) => Math.tanh(1e8 * (x - 0.3)), 0, 1),
      [0.3],
      1e-15,
    );
    assertClose(
      zeros((x) => Math.cbrt(x - 0.3), 0, 1),
      [0.3],
      1e-15,
    );
  });

  it("looks nowhere outside the interval", () => {
    const f = (x: number) => {
      assert.ok(x >= 0 && x <= 1, `asked at ${x}`);
      return (x - 1e-5) ** 2 * (x - 0.99999);
    };
    assertClose(zeros(f, 0, 1), [1e-5, 0.99999], 1e-9);
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
