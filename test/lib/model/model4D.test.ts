import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { hodgkinHuxley4D } from "../../../lib/model/model4D.js";
import { squidAxon4D, squidAxonCorrected, withShiftedRates } from "../../../lib/model/neurons.js";
import { squidAxon } from "../../../lib/model.js";
import { smoothedNoise } from "../../../lib/noise.js";
import { simulate4D } from "../../../lib/simulate/simulate4D.js";
import { spikeTimes } from "../../../lib/simulate/spikes.js";
import { simulate } from "../../../lib/simulate.js";
import { cm, mS, ms, mV } from "../../../lib/units.js";
import { assertClose } from "../../support/close.js";
import { brian2, current, reference, variant } from "../../support/dynamics.js";

const Δt = 0.01 * ms;
const noise = smoothedNoise({ N: 200_000, Δt, σ: 6 * ms, amplitude: 1400 * current, seed: 1 });
const inMs = (times: number[]) => times.map((t) => t / ms);

describe("hodgkinHuxley4D", () => {
  const model = hodgkinHuxley4D(squidAxon4D);

  it("has HH1952's gates at rest: m 0.05293, h 0.5961, n 0.3177", () => {
    const gates = [model.m_inf, model.h_inf, model.n_inf].map((x_inf) => x_inf(-65 * mV));
    assertClose(gates, [0.0529325, 0.5961208, 0.3176769], 5e-8);
  });

  it("has the rates of its gates to 1e-13 of their values, and asks for each once per segment", () => {
    let count = 0;
    const { rates } = squidAxon4D;
    const α_m = (V: number) => {
      count++;
      return rates.α_m(V);
    };
    const counted = hodgkinHuxley4D({ ...squidAxon4D, rates: { ...rates, α_m } });
    for (let i = 0; i < 5000; i++) {
      const V = -80 * mV + i * 0.02 * mV;
      const d = counted.derivatives({ V, m: 0, h: 1, n: 0 }, 0);
      for (const [is, expected] of [
        [d.m, rates.α_m(V)],
        [d.h, -rates.β_h(V)],
        [d.n, rates.α_n(V)],
      ]) {
        assertClose(is / expected, 1, 1e-13, `rate at ${V / mV} mV, relative`);
      }
    }
    // 100 mV are 820 segments, each known by the rate at ten voltages
    assert.ok(count > 0 && count <= 10 * 821, `α_m was asked for ${count} times`);
  });

  it("is the two-dimensional model where m = m_inf(V) and h = h(n)", () => {
    const reduced = variant(65, 0.3);
    for (const [V, n] of [
      [-70 * mV, 0.3],
      [-20 * mV, 0.5],
      [30 * mV, 0.7],
    ]) {
      const d = model.derivatives({ V, m: model.m_inf(V), h: reduced.h(n), n }, 5);
      assertClose(d.V / reduced.dV_dt(V, n, 5), 1, 1e-12, "V̇, relative");
      assertClose(d.n / reduced.dn_dt(V, n), 1, 1e-12, "ṅ, relative");
      assertClose(d.m * ms, 0, 1e-12, "ṁ");
    }
  });

  it("names the parameter that makes no sense", () => {
    const bad = (change: object) => () => hodgkinHuxley4D({ ...squidAxon4D, ...change });
    assert.throws(bad({ c: 0 }), /hodgkinHuxley4D: c must be a positive/);
    assert.throws(
      bad({ E_K: Number.NaN }),
      /hodgkinHuxley4D: E_K must be a finite number of volts/,
    );
    assert.throws(bad({ g_L: "1" }), /hodgkinHuxley4D: g_L must be a finite number of S\/m²/);
    assert.throws(bad({ rates: null }), /hodgkinHuxley4D: rates must be an object/);
    assert.throws(bad({ rates: squidAxon.rates }), /hodgkinHuxley4D: rates.α_h must be a function/);
    assert.throws(
      () => hodgkinHuxley4D(undefined as never),
      /hodgkinHuxley4D: p must be an object/,
    );
  });
});

describe("withShiftedRates", () => {
  it("evaluates the rates elsewhere and changes nothing else", () => {
    const { rates, ...rest } = withShiftedRates(squidAxon, 65 * mV);
    const { rates: unshifted, ...same } = squidAxon;
    assert.deepEqual(rest, same);
    assert.equal(rates.α_m(-40 * mV), unshifted.α_m(25 * mV));
    assert.equal(rates.β_n(-65 * mV), 125);
  });

  it("and g_L make the corrected squid axon", () => {
    assertClose(squidAxonCorrected.g_L, 0.3 * (mS / cm ** 2), 1e-16);
    assert.equal(squidAxonCorrected.rates.α_m(-40 * mV), 1000);
  });

  it("names the argument that makes no sense", () => {
    assert.throws(
      () => withShiftedRates(null as never, 0),
      /withShiftedRates: p must be an object/,
    );
    assert.throws(() => withShiftedRates(squidAxon, Number.NaN), /shift must be a finite number/);
    const rates = { ...squidAxon.rates, α_m: 1 as never };
    assert.throws(() => withShiftedRates({ rates }, 0), /rates.α_m must be a function, got 1/);
    assert.throws(
      () => withShiftedRates({} as never, 0),
      /withShiftedRates: rates must be an object/,
    );
  });
});

