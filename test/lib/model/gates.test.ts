import { strict as assert } from "node:assert";
import fc from "fast-check";
import { describe, it } from "mocha";
import { Gates } from "../../../lib/model/gates.js";
import { type GatingRates, type HHParams, hodgkinHuxley2D, squidAxon } from "../../../lib/model.js";
import { RandomState, smoothedNoise } from "../../../lib/noise.js";
import { type Model, simulate } from "../../../lib/simulate.js";
import { ms, mV } from "../../../lib/units.js";
import { assertClose } from "../../support/close.js";

/** What the gates are, by their definition. */
function plain({ α_m, β_m, α_n, β_n }: GatingRates, V: number) {
  return {
    m_inf: α_m(V) / (α_m(V) + β_m(V)),
    n_inf: α_n(V) / (α_n(V) + β_n(V)),
    τ_n: 1 / (α_n(V) + β_n(V)),
  };
}

function assertPlain(gates: Gates, rates: GatingRates, V: number): void {
  const expected = plain(rates, V);
  const { m_inf, n_inf, τ_n } = gates.at(V);
  // The table promises 1e-13; V itself, rounded at 1e-17 V, is worth 1e-14 of a steep gate.
  assertClose(m_inf, expected.m_inf, 1e-13 * expected.m_inf, `m_inf(${V})`);
  assertClose(n_inf, expected.n_inf, 1e-13 * expected.n_inf, `n_inf(${V})`);
  assertClose(τ_n, expected.τ_n, 1e-13 * expected.τ_n, `τ_n(${V})`);
}

/** The squid axon's rates, moved along V and stretched, and faster or slower. */
const someRates = fc
  .record({
    shift: fc.double({ min: -80 * mV, max: 80 * mV, noNaN: true }),
    stretch: fc.double({ min: 0.5, max: 2, noNaN: true }),
    pace: fc.double({ min: 0.3, max: 1.5, noNaN: true }),
  })
  .map(({ shift, stretch, pace }): GatingRates => {
    const moved = (rate: (V: number) => number) => (V: number) =>
      pace * rate((V - shift) / stretch);
    const { α_m, β_m, α_n, β_n } = squidAxon.rates;
    return { α_m: moved(α_m), β_m: moved(β_m), α_n: moved(α_n), β_n: moved(β_n) };
  });

const around = (value: number) => fc.double({ min: value * 0.7, max: value * 1.5, noNaN: true });

const someParams = fc.record<HHParams>({
  c: around(squidAxon.c),
  g_K: around(squidAxon.g_K),
  g_Na: around(squidAxon.g_Na),
  g_L: around(squidAxon.g_L),
  E_K: fc.double({ min: -90 * mV, max: -60 * mV, noNaN: true }),
  E_Na: fc.double({ min: 40 * mV, max: 120 * mV, noNaN: true }),
  E_L: fc.double({ min: -70 * mV, max: -40 * mV, noNaN: true }),
  rates: someRates,
  h: fc.double({ min: 0.9, max: 1.2, noNaN: true }).map((slope) => (n: number) => 0.89 - slope * n),
});

/** The model without a table, written out from its equations. */
function plainModel(p: HHParams): Model {
  return {
    dV_dt: (V, n, I) => {
      const { m_inf } = plain(p.rates, V);
      const I_K = -p.g_K * n ** 4 * (V - p.E_K);
      const I_Na = -p.g_Na * m_inf ** 3 * p.h(n) * (V - p.E_Na);
      return (I + I_K + I_Na - p.g_L * (V - p.E_L)) / p.c;
    },
    dn_dt: (V, n) => {
      const { n_inf, τ_n } = plain(p.rates, V);
      return (n_inf - n) / τ_n;
    },
    n_inf: (V) => plain(p.rates, V).n_inf,
  };
}

