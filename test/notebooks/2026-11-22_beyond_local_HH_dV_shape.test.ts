/** Every claim that the prose of the 2026-11-22 notebook makes, in the order of the notebook. */

import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { foldCurve, foldsAt, inputFor } from "../../lib/dynamics/bifurcation.js";
import { cyclingOnset, limitCycles } from "../../lib/dynamics/cycles.js";
import { planarEquilibria, voltageEquilibria } from "../../lib/dynamics/equilibria.js";
import { fitAdEx, fitIzhikevich } from "../../lib/dynamics/fits.js";
import { hopfPoints } from "../../lib/dynamics/hopf.js";
import { significant } from "../../lib/internal/tables.js";
import { type HH4D, hodgkinHuxley4D } from "../../lib/model/model4D.js";
import { squidAxon4D, squidAxonCorrected } from "../../lib/model/neurons.js";
import { type HH2D, hodgkinHuxley2D } from "../../lib/model.js";
import { smoothedNoise } from "../../lib/noise.js";
import { derivative } from "../../lib/numerics/derivative.js";
import { integrate } from "../../lib/numerics/integrate.js";
import { leastSquares } from "../../lib/numerics/leastSquares.js";
import { linspace } from "../../lib/numerics/linspace.js";
import { zeroBetween, zeros } from "../../lib/numerics/roots.js";
import { eulerErrors } from "../../lib/simulate/eulerErrors.js";
import { simulate4D } from "../../lib/simulate/simulate4D.js";
import { spikeTimes } from "../../lib/simulate/spikes.js";
import { simulate } from "../../lib/simulate.js";
import { cm, mS, ms, mV, second, μF } from "../../lib/units.js";
import { assertClose } from "../support/close.js";
import { current, reference, variant } from "../support/dynamics.js";
import { numbersIn, proseOf, readNotebook, unfoundedNumbers } from "../support/prose.js";

const notebook = readNotebook("2026-11-22_beyond_local_HH_dV_shape");
const speed = mV / ms;
const V_range = { V_min: -120 * mV, V_max: 80 * mV };
const original = variant(0, 0.03);
const corrected = variant(65, 0.3);
const full = hodgkinHuxley4D(squidAxon4D);

/** Asserts that the text of a cell has these words in it. */
function says(id: string, ...words: string[]): void {
  const prose = proseOf(notebook, id);
  for (const part of words) assert.ok(prose.includes(part), `“${part}” is not in “${prose}”`);
}

/** A number as the prose has it. */
const digits = (x: number, count = 4) => significant(x, count).replace("-", "−");

/** Computes something once, for all tests that ask. */
function once<T>(compute: () => T): () => T {
  let result: { value: T } | undefined;
  return () => {
    result ??= { value: compute() };
    return result.value;
  };
}

const lowest = (x: Float64Array) => x.reduce((a, b) => Math.min(a, b));
const highest = (x: Float64Array) => x.reduce((a, b) => Math.max(a, b));
const Δt = 0.01 * ms;
const noise = once(() =>
  smoothedNoise({ N: 200_000, Δt, σ: 6 * ms, amplitude: 1400 * current, seed: 1 }),
);
const onNoise = (model: HH2D) => simulate(model, { I: noise(), Δt, V0: -65 * mV });
const correctedOnNoise = once(() => onNoise(corrected));

function onsetOf(model: HH2D) {
  const [hopf, upper] = hopfPoints(model, { V_min: -100 * mV, V_max: 54 * mV });
  return { hopf, upper, cycling: cyclingOnset(model, 0.03 * hopf.I, 0.99 * hopf.I) };
}
const originalOnset = once(() => onsetOf(original));
const correctedOnset = once(() => onsetOf(corrected));

describe("numbersIn", () => {
  it("finds values and decimals, but no formula, code, link, year or section", () => {
    const text =
      "## 2. Title\n1. At −6.70 mV, $n = 0.3$: `5` [a](x/7), 4-D (1952), section 2.2, 1e-9 × 200_000";
    assert.deepEqual(
      numbersIn(text).map(({ value, decimals }) => [value, decimals]),
      [
        [-6.7, 2],
        [4, 0],
        [1e-9, 0],
        [200_000, 0],
      ],
    );
  });
});

