import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { foldsAt } from "../../../lib/dynamics/bifurcation.js";
import { foldShape } from "../../../lib/dynamics/foldShape.js";
import { ms, mV } from "../../../lib/units.js";
import { assertClose } from "../../support/close.js";
import { mapReference, variant } from "../../support/dynamics.js";

const range = { V_min: -120 * mV, V_max: 80 * mV };

describe("foldShape", () => {
  it("has mpmath's second and third derivatives, of both neurons", () => {
    const [original, corrected] = mapReference["shapes of folds at fixed n"];
    for (const [model, expected] of [
      [variant(0, 0.03), original],
      [variant(65, 0.3), corrected],
    ] as const) {
      const [fold] = foldsAt(model, Number(expected.n), range);
      assertClose(fold.V / mV / Number(expected.V), 1, 1e-9, "V, of mpmath's,");
      const { a, Δ } = foldShape(model, fold);
      // each derivative loses some three digits of eleven
      assertClose((a * mV * ms) / Number(expected.a), 1, 1e-7, "a, of mpmath's,");
      assertClose(Δ / mV / Number(expected.Δ), 1, 1e-4, "Δ, of mpmath's,");
    }
  });

  it("of a line plus an exponential is its Δ_T, and its a is 1/(2 τ Δ_T)", () => {
    const [τ, Δ_T, V_T] = [20 * ms, 2 * mV, -50 * mV];
    const dV_dt = (V: number) => (-(V + 65 * mV) + Δ_T * Math.exp((V - V_T) / Δ_T)) / τ;
    const { a, Δ } = foldShape({ dV_dt }, { V: V_T, n: 0 });
    assertClose(Δ / Δ_T, 1, 1e-6);
    assertClose(a * 2 * τ * Δ_T, 1, 1e-8);
  });

  it("names the argument that makes no sense", () => {
    const model = variant(0, 0.03);
    assert.throws(() => foldShape({} as never, { V: 0, n: 0 }), /foldShape: model.dV_dt must be/);
    assert.throws(() => foldShape(model, 3 as never), /foldShape: fold must be an object/);
    const flat = { dV_dt: () => 3 };
    assert.throws(() => foldShape(flat, { V: 0, n: 0 }), /V̇″\/V̇‴ at V = 0 must be a finite/);
    assert.throws(() => foldShape(model, { V: Number.NaN, n: 0 }), /foldShape: fold.V must be/);
  });
});
