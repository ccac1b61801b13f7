/** Every claim that the prose of the 2021-12-06 notebook makes, in the order of the notebook. */

import { strict as assert } from "node:assert";
import { before, describe, it } from "mocha";
import { hodgkinHuxley2D, izhikevich, squidAxon } from "../../lib/model.js";
import { newton } from "../../lib/newton.js";
import { gaussianWindow, smoothedNoise } from "../../lib/noise.js";
import { linspace } from "../../lib/numerics/linspace.js";
import { type Simulation, simulate } from "../../lib/simulate.js";
import { cm, mm, mS, ms, mV, nA, nS, pF } from "../../lib/units.js";
import { assertClose } from "../support/close.js";

const hh = hodgkinHuxley2D(squidAxon);
const current = nA / mm ** 2;
const [V_rest, V_threshold] = [-60 * mV, 0].map((V0) => newton((V) => hh.dV_dt(V, 0, 0), V0));

/** The slope of V̇ at fixed n, in 1/s; central difference, good to about 1e-6 of itself. */
function slope(dV_dt: (V: number) => number, V: number): number {
  const δ = 1e-6;
  return (dV_dt(V + δ) - dV_dt(V - δ)) / (2 * δ);
}

function extremes(x: Float64Array): [number, number] {
  return [x.reduce((a, b) => Math.min(a, b)), x.reduce((a, b) => Math.max(a, b))];
}

