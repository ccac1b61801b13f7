import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import {
  foldCurve,
  foldsAt,
  hopfPoints,
  integrate,
  limitCycles,
  nullclines,
  type PlanarModel,
  planarEquilibria,
  simulate,
  vectorField,
  voltageEquilibria,
} from "../../../lib/index.js";
import { ms, mV } from "../../../lib/units.js";
import { assertClose } from "../../support/close.js";
import { current, variant } from "../../support/dynamics.js";

/** R. FitzHugh (1961), in the usual form: no units, w falls below zero. */
const [a, b, ε] = [0.7, 0.8, 0.08];
const fitzHughNagumo = {
  dV_dt: (v: number, w: number, I: number) => v - v ** 3 / 3 - w + I,
  dn_dt: (v: number, w: number) => ε * (v + a - b * w),
  n_inf: (v: number) => (v + a) / b,
  variables: { V: { symbol: "v", min: -3, max: 3 }, n: { symbol: "w", min: -2, max: 3 } },
};
const range = { V_min: -3, V_max: 3, n_min: -2, n_max: 3 };

/** C. Morris & H. Lecar (1981) with the Hopf set of Rinzel & Ermentrout (1998), mV, ms, μA/cm². */
const half = (V: number, middle: number, width: number) =>
  (1 + Math.tanh((V - middle) / width)) / 2;
const n_inf = (V: number) => half(V, 2, 30);
const morrisLecar = {
  dV_dt: (V: number, n: number, I: number) =>
    (I - 4.4 * half(V, -1.2, 18) * (V - 120) - 8 * n * (V + 84) - 2 * (V + 60)) / 20,
  dn_dt: (V: number, n: number) => 0.04 * (n_inf(V) - n) * Math.cosh((V - 2) / 60),
  n_inf,
  variables: {
    V: { symbol: "V", min: -80, max: 60, unit: "mV" },
    n: { symbol: "w", min: 0, max: 1 },
  },
};

