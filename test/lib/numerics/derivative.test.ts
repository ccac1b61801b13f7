import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { hodgkinHuxley2D, squidAxon } from "../../../lib/model.js";
import { derivative } from "../../../lib/numerics/derivative.js";
import { zeroBetween } from "../../../lib/numerics/roots.js";
import { mV } from "../../../lib/units.js";
import { assertClose } from "../../support/close.js";

describe("derivative", () => {
  it("is right to eleven digits for smooth functions", () => {
    const cases: [string, (x: number) => number, number, number][] = [
      ["exp", Math.exp, 1, Math.E],
      ["sin", Math.sin, 1, Math.cos(1)],
      ["x⁵", (x) => x ** 5, 2, 80],
      ["1/x", (x) => 1 / x, 3, -1 / 9],
      ["tanh", Math.tanh, 0.3, 1 - Math.tanh(0.3) ** 2],
    ];
    for (const [name, f, x, exact] of cases) {
      assertClose(derivative(f, x, 0.5) / exact, 1, 1e-11, `(${name})′, relative`);
    }
  });

  it("is exact for a straight line and zero for a constant", () => {
    assertClose(
      derivative((x) => 3 * x + 1, 7, 1),
      3,
      1e-14,
    );
    assert.equal(
      derivative(() => 5, 0, 1),
      0,
    );
  });

  it("does not depend much on the first step", () => {
    for (const step of [0.01, 0.1, 1, 2]) {
      assertClose(derivative(Math.exp, 0, step), 1, 1e-10, `step ${step}`);
    }
  });

  it("is not taken in by two differences that agree by chance", () => {
    // x + sin kx with the k for which its differences at steps 1 and 1/1.4 are the same
    for (const [low, high] of [
      [4, 7.5],
      [9, 12],
    ]) {
      const k = zeroBetween((k) => Math.sin(k) - 1.4 * Math.sin(k / 1.4), low, high);
      // steps of 0.03 at last: ten digits of a sine that turns by k in 1
      assertClose(
        derivative((x) => x + Math.sin(k * x), 0, 1),
        1 + k,
        1e-8,
        `k = ${k}`,
      );
    }
  });

  it("of the potassium current by n is that of −g_K n⁴ (V − E_K)", () => {
    const { I_K } = hodgkinHuxley2D(squidAxon);
    const exact = -4 * squidAxon.g_K * 0.3 ** 3 * (-20 * mV - squidAxon.E_K);
    assertClose(derivative((n) => I_K(-20 * mV, n), 0.3, 0.05) / exact, 1, 1e-12);
  });

  it("names the argument that makes no sense", () => {
    assert.throws(() => derivative(1 as never, 0, 1), /derivative: f must be a function, got 1/);
    assert.throws(() => derivative(Math.exp, Number.NaN, 1), /derivative: x must be a finite/);
    assert.throws(() => derivative(Math.exp, 0, 0), /derivative: step must be a positive .* got 0/);
    assert.throws(() => derivative(Math.log, 0, 1), /f within 1 of 0 must be finite, got NaN/);
  });
});