describe("The second notebook", () => {
  it("has no number in its prose that a cell does not print or start from", () => {
    assert.deepEqual(unfoundedNumbers(notebook), []);
  });
});

describe("The second notebook's claim that", () => {
  it("rest and threshold meet at −6.732516 mV and 13.467058 nA/mm²", () => {
    const [fold] = foldsAt(original, 0, V_range);
    assert.equal((fold.V / mV).toFixed(7), "-6.7325160");
    assert.equal((fold.I / current).toFixed(6), "13.467058");
    const words = [`${digits(fold.V / mV, 8)} mV`, `${digits(fold.I / current, 8)} nA/mm²`];
    says("bifurcation", ...words);
    says("answers", ...words);
    // beside the threshold, not midway
    const [rest, threshold] = voltageEquilibria(original, { n: 0 }).map(({ V }) => V);
    assert.ok(threshold - fold.V < 0.2 * (threshold - rest));
  });

  it("the fold moves with n to 16.126240, 55.697954 and 236.688433 nA/mm²", () => {
    const I = [0.1, 0.2, 0.3].map((n) => foldsAt(original, n, V_range)[0].I / current);
    assert.deepEqual(
      I.map((x) => x.toFixed(6)),
      ["16.126240", "55.697954", "236.688433"],
    );
    says("answers", `${digits(I[0], 8)}, ${digits(I[1], 8)} and ${digits(I[2], 8)} nA/mm²`);
  });

  it("above a cusp at n = 0.686 no input gives a threshold", () => {
    const start = foldsAt(original, 0, V_range)[0];
    const folds = foldCurve(original, start, { ...V_range, n_min: 0, n_max: 1, step: 0.005 });
    const cusp = Math.max(...folds.map(({ n }) => n));
    says("fold-conclusion", `above ${digits(cusp, 3)}`);
    // and there are folds right below it
    assert.equal(foldsAt(original, cusp - 0.001, V_range).length, 2);
    for (const n of [cusp + 0.001, 0.8, 1]) assert.deepEqual(foldsAt(original, n, V_range), []);
  });

  it("there is one equilibrium at each input: I(V) along the nullcline only rises", () => {
    for (const model of [original, corrected]) {
      const I = linspace(-110 * mV, 54 * mV, 1000).map((V) =>
        inputFor("test", model, V, model.n_inf(V)),
      );
      assert.ok(I.every((x, i) => i === 0 || x > I[i - 1]));
    }
  });

  it("rest is a stable node at −54.400008 mV, or a stable focus at −65.056877 mV", () => {
    const rest = [original, corrected].map((model) => planarEquilibria(model)[0]);
    assert.deepEqual(
      rest.map(({ V, kind }) => [(V / mV).toFixed(6), kind]),
      [
        ["-54.400008", "stable node"],
        ["-65.056877", "stable focus"],
      ],
    );
    says("plane-note", ...rest.map(({ V }) => `${digits(V / mV, 8)} mV`));
  });

  it("at 20 nA/mm² the original has no zero of V̇ below its peak at n = 0, and rests", () => {
    const I = 20 * current;
    assert.ok(voltageEquilibria(original, { n: 0, I }).every(({ V }) => V > 50 * mV));
    const [{ V, n, kind }] = planarEquilibria(original, { I });
    assert.equal(kind, "stable focus");
    says("plane-note", `${digits(V / mV, 8)} mV`, `risen to ${digits(n, 3)}`);
    assert.ok(foldsAt(original, n, V_range)[0].I > I);
    const step = new Float64Array(100_000).fill(I);
    const run = simulate(original, { I: step, Δt, V0: -54.4 * mV });
    assert.deepEqual(spikeTimes(run.t, run.V), []);
  });

  it("of three pushes the first dies out, and the others give one spike, then rest", () => {
    const pushed = [original, corrected].map((model, i) => {
      const [{ V: rest, n }] = planarEquilibria(model);
      return [
        [0, 4, 8],
        [-62, -60, -58],
      ][i].map((V0) => {
        const run = { I: new Float64Array(20_000), Δt, V0: V0 * mV, n0: n };
        const { t, V } = simulate(model, run);
        assert.ok(Math.abs(V[V.length - 1] - rest) < 1 * mV);
        return spikeTimes(t, V, 40 * mV).length;
      });
    });
    assert.deepEqual(pushed, [
      [0, 1, 1],
      [0, 1, 1],
    ]);
  });

  it("both neurons end to rest in a subcritical Hopf point, and can spike before", () => {
    for (const { hopf, upper } of [originalOnset(), correctedOnset()]) {
      assert.ok(hopf.l1 > 0 && upper.l1 < 0);
      says("plane-conclusion", `${digits(upper.I / current, 6)} nA/mm²`);
    }
    const [from, until] = [correctedOnset().cycling, correctedOnset().hopf.I];
    says("plane-conclusion", `${digits(until / current, 6)} nA/mm²`);
    says("plane-conclusion", `from ${digits(from / current, 6)} nA/mm²`);
    const { cycling, hopf } = originalOnset();
    says("plane-conclusion", `from ${digits(cycling / current, 6)} nA/mm²`);
    says("plane-conclusion", `up to ${digits(hopf.I / current, 6)} nA/mm²`);
    for (const end of [until, hopf.I]) {
      says("answers", `up to ${digits(end / current, 6)} nA/mm²`);
    }
  });

  it("rest and spiking coexist, and spiking starts far from a rate of zero", () => {
    const [unstable, stable] = limitCycles(corrected, 45 * current);
    assert.deepEqual([unstable.stable, stable.stable], [false, true]);
    assert.equal(planarEquilibria(corrected, { I: 45 * current })[0].kind, "stable focus");
    const rates = [originalOnset(), correctedOnset()].map(({ cycling }, i) =>
      digits(rateAt([original, corrected][i], (1 + 1e-7) * cycling), 3),
    );
    says("plane-conclusion", `${rates[0]} Hz in the original`, `${rates[1]} Hz in the corrected`);
    assert.ok(1 / stable.period > 40);
    assert.deepEqual(limitCycles(corrected, 41 * current), []);
  });

  it("the unstable cycle shrinks to a ripple within a few thousandths of 1 nA/mm²", () => {
    says("cycles-note", "within a few thousandths of 1 nA/mm²");
    const { cycling } = correctedOnset();
    const [small, large] = limitCycles(corrected, cycling + 0.004 * current);
    assert.deepEqual([small.stable, large.stable], [false, true]);
    assert.ok(small.V_max < -40 * mV && large.V_max > 49 * mV);
    // and by AUTO and by hand: T = 34.63 ms at 41.07, 19.25 at 42
    for (const [I, period] of [
      [41.07, 34.63],
      [42, 19.25],
    ]) {
      assertClose(limitCycles(corrected, I * current)[0].period, period * ms, 0.006 * ms);
    }
  });

  it("with both corrected rest is at −65.0569 mV, and the zeros of V̇ move as well", () => {
    const n = corrected.n_inf(-65 * mV);
    const V = voltageEquilibria(corrected, { n }).map((zero) => digits(zero.V / mV, 6));
    assert.deepEqual(V, ["−65.2308", "−61.9243", "53.7585"]);
    says("erratum-conclusion", `at ${V[0]}, ${V[1]} and ${V[2]} mV`);
    const [rest] = planarEquilibria(corrected);
    assert.equal(digits(rest.V / mV, 6), "−65.0569");
    says("erratum-conclusion", "rest is at −65.0569 mV", `it is ${digits(rest.n, 3)}`);
    says("erratum-conclusion", `$n$ is ${digits(planarEquilibria(original)[0].n, 3)} at rest`);
    says("answers", "to −65.0569 mV");
  });

  it("the fold at fixed n moves from 13.4686 to 2.91406 nA/mm²", () => {
    const I = [original, corrected].map((model) => {
      const [fold] = foldsAt(model, model.n_inf(-65 * mV), V_range);
      return digits(fold.I / current, 6);
    });
    says("erratum-conclusion", `from ${I[0]} to ${I[1]} nA/mm²`);
  });

  it("the noise gives 14 spikes with the rates corrected, and none in the other three", () => {
    const spikes = [variant(0, 0.03), variant(0, 0.3), variant(65, 0.03)].map((model) => {
      const { t, V } = onNoise(model);
      return spikeTimes(t, V).length;
    });
    assert.deepEqual(spikes, [0, 0, 14]);
    const { t, V } = correctedOnNoise();
    assert.deepEqual(spikeTimes(t, V), []);
    says("erratum-conclusion", "gives 14 spikes", "with both corrected as with neither");
  });

  it("on the noise the corrected neuron's n, sodium current and V stay where it says", () => {
    const { V, n } = correctedOnNoise();
    says("erratum-conclusion", `${lowest(n).toFixed(3)} to ${highest(n).toFixed(3)} on the noise`);
    const I_Na = V.map((v, i) => corrected.I_Na(v, n[i]) / current);
    says("erratum-conclusion", `never below ${digits(lowest(I_Na))} nA/mm²`);
    says("erratum-conclusion", `up to ${digits(highest(I_Na))} nA/mm²`);
    says("erratum-conclusion", `at ${digits(highest(V) / mV, 6)} mV or less`);
  });

  it("with Hodgkin and Huxley's own E_Na it spikes less", () => {
    const E_Na = (115 - 65) * mV;
    const two = hodgkinHuxley2D({ ...squidAxonCorrected, E_Na });
    const [hopf] = hopfPoints(two, { V_min: -100 * mV, V_max: 15 * mV });
    says("sodium-note", `${digits(hopf.I / current)} instead of`);
    const strong = simulate(two, { I: noise().map((I) => 2 * I), Δt, V0: -65 * mV });
    assert.equal(spikeTimes(strong.t, strong.V).length, 15);
    const step = new Float64Array(100_000).fill(60 * current);
    const spikes = [squidAxon4D.E_Na, E_Na].map((E_Na) => {
      const four = hodgkinHuxley4D({ ...squidAxon4D, E_Na });
      const { t, V } = simulate4D(four, { I: step, Δt, V0: -65 * mV });
      return spikeTimes(t, V).length;
    });
    assert.deepEqual(spikes, [57, 2]);
  });

  describe("on the shape,", () => {
    const shapes = once(() =>
      [
        { model: original, n: 0 },
        { model: corrected, n: corrected.n_inf(-65 * mV) },
      ].map(({ model, n }) => shapeOf(model, n)),
    );

    it("a parabola leaves 50 to 98 times as much of V̇ as AdEx", () => {
      const [a, b] = shapes().map(({ ratios }) => ratios);
      says("curvature", `leaves ${digits(a.subthreshold)} times as much`);
      says("curvature", `${digits(b.subthreshold)} times as much in the corrected`);
      says("curvature", `${digits(a.onset)} and ${digits(b.onset)} times as much`);
    });

    it("Δ_T is 3.0 to 3.3 mV, whatever the range and with or without the erratum", () => {
      const found = shapes().flatMap(({ Δ_T, Δ_T_between, Δ_T_local }) => [
        Δ_T,
        Δ_T_between,
        Δ_T_local,
      ]);
      const [a, a_between, a_local, b, b_between, b_local] = found.map((Δ_T) => digits(Δ_T / mV));
      says("claim-conclusion", `${a} mV (original) and ${b} mV (corrected)`);
      says("claim-conclusion", `${a_between} and ${b_between} mV from rest to threshold`);
      says("claim-conclusion", `${a_local} and ${b_local} mV by the curvature`);
      // "3.0 to 3.3" is what all of them round to, but for the 2.925 of the original's curvature
      for (const Δ_T of found) assert.ok(Δ_T > 2.9 * mV && Δ_T < 3.3 * mV, `${Δ_T}`);
    });

    it("a cubic, with as many parameters as AdEx, leaves many times as much", () => {
      const leaves = (
        { dV_dt, rest, threshold }: ReturnType<typeof shapeOf>,
        margin: number,
        degree: number,
      ) => {
        const [from, to] = [rest - margin, threshold];
        const V = linspace(from, to, 201);
        const fit = leastSquares(
          (a) => (x) => a.reduceRight((sum, a_i) => sum * x + a_i, 0),
          V.map((v) => (2 * v - from - to) / (to - from)),
          V.map((v) => dV_dt(v) / speed),
          new Array(degree + 1).fill(0),
        );
        return digits((fit.rms * speed) / fitAdEx(V, V.map(dV_dt)).rms);
      };
      const [a, b] = shapes();
      says("polynomials-note", `${leaves(a, 20 * mV, 3)} times as much as AdEx in the original`);
      says("polynomials-note", `${leaves(b, 20 * mV, 3)} times as much in the corrected`);
      says("polynomials-note", `a quartic leaves ${leaves(b, 0, 4)} times as much`);
    });

    it("curvature grows by a factor of e over some 3 mV, and 2.143 mV far below", () => {
      const eFold = shapes().map(({ dV_dt, fold }) => (distance: number) => {
        const slope = (f: (V: number) => number) => (V: number) => derivative(f, V, 4 * mV);
        const curvature = slope(slope(dV_dt));
        const V = fold + distance;
        return curvature(V) / slope(curvature)(V) / mV;
      });
      says("e-fold-limit", `${digits(eFold[0](0))} mV and ${digits(eFold[1](0))} mV at the two`);
      says("e-fold-limit", `${digits(eFold[1](10 * mV))} mV in the corrected neuron`);
      const limit = 1 / (3 * (1 / 10 + 1 / 18));
      says("e-fold-limit", `That is ${digits(limit)} mV`);
      // of sodium's m³ itself, where V is 85 mV below the rates' singular point
      const m3 = (V: number) => original.m_inf(V) ** 3 * (25 * mV - V) ** -3;
      const measured = (1 * mV) / Math.log(m3(-59 * mV) / m3(-60 * mV)) / mV;
      assert.ok(Math.abs(measured - limit) < 0.001, `${measured}`);
    });

    it("rest and threshold are 18.98 and 1.11 Δ_T apart", () => {
      const [a, b] = shapes();
      const [far, near] = [a, b].map(({ rest, threshold, Δ_T }) => (threshold - rest) / Δ_T);
      says("claim-conclusion", `${digits(near)} $\\Delta_T$ apart`, `${digits(far)} $\\Delta_T$`);
      says("erratum-conclusion", `${((b.threshold - b.rest) / mV).toFixed(1)} mV above rest`);
      says("erratum-conclusion", `${((a.threshold - a.rest) / mV).toFixed(0)} mV`);
      says("answers", `${((b.threshold - b.rest) / mV).toFixed(1)} mV above it`);
    });

    it("between them the parabola is off by 2.572 and 13.16 % of the depth", () => {
      const [a, b] = shapes().map(({ between }) => 100 * between);
      says("claim-conclusion", `${digits(b)} % of the depth`, `${digits(a)} % there`);
    });
  });

  describe("on four dimensions,", () => {
    it("h stays within 0.07528 of its line, m fails by half of its range", () => {
      const I = 100 * current;
      const t = linspace(0, 40 * ms, 4001);
      const V0 = -65 * mV;
      const [V, m, h, n] = integrate(
        (_t, [V, m, h, n]) => {
          const change = full.derivatives({ V, m, h, n }, I);
          return [change.V, change.m, change.h, change.n];
        },
        { y0: [V0, full.m_inf(V0), full.h_inf(V0), full.n_inf(V0)], t, scale: [0.1, 1, 1, 1] },
      );
      const h_off = highest(h.map((h_i, i) => Math.abs(h_i - (0.89 - 1.1 * n[i]))));
      const m_off = highest(m.map((m_i, i) => Math.abs(m_i - full.m_inf(V[i]))));
      says("four-noise", `by more than ${digits(h_off)}`, `half of its range, ${digits(m_off)},`);
    });

    it("steps give more spikes in two dimensions", () => {
      const counts = [20, 50, 60, 80, 100].map((I) => {
        const input = new Float64Array(100_000).fill(I * current);
        const two = simulate(corrected, { I: input, Δt, V0: -65 * mV });
        const four = simulate4D(full, { I: input, Δt, V0: -65 * mV });
        return [two, four].map(({ t, V }) => spikeTimes(t, V).length);
      });
      assert.deepEqual(counts.slice(0, 2), [
        [1, 0],
        [68, 1],
      ]);
      for (const [two, four] of counts) assert.ok(two > four);
      says("four-conclusion", "one spike after a step to 20 nA/mm²", "fires once");
    });

    it("16 of the 17 spikes on the noise are kept, 1.879 ms early", () => {
      const I = noise().map((x) => 2 * x);
      const two = simulate(corrected, { I, Δt, V0: -65 * mV });
      const four = simulate4D(full, { I, Δt, V0: -65 * mV });
      const [twos, fours] = [two, four].map(({ t, V }) => spikeTimes(t, V));
      const delays = fours.flatMap((t) =>
        twos.filter((s) => Math.abs(s - t) < 5 * ms).map((s) => t - s),
      );
      const mean = delays.reduce((a, b) => a + b) / delays.length;
      const kept = `${delays.length} of the ${fours.length}`;
      says("four-conclusion", kept, `the ${twos.length} of`, `${digits(mean / ms)} ms earlier`);
      says("answers", `${delays.length} of ${fours.length} spikes`);
    });
  });

  describe("on Δt,", () => {
    const Δts = [0.02, 0.01].map((step) => step * ms);

    it("0.01 ms is good to 0.011 mV on the noise, up to its last knot", () => {
      const knots = noise().filter((_, i) => i % 200 === 0);
      const [, { max }] = eulerErrors(original, {
        I: (t) => {
          const i = Math.min(Math.floor(t / (2 * ms)), knots.length - 2);
          return knots[i] + (t / (2 * ms) - i) * (knots[i + 1] - knots[i]);
        },
        duration: 1998 * ms,
        V0: -54.4 * mV,
        Δt: Δts,
        tolerance: 1e-8,
      });
      says("step-limit", `good to ${(max / mV).toFixed(3)} mV`);
      says("answers", `good to ${(max / mV).toFixed(3)} mV`);
    });

    it("and to 0.071 ms for the times of spikes", () => {
      const [, { spikes }] = eulerErrors(corrected, {
        I: () => 100 * current,
        duration: 40 * ms,
        V0: -65 * mV,
        Δt: Δts,
      });
      says("step-limit", `good to ${(spikes / ms).toFixed(3)} ms`);
      says("answers", `spikes to ${(spikes / ms).toFixed(3)} ms`);
    });

    it("longer steps overshoot, then explode", () => {
      const peak = (Δt: number) => {
        const I = new Float64Array(Math.round((10 * ms) / Δt)).fill(100 * current);
        return highest(simulate(corrected, { I, Δt, V0: -65 * mV }).V) / mV;
      };
      says("step-conclusion", `at ${digits(peak(0.02 * ms))} mV instead of`);
      assert.ok(peak(0.05 * ms) > 55 && peak(0.02 * ms) > 55 && peak(0.01 * ms) < 55);
      assert.throws(() => peak(0.1 * ms), /left the finite numbers/);
      const [V] = integrate(
        (_t, [V, n]) => [corrected.dV_dt(V, n, 100 * current), corrected.dn_dt(V, n)],
        {
          y0: [-65 * mV, corrected.n_inf(-65 * mV)],
          t: linspace(0, 2 * ms, 2000),
          scale: [100 * mV, 1],
        },
      );
      says("step-conclusion", `${digits(highest(V) / mV)} mV`);
    });
  });

  describe("on the cortical neuron,", () => {
    const ramp = (x: number) => (x === 0 ? 1 : x / -Math.expm1(-x));
    const area = mS / cm ** 2;
    const cortical = {
      ...{ c: 1 * (μF / cm ** 2), E_K: -77 * mV, E_Na: 55 * mV, E_L: -65 * mV },
      ...{ g_K: 35 * area, g_Na: 40 * area, g_L: 0.3 * area },
      rates: {
        α_m: (V: number) => (0.182 * 9 * ramp((V / mV + 35) / 9)) / ms,
        β_m: (V: number) => (0.124 * 9 * ramp(-(V / mV + 35) / 9)) / ms,
        α_n: (V: number) => (0.02 * 9 * ramp((V / mV - 25) / 9)) / ms,
        β_n: (V: number) => (0.002 * 9 * ramp(-(V / mV - 25) / 9)) / ms,
        α_h: (V: number) => (0.25 * Math.exp(-(V / mV + 90) / 12)) / ms,
        β_h: (V: number) => (0.25 * Math.exp((V / mV + 62) / 6 - (V / mV + 90) / 12)) / ms,
      },
    };
    const pyramidal = hodgkinHuxley4D(cortical);
    const settled = (V: number) => {
      const gates = { m: pyramidal.m_inf(V), h: pyramidal.h_inf(V), n: pyramidal.n_inf(V) };
      return pyramidal.derivatives({ V, ...gates }, 0).V;
    };
    const rest = zeros(settled, -100 * mV, 40 * mV)[0];
    /** All variables after a step of the input, from a state of rest or another, at high order. */
    const response = (I: number, y0: number[], duration: number) => {
      const t = linspace(0, duration, Math.round(duration / (0.01 * ms)) + 1);
      const [V, m, h, n] = integrate(
        (_t, [V, m, h, n]) => {
          const change = pyramidal.derivatives({ V, m, h, n }, I * current);
          return [change.V, change.m, change.h, change.n];
        },
        { y0, t, scale: [100 * mV, 1, 1, 1] },
      );
      const end = [V, m, h, n].map((x) => x[x.length - 1]);
      return { h, n, end, times: spikeTimes(t, V) };
    };
    const settledAt = (V: number) => [
      V,
      ...[pyramidal.m_inf, pyramidal.h_inf, pyramidal.n_inf].map((x_inf) => x_inf(V)),
    ];
    const stepTo = (I: number, V0: number, duration: number) => {
      const input = new Float64Array(Math.round(duration / Δt)).fill(I * current);
      return simulate4D(pyramidal, { I: input, Δt, V0 });
    };

    it("the rates are those of the book, as it writes them", () => {
      const V = -50;
      const book = {
        α_m: (0.182 * (V + 35)) / (1 - Math.exp(-(V + 35) / 9)),
        β_m: (-0.124 * (V + 35)) / (1 - Math.exp((V + 35) / 9)),
        α_n: (0.02 * (V - 25)) / (1 - Math.exp(-(V - 25) / 9)),
        β_n: (-0.002 * (V - 25)) / (1 - Math.exp((V - 25) / 9)),
        α_h: 0.25 * Math.exp(-(V + 90) / 12),
        β_h: (0.25 * Math.exp((V + 62) / 6)) / Math.exp((V + 90) / 12),
      };
      for (const [name, rate] of Object.entries(book)) {
        const ours = cortical.rates[name as keyof typeof book](V * mV) * ms;
        assert.ok(Math.abs(ours / rate - 1) < 1e-14, `${name}: ${ours}, ${rate}`);
      }
    });

    it("equilibria, fold and zeros of V̇ are mpmath's", () => {
      const { rests, "fold of the whole": fold, ...held } = reference.cortical;
      const found = zeros(settled, -100 * mV, 40 * mV);
      assertClose(
        found.map((V) => V / mV),
        rests.map(Number),
        1e-9,
        "rest (mV)",
      );
      const [V] = zeros((v) => derivative(settled, v, 4 * mV), -100 * mV, -50 * mV);
      assertClose(V / mV, Number(fold.V), 1e-8, "V at the fold (mV)");
      assertClose((-settled(V) * cortical.c) / current, Number(fold.I), 1e-9, "I (nA/mm²)");
      const frozen = hodgkinHuxley2D({ ...cortical, h: () => pyramidal.h_inf(rest) });
      const zerosHeld = voltageEquilibria(frozen, { n: pyramidal.n_inf(rest) });
      const expected = held["zeros, n and h held"].map(Number);
      assertClose(
        zerosHeld.map((zero) => zero.V / mV),
        expected,
        1e-8,
        "zero (mV)",
      );
    });

    it("spikes after a step are SciPy's, to the 0.07 ms of forward Euler", () => {
      const { t, V } = stepTo(10, -65 * mV, 100 * ms);
      const expected = reference.cortical["spikes after a step to 10"];
      assertClose(
        spikeTimes(t, V).map((s) => s / ms),
        expected,
        0.07,
        "spike (ms)",
      );
    });

    it("n and h are half open 66.28 mV apart, the squid's 8.895 mV", () => {
      const apart = (model: HH4D) => {
        const half = (x_inf: (V: number) => number) =>
          zeroBetween((V) => x_inf(V) - 0.5, -100 * mV, 50 * mV);
        return (half(model.n_inf) - half(model.h_inf)) / mV;
      };
      says("cortical-frozen", `${digits(apart(full))} mV apart`, `${digits(apart(pyramidal))} mV`);
      const { n, h } = response(10, settledAt(-65 * mV), 100 * ms);
      says("cortical-frozen", `no farther than ${digits(highest(n))}`);
      // RK4 with steps of 1 μs, read at each of them: 7.439e-6 and 0.1032; here at every 10 μs
      assertClose(lowest(h), 7.439e-6, 0.005e-6);
      assertClose(highest(n), 0.1032, 0.00005);
    });

    it("the shape is the same, with n and h held at rest", () => {
      const frozen = hodgkinHuxley2D({ ...cortical, h: () => pyramidal.h_inf(rest) });
      const { Δ_T, ratios } = shapeOf(frozen, pyramidal.n_inf(rest));
      says("cortical-spikes", `${digits(Δ_T / mV)} mV over the subthreshold range`);
      says("cortical-spikes", `${digits(ratios.subthreshold)} times as much`);
    });

    it("rest is the lowest of three equilibria, and ends in a fold at 4.582 nA/mm²", () => {
      assert.equal(zeros(settled, -100 * mV, 40 * mV).length, 3);
      const [fold] = zeros((V) => derivative(settled, V, 4 * mV), -100 * mV, -50 * mV);
      says("cortical-conclusion", `${digits((-settled(fold) * cortical.c) / current)} nA/mm²`);
    });

    it("rest and spiking coexist between 3.75 and 4.582 nA/mm², from 7.401 Hz on", () => {
      const { end } = response(5, settledAt(rest), 0.5 * second);
      const { times } = response(3.75, end, 3 * second);
      assert.equal(times.length, 22);
      const rate = 1 / (times[21] - times[20]);
      says(
        "cortical-conclusion",
        "Between 3.75 and 4.582 nA/mm²",
        `at ${digits(rate)} Hz and more`,
      );
      assert.deepEqual(response(3.74, end, 3 * second).times, []);
      // with the rest still there: the step from it to 3.5 gives a spike and no more
      assert.equal(response(3.5, settledAt(rest), 2 * second).times.length, 1);
    });

    it("a step to 21.5 nA/mm² or more gives a spike or two, then none", () => {
      says("cortical-conclusion", "from 21.5 nA/mm² on there are one or two spikes only");
      const spikes = [21, 21.5, 30].map(
        (I) => response(I, settledAt(rest), 2 * second).times.length,
      );
      assert.deepEqual(spikes, [84, 2, 1]);
    });
  });
});

