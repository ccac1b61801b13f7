/**
 * An outsider's word on the second notebook's bifurcations: AUTO, which follows equilibria by
 * continuation and limit cycles by collocation, where lib/ solves for folds and integrates orbits.
 */

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { foldsAt } from "../../../lib/dynamics/bifurcation.js";
import { cyclingOnset, limitCycles } from "../../../lib/dynamics/cycles.js";
import { hopfPoints } from "../../../lib/dynamics/hopf.js";
import { hodgkinHuxley2D, squidAxon, squidAxonCorrected } from "../../../lib/model.js";
import { linspace } from "../../../lib/numerics/linspace.js";
import { ms, mV } from "../../../lib/units.js";
import { assertClose } from "../../support/close.js";
import { auto, current, variant } from "../../support/dynamics.js";

/** Relative. AUTO locates special points to 1e-7, and its derivatives are differences. */
const TOLERANCE = 1e-5;
const range = { V_min: -120 * mV, V_max: 80 * mV };

function assertNear(actual: number, expected: number, what: string) {
  assertClose(actual / expected, 1, TOLERANCE, `${what}, of AUTO's,`);
}

describe("AUTO finds", () => {
  it("the folds at fixed n where foldsAt does", () => {
    assert.equal(auto.folds.length, 4);
    for (const { n, V, I } of auto.folds) {
      const [fold] = foldsAt(variant(0, 0.03), n, range);
      assertNear(fold.V / mV, V, `V of the fold at n = ${n}`);
      assertNear(fold.I / current, I, `I of the fold at n = ${n}`);
    }
  });

  it("the two Hopf points of each neuron where hopfPoints does", () => {
    const variants = [...new Set(auto.hopf.map(({ shift, g_L }) => `${shift} ${g_L}`))];
    assert.equal(variants.length, 4);
    for (const name of variants) {
      const [shift, g_L] = name.split(" ").map(Number);
      const theirs = auto.hopf.filter((point) => point.shift === shift && point.g_L === g_L);
      const ours = hopfPoints(variant(shift, g_L), range);
      assert.equal(ours.length, theirs.length, name);
      ours.forEach(({ V, I }, i) => {
        assertNear(V / mV, theirs[i].V, `V of Hopf point ${i} with ${name}`);
        assertNear(I / current, theirs[i].I, `I of Hopf point ${i} with ${name}`);
      });
    }
  });

  for (const { shift, g_L, onset, orbits } of auto.cycles) {
    const name = `the rates at V + ${shift} mV and g_L = ${g_L} mS/cm²`;
    it(`the fold of limit cycles with ${name} where cyclingOnset does`, () => {
      const model = variant(shift, g_L);
      const found = cyclingOnset(model, 0.5 * onset * current, 1.4 * onset * current);
      assertNear(found / current, onset, "I of the onset");
    });

    it(`the periods of the limit cycles with ${name} that limitCycles does`, () => {
      assert.ok(orbits.some(({ stable }) => stable) && orbits.some(({ stable }) => !stable));
      for (const { I, period, stable } of orbits) {
        const cycles = limitCycles(variant(shift, g_L), I * current);
        const same = cycles.filter((cycle) => cycle.stable === stable);
        assert.equal(same.length, 1, `at ${I} nA/mm²`);
        assertNear(same[0].period / ms, period, `the period at ${I} nA/mm²`);
      }
    });
  }
});

describe("squid_axon.ode, which XPPAUT reads,", () => {
  const lines = readFileSync(
    join(__dirname, "..", "..", "fixtures", "squid_axon.ode"),
    "utf8",
  ).split("\n");

  /** Its V′ (mV/ms) and n′ (1/ms) as JavaScript, some of its parameters changed. */
  function derivatives(changes: string): (V: number, n: number) => [number, number] {
    const rest = (start: string) =>
      lines.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length));
    const code = [
      `let ${rest("par ").join(", ")};`,
      changes,
      ...lines.filter((line) => /^\w+\(u\)=/.test(line)).map((line) => line.replace("=", " = ")),
      `return [${rest("V'=")}, ${rest("n'=")}];`,
    ].join("\n");
    const javascript = code
      .replace(/^(\w+)\(u\) = (.*)$/gm, "const $1 = (u) => $2;")
      .replaceAll("^", "**")
      .replace(/\bexp\(/g, "Math.exp(");
    return new Function("V", "n", javascript) as (V: number, n: number) => [number, number];
  }

  for (const { name, params, changes } of [
    { name: "squidAxon", params: squidAxon, changes: "I = 20;" },
    {
      name: "squidAxonCorrected",
      params: squidAxonCorrected,
      changes: "I = 20; dV = 65; gL = 0.3;",
    },
  ]) {
    it(`has the equations of lib/ for ${name}, to rounding error`, () => {
      const model = hodgkinHuxley2D(params);
      const theirs = derivatives(changes);
      for (const V of linspace(-99.7, 60.3, 41)) {
        for (const n of [0, 0.1, 0.35, 0.8]) {
          const [dV, dn] = theirs(V, n);
          const speed = Math.max(1, Math.abs(dV)); // mV/ms; currents of either sign add up to less
          assertClose(
            model.dV_dt(V * mV, n, 20 * current) / (mV / ms),
            dV,
            1e-12 * speed,
            `V′ at ${V}`,
          );
          assertClose(model.dn_dt(V * mV, n) * ms, dn, 1e-12, `n′ at ${V}`);
        }
      }
    });
  }

  it("can hold n, as for bifurcations at fixed n", () => {
    assert.deepEqual(derivatives("hold = 1; nheld = 0.3;")(-50, 0.1)[1], 0.3 - 0.1);
  });
});