describe("Gates", () => {
  it("are the squid axon's, at any voltage", () => {
    const gates = new Gates(squidAxon.rates);
    for (const u of new RandomState(1).randn(20_000)) {
      assertPlain(gates, squidAxon.rates, 60 * mV * u);
    }
    for (const V of [0, -0, 10 * mV, 25 * mV, 0.25 * mV, -0.256, 0.256, 0.3, -0.3, 1]) {
      assertPlain(gates, squidAxon.rates, V);
    }
  });

  it("are those of any rates, smooth or not", () => {
    const { α_m, β_m, α_n } = squidAxon.rates;
    const withCorner = { α_m, β_m, α_n, β_n: (V: number) => 10 + Math.max(0, 5e3 * V) };
    const withJump = { α_m: (V: number) => (V < 0.1 * mV ? 1e3 : 2e3), β_m, α_n, β_n: () => 100 };
    for (const rates of [withCorner, withJump]) {
      const gates = new Gates(rates);
      for (let V = -2 * mV; V < 2 * mV; V += 0.0137 * mV) assertPlain(gates, rates, V);
    }
  });

  it("are 0 where the rates are 0, and not a number where they are not", () => {
    const { β_m, α_n, β_n } = squidAxon.rates;
    const closed = new Gates({ α_m: () => 0, β_m, α_n, β_n });
    assert.deepEqual(
      [closed.at(0).m_inf, closed.at(0.1 * mV).m_inf, closed.at(0).m_inf],
      [0, 0, 0],
    );
    assert.equal(closed.at(Number.NaN).m_inf, Number.NaN);
    const broken = new Gates({ α_m: () => Number.NaN, β_m, α_n, β_n });
    assert.equal(broken.at(0).m_inf, Number.NaN);
  });

  it("ask for the rates once for each 0.25 mV between −255.75 and 256 mV, else each time", () => {
    let calls = 0;
    const α_m = (V: number) => ++calls && squidAxon.rates.α_m(V);
    const gates = new Gates({ ...squidAxon.rates, α_m });
    /** Whether the rates are asked for at this voltage, in mV. */
    const asks = (V: number) => {
      calls = 0;
      gates.at(V * mV);
      return calls > 0;
    };
    const inside = [-255.7, -100.1, -0.2, 0.1, 37.1, 255.8];
    assert.ok(inside.every(asks), "are asked when a segment is new");
    assert.ok(!inside.some((V) => asks(V + 0.03)), "are not asked again");
    for (const V of [-300, -256.1, -255.9, 256, 256.1, 300]) {
      assert.ok(asks(V) && asks(V + 0.03) && asks(V), `at ${V} mV`);
    }
  });

  it("depend on V alone, to the bit, and not on what was asked before", () => {
    const voltages = [...new RandomState(2).randn(500)].map((u) => 3 * mV * u);
    const forward = new Gates(squidAxon.rates);
    const backward = new Gates(squidAxon.rates);
    const asked = voltages.map((V) => forward.at(V).m_inf);
    const askedBackward = [...voltages].reverse().map((V) => backward.at(V).m_inf);
    assert.deepEqual(askedBackward.reverse(), asked);
    assert.deepEqual(
      voltages.map((V) => forward.at(V).m_inf),
      asked,
    );
  });

  it("keep their rates when the parameters are changed afterwards", () => {
    const rates = { ...squidAxon.rates };
    const gates = new Gates(rates);
    rates.α_m = () => 0;
    assertPlain(gates, squidAxon.rates, 0);
  });
});

describe("simulate with tables", () => {
  it("gives what the equations give, to 1e-12 of the range, for any parameters", () => {
    fc.assert(
      fc.property(someParams, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (p, seed) => {
        const Δt = 0.01 * ms;
        const I = smoothedNoise({ N: 2000, Δt, σ: 1 * ms, amplitude: 5, seed });
        const options = { I, Δt, V0: -60 * mV };
        const fast = simulate(hodgkinHuxley2D(p), options);
        const slow = simulate(plainModel(p), options);
        const range = Math.max(...slow.V) - Math.min(...slow.V);
        assertClose(fast.V, slow.V, 1e-12 * range, "V");
        assertClose(fast.n, slow.n, 1e-12, "n");
      }),
      { numRuns: 30, seed: 1, endOnFailure: true },
    );
  });
});
