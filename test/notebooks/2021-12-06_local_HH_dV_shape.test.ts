/** Every claim that the prose of the 2021-12-06 notebook makes, in the order of the notebook. */

import { strict as assert } from "node:assert";
import { before, describe, it } from "mocha";
import { type HHParams, hodgkinHuxley2D, izhikevich, squidAxon } from "../../lib/model.js";
import { newton } from "../../lib/newton.js";
import { gaussianWindow, smoothedNoise } from "../../lib/noise.js";
import { linspace } from "../../lib/numerics/linspace.js";
import { type Simulation, simulate } from "../../lib/simulate.js";
import { cm, mm, mS, ms, mV, nA, nS, pF } from "../../lib/units.js";
import { runCells } from "../support/cells.js";
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

const NAME = "2021-12-06_local_HH_dV_shape";
const roots = (...edit: [was: string, is: string] | []) =>
  runCells(
    NAME,
    ["params-code", "model", "roots"],
    ["V_rest", "V_threshold"],
    edit.length ? edit : undefined,
  );

describe("The notebook's cells", () => {
  it("spell out the parameters that the library's squidAxon has", () => {
    const { params } = runCells(NAME, ["params-code"], ["params"]) as { params: HHParams };
    const { rates, h, ...numbers } = squidAxon;
    const { rates: spelled, h: h_spelled, ...theirs } = params;
    assert.deepEqual(theirs, numbers);
    // On a grid that has the rates' singular points, 10 and 25 mV; a rounding is allowed.
    for (const V of linspace(-100 * mV, 100 * mV, 201)) {
      for (const name of ["α_m", "β_m", "α_n", "β_n"] as const) {
        assertClose(spelled[name](V), rates[name](V), 1e-15 * rates[name](V), `${name}(${V})`);
      }
    }
    for (const n of [0, 0.3, 1]) assert.equal(h_spelled(n), h(n));
  });

  it("find the original's roots by Newton's method", () => {
    const { V_rest, V_threshold } = roots() as Record<string, number>;
    assert.equal((V_rest / mV).toPrecision(3), "-54.4");
    assert.equal((V_threshold / mV).toPrecision(4), "2.007");
  });

  it("find the threshold, and not rest a second time, for a leak ten times as large", () => {
    const { V_rest, V_threshold } = roots("g_L: 0.03", "g_L: 0.3") as Record<string, number>;
    assertClose(V_rest, -54.4 * mV, 0.01 * mV);
    // by bisection in Python, of the equations as the original has them
    assertClose(V_threshold, 10.06951034 * mV, 1e-8 * mV);
  });

  it("say that there is no threshold where sodium is blocked", () => {
    assert.throws(() => roots("g_Na: 120", "g_Na: 0"), /^Error: There is no threshold: /);
  });
});

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

  it("Izhikevich's parabola has the same zeros and slope at rest, with the original's C, rounded", () => {
    const k = 0.7 * (nS / mV);
    const Vdot = (V: number) => hh.dV_dt(V, 0, 0);
    const p = {
      C: (k * (V_rest - V_threshold)) / slope(Vdot, V_rest),
      k,
      V_r: V_rest,
      V_t: V_threshold,
    };
    assertClose([p.V_r, p.V_t], [-54.4 * mV, 2 * mV], 0.01 * mV, "zero");
    assertClose(p.C, 1320 * pF, 5 * pF);
    const izh = izhikevich(p);
    const ratio = slope(izh.dV_dt, V_rest) / slope(Vdot, V_rest);
    assertClose(ratio, 1, 1e-4, "ratio of the slopes");
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

    it("V peaks hardly higher when n is held, at rest or at zero", () => {
      const peak = (n0: number) => {
        const held = simulate({ ...hh, dn_dt: () => 0 }, { I, Δt, V0: -54.4 * mV, n0 });
        return (extremes(held.V)[1] / mV).toPrecision(3);
      };
      assert.deepEqual([peak(hh.n_inf(V_rest)), peak(0)], ["-3.43", "-3.42"]);
    });

    it("the leak pulls back harder than potassium at the highest point", () => {
      const { V, n } = result;
      const i = V.indexOf(extremes(V)[1]);
      assertClose(hh.I_L(V[i]) / current, -13.5, 0.05);
      assertClose(hh.I_K(V[i], n[i]) / current, -10.3, 0.05);
    });

    it("a burst of input ends before V could have reached the threshold", () => {
      const fold =
        -squidAxon.c * extremes(linspace(-0.1, 0.01, 1000).map((V) => hh.dV_dt(V, 0, 0)))[0];
      const peak = result.V.indexOf(extremes(result.V)[1]);
      const [from, to] = [-1, 1].map((step) => {
        let i = peak;
        while (I[i] > fold) i += step;
        return i;
      });
      const mean = I.slice(from, to).reduce((a, b) => a + b) / (to - from);
      const lasting = { I: new Float64Array(20_000).fill(mean), Δt, V0: result.V[from], n0: 0 };
      const { V } = simulate({ ...hh, dn_dt: () => 0 }, lasting);
      const reached = V.findIndex((v) => v > V_threshold);
      assertClose((to - from) * Δt, 31.28 * ms, 0.02 * ms);
      assertClose(reached * Δt, 36.66 * ms, 0.02 * ms);
      assertClose(squidAxon.c / squidAxon.g_L, 33.33 * ms, 0.01 * ms);
    });

    it("sodium's current stays near zero, beside potassium's and the leak's", () => {
      const { V, n } = result;
      const largest = (I: (V: number, n: number) => number) =>
        extremes(V.map((v, i) => Math.abs(I(v, n[i]))))[1];
      assert.ok(largest(hh.I_Na) < 0.02 * Math.min(largest(hh.I_K), largest(hh.I_L)));
    });
  });
});
