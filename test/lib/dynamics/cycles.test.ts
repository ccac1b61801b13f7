import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { cyclingOnset, limitCycles } from "../../../lib/dynamics/cycles.js";
import { ms, mV } from "../../../lib/units.js";
import { assertClose } from "../../support/close.js";
import { current, reference, variant } from "../../support/dynamics.js";

/**
 * The normal form of a subcritical Hopf point with a fold of cycles, in polar coordinates
 * r′ = r (I + 2 r² − r⁴), θ′ = −2π: circles of radius √(1 ± √(1 + I)) for −1 < I < 0.
 */
function normalForm(I: number) {
  const growth = (V: number, n: number) => {
    const r2 = V ** 2 + (n - 2) ** 2;
    return I + 2 * r2 - r2 ** 2;
  };
  return {
    dV_dt: (V: number, n: number) => 100 * (V * growth(V, n) - 2 * Math.PI * (n - 2)),
    dn_dt: (V: number, n: number) => 100 * ((n - 2) * growth(V, n) + 2 * Math.PI * V),
    n_inf: () => 2,
  };
}

describe("limitCycles", () => {
  it("are the circles of the normal form, with their period and multiplier", () => {
    const I = -0.75;
    const cycles = limitCycles(normalForm(I), I);
    const radii = [Math.sqrt(0.5), Math.sqrt(1.5)];
    assertClose(
      cycles.map(({ n }) => 2 - n),
      radii,
      1e-8,
      "radius",
    );
    for (const [i, { period, multiplier, stable }] of cycles.entries()) {
      assertClose(period, 0.01, 1e-10, "period (s)");
      const slope = I + 6 * radii[i] ** 2 - 5 * radii[i] ** 4; // d r′/dr
      assertClose(multiplier / Math.exp(slope), 1, 1e-6, "multiplier, relative");
      assert.equal(stable, i === 1);
    }
  });

  it("of the corrected neuron at 100 nA/mm² is SciPy's", () => {
    const [cycle, ...others] = limitCycles(variant(65, 0.3), 100 * current);
    assert.equal(others.length, 0);
    assertClose(cycle.period / ms, reference.orbits["cycle at 100"].period, 1e-6, "period (ms)");
    assertClose(cycle.n, reference.orbits["cycle at 100"].n, 1e-7, "n");
    assert.ok(cycle.stable && cycle.multiplier < 1e-15);
  });

  it("of the corrected neuron are two from the onset on, found backwards in time by SciPy too", () => {
    // Orbits followed backwards by DOP853, to the digits given: ms and mV of the unstable one
    const unstable: [I: number, period: number, V_min?: number, V_max?: number][] = [
      [41.07, 34.63, -73.1, -46.5],
      [42, 19.25, -68.7, -53.6],
      [43, 17.06],
    ];
    for (const [I, period, V_min, V_max] of unstable) {
      const [border, spiking, ...others] = limitCycles(variant(65, 0.3), I * current);
      assert.equal(others.length, 0);
      assert.deepEqual([border.stable, spiking.stable], [false, true]);
      assertClose(border.period / ms, period, 0.006, `period (ms) at ${I}`);
      if (V_min) assertClose(border.V_min / mV, V_min, 0.06, `lowest V (mV) at ${I}`);
      if (V_max) assertClose(border.V_max / mV, V_max, 0.06, `highest V (mV) at ${I}`);
      assert.ok(border.multiplier > 1 && spiking.multiplier < 1);
    }
  });

  it("of the original neuron are two around a stable node", () => {
    const cycles = limitCycles(variant(0, 0.03), 61 * current);
    assert.deepEqual(
      cycles.map(({ stable }) => stable),
      [false, true],
    );
  });

  it("shrink into the Hopf points: unstable at a subcritical one, stable at a supercritical one", () => {
    const cases: [shift: number, g_L: number, hopf: number, stable: boolean][] = [
      [65, 0.3, 60.5414, false],
      [65, 0.3, 3947.87, true],
      [0, 0.03, 1459.87, false],
      [0, 0.03, 7253.11, true],
    ];
    for (const [shift, g_L, I_hopf, stable] of cases) {
      // V's range goes with the square root of the distance from the Hopf point.
      const ranges = [1e-3, 4e-3].map((distance) => {
        const [cycle] = limitCycles(variant(shift, g_L), I_hopf * (1 - distance) * current);
        assert.equal(cycle.stable, stable, `at ${I_hopf} nA/mm²`);
        return (cycle.V_max - cycle.V_min) / mV;
      });
      assertClose(ranges[1] / ranges[0], 2, 0.02, `ratio of the ranges at ${I_hopf} nA/mm²`);
      const beyond = limitCycles(variant(shift, g_L), I_hopf * 1.001 * current);
      assert.equal(beyond.length, stable ? 0 : 1);
    }
  });

  it("are distinguished close to the fold of cycles", () => {
    // 1 + I = 1e-4: radii √(1 ± 0.01)
    const cycles = limitCycles(normalForm(-0.9999), -0.9999);
    assertClose(
      cycles.map(({ n }) => 2 - n),
      [Math.sqrt(0.99), Math.sqrt(1.01)],
      1e-6,
      "radius",
    );
    assert.deepEqual(limitCycles(normalForm(-1.0001), -1.0001), []);
  });

  it("are none where every orbit ends in the equilibrium", () => {
    assert.deepEqual(limitCycles(variant(65, 0.3), 30 * current), []);
    assert.deepEqual(limitCycles(variant(0, 0.03), 20 * current), []);
  });

  it("names the argument that makes no sense", () => {
    const model = variant(65, 0.3);
    assert.throws(() => limitCycles(model, Number.NaN), /limitCycles: I must be a finite number/);
    const three = { ...model, dV_dt: (V: number) => -V * (V - 20 * mV) * (V + 20 * mV) };
    assert.throws(
      () => limitCycles(three, 0),
      /must have one equilibrium at I = 0 A\/m², it has 3/,
    );
  });
});

describe("cyclingOnset", () => {
  it("is where SciPy's orbits begin to go round for ever", () => {
    const onset = cyclingOnset(variant(65, 0.3), 30 * current, 59 * current) / current;
    const last = reference.orbits["last spike within 1 s"];
    for (const [I, t] of Object.entries(last)) {
      assert.equal(t > 900, Number(I) > onset, `at ${I} nA/mm² the last spike is at ${t} ms`);
    }
  });

  it("names the argument that makes no sense", () => {
    const model = variant(65, 0.3);
    const [rest, spiking] = [10 * current, 100 * current];
    assert.throws(() => cyclingOnset(model, Number.NaN, 0), /I_without must be a finite number/);
    assert.throws(() => cyclingOnset(model, 0, Number.NaN), /I_with must be a finite number/);
    assert.throws(
      () => cyclingOnset(model, spiking, spiking),
      /I_without must be an input without/,
    );
    assert.throws(() => cyclingOnset(model, rest, rest), /I_with must be an input with/);
  });
});
