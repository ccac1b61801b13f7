import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { adaptiveExponential, izhikevich } from "../../../lib/model.js";
import { simulate, spikeTimes, variablesOf } from "../../../lib/simulate.js";
import { ms, mV, nS, pA, pF } from "../../../lib/units.js";
import { assertClose } from "../../support/close.js";

const parabola = { C: 100 * pF, k: 0.7 * (nS / mV), V_r: -60 * mV, V_t: -40 * mV };
const regularSpiking = {
  ...parabola,
  a: 0.03 / ms,
  b: -2 * nS,
  c: -50 * mV,
  d: 100 * pA,
  V_peak: 35 * mV,
};

/** The pyramidal neuron of Brette & Gerstner 2005, table 1. */
const pyramidal = {
  ...{ C: 281 * pF, g_L: 30 * nS, E_L: -70.6 * mV, V_T: -50.4 * mV, Δ_T: 2 * mV },
  ...{ τ_w: 144 * ms, a: 4 * nS, b: 80.5 * pA, V_reset: -70.6 * mV, V_peak: 20 * mV },
};

function spikesOf(
  model: Parameters<typeof simulate>[0],
  I: number,
  Δt: number,
  duration: number,
  V0: number,
) {
  const { t, V } = simulate(model, { I: new Float64Array(duration / Δt).fill(I), Δt, V0, n0: 0 });
  return spikeTimes(t, V);
}

/** Asserts that each parameter, if it is no number, is named with the unit of what was expected. */
function namesEach(
  model: (p: never) => unknown,
  good: object,
  expected: Record<string, string>,
): void {
  assert.deepEqual(Object.keys(expected).sort(), Object.keys(good).sort());
  for (const [name, number] of Object.entries(expected)) {
    assert.throws(() => model({ ...good, [name]: Number.NaN } as never), {
      message: `${model.name}: ${name} must be a ${number}, got NaN`,
    });
  }
  assert.throws(() => model(undefined as never), {
    message: `${model.name}: p must be an object, got undefined`,
  });
}

/** Where w settles, the rate of change of w is zero; above it, w falls with its time constant. */
function settles(model: ReturnType<typeof adaptiveExponential>, τ: number): void {
  for (const V of [-80 * mV, -50 * mV]) {
    const w = model.n_inf?.(V) ?? Number.NaN;
    assertClose(model.dn_dt?.(V, w) ?? Number.NaN, 0, 1e-20, "A/s");
    assertClose(model.dn_dt?.(V, w + 10 * pA) ?? Number.NaN, (-10 * pA) / τ, 1e-16, "A/s");
  }
}

describe("izhikevich", () => {
  it("names each parameter that makes no sense, with its unit", () => {
    namesEach(izhikevich, regularSpiking, {
      C: "positive finite number of farads",
      k: "finite number of S/V",
      V_r: "finite number of volts",
      V_t: "finite number of volts",
      a: "positive finite number of 1/s",
      b: "finite number of siemens",
      c: "finite number of volts",
      d: "finite number of amperes",
      V_peak: "finite number of volts",
    });
    assert.throws(
      () => izhikevich({ ...regularSpiking, c: regularSpiking.V_peak }),
      /izhikevich: V_peak must be above c = 0.035, got 0.035/,
    );
  });

  it("has a w that settles at b (V − V_r)", () => {
    const model = izhikevich(regularSpiking);
    settles(model, 1 / regularSpiking.a);
    assertClose(model.n_inf?.(-50 * mV) ?? Number.NaN, -20 * pA, 1e-22, "A");
  });

  it("has axes in mV, pA and ms", () => {
    const { V, n, t } = variablesOf("test", izhikevich(regularSpiking));
    const axes = [V, n, t].map(({ label, min, max, unitValue }) => [
      label,
      Math.round(min / unitValue),
      Math.round(max / unitValue),
    ]);
    assert.deepEqual(axes, [
      ["$V$ (mV)", -150, 150],
      ["$w$ (pA)", -2000, 2000],
      ["$t$ (ms)", 0, 1000],
    ]);
  });

  it("without adaptation spikes with the period that the integral of 1/V̇ gives", () => {
    const model = izhikevich({ ...regularSpiking, b: 0, d: 0 });
    const I = 100 * pA;
    const { C, k, V_r, V_t, c, V_peak } = regularSpiking;
    // V̇ = (k (V − M)² + I − k D²)/C, with M the middle of V_r and V_t and D half their distance
    const [M, D] = [(V_r + V_t) / 2, (V_t - V_r) / 2];
    const S = Math.sqrt(I / k - D * D);
    const period = (C / (k * S)) * (Math.atan((V_peak - M) / S) - Math.atan((c - M) / S));
    const errors = [0.01, 0.001].map((Δt) => {
      const spikes = spikesOf(model, I, Δt * ms, 1, c);
      const mean = ((spikes.at(-1) ?? 0) - spikes[0]) / (spikes.length - 1);
      return Math.abs(mean - period) / period;
    });
    assertClose(errors, [0, 0], 3e-3, "error of the period, relative");
    assert.ok(errors[1] < errors[0] / 3, "smaller for a smaller step");
  });

  it("adapts: intervals grow to a steady one", () => {
    const spikes = spikesOf(izhikevich(regularSpiking), 100 * pA, 0.01 * ms, 1, -60 * mV);
    const intervals = spikes.slice(1).map((t, i) => t - spikes[i]);
    assert.ok(intervals.length > 5 && intervals[0] < 0.98 * intervals[1], `${intervals}`);
    assertClose(intervals.at(-1) ?? 0, intervals.at(-2) ?? 0, 1e-4);
  });

  it("resets by its rule: V_peak is the spike's sample, then c, and u grows by d", () => {
    const options = { I: new Float64Array(3), Δt: 1e-6 * ms, V0: 40 * mV, n0: 0 };
    const { V, n } = simulate(izhikevich(regularSpiking), options);
    assertClose(V[1], regularSpiking.c, 1e-8); // and a step of 1 ns
    assertClose(n[1], regularSpiking.d, 1e-3 * regularSpiking.d);
  });

  it("is a model of V alone without the adaptation, which simulate takes", () => {
    const model = izhikevich(parabola);
    assert.equal(model.dn_dt, undefined);
    const { V, n } = simulate(model, { I: new Float64Array(9), Δt: 1 * ms, V0: -60 * mV });
    assert.ok(V.every((v) => v === -60 * mV) && n.every((w) => w === 0));
  });

  it("asks for all of the five or none", () => {
    assert.throws(() => izhikevich({ ...parabola, a: 1 }), /izhikevich: b must be a finite/);
    assert.throws(
      () => izhikevich({ ...regularSpiking, c: 1 }),
      /izhikevich: V_peak must be above c = 1, got 0.035/,
    );
  });
});

