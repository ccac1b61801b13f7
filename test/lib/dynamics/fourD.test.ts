import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { equilibria4D, hopfPoints4D } from "../../../lib/dynamics/fourD.js";
import { hodgkinHuxley4D, squidAxon4D } from "../../../lib/model.js";
import { simulate4D } from "../../../lib/simulate.js";
import { ms, mV } from "../../../lib/units.js";
import { assertClose } from "../../support/close.js";
import { current, cyclesReference, pyramidal } from "../../support/dynamics.js";

const range = { V_min: -100 * mV, V_max: 60 * mV };

/** The neuron of Hodgkin and Huxley's table 3, with the leak's potential that makes V = 0 its rest. */
const classic = hodgkinHuxley4D({
  ...squidAxon4D,
  E_Na: (115 - 65) * mV,
  E_L: (10.599 - 65) * mV,
});

describe("hopfPoints4D", () => {
  const points = hopfPoints4D(classic, range);

  it("of Hodgkin and Huxley's neuron are Rinzel and Miller's", () => {
    // J. Rinzel & R. N. Miller 1980, Math. Biosci. 49:27–59: 9.78 and 154.5 μA/cm²
    assertClose(
      points.map(({ I }) => I / current / 10),
      [9.78, 154.5],
      0.05,
      "I (μA/cm²)",
    );
  });

  it("are where the equilibrium turns unstable, and stable again", () => {
    const stableAt = (I: number) => equilibria4D(classic, { ...range, I }).map((e) => e.stable);
    const [lower, upper] = points.map(({ I }) => I);
    assert.deepEqual([0.99 * lower, 1.01 * lower, 0.99 * upper, 1.01 * upper].map(stableAt), [
      [true],
      [false],
      [false],
      [true],
    ]);
  });

  it("have the frequency of a simulation's small oscillation", () => {
    const [{ V, m, h, n, I, frequency }] = points;
    const Δt = 0.001 * ms;
    const start = { V0: V + 0.01 * mV, m0: m, h0: h, n0: n };
    const run = simulate4D(classic, { I: new Float64Array(60_000).fill(I), Δt, ...start });
    const crossings = [...run.V.keys()].filter(
      (i) => i > 5000 && run.V[i - 1] < V && run.V[i] >= V,
    );
    const period = ((crossings.at(-1) ?? 0) - crossings[0]) / (crossings.length - 1);
    // crossings are known to a step in some 10⁴; the oscillation is 0.01 mV small
    assertClose(frequency * period * Δt, 1, 1e-3, "cycles in a period");
  });
});

describe("equilibria4D", () => {
  it("are where nothing changes", () => {
    for (const I of [0, 50 * current]) {
      const [state, ...others] = equilibria4D(classic, { ...range, I });
      assert.equal(others.length, 0);
      const { V, m, h, n } = classic.derivatives(state, I);
      assertClose([V, m, h, n], [0, 0, 0, 0], 1e-9);
    }
  });

  it("have the eigenvalues that numpy finds, at the cortical neuron's saddle", () => {
    const { cortical: theirs } = cyclesReference;
    const I = theirs["I of the homoclinic orbit"] * current;
    const [rest, saddle] = equilibria4D(pyramidal, { V_min: -100 * mV, V_max: 40 * mV, I });
    assertClose(saddle.V / mV, theirs["V of the saddle"], 1e-8, "V (mV)");
    for (const [i, { re, im }] of saddle.eigenvalues.entries()) {
      // their derivatives are differences of fourth order
      assertClose(re * ms, theirs.eigenvalues[i], 1e-7, "eigenvalue (1/ms)");
      assert.equal(im, 0);
    }
    assert.ok(rest.stable && rest.eigenvalues[0].im > 0);
    assert.equal(rest.eigenvalues[0].im, -rest.eigenvalues[1].im);
  });

  it("names the argument that makes no sense", () => {
    assert.throws(() => equilibria4D({} as never, range), /equilibria4D: model.m_inf must be a/);
    assert.throws(() => equilibria4D(classic, { ...range, I: Number.NaN }), /I must be a finite/);
    assert.throws(() => hopfPoints4D(classic, { V_min: 0, V_max: 0 }), /hopfPoints4D: V_max must/);
  });
});