describe("simulate4D", () => {
  const model = hodgkinHuxley4D(squidAxon4D);

  it("spikes when NumPy's loop does, on twice the notebook's noise", () => {
    const { t, V } = simulate4D(model, { I: noise.map((I) => 2 * I), Δt, V0: -65 * mV });
    const expected = reference["spikes on noise"]["4D, twice the noise"];
    // rounding errors grow on the way up to a spike, and fade after it
    assertClose(inMs(spikeTimes(t, V)), expected, 1e-6, "spike time (ms)");
  });

  it("returns the start, and as many values as the input has", () => {
    const run = simulate4D(model, { I: new Float64Array(3), Δt, V0: -60 * mV });
    assert.deepEqual([...run.t], [0, Δt, 2 * Δt]);
    assert.equal(run.V[0], -60 * mV);
    assert.equal(run.m[0], model.m_inf(-60 * mV));
    assert.equal(run.h[0], model.h_inf(-60 * mV));
    assert.equal(run.n[0], model.n_inf(-60 * mV));
    assert.equal(run.V.length, 3);
  });

  it("starts its gates where they are given", () => {
    const gates = { m0: 0.1, h0: 0.2, n0: 0.3 };
    const { m, h, n } = simulate4D(model, {
      ...{ I: new Float64Array(3), Δt, V0: -60 * mV },
      ...gates,
    });
    assert.deepEqual([m[0], h[0], n[0]], [0.1, 0.2, 0.3]);
  });

  it("says when the state leaves the finite numbers", () => {
    const call = () => simulate4D(model, { I: new Float64Array(1000), Δt: 1, V0: 0 });
    assert.throws(call, /simulate4D: the state left the finite numbers at step \d+ \(t = \d+ s\)/);
  });

  it("names the argument that makes no sense", () => {
    const good = { I: new Float64Array(3), Δt, V0: -60 * mV };
    const cases: [object | null, RegExp][] = [
      [null, /options must be an object/],
      [{ ...good, I: [] }, /I must be a non-empty array/],
      [{ ...good, Δt: -1 }, /Δt must be a positive .* got -1/],
      [{ ...good, V0: Number.NaN }, /V0 must be a finite number of volts/],
      [{ ...good, V0: -60 }, /V0 must be in SI units, volts \(did you mean -60 \* mV\?\), got -60/],
      [{ ...good, h0: 2 }, /h0 must be from 0 to 1, got 2/],
    ];
    for (const [options, message] of cases) {
      assert.throws(() => simulate4D(model, options as never), { message });
    }
    assert.throws(() => simulate4D({} as never, good), /model.derivatives must be a function/);
  });
});

describe("simulate, with other parameters,", () => {
  for (const [name, expected] of Object.entries(reference["spikes on noise"]["2D"])) {
    it(`spikes ${expected.length} times, when NumPy's loop does, with ${name}`, () => {
      const [shift, g_L] = name.split(", ").map(Number);
      const { t, V } = simulate(variant(shift, g_L), { I: noise, Δt, V0: -65 * mV });
      assertClose(inMs(spikeTimes(t, V)), expected, 1e-6, "spike time (ms)");
    });
  }

  it("spikes when NumPy's loop does on twice the noise", () => {
    const I = noise.map((value) => 2 * value);
    const { t, V } = simulate(variant(65, 0.3), { I, Δt, V0: -65 * mV });
    const expected = reference["spikes on noise"]["2D, twice the noise"];
    assertClose(inMs(spikeTimes(t, V)), expected, 1e-6, "spike time (ms)");
  });
});

describe("The whole simulation of the first notebook", () => {
  it("is brian2's, to 1e-12 of its range", () => {
    const { V, n } = simulate(variant(0, 0.03), { I: noise, Δt, V0: -54.4 * mV });
    const sampled = (x: Float64Array) => brian2.index.map((i) => x[i]);
    const [V_low, V_high] = brian2["range of V (V)"];
    const [n_low, n_high] = brian2["range of n"];
    assertClose(sampled(V), brian2["V (V)"], 1e-12 * (V_high - V_low), "V (V)");
    assertClose(sampled(n), brian2.n, 1e-12 * (n_high - n_low), "n");
    // and all of it: the sum of 200 000 values
    const sum = V.reduce((a, b) => a + b, 0);
    assertClose(sum, brian2["sum of V (V)"], 1e-12 * V.length * (V_high - V_low), "sum of V (V)");
  });
});
