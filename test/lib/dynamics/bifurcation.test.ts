import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import {
  equilibriumCurve,
  foldCurve,
  foldsAt,
  inputFor,
} from "../../../lib/dynamics/bifurcation.js";
import { hopfPoints } from "../../../lib/dynamics/hopf.js";
import { derivative } from "../../../lib/numerics/derivative.js";
import { ms, mV } from "../../../lib/units.js";
import { assertClose } from "../../support/close.js";
import { current, reference, variant } from "../../support/dynamics.js";

const range = { V_min: -110 * mV, V_max: 90 * mV };

for (const { shift, g_L, folds, hopf, "I(V)": explicit } of reference.bifurcations) {
  describe(`With the rates at V + ${shift} mV and g_L = ${g_L} mS/cm²,`, () => {
    const model = variant(shift, g_L);

    it("the input that holds V is the explicit I(V), at n = 0 and at n_inf(V)", () => {
      for (const [v, fixed, whole] of explicit) {
        const V = v * mV;
        const I = [inputFor("test", model, V, 0), inputFor("test", model, V, model.n_inf(V))];
        // ten digits: at −80 mV the terms cancel to a hundredth of themselves
        assertClose(I[0] / current / Number(fixed), 1, 1e-10, `I at ${v} mV, n = 0, relative`);
        assertClose(I[1] / current / Number(whole), 1, 1e-10, `I at ${v} mV, relative`);
      }
    });

    it("foldsAt are the zeros of dI/dV, to ten digits of V and I", () => {
      for (const { n, V, I } of folds) {
        const found = foldsAt(model, n, range);
        assertClose(
          found.map((fold) => fold.V / mV),
          V.map(Number),
          1e-9,
          `V (mV) at n = ${n}`,
        );
        for (const [i, fold] of found.entries()) {
          assertClose(fold.I / current / Number(I[i]), 1, 1e-10, `I at n = ${n}, relative`);
        }
      }
    });

    it("hopfPoints are mpmath's, with their frequency and first Lyapunov coefficient", () => {
      const found = hopfPoints(model, range);
      assert.equal(found.length, hopf.length);
      for (const [i, { V, I, frequency, l1 }] of found.entries()) {
        assertClose(V / mV, Number(hopf[i].V), 1e-9, "V (mV)");
        assertClose(I / current / Number(hopf[i].I), 1, 1e-10, "I, relative");
        assertClose(frequency * ms, Number(hopf[i]["frequency (1/ms)"]), 1e-10, "frequency (1/ms)");
        // third derivatives by nested numerical ones: seven digits
        assertClose(l1, Number(hopf[i].l1), 1e-6, "l1");
      }
    });
  });
}

describe("foldCurve", () => {
  const model = variant(0, 0.03);
  const curve = foldCurve(model, foldsAt(model, 0, range)[0], { ...range, n_min: 0, n_max: 1 });

  it("begins and ends at the two folds at n = 0", () => {
    const [first, second] = foldsAt(model, 0, range);
    const ends = [curve[0], curve[curve.length - 1]].sort((a, b) => a.V - b.V);
    // the curve ends within 1/64 of a step of its bounds
    assertClose([ends[0].V / mV, ends[1].V / mV], [first.V / mV, second.V / mV], 0.1);
  });

  it("consists of folds: ∂V̇/∂V is zero all along, in a range of 0.5 /ms", () => {
    for (const { V, n, I } of curve) {
      assertClose(derivative((v) => model.dV_dt(v, n, I), V, 4 * mV) * ms, 0, 1e-9);
      // rounding, of currents up to 10⁴ times as large
      assertClose(model.dV_dt(V, n, I), 0, 1e-11, "V̇ (V/s)");
    }
  });

  it("has points as close to each other as it is asked for", () => {
    const fine = foldCurve(model, curve[0], { ...range, n_min: 0, n_max: 1, step: 0.02 });
    const gaps = fine.slice(1).map(({ V, n }, i) => {
      return Math.hypot((V - fine[i].V) / (20 * mV), (n - fine[i].n) / 0.2);
    });
    // Newton's method moves a point across its step, here by less than a tenth of it
    assert.ok(Math.max(...gaps) < 0.022, `${Math.max(...gaps)}`);
  });

  it("turns at a cusp, where ∂²V̇/∂V² is zero as well", () => {
    const cusp = curve.reduce((a, b) => (a.n > b.n ? a : b));
    assert.ok(cusp.n > 0.6 && cusp.n < 0.8, `${cusp.n}`);
    const second = (V: number) =>
      derivative((v) => derivative((u) => model.dV_dt(u, cusp.n, 0), v, 4 * mV), V, 4 * mV);
    // zero is crossed within 2 mV of the point of the curve with the highest n
    assert.ok(second(cusp.V - 2 * mV) * second(cusp.V + 2 * mV) < 0);
  });
});