/** The rate of steady spiking at a constant input. */
function rateAt(model: HH2D, I: number) {
  const [{ V: V0 }] = planarEquilibria(model, { I });
  const t = linspace(0, 200 * ms, 20_000);
  const [V] = integrate((_t, [V, n]) => [model.dV_dt(V, n, I), model.dn_dt(V, n)], {
    y0: [V0, 0],
    t,
    scale: [100 * mV, 1],
  });
  const times = spikeTimes(t, V, -20 * mV);
  return 1 / (times[times.length - 1] - times[times.length - 2]);
}

/** V̇ at fixed n, and the fits to it. */
function shapeOf(model: HH2D, n: number) {
  const dV_dt = (V: number) => model.dV_dt(V, n, 0);
  const [rest, threshold] = voltageEquilibria(model, { n }).map(({ V }) => V);
  const onset = zeroBetween((V) => dV_dt(V) - 10 * speed, threshold, threshold + 20 * mV);
  const [{ V: fold }] = foldsAt(model, n, V_range);
  const fits = (from: number, to: number) => {
    const V = linspace(from, to, 201);
    return [fitAdEx(V, V.map(dV_dt)), fitIzhikevich(V, V.map(dV_dt))] as const;
  };
  const [adExBelow, parabolaBelow] = fits(rest - 20 * mV, threshold);
  const [adExOnset, parabolaOnset] = fits(rest - 20 * mV, onset);
  const [adExBetween, parabolaBetween] = fits(rest, threshold);
  const slope = (f: (V: number) => number) => (V: number) => derivative(f, V, 4 * mV);
  const curvature = slope(slope(dV_dt));
  return {
    ...{ dV_dt, rest, threshold, fold, Δ_T: adExBelow.Δ_T, Δ_T_between: adExBetween.Δ_T },
    Δ_T_local: curvature(fold) / slope(curvature)(fold),
    ratios: {
      subthreshold: parabolaBelow.rms / adExBelow.rms,
      onset: parabolaOnset.rms / adExOnset.rms,
    },
    between: parabolaBetween.rms / -dV_dt(fold),
  };
}
