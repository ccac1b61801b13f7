import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { hodgkinHuxley2D, izhikevich, squidAxon } from "../../lib/model.js";
import { cm, mS, ms, mV, nS, pA, pF, μF } from "../../lib/units.js";
import { assertClose } from "../support/close.js";
import { numpy } from "../support/reference.js";

const hh = hodgkinHuxley2D(squidAxon);

describe("squidAxon", () => {
  it("has the original's values, its quirks included", () => {
    const { c, E_K, E_Na, E_L, g_K, g_Na, g_L } = squidAxon;
    const inFieldUnits = [
      ...[E_K, E_Na, E_L].map((E) => E / mV),
      ...[g_K, g_Na, g_L].map((g) => g / (mS / cm ** 2)),
      c / (μF / cm ** 2),
    ];
    // relative rounding of the unit conversions only
    assertClose(inFieldUnits, [-77, 55, -54.4, 36, 120, 0.03, 1], 1e-13);
  });

  it("has HH1952's rates, at the rest of 0 mV", () => {
    const { α_m, β_m, α_n, β_n } = squidAxon.rates;
    // HH1952 eqs. 12, 13, 20, 21 at V = 0, evaluated by hand in 1/ms
    const expected = [2.5 / Math.expm1(2.5), 4, 0.1 / Math.expm1(1), 0.125];
    assertClose(
      [α_m, β_m, α_n, β_n].map((rate) => rate(0) * ms),
      expected,
      1e-15,
    );
  });

  it("has HH1952's rates, where their exponents are ±1", () => {
    const { α_m, β_m, α_n, β_n } = squidAxon.rates;
    // relative rounding of an exponential and a few products
    const assertRate = (rate: number, expected: number) =>
      assertClose(rate * ms, expected, 1e-14 * expected);
    for (const sign of [1, -1]) {
      assertRate(α_m((25 + sign * 10) * mV), -sign / Math.expm1(-sign));
      assertRate(β_m(sign * 18 * mV), 4 * Math.exp(-sign));
      assertRate(α_n((10 + sign * 10) * mV), (-0.1 * sign) / Math.expm1(-sign));
      assertRate(β_n(sign * 80 * mV), 0.125 * Math.exp(-sign));
    }
  });

  it("has no hole where the formula of a rate is 0/0", () => {
    const { α_m, α_n } = squidAxon.rates;
    assertClose(α_m(25 * mV) * ms, 1, 1e-15);
    assertClose(α_n(10 * mV) * ms, 0.1, 1e-15);
    // and none beside it: x/(eˣ − 1) = 1 − x/2 + O(x²), with x = −δ/10 mV
    for (const δ of [1e-9, -1e-9, 1e-14]) {
      assertClose(α_m((25 + δ) * mV) * ms, 1 + δ / 20, 1e-15);
      assertClose(α_n((10 + δ) * mV) * ms, 0.1 * (1 + δ / 20), 1e-15);
    }
  });
});