describe("equilibriumCurve", () => {
  const model = variant(0, 0.03);
  const bounds = { ...range, I_min: -50 * current, I_max: 50 * current };

  it("follows the equilibria at fixed n around the fold", () => {
    const curve = equilibriumCurve(model, { ...bounds, n: 0, V_start: -54.4 * mV });
    for (const { V, I } of curve) {
      assertClose(
        I / current,
        inputFor("test", model, V, 0) / current,
        1e-9,
        `I (nA/mm²) at ${V} V`,
      );
    }
    const [fold] = foldsAt(model, 0, range);
    const most = curve.reduce((a, b) => (a.I > b.I ? a : b));
    // a point lies within half a step of the fold, where I depends on the square of the distance
    assertClose(most.I / current, fold.I / current, 0.05);
    for (const { V, stable } of curve) {
      if (Math.abs(V - fold.V) > 1e-6) assert.equal(stable, V < fold.V, `stability at ${V} V`);
    }
    assert.ok(Math.min(...curve.map(({ V }) => V)) < -100 * mV, "the stable branch");
    assert.ok(Math.max(...curve.map(({ V }) => V)) > 5 * mV, "the unstable branch");
  });

  it("of the whole model loses its stability at the Hopf point", () => {
    const whole = variant(65, 0.3);
    const [hopf] = hopfPoints(whole, range);
    const options = { ...range, I_min: -50 * current, I_max: 200 * current, V_start: -65 * mV };
    for (const { V, I, stable } of equilibriumCurve(whole, options)) {
      assertClose(whole.dV_dt(V, whole.n_inf(V), I), 0, 1e-9, "V̇ (V/s)");
      assert.equal(stable, V < hopf.V, `stability at ${V / mV} mV`);
    }
  });

  it("names the argument that makes no sense", () => {
    const start = { ...bounds, V_start: -54.4 * mV };
    const cases: [object, RegExp][] = [
      [{ ...start, V_min: 1 }, /equilibriumCurve: V_max must be greater than V_min = 1/],
      [{ ...start, V_start: Number.NaN }, /equilibriumCurve: V_start must be a finite number/],
      [{ ...start, n: Number.NaN }, /equilibriumCurve: n must be a finite number/],
      [{ ...start, I_min: 0, I_max: 0 }, /equilibriumCurve: I_max must be greater than I_min = 0/],
      [{ ...start, V_start: 80 * mV }, /followCurve: start must be near a point of the curve/],
    ];
    for (const [options, message] of cases) {
      assert.throws(() => equilibriumCurve(model, options as never), { message });
    }
    assert.throws(() => foldsAt(model, Number.NaN, range), /foldsAt: n must be a finite number/);
    assert.throws(() => foldsAt(model, 0, null as never), /foldsAt: range must be an object/);
    assert.throws(() => hopfPoints(model, { V_min: 0, V_max: 0 }), /hopfPoints: V_max must be/);
    assert.throws(
      () => foldCurve(model, null as never, { ...range, n_min: 0, n_max: 1 }),
      /foldCurve: start must be an object/,
    );
  });
});