describe("The notebook's claim that", () => {
  it("reversal potentials and rates differ in what they call 0 mV", () => {
    // α_m's singular point, 25 mV in HH1952's frame, is at 25 mV and not at 25 − 65 mV
    assertClose(squidAxon.rates.α_m(25 * mV) * ms, 1, 1e-15);
    assertClose(squidAxon.E_K, (-12 - 65) * mV, 1e-16);
  });

  it("g_L is a tenth of the published value", () => {
    assertClose(squidAxon.g_L, 0.1 * 0.3 * (mS / cm ** 2), 1e-16);
  });

  it("V̇ has a stable zero at −54.4 mV and an unstable one at 2.007 mV", () => {
    const dV_dt = (V: number) => hh.dV_dt(V, 0, 0);
    assert.equal((V_rest / mV).toPrecision(3), "-54.4");
    assert.equal((V_threshold / mV).toPrecision(4), "2.007");
    assert.ok(slope(dV_dt, V_rest) < 0);
    assert.ok(slope(dV_dt, V_threshold) > 0);
  });

  it("V̇ is a straight line that turns into an exponential", () => {
    const dV_dt = (V: number) => hh.dV_dt(V, 0, 0);
    // straight from −100 to −30 mV: the slope stays within 1 % of that at rest
    for (const V of linspace(-100 * mV, -30 * mV, 50)) {
      const relative = slope(dV_dt, V) / slope(dV_dt, V_rest);
      assertClose(relative, 1, 0.01, `slope at ${V / mV} mV, relative to that at rest`);
    }
    // what is left after the line is taken off grows by a factor of e every 2.5 to 4.5 mV up to 5 mV
    const rest = (V: number) => dV_dt(V) - slope(dV_dt, V_rest) * (V - V_rest);
    for (const V of linspace(-15 * mV, 4 * mV, 20)) {
      const length = (1 * mV) / Math.log(rest(V + 1 * mV) / rest(V));
      assert.ok(
        length > 2.5 * mV && length < 4.5 * mV,
        `e-fold length ${length / mV} at ${V / mV} mV`,
      );
    }
  });

  it("Izhikevich's parabola has about the same zeros and slope at rest", () => {
    const p = { C: 1320 * pF, k: 0.7 * (nS / mV), V_r: -54.4 * mV, V_t: 2 * mV };
    const izh = izhikevich(p);
    assertClose([p.V_r, p.V_t], [V_rest, V_threshold], 0.01 * mV, "zero");
    const ratio = slope(izh.dV_dt, V_rest) / slope((V) => hh.dV_dt(V, 0, 0), V_rest);
    assertClose(ratio, 1, 0.01, "ratio of the slopes");
    // it turns half-way, the other late
    const turn = (dV_dt: (V: number) => number) => newton((V) => slope(dV_dt, V), -10 * mV);
    assertClose(
      turn((V) => izh.dV_dt(V)),
      (p.V_r + p.V_t) / 2,
      0.01 * mV,
    );
    assert.ok(turn((V) => hh.dV_dt(V, 0, 0)) > -10 * mV);
  });

  it("input current only moves the curve up or down", () => {
    for (const V of [-80 * mV, -20 * mV, 5 * mV]) {
      const shift = hh.dV_dt(V, 0, 10 * current) - hh.dV_dt(V, 0, 0);
      assertClose(shift, (10 * current) / squidAxon.c, 1e-12);
    }
  });

  it("negative input lowers the resting potential", () => {
    const rest = (I: number) => newton((V) => hh.dV_dt(V, 0, I), -60 * mV);
    assert.ok(rest(-10 * current) < rest(0) && rest(0) < rest(10 * current));
  });

  it("rest and threshold annihilate each other between 10 and 20 nA/mm²", () => {
    const V = linspace(-100 * mV, 10 * mV, 10_001);
    const smallest = (I: number) => extremes(V.map((v) => hh.dV_dt(v, 0, I)))[0];
    assert.ok(smallest(10 * current) < 0);
    assert.ok(smallest(20 * current) > 0);
  });

  it("n has little effect up to 0.1 and much beyond", () => {
    const effect = (n: number) => Math.abs(hh.dV_dt(0, n, 0) - hh.dV_dt(0, 0, 0));
    assert.ok(effect(0.2) > 8 * effect(0.1));
    assert.ok(effect(0.3) > 4 * effect(0.2));
  });

  it("V̇ at 0 mV changes fastest, by 1.7 % a step of 0.001, near n = 0.17", () => {
    const n = linspace(0, 1, 1000, { endpoint: false });
    const Vdot = n.map((x) => hh.dV_dt(0, x, 0));
    assert.ok(
      Vdot.every((y) => y < 0),
      "so a logarithm of −V̇ exists",
    );
    const change = Vdot.map((y, i) => (y - Vdot[i - 1]) / y).slice(1);
    const most = extremes(change)[1];
    assertClose(most, 0.0169, 0.00005);
    assertClose(n[1 + change.indexOf(most)], 0.173, 0.002);
  });

  it("the window's weights add up to √(2π)/8 rather than to 1", () => {
    const M = 4800;
    const sum = gaussianWindow(M, 600).reduce((a, b) => a + b, 0) / M;
    // the tails beyond 4 σ hold 6e-5 of a Gaussian
    assertClose(sum, Math.sqrt(2 * Math.PI) / 8, 1e-4);
    assert.equal((Math.sqrt(2 * Math.PI) / 8).toFixed(3), "0.313");
  });

  describe("in the simulation", () => {
    const Δt = 0.01 * ms;
    let I: Float64Array;
    let result: Simulation;
    before(() => {
      I = smoothedNoise({ N: 200_000, Δt, σ: 6 * ms, amplitude: 1400 * current, seed: 1 });
      result = simulate(hh, { I, Δt, V0: -54.4 * mV });
    });

    it("V comes no closer to 0 mV than −9.449 mV: there is no spike", () => {
      assert.equal((extremes(result.V)[1] / mV).toPrecision(4), "-9.449");
    });

    it("n rises where V is highest", () => {
      const { V, n } = result;
      const highest = V.indexOf(extremes(V)[1]);
      const most = n.indexOf(extremes(n)[1]);
      assert.ok(most > highest && most - highest < (10 * ms) / Δt, `${most} after ${highest}`);
    });

    it("sodium's current stays near zero, beside potassium's and the leak's", () => {
      const { V, n } = result;
      const largest = (I: (V: number, n: number) => number) =>
        extremes(V.map((v, i) => Math.abs(I(v, n[i]))))[1];
      assert.ok(largest(hh.I_Na) < 0.02 * Math.min(largest(hh.I_K), largest(hh.I_L)));
    });
  });
});