describe("hodgkinHuxley2D", () => {
  const { index, traces, range } = numpy.simulation;

  for (const name of ["I_K", "I_Na", "I_L"] as const) {
    it(`gives NumPy's ${name} along the simulated trajectory, to 1e-12 of its range`, () => {
      const current = index.map((_, k) => hh[name](traces.V[k], traces.n[k]));
      assertClose(current, traces[name], 1e-12 * (range[name][1] - range[name][0]), name);
    });
  }

  it("adds up the currents, and divides them by the capacitance", () => {
    const [V, n, I] = [-40 * mV, 0.2, 0.01];
    const total = I + hh.I_K(V, n) + hh.I_Na(V, n) + hh.I_L(V);
    assertClose(hh.I_tot(V, n, I), total, 1e-15);
    assertClose(hh.dV_dt(V, n, I), total / 0.01, 1e-13); // c = 1 μF/cm² = 0.01 F/m²
  });

  it("draws V and n towards their equilibria", () => {
    assert.ok(hh.I_K(0, 0.5) < 0 && hh.I_K(-100 * mV, 0.5) > 0, "potassium pulls towards E_K");
    assert.ok(hh.I_Na(0, 0.1) > 0 && hh.I_Na(60 * mV, 0.1) < 0, "sodium pulls towards E_Na");
    assert.ok(hh.I_L(0) < 0 && hh.I_L(-70 * mV) > 0, "the leak pulls towards E_L");
    const V = -20 * mV;
    assert.ok(hh.dn_dt(V, 0) > 0 && hh.dn_dt(V, 1) < 0, "n is drawn towards n_inf");
    assertClose(hh.dn_dt(V, hh.n_inf(V)), 0, 1e-12);
    assertClose(hh.dn_dt(V, 0) * hh.τ_n(V), hh.n_inf(V), 1e-15);
  });

  it("keeps gates between closed and open, whatever the voltage", () => {
    for (const V of [-1, -0.2, -0.05, 0, 0.01, 0.025, 0.1, 1]) {
      for (const gate of [hh.m_inf(V), hh.n_inf(V)]) assert.ok(gate >= 0 && gate <= 1, `at ${V} V`);
    }
  });

  it("takes another neuron as another set of parameters", () => {
    const other = hodgkinHuxley2D({
      ...squidAxon,
      c: 2 * squidAxon.c,
      g_L: 0.3 * (mS / cm ** 2),
      h: (n) => 0.8 - n,
      rates: { ...squidAxon.rates, β_m: (V) => 2 * squidAxon.rates.β_m(V) },
    });
    const [V, n] = [-30 * mV, 0.3];
    assertClose(other.I_L(V), 10 * hh.I_L(V), 1e-14);
    assert.equal(other.h(n), 0.5);
    assert.ok(other.m_inf(V) < hh.m_inf(V));
    assertClose(other.dV_dt(V, n, 0), other.I_tot(V, n, 0) / 0.02, 1e-13);
  });

  it("adds a current of your own to all currents", () => {
    const I_M = (V: number, n: number) => -0.5 * n * (V - squidAxon.E_K);
    const other = hodgkinHuxley2D({ ...squidAxon, I_other: I_M });
    const [V, n, I] = [-40 * mV, 0.2, 0.01];
    assert.equal(hh.I_other(V, n), 0);
    assert.equal(other.I_other(V, n), I_M(V, n));
    assertClose(other.I_tot(V, n, I) - hh.I_tot(V, n, I), I_M(V, n), 1e-15);
    assertClose(other.dV_dt(V, n, I) - hh.dV_dt(V, n, I), I_M(V, n) / squidAxon.c, 1e-13);
  });

  it("names the parameter that makes no sense", () => {
    const { rates } = squidAxon;
    const given = (p: object) => () => hodgkinHuxley2D({ ...squidAxon, ...p });
    const cases: [() => unknown, string][] = [
      [() => hodgkinHuxley2D(null as never), "p must be an object, got null"],
      [() => hodgkinHuxley2D(squidAxon, null as never), "options must be an object, got null"],
      [
        () => hodgkinHuxley2D(squidAxon, { tabulate: 1 } as never),
        "tabulate must be a boolean, got 1",
      ],
      [given({ c: 0 }), "c must be a positive finite number of F/m², got 0"],
      [given({ E_K: Number.NaN }), "E_K must be a finite number of volts, got NaN"],
      [given({ g_L: "1" }), 'g_L must be a finite number of S/m², got "1"'],
      [given({ g_K: -1 }), "g_K must be a number of S/m² that is not negative, got -1"],
      [given({ rates: 3 }), "rates must be an object, got 3"],
      [given({ rates: { ...rates, β_n: 1 } }), "rates.β_n must be a function, got 1"],
      [given({ h: undefined }), "h must be a function, got undefined"],
      [given({ I_other: 1 }), "I_other must be a function, got 1"],
    ];
    for (const [call, message] of cases) {
      assert.throws(call, { message: `hodgkinHuxley2D: ${message}` });
    }
  });
});

describe("izhikevich", () => {
  const p = { C: 1320 * pF, k: 0.7 * (nS / mV), V_r: -54.4 * mV, V_t: 2 * mV };
  const { dV_dt } = izhikevich(p);

  it("is a parabola with its zeros at V_r and V_t", () => {
    assertClose([dV_dt(p.V_r), dV_dt(p.V_t)], [0, 0], 0);
    // half-way between the zeros, −k (V_t − V_r)²/4C: 0.7 nS/mV · (28.2 mV)² / 1320 pF, in V/s
    assertClose(dV_dt((p.V_r + p.V_t) / 2), (-0.7e-6 * 0.0282 ** 2) / 1320e-12, 1e-15);
  });

  it("adds the input current and takes the recovery variable off", () => {
    assertClose(dV_dt(0, 2 * pA, 5 * pA) - dV_dt(0), (3 * pA) / p.C, 1e-15);
  });

  it("names the parameter that makes no sense", () => {
    const cases: [object | number, string][] = [
      [7, "p must be an object, got 7"],
      [{ ...p, C: 0 }, "C must be a positive finite number of farads, got 0"],
      [{ ...p, k: Infinity }, "k must be a finite number of S/V, got Infinity"],
      [{ ...p, V_r: "0" }, 'V_r must be a finite number of volts, got "0"'],
      [{ ...p, V_t: Number.NaN }, "V_t must be a finite number of volts, got NaN"],
    ];
    for (const [given, message] of cases) {
      assert.throws(() => izhikevich(given as never), { message: `izhikevich: ${message}` });
    }
  });
});
