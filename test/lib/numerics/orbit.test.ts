import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { integrate } from "../../../lib/numerics/integrate.js";
import { orbitOf } from "../../../lib/numerics/orbit.js";
import { ms, mV } from "../../../lib/units.js";
import { assertClose } from "../../support/close.js";
import { current, variant } from "../../support/dynamics.js";

describe("orbitOf", () => {
  const circle = ([x, y]: number[]) => [-y, x];

  it("has few points of a circle, none of its chords off by more than was asked", () => {
    const options = { y0: [1, 0], scale: [1, 1], duration: 2 * Math.PI };
    for (const deviation of [1e-2, 1e-4]) {
      const { t, y } = orbitOf(circle, { ...options, deviation });
      assertClose(
        Array.from(t, (s, i) => Math.hypot(y[0][i] - Math.cos(s), y[1][i] - Math.sin(s))),
        Array.from(t, () => 0),
        1e-8,
      );
      // A chord of the angle φ is off by 1 − cos(φ/2) in its middle.
      const angles = t.slice(1).map((s, i) => s - t[i]);
      const most = 1 - Math.cos(Math.max(...angles) / 2);
      assert.ok(most < 1.5 * deviation, `${most}`);
      assert.ok(t.length < (4 * Math.PI) / Math.sqrt(deviation));
      assert.equal(t[t.length - 1], options.duration);
    }
  });

  it("follows a neuron's upstroke, in fewer points than even ones that cut it", () => {
    const model = variant(65, 0.3);
    const side = ([V, n]: number[]) => [model.dV_dt(V, n, 100 * current), model.dn_dt(V, n)];
    const start = { y0: [-65 * mV, 0.3], scale: [100 * mV, 1] };
    const duration = 100 * ms;
    const { t, y } = orbitOf(side, { ...start, duration, deviation: 1e-3 });
    assert.ok(t.length < 1000, `${t.length} points`);
    const dense = Float64Array.from({ length: 40_001 }, (_, i) => (duration * i) / 40_000);
    const [V] = integrate((_, state) => side(state), { ...start, t: dense });
    let [worst, k] = [0, 1];
    for (const [i, s] of dense.entries()) {
      while (t[k] < s) k++;
      const share = (s - t[k - 1]) / (t[k] - t[k - 1]);
      worst = Math.max(worst, Math.abs(y[0][k - 1] + share * (y[0][k] - y[0][k - 1]) - V[i]));
    }
    assert.ok(worst < 0.15 * mV, `off by ${worst / mV} mV`);
  });

  it("names the argument that makes no sense", () => {
    const options = { y0: [1, 0], scale: [1, 1], duration: 1, deviation: 1e-3 };
    assert.throws(() => orbitOf(1 as never, options), /orbitOf: f must be a function/);
    assert.throws(() => orbitOf(circle, { ...options, duration: 0 }), /duration must be a pos/);
    assert.throws(() => orbitOf(circle, { ...options, deviation: -1 }), /deviation must be a pos/);
    assert.throws(() => orbitOf(circle, { ...options, scale: [1] }), /scale must be as long/);
  });
});
