import { strict as assert } from "node:assert";
import fc from "fast-check";
import { describe, it } from "mocha";
import { evaluate, SEGMENTS_PER_VOLT, Segments } from "../../../lib/model/segments.js";
import { type GatingRates, type HHParams, hodgkinHuxley2D, squidAxon } from "../../../lib/model.js";
import { RandomState, smoothedNoise } from "../../../lib/noise.js";
import { type Model, type Simulation, simulate } from "../../../lib/simulate.js";
import { ms, mV } from "../../../lib/units.js";
import { assertClose } from "../../support/close.js";

/** What the equations take from the rates, by its definition. */
function plain({ α_m, β_m, α_n, β_n }: GatingRates, V: number) {
  return { m_cubed: (α_m(V) / (α_m(V) + β_m(V))) ** 3, α_n: α_n(V), β_n: β_n(V) };
}

/** Whether there is a segment at V; throws unless its polynomials have the values of the functions. */
function assertPlain(segments: Segments, rates: GatingRates, V: number): boolean {
  const segment = segments.at(V);
  if (segment === undefined) return false;
  const d = V * SEGMENTS_PER_VOLT - segment.start;
  const expected = plain(rates, V);
  for (const name of ["m_cubed", "α_n", "β_n"] as const) {
    // The segments promise 1e-13; V itself, rounded at 1e-17 V, is worth 3e-14 of a steep m³.
    assertClose(
      evaluate(segment[name], d),
      expected[name],
      1e-13 * expected[name],
      `${name}(${V})`,
    );
  }
  return true;
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

/** The model without segments, written out from its equations. */
function plainModel(p: HHParams): Model {
  return {
    dV_dt: (V, n, I) => {
      const { m_cubed } = plain(p.rates, V);
      const I_K = -p.g_K * n ** 4 * (V - p.E_K);
      const I_Na = -p.g_Na * m_cubed * p.h(n) * (V - p.E_Na);
      const I_other = p.I_other?.(V, n) ?? 0;
      return (I + I_K + I_Na - p.g_L * (V - p.E_L) + I_other) / p.c;
    },
    dn_dt: (V, n) => {
      const { α_n, β_n } = plain(p.rates, V);
      return (α_n / (α_n + β_n) - n) * (α_n + β_n);
    },
    n_inf: (V) => p.rates.α_n(V) / (p.rates.α_n(V) + p.rates.β_n(V)),
  };
}

/** Simulates with segments and without, and compares. */
function assertSameRun(p: HHParams, I: Float64Array): Simulation {
  const options = { I, Δt: 0.01 * ms, V0: -60 * mV };
  const fast = simulate(hodgkinHuxley2D(p), options);
  const slow = simulate(plainModel(p), options);
  const range = Math.max(...slow.V) - Math.min(...slow.V);
  assertClose(fast.V, slow.V, 1e-12 * range, "V");
  assertClose(fast.n, slow.n, 1e-12, "n");
  assert.deepEqual(fast.t, slow.t);
  return fast;
}

const noise = (seed: number, amplitude: number) =>
  smoothedNoise({ N: 2000, Δt: 0.01 * ms, σ: 1 * ms, amplitude, seed });

const { α_m, β_m, α_n } = squidAxon.rates;
const CORNER = -70 * mV;
const withCorner = { α_m, β_m, α_n, β_n: (V: number) => 10 + Math.max(0, 5e3 * (V - CORNER)) };
const withJump = { α_m: (V: number) => (V < CORNER ? 1e3 : 2e3), β_m, α_n, β_n: () => 100 };

describe("Segments", () => {
  it("have the values of the squid axon's functions, all the way from −250 to 250 mV", () => {
    const segments = new Segments(squidAxon.rates);
    for (let V = -250 * mV; V < 250 * mV; V += 0.0371 * mV) {
      assert.ok(assertPlain(segments, squidAxon.rates, V), `at ${V} V`);
    }
  });

  it("have the values of the functions of any rates, smooth or not", () => {
    for (const rates of [withCorner, withJump]) {
      const segments = new Segments(rates);
      let missing = 0;
      for (let V = -72 * mV; V < -68 * mV; V += 0.0137 * mV) {
        if (!assertPlain(segments, rates, V)) missing++;
      }
      assert.ok(missing > 0 && missing < 12, `${missing} voltages have no segment`); // 0.122 mV
    }
  });

  it("are nowhere if they are not wanted, and the model then asks the rates, to the last bit", () => {
    const none = new Segments(squidAxon.rates, false);
    const model = hodgkinHuxley2D(squidAxon, { tabulate: false });
    const { c, g_K, g_Na, g_L, E_K, E_Na, E_L, h } = squidAxon;
    for (const V of [-80.3 * mV, -61 * mV, 12.34 * mV]) {
      assert.equal(none.at(V), undefined);
      const { m_cubed, α_n, β_n } = plain(squidAxon.rates, V);
      assert.equal(model.dn_dt(V, 0.3), α_n * (1 - 0.3) - β_n * 0.3);
      const I =
        -g_K * 0.3 ** 4 * (V - E_K) - g_Na * m_cubed * h(0.3) * (V - E_Na) - g_L * (V - E_L);
      // added in another order
      assertClose(model.dV_dt(V, 0.3, 0) / (I / c), 1, 1e-13);
    }
  });

  it("are not there outside ±250 mV and for what is no number, however it is asked for", () => {
    const segments = new Segments(squidAxon.rates);
    for (const V of [-0.25, 0, 0.2499]) assert.ok(segments.at(V), `at ${V} V`);
    const outside = [-0.2501, 0.25, 0.3, -1, 1e300, Number.NaN, Number.POSITIVE_INFINITY];
    for (const V of outside) assert.equal(segments.at(V), undefined, `at ${V} V`);
    const broken = new Segments({ ...squidAxon.rates, α_m: () => Number.NaN });
    assert.equal(broken.at(0), undefined);
  });

  it("are 0 where the rates are 0", () => {
    const closed = new Segments({ ...squidAxon.rates, α_m: () => 0 });
    assert.ok(assertPlain(closed, { ...squidAxon.rates, α_m: () => 0 }, 0.05 * mV));
  });

  it("spare a neuron nearly all calls of its rates, by default", () => {
    let calls = 0;
    const counted = (rate: (V: number) => number) => (V: number) => {
      calls++;
      return rate(V);
    };
    const { α_m, β_m, α_n, β_n } = squidAxon.rates;
    const rates = {
      ...{ α_m: counted(α_m), β_m: counted(β_m) },
      ...{ α_n: counted(α_n), β_n: counted(β_n) },
    };
    const uses: [string, (model: Model, V: number) => void][] = [
      ["dV_dt", ({ dV_dt }, V) => dV_dt(V, 0.3, 0)],
      ["dn_dt", ({ dn_dt }, V) => dn_dt(V, 0.3)],
    ];
    for (const [name, use] of uses) {
      for (const [tabulate, least, most] of [
        [undefined, 10, 100],
        [false, 2000, 4000],
      ] as const) {
        calls = 0;
        const model = hodgkinHuxley2D({ ...squidAxon, rates }, { tabulate });
        for (let i = 0; i < 1000; i++) use(model, -60 * mV + 1e-9 * i); // in one segment
        assert.ok(calls >= least && calls <= most, `${name}: ${calls} calls`);
      }
    }
    calls = 0;
    const model = hodgkinHuxley2D({ ...squidAxon, rates });
    const { V } = simulate(model, { I: new Float64Array(1000), Δt: 0.01 * ms, V0: -60 * mV });
    const visited = new Set(V.map((one) => Math.floor(one * SEGMENTS_PER_VOLT))).size;
    assert.ok(calls < 60 * visited, `simulate: ${calls} calls in ${visited} segments`);
  });

  it("ask the rates when a segment is new, and not again, whether it has polynomials or not", () => {
    let calls = 0;
    const β_n = (V: number) => ++calls && withCorner.β_n(V);
    const segments = new Segments({ ...withCorner, β_n });
    for (const V of [-100 * mV, CORNER]) {
      segments.at(V);
      const first = calls;
      assert.ok(first > 0);
      segments.at(V);
      segments.at(V + 0.01 * mV);
      assert.equal(calls, first);
      calls = 0;
    }
  });
});

describe("hodgkinHuxley2D with segments", () => {
  it("gives the same at a voltage, to the bit, whatever was asked before", () => {
    const voltages = [...new RandomState(2).randn(500)].map((u) => 3 * mV * u);
    const [forward, backward] = [hodgkinHuxley2D(squidAxon), hodgkinHuxley2D(squidAxon)];
    const asked = voltages.map((V) => [forward.dV_dt(V, 0.4, 0), forward.dn_dt(V, 0.4)]);
    const askedBackward = voltages
      .toReversed()
      .map((V) => [backward.dV_dt(V, 0.4, 0), backward.dn_dt(V, 0.4)]);
    assert.deepEqual(askedBackward.toReversed(), asked);
  });

  it("calls the rates themselves where they have corners, and outside ±250 mV", () => {
    for (const rates of [withCorner, withJump]) {
      const p = { ...squidAxon, rates };
      const [hh, reference] = [hodgkinHuxley2D(p), plainModel(p)];
      for (const V of [CORNER, CORNER + 0.01 * mV, -300 * mV, 0.3, 1]) {
        const [dV, dn] = [reference.dV_dt(V, 0.4, 1), reference.dn_dt(V, 0.4)];
        assertClose(hh.dV_dt(V, 0.4, 1), dV, 1e-13 * Math.abs(dV), `dV_dt at ${V} V`);
        assertClose(hh.dn_dt(V, 0.4), dn, 1e-13 * Math.abs(dn), `dn_dt at ${V} V`);
      }
      assert.equal(hh.dV_dt(Number.NaN, 0.4, 1), Number.NaN);
    }
  });

  it("keeps its parameters when the object that they came in is changed afterwards", () => {
    const p = { ...squidAxon, rates: { ...squidAxon.rates } };
    const hh = hodgkinHuxley2D(p);
    const before = hh.dV_dt(-0.06, 0.4, 0);
    p.g_K = 0;
    p.rates.α_m = () => 0;
    assert.equal(hh.dV_dt(-0.06, 0.4, 0), before);
    assert.equal(hh.m_inf(0), hodgkinHuxley2D(squidAxon).m_inf(0));
  });
});

describe("simulate with segments", () => {
  it("gives what the equations give, to 1e-12 of the range, for any parameters", () => {
    fc.assert(
      fc.property(someParams, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (p, seed) => {
        assertSameRun(p, noise(seed, 5));
      }),
      { numRuns: 40, seed: 1, endOnFailure: true },
    );
  });

  it("does so through spikes, around corners and out of the segments and back", () => {
    const spikes = assertSameRun(squidAxon, noise(1, 40)).V;
    assert.ok(Math.max(...spikes) > 0);
    for (const rates of [withCorner, withJump]) {
      const { V } = assertSameRun({ ...squidAxon, rates }, noise(2, 5));
      assert.ok(Math.min(...V) < CORNER && Math.max(...V) > CORNER);
    }
    const pulses = Float64Array.from({ length: 60 }, (_, i) => (i < 22 ? -10 : 10));
    const far = assertSameRun(squidAxon, pulses).V;
    assert.ok(Math.min(...far) < -0.25 && far[59] > -0.1);
  });

  it("goes on where V is so little below 0 that its place in the segment is rounded to the end", () => {
    const hh = hodgkinHuxley2D(squidAxon);
    const options = { I: new Float64Array(3), Δt: 1e-30, V0: -1e-20 };
    const [, V_1, V_2] = simulate(hh, options).V;
    assert.ok(V_2 < V_1 && V_1 < -1e-20, `${V_2} < ${V_1}`);
  });

  it("has the parameters' other current in it", () => {
    const I_other = (V: number, n: number) => -2 * n * (V + 80 * mV);
    const { V } = assertSameRun({ ...squidAxon, I_other }, noise(1, 5));
    assert.notDeepEqual(V, assertSameRun(squidAxon, noise(1, 5)).V);
  });

  it("takes a model with another equation for what it is", () => {
    const hh = hodgkinHuxley2D(squidAxon);
    const options = { I: new Float64Array(10), Δt: 0.01 * ms, V0: -60 * mV };
    const still = simulate({ ...hh, dV_dt: () => 0 }, options);
    assert.deepEqual(still.V, new Float64Array(10).fill(-60 * mV));
    const closed = simulate({ ...hh, dn_dt: () => 0 }, { ...options, n0: 0.1 });
    assert.deepEqual(closed.n, new Float64Array(10).fill(0.1));
  });

  it("says where the state left the finite numbers, as without segments", () => {
    const p = { ...squidAxon, c: 1e-9 };
    const options = { I: noise(1, 5), Δt: 0.01 * ms, V0: -60 * mV };
    const messageOf = (model: Model) => {
      try {
        simulate(model, options);
      } catch (error) {
        return (error as Error).message.match(/at step \d+ .*? s\)/)?.[0];
      }
    };
    assert.ok(messageOf(plainModel(p)));
    assert.equal(messageOf(hodgkinHuxley2D(p)), messageOf(plainModel(p)));
  });
});
