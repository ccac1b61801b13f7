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
    const [cycle, ...others] = limitCycles(variant(65, 0.3), 100 * current, { orbits: 16 });
    assert.equal(others.length, 0);
    assertClose(cycle.period / ms, reference.orbits["cycle at 100"].period, 1e-6, "period (ms)");
    assertClose(cycle.n, reference.orbits["cycle at 100"].n, 1e-7, "n");
    assert.ok(cycle.stable && cycle.multiplier < 1e-15);
  });

  it("are none where every orbit ends in the equilibrium", () => {
    assert.deepEqual(limitCycles(variant(65, 0.3), 30 * current, { orbits: 16 }), []);
    assert.deepEqual(limitCycles(variant(0, 0.03), 20 * current, { orbits: 16 }), []);
  });

  it("names the argument that makes no sense", () => {
    const model = variant(65, 0.3);
    assert.throws(() => limitCycles(model, Number.NaN), /limitCycles: I must be a finite number/);
    assert.throws(() => limitCycles(model, 0, { orbits: 1 }), /orbits must be an integer from 2/);
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
