import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { foldsAt, inputFor } from "../../../lib/dynamics/bifurcation.js";
import { planarEquilibria, voltageEquilibria } from "../../../lib/dynamics/equilibria.js";
import { determinantOf, traceOf } from "../../../lib/dynamics/jacobian.js";
import { ms, mV } from "../../../lib/units.js";
import { assertClose } from "../../support/close.js";
import { current, reference, variant } from "../../support/dynamics.js";

/** A planar model that is linear around (0, 0): V̇ = a V + b n + I, ṅ = (V − n)·s. */
function linear(a: number, b: number, s: number) {
  return {
    dV_dt: (V: number, n: number, I: number) => a * V + b * n + I,
    dn_dt: (V: number, n: number) => s * (V - n),
    n_inf: (V: number) => V,
  };
}

describe("voltageEquilibria", () => {
  for (const { shift, g_L, zeros } of reference.bifurcations) {
    it(`are all that mpmath finds with the rates at V + ${shift} mV and g_L = ${g_L}`, () => {
      for (const { n, V } of zeros) {
        const found = voltageEquilibria(variant(shift, g_L), { n });
        // conditioning: V̇ is known to some 1e-15 V/s·1e3, and its slope is 10 /s or more
        assertClose(
          found.map((e) => e.V / mV),
          V.map(Number),
          2e-11,
          `zero (mV) at n = ${n}`,
        );
      }
    });
  }

  it("have their stability from the slope", () => {
    const found = voltageEquilibria(variant(0, 0.03), { n: 0 });
    assert.deepEqual(
      found.map((e) => e.stability),
      ["stable", "unstable", "stable"],
    );
    for (const { slope, stability } of found) assert.equal(slope < 0, stability === "stable");
  });

  it("follow the input: the one that holds V makes V an equilibrium", () => {
    const model = variant(65, 0.3);
    const I = inputFor("test", model, -70 * mV, 0.2);
    const nearest = voltageEquilibria(model, { n: 0.2, I }).map(({ V }) => Math.abs(V / mV + 70));
    assertClose(Math.min(...nearest), 0, 1e-10);
  });

  it("know the half-stable one at a saddle-node", () => {
    const touching = { dV_dt: (V: number, _n: number, I: number) => (V / mV) ** 2 + I };
    const [only, ...others] = voltageEquilibria(touching, { n: 0 });
    assert.equal(others.length, 0);
    assertClose(only.V, 0, 1e-9);
    assert.equal(only.stability, "half-stable");
    assert.equal(voltageEquilibria(touching, { n: 0, I: 1 }).length, 0);
    assert.equal(voltageEquilibria(touching, { n: 0, I: -1 }).length, 2);
  });

  it("know two that are close, and which of them is stable", () => {
    for (const gap of [0.3 * mV, 1e-5 * mV]) {
      const pair = { dV_dt: (V: number) => (V + 0.06) * (V + 0.06 - gap) };
      const found = voltageEquilibria(pair, { n: 0 });
      assertClose(
        found.map(({ V }) => V),
        [-0.06, -0.06 + gap],
        1e-15,
        `a pair ${gap} V apart`,
      );
      assert.deepEqual(
        found.map(({ stability }) => stability),
        ["stable", "unstable"],
      );
    }
  });

  it("are one and half-stable at a neuron's fold, two next to it, none beyond", () => {
    for (const [shift, g_L] of [
      [0, 0.03],
      [65, 0.3],
    ]) {
      const model = variant(shift, g_L);
      const [fold] = foldsAt(model, 0.1, { V_min: -110 * mV, V_max: 90 * mV });
      const below = { n: 0.1, V_min: -110 * mV, V_max: fold.V + 5 * mV };
      const [only, ...others] = voltageEquilibria(model, { ...below, I: fold.I });
      assert.equal(others.length, 0);
      assert.equal(only.stability, "half-stable");
      assertClose(only.V / mV, fold.V / mV, 1e-5, "V (mV)");
      const change = 1e-9 * Math.abs(fold.I);
      assert.equal(voltageEquilibria(model, { ...below, I: fold.I - change }).length, 2);
      assert.equal(voltageEquilibria(model, { ...below, I: fold.I + change }).length, 0);
    }
  });

  it("are looked for between V_min and V_max only", () => {
    const [V] = voltageEquilibria(variant(0, 0.03), { n: 0, V_min: -10 * mV, V_max: 20 * mV });
    assertClose(V.V / mV, 2.0065016232, 1e-9);
  });

  it("names the argument that makes no sense", () => {
    const model = variant(0, 0.03);
    assert.throws(() => voltageEquilibria(model, null as never), /options must be an object/);
    assert.throws(() => voltageEquilibria(model, { n: Number.NaN }), /n must be a finite number/);
    assert.throws(() => voltageEquilibria(model, { n: 0, I: Infinity }), /I must be a finite .* A/);
    assert.throws(
      () => voltageEquilibria(model, { n: 0, V_min: 1, V_max: 0 }),
      /V_max must be greater than V_min = 1, got 0/,
    );
  });
});

describe("planarEquilibria", () => {
  for (const { shift, g_L, rest } of reference.bifurcations) {
    it(`have mpmath's eigenvalues with the rates at V + ${shift} mV and g_L = ${g_L}`, () => {
      const found = planarEquilibria(variant(shift, g_L));
      assert.equal(found.length, rest.length);
      for (const [i, { V, eigenvalues }] of found.entries()) {
        assertClose(V / mV, Number(rest[i].V), 2e-11, "V (mV)");
        for (const [j, λ] of eigenvalues.entries()) {
          const [re, im] = rest[i]["eigenvalues (1/ms)"][j].map(Number);
          // ten digits from numerical derivatives
          assertClose([λ.re * ms, λ.im * ms], [re, im], 1e-10, `eigenvalue ${j} (1/ms)`);
        }
      }
    });
  }

  it("names every kind of flow", () => {
    const kinds: [number, number, number, string][] = [
      [-1, 0, 3, "stable node"],
      [-1, -9, 1, "stable focus"],
      [5, -7, 1, "unstable node"],
      [3, -9, 1, "unstable focus"],
      [1, 5, 1, "saddle"],
      [1, -5, 1, "non-hyperbolic"],
    ];
    for (const [a, b, s, kind] of kinds) {
      const [{ kind: found, jacobian }] = planarEquilibria(linear(a, b, s));
      assertClose(traceOf(jacobian), a - s, 1e-12, `trace of a ${kind}`);
      assertClose(determinantOf(jacobian), -s * (a + b), 1e-12, `determinant of a ${kind}`);
      // a trace of exactly 0 does not survive rounding: then the name is that of one of its sides
      const expected = kind === "non-hyperbolic" ? /non-hyperbolic|focus/ : new RegExp(`^${kind}$`);
      assert.match(found, expected);
    }
  });

  it("gives real eigenvalues largest first, and complex ones in conjugate pairs", () => {
    const [node] = planarEquilibria(linear(-1, 0, 3));
    assertClose(
      node.eigenvalues.map((λ) => λ.re),
      [-1, -3],
      1e-12,
    );
    const [focus] = planarEquilibria(linear(-1, -9, 1));
    assertClose(
      focus.eigenvalues.flatMap((λ) => [λ.re, λ.im]),
      [-1, 3, -1, -3],
      1e-12,
    );
  });

  it("moves with the input", () => {
    const [{ V }] = planarEquilibria(variant(65, 0.3), { I: 10 * current });
    assert.ok(V > -65.05 * mV && V < -60 * mV, `${V} V`);
  });
});
