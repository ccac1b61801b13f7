import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { hopfPoints } from "../../../lib/dynamics/hopf.js";
import { equilibriumFolds } from "../../../lib/dynamics/steadyCurrent.js";
import { toODE } from "../../../lib/model/toODE.js";
import { hodgkinHuxley2D, squidAxon } from "../../../lib/model.js";
import { integrate } from "../../../lib/numerics/integrate.js";
import { mS, ms, mV } from "../../../lib/units.js";
import { assertClose } from "../../support/close.js";
import { current } from "../../support/dynamics.js";
import { exported } from "../../support/exported.js";

/** What XPPAUT made of these files, in mV, ms and nA/mm²: see fixtures/ode_reference.py. */
const { neurons }: { neurons: Record<string, Measured> } = JSON.parse(
  readFileSync(join(__dirname, "..", "..", "fixtures", "ode_reference.json"), "utf8"),
);
interface Measured {
  orbit: [t: number, V: number, n: number][];
  folds: [V: number, I: number][];
  "Hopf points": [V: number, I: number][];
}
const range = { V_min: -120 * mV, V_max: 100 * mV };

describe("toODE", () => {
  for (const [name, params] of Object.entries(exported)) {
    const { orbit, folds, "Hopf points": hopfs } = neurons[name];
    const model = hodgkinHuxley2D(params);

    it(`gives XPPAUT a ${name} neuron whose orbit is that of lib/`, () => {
      const [[, V0, n0]] = orbit;
      assert.equal(orbit.length, 21);
      const [V, n] = integrate(
        (_, [V, n]) => [model.dV_dt(V, n, 100 * current), model.dn_dt(V, n)],
        { y0: [V0 * mV, n0], t: orbit.map((_, i) => 2 * i * ms), scale: [100 * mV, 1] },
      );
      // XPPAUT gives single precision, seven digits
      for (const [i, [t, V_i, n_i]] of orbit.entries()) {
        assertClose(V[i] / mV, V_i, 1e-4, `V (mV) at ${t} ms`);
        assertClose(n[i], n_i, 1e-6, `n at ${t} ms`);
      }
    });

    it(`gives AUTO a ${name} neuron with the folds and Hopf points of lib/`, () => {
      const ours = [equilibriumFolds(model, range), hopfPoints(model, range)];
      for (const [i, theirs] of [folds, hopfs].entries()) {
        const inOrder = [...theirs].sort(([a], [b]) => a - b);
        // AUTO locates special points to 1e-7
        assertClose(
          ours[i].map(({ V }) => V / mV),
          inOrder.map(([V]) => V),
          1e-4,
          "V (mV)",
        );
        for (const [j, [, I]] of inOrder.entries()) {
          assertClose(ours[i][j].I / current / I, 1, 1e-5, "I, relative");
        }
      }
    });
  }

  it("writes the parameters, and tables from end to end", () => {
    const files = toODE(squidAxon, "axon");
    assert.deepEqual(Object.keys(files), [
      "axon.ode",
      "axon_minf.tab",
      "axon_an.tab",
      "axon_bn.tab",
      "axon_hn.tab",
    ]);
    assert.match(files["axon.ode"], /^par EK=-77, ENa=55, EL=-54.4\npar gK=36, gNa=120, gL=0.03$/m);
    const [count, from, to, ...values] = files["axon_bn.tab"].trimEnd().split("\n");
    assert.deepEqual([count, from, to, values.length], ["s3001", "-150", "150", 3001]);
    // 0.125 exp(−V/80) per ms, in the original's frame
    assertClose(Number(values[1500]), 0.125, 1e-12);
    assertClose(Number(values[0]), 0.125 * Math.exp(150 / 80), 1e-11);
  });

  it("names the argument that makes no sense", () => {
    const I_other = (V: number) => -mS * V;
    assert.throws(() => toODE({ ...squidAxon, c: 0 }), /toODE: c must be a positive/);
    assert.throws(() => toODE({ ...squidAxon, h: 1 as never }), /toODE: h must be a function/);
    assert.throws(() => toODE({ ...squidAxon, I_other }), /toODE: I_other must be undefined/);
    const α_n = (V: number) => (V < 0 ? 100 : Number.NaN);
    const undefinedRate = { ...squidAxon, rates: { ...squidAxon.rates, α_n } };
    assert.throws(() => toODE(undefinedRate), /toODE: α_n at V \(mV\) = 0 must be a finite number/);
    assert.throws(() => toODE(squidAxon, "a b"), /toODE: name must be letters, digits and _/);
  });
});