describe("A planar model that is not a neuron in SI units", () => {
  it("rests where the cubic says, and turns from a focus to a node where its discriminant does", () => {
    const [{ V, n, kind }, ...others] = planarEquilibria(fitzHughNagumo, { I: 0 });
    assert.deepEqual(others, []);
    assertClose(V - V ** 3 / 3 - (V + a) / b, 0, 1e-14, "V̇");
    assertClose(n, (V + a) / b, 1e-15, "w");
    assert.equal(kind, "stable focus");
  });

  it("has the Hopf points and folds that follow by hand, where ranges of neurons see none", () => {
    // Trace 1 − v² − εb = 0; determinant ε (1 − b (1 − v²)).
    const v = Math.sqrt(1 - ε * b);
    const hopf = hopfPoints(fitzHughNagumo, range);
    assert.equal(hopf.length, 2);
    for (const [i, sign] of [-1, 1].entries()) {
      assertClose(hopf[i].V, sign * v, 1e-9, "v");
      assertClose(hopf[i].I, (sign * v + a) / b - sign * (v - v ** 3 / 3), 1e-9, "I");
      const frequency = Math.sqrt(ε * (1 - b * ε * b)) / (2 * Math.PI);
      assertClose(hopf[i].frequency, frequency, 1e-9, "frequency");
    }
    const folds = foldsAt(fitzHughNagumo, 0, range);
    for (const [i, sign] of [-1, 1].entries()) {
      assertClose(folds[i].V, sign, 1e-9, "v of the fold");
      assertClose(folds[i].I, (sign * -2) / 3, 1e-9, "I of the fold");
    }
    // The folds stay at v = ±1 for each w.
    for (const { V } of foldCurve(fitzHughNagumo, folds[0], range)) assertClose(V, -1, 1e-7, "v");
  });

  it("has the Hopf points that are printed for Morris and Lecar's equations", () => {
    const hopf = hopfPoints(morrisLecar, { V_min: -80, V_max: 60 });
    const I = hopf.map((point) => point.I);
    // AUTO's, as tutorials print them: to all their digits.
    assert.deepEqual(
      I.map((i) => i.toFixed(1)),
      ["93.9", "212.0"],
    );
    assert.ok(hopf[0].l1 > 0, "the first one is subcritical");
  });

  it("cycles with the period in which an orbit comes back", () => {
    const cycles = limitCycles(fitzHughNagumo, 0.5).filter(({ stable }) => stable);
    assert.equal(cycles.length, 1);
    const [{ n, period }] = cycles;
    const { V } = planarEquilibria(fitzHughNagumo, { I: 0.5 })[0];
    const [v, w] = integrate(
      (_, [v, w]) => [fitzHughNagumo.dV_dt(v, w, 0.5), fitzHughNagumo.dn_dt(v, w)],
      { y0: [V, n], t: [0, period], scale: [4, 3] },
    );
    assertClose(v[1], V, 1e-7, "v after a period");
    assertClose(w[1], n, 1e-7, "w after a period");
  });

  it("is the same neuron in mV as in volts, equilibria, Hopf points and all", () => {
    const volts = variant(65, 0.3);
    const I = 60 * current;
    const millivolts = {
      dV_dt: (V: number, n: number, I: number) => volts.dV_dt(V * mV, n, I) / mV,
      dn_dt: (V: number, n: number) => volts.dn_dt(V * mV, n),
      n_inf: (V: number) => volts.n_inf(V * mV),
      variables: {
        V: { symbol: "V", min: -150, max: 150, unit: "mV" },
        n: { symbol: "n", min: 0, max: 1 },
        t: { symbol: "t", max: 1, unit: "ms", unitValue: ms },
      },
    };
    const [one] = planarEquilibria(volts, { I });
    const [other] = planarEquilibria(millivolts, { I });
    // Zeros are found to the last bits, derivatives to 11 digits.
    assertClose(other.V, one.V / mV, 1e-10, "V");
    assertClose(other.eigenvalues[0].re, one.eigenvalues[0].re, 1e-6, "eigenvalue");
    const inVolts = hopfPoints(volts, { V_min: -100 * mV, V_max: 15 * mV });
    const inMillivolts = hopfPoints(millivolts, { V_min: -100, V_max: 15 });
    assert.equal(inMillivolts.length, inVolts.length);
    for (const [i, { I, l1 }] of inVolts.entries()) {
      assertClose(inMillivolts[i].I / I, 1, 1e-8, "I");
      assertClose(inMillivolts[i].l1 / l1, 1, 1e-3, "l1");
    }
    const plane = { V_min: -80 * mV, V_max: 60 * mV, n_min: 0.2, n_max: 0.8 };
    const shown = nullclines(volts, I, plane);
    const again = nullclines(millivolts, I, { ...plane, V_min: -80, V_max: 60 });
    for (const name of ["V", "n"] as const) {
      assert.equal(again[name].label, shown[name].label);
      for (let i = 0; i < shown[name].x.length; i++) {
        assertClose(again[name].x[i], shown[name].x[i], 1e-9, "x");
      }
    }
  });

  it("names its variables on its nullclines, and needs no n_inf for them nor for a simulation", () => {
    const { dV_dt, dn_dt, variables } = fitzHughNagumo;
    const least: PlanarModel = { dV_dt, dn_dt, variables };
    const [found, given] = [least, fitzHughNagumo].map((model) => nullclines(model, 0, range));
    assert.equal(found.V.label, "$\\dot{v} = 0$");
    assert.equal(found.n.label, "$\\dot{w} = 0$");
    for (let i = 0; i < found.n.y.length; i++) {
      // Outside the rectangle only an n_inf says where it goes on.
      if (!Number.isNaN(found.n.y[i])) assertClose(found.n.y[i], given.n.y[i], 1e-12, "w");
    }
    assert.equal(vectorField(least, 0, range).length, 21 * 13);
    assert.equal(voltageEquilibria(least, { n: 0 }).length, 3);
    const I = new Float64Array(100);
    assert.deepEqual(
      simulate(least, { I, Δt: 0.1, V0: 0, n0: 1 }),
      simulate(fitzHughNagumo, { I, Δt: 0.1, V0: 0, n0: 1 }),
    );
    assert.throws(
      () => simulate(least, { I, Δt: 0.1, V0: 0 }),
      /simulate: model\.n_inf must be a function, got undefined/,
    );
    assert.throws(
      () => planarEquilibria(least as never, { I: 0 }),
      /planarEquilibria: model\.n_inf must be a function, got undefined/,
    );
  });

  it("has an error that names the variable that makes no sense", () => {
    const wrong = (variables: object) => () =>
      nullclines({ ...fitzHughNagumo, variables } as never, 0, range);
    const { V, n } = fitzHughNagumo.variables;
    assert.throws(wrong({ V }), /nullclines: model\.variables\.n must be an object, got undefined/);
    assert.throws(
      wrong({ V: { ...V, max: -3 }, n }),
      /model\.variables\.V\.max must be greater than min = -3, got -3/,
    );
    assert.throws(wrong({ V, n: { ...n, symbol: 1 } }), /variables\.n\.symbol must be a string/);
    assert.throws(
      wrong({ V, n: { ...n, unitValue: 0 } }),
      /variables\.n\.unitValue must be a positive/,
    );
  });
});
