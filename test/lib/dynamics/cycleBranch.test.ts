import { strict as assert } from "node:assert";
import { before, describe, it } from "mocha";
import { cycleBranch } from "../../../lib/dynamics/cycleBranch.js";
import { type Cycle, limitCycles } from "../../../lib/dynamics/cycles.js";
import { planarEquilibria } from "../../../lib/dynamics/equilibria.js";
import { hopfPoints } from "../../../lib/dynamics/hopf.js";
import { squidAxonCorrected } from "../../../lib/model/neurons.js";
import { hodgkinHuxley2D } from "../../../lib/model.js";
import { ms, mV } from "../../../lib/units.js";
import { assertClose } from "../../support/close.js";
import { auto, current, cyclesReference, variant } from "../../support/dynamics.js";

const range = { V_min: -110 * mV, V_max: 45 * mV };
const neuron = variant(65, 0.3);
const onset = auto.cycles.find(({ shift }) => shift === 65)?.onset ?? Number.NaN;

describe("cycleBranch of the corrected neuron", () => {
  const [lower, upper] = hopfPoints(neuron, range);
  let branch: Cycle[] = [];
  before(() => {
    branch = cycleBranch(neuron, lower);
  });

  /** The two cycles of the branch between which AUTO's lies, in its highest V and input. */
  const around = (I: number, V_max: number) => {
    const distance = (c: Cycle) =>
      Math.hypot((c.V_max / mV - V_max) / 50, Math.log(c.I / current / I));
    const nearest = branch.reduce((a, b) => (distance(b) < distance(a) ? b : a));
    const i = branch.indexOf(nearest);
    return branch.slice(Math.max(i - 1, 0), i + 2);
  };

  it("leads from one Hopf point to the other, with their frequencies", () => {
    for (const [cycle, hopf] of [
      [branch[0], lower],
      [branch[branch.length - 1], upper],
    ] as const) {
      // the smallest cycles are 0.3 mV high: off by the square of a hundredth
      assertClose(cycle.I / hopf.I, 1, 0.003, "input, relative");
      assertClose(cycle.period * hopf.frequency, 1, 0.003, "period, relative");
    }
    assert.equal(branch.filter((c, i) => i > 0 && c.stable !== branch[i - 1].stable).length, 1);
    assert.ok(!branch[0].stable && branch[branch.length - 1].stable);
  });

  it("passes AUTO's cycles, those on the canard too, with AUTO's stability but for one", () => {
    const points = cyclesReference.corrected.slice(1, -1);
    assert.ok(points.length > 40);
    const differing: number[] = [];
    for (const [I, period, V_min, V_max, stable] of points) {
      const near = around(I, V_max);
      const between = (value: number, of: (c: Cycle) => number, room: number, what: string) => {
        const values = near.map(of);
        assert.ok(
          value > Math.min(...values) - room && value < Math.max(...values) + room,
          `${what} at ${I} is ${value}, not within ${values}`,
        );
      };
      between(I, (c) => c.I / current, 1e-6 * I, "input (nA/mm²)");
      between(period, (c) => c.period / ms, 1e-3 * period, "period (ms)");
      // AUTO's extrema are those of its mesh
      between(V_min, (c) => c.V_min / mV, 0.05, "lowest V (mV)");
      if (!near.some((c) => c.stable === stable)) differing.push(Math.round(V_max));
    }
    // Just past the fold, still on the canard, AUTO calls a cycle unstable whose multiplier is e⁻²²: on the
    // way around it a distance grows and shrinks by more than AUTO's multipliers can hold.
    assert.deepEqual(differing, [48]);
  });

  it("has AUTO's onset as its lowest input", () => {
    const least = Math.min(...branch.map(({ I }) => I)) / current;
    // AUTO's own digits; the canard is so steep that dozens of cycles have this input to ten digits
    assertClose(least / onset, 1, 1e-6, "onset, relative");
  });

  it("explodes: from −40 to 40 mV within 1e-4 nA/mm², its multiplier beyond 1e280", () => {
    const canards = branch.filter((c) => c.V_max > -40 * mV && c.V_max < 40 * mV && c.I < lower.I);
    assert.ok(canards.length > 30);
    const inputs = canards.map(({ I }) => I / current);
    assert.ok(Math.max(...inputs) - Math.min(...inputs) < 1e-4);
    assert.ok(Math.max(...branch.map((c) => c.multiplier)) > 1e280);
    for (const { exponent, period, multiplier } of branch) {
      assertClose(Math.exp(exponent * period) / multiplier, 1, 1e-9, "multiplier, relative");
    }
  });

  it("has the cycles that orbits followed in time end on", () => {
    for (const i of [3, branch.length - 20]) {
      const expected = branch[i];
      const found = limitCycles(neuron, expected.I).find((c) => c.stable === expected.stable);
      assert.ok(found);
      assertClose(found.period / expected.period, 1, 1e-6, "period, relative");
      assertClose(found.n, expected.n, 1e-6, "n");
      assertClose(found.V_min / mV, expected.V_min / mV, 1e-4, "lowest V (mV)");
      assertClose(found.V_max / mV, expected.V_max / mV, 1e-4, "highest V (mV)");
      assertClose(found.exponent / expected.exponent, 1, 1e-4, "exponent, relative");
    }
  });
});

describe("cycleBranch", () => {
  it("ends at a homoclinic orbit, where the period grows by the logarithm of the distance", () => {
    // Three equilibria: the peak of the unstable cycle comes ever closer to the saddle.
    const model = hodgkinHuxley2D({ ...squidAxonCorrected, E_K: -67 * mV });
    const [hopf] = hopfPoints(model, range);
    const branch = cycleBranch(model, hopf, { step: 0.4 });
    const last = branch[branch.length - 1];
    const saddle = planarEquilibria(model, { I: last.I }).find(({ kind }) => kind === "saddle");
    assert.ok(saddle && last.period > 10 * branch[0].period);
    const [a, b] = branch.filter((c) => saddle.V - c.V_max < 0.05 * mV).slice(0, 2);
    const slope = (b.period - a.period) / Math.log((saddle.V - a.V_max) / (saddle.V - b.V_max));
    // along the saddle's slow direction; to a hundredth at a distance of a hundredth of a millivolt
    assertClose(
      slope * saddle.eigenvalues[1].re,
      -1,
      0.02,
      "slope over the saddle's time constant",
    );
  });

  it("names the argument that makes no sense", () => {
    const hopf = { V: -61 * mV };
    assert.throws(() => cycleBranch({} as never, hopf), /cycleBranch: model.dV_dt must be a/);
    assert.throws(() => cycleBranch(neuron, {} as never), /cycleBranch: hopf.V must be a finite/);
    assert.throws(() => cycleBranch(neuron, hopf, { step: 0 }), /cycleBranch: step must be a pos/);
    assert.throws(() => cycleBranch(neuron, { V: -70 * mV }), RangeError);
  });
});