describe("adaptiveExponential", () => {
  const model = adaptiveExponential(pyramidal);

  it("has its line, its exponential and its threshold", () => {
    const { C, g_L, E_L, V_T, Δ_T } = pyramidal;
    assertClose(model.dV_dt(V_T), (g_L * (Δ_T - (V_T - E_L))) / C, 1e-12);
    const h = 1e-6;
    assertClose(model.dV_dt(V_T + h) - model.dV_dt(V_T - h), 0, 1e-9, "slope at V_T");
  });

  it("spikes from the rheobase on, if it does not adapt: g_L (V_T − E_L − Δ_T)", () => {
    const still = adaptiveExponential({ ...pyramidal, a: 0, b: 0 });
    const rheobase = pyramidal.g_L * (pyramidal.V_T - pyramidal.E_L - pyramidal.Δ_T);
    const count = (I: number) => spikesOf(still, I, 0.01 * ms, 1, pyramidal.E_L).length;
    assert.equal(count(0.99 * rheobase), 0);
    assert.ok(count(1.01 * rheobase) > 5);
  });

  it("adapts, and survives an exponential that overflows", () => {
    const spikes = spikesOf(model, 1000 * pA, 0.1 * ms, 0.5, pyramidal.E_L);
    const intervals = spikes.slice(1).map((t, i) => t - spikes[i]);
    assert.ok(intervals.length > 3 && (intervals.at(-1) ?? 0) > 1.5 * intervals[0], `${intervals}`);
    const sharp = adaptiveExponential({ ...pyramidal, Δ_T: 0.05 * mV });
    assert.ok(spikesOf(sharp, 1000 * pA, 0.1 * ms, 0.5, pyramidal.E_L).length > 3);
  });

  it("has a w that settles at a (V − E_L)", () => {
    settles(model, pyramidal.τ_w);
    assertClose(model.n_inf?.(-60.6 * mV) ?? Number.NaN, 40 * pA, 1e-22, "A");
  });

  it("names each parameter that makes no sense, with its unit", () => {
    namesEach(adaptiveExponential, pyramidal, {
      C: "positive finite number of farads",
      g_L: "positive finite number of siemens",
      E_L: "finite number of volts",
      V_T: "finite number of volts",
      Δ_T: "positive finite number of volts",
      τ_w: "positive finite number of seconds",
      a: "finite number of siemens",
      b: "finite number of amperes",
      V_reset: "finite number of volts",
      V_peak: "finite number of volts",
    });
    const wrong = (change: object) => () => adaptiveExponential({ ...pyramidal, ...change });
    assert.throws(wrong({ Δ_T: 0 }), /adaptiveExponential: Δ_T must be a positive/);
    assert.throws(wrong({ V_peak: -1 }), /V_peak must be above V_reset = -0.07\d*, got -1/);
  });
});
