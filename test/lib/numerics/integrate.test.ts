import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { hodgkinHuxley4D } from "../../../lib/model/model4D.js";
import { squidAxon4D } from "../../../lib/model/neurons.js";
import { integrate } from "../../../lib/numerics/integrate.js";
import { spikeTimes } from "../../../lib/simulate/spikes.js";
import { ms, mV } from "../../../lib/units.js";
import { assertClose } from "../../support/close.js";
import { current, reference, variant } from "../../support/dynamics.js";

const rotation = (_: number, [x, y]: number[]) => [-y, x];

describe("integrate", () => {
  it("is right at every time asked for, and in between its own steps", () => {
    const t = [0, 0.1, 0.2, 3, 3.0001, 20];
    const [x, y] = integrate(rotation, { y0: [1, 0], t, scale: [1, 1], tolerance: 1e-12 });
    assertClose(x, t.map(Math.cos), 1e-9, "cos");
    assertClose(y, t.map(Math.sin), 1e-9, "sin");
  });

  it("gets closer when the tolerance is smaller", () => {
    const error = (tolerance: number) => {
      const [x] = integrate(rotation, { y0: [1, 0], t: [0, 50], scale: [1, 1], tolerance });
      return Math.abs(x[1] - Math.cos(50));
    };
    assert.ok(error(1e-10) < error(1e-5) / 1000);
  });

  it("of the two-dimensional model is SciPy's", () => {
    const { t, "2D": expected } = reference.orbits;
    const model = variant(65, 0.3);
    const [V, n] = integrate((_, [v, m]) => [model.dV_dt(v, m, 100 * current), model.dn_dt(v, m)], {
      y0: [-65 * mV, model.n_inf(-65 * mV)],
      t: t.map((time) => time * ms),
      scale: [100 * mV, 1],
    });
    // on an upstroke of 1000 mV/ms and more, 1e-8 ms are 1e-5 mV
    assertClose(
      V.map((v) => v / mV),
      expected.V,
      1e-4,
      "V (mV)",
    );
    assertClose(n, expected.n, 1e-6, "n");
  });

  it("of the four-dimensional model is SciPy's", () => {
    const { t, "4D": expected } = reference.orbits;
    const model = hodgkinHuxley4D(squidAxon4D);
    const V0 = -65 * mV;
    const [V] = integrate(
      (_, [v, m, h, n]) => {
        const d = model.derivatives({ V: v, m, h, n }, 100 * current);
        return [d.V, d.m, d.h, d.n];
      },
      {
        y0: [V0, model.m_inf(V0), model.h_inf(V0), model.n_inf(V0)],
        t: t.map((time) => time * ms),
        scale: [100 * mV, 1, 1, 1],
      },
    );
    assertClose(
      V.map((v) => v / mV),
      expected.V,
      1e-5,
      "V (mV)",
    );
  });

  it("shortens a trial step in which the numbers overflow", () => {
    const model = variant(65, 0.3);
    let overflows = 0;
    const f = (_: number, [v, m]: number[]) => {
      const change = [model.dV_dt(v, m, 43 * current), model.dn_dt(v, m)];
      if (!change.every(Number.isFinite)) overflows++;
      return change;
    };
    const options = { y0: [-62 * mV, 0], t: [0, 100 * ms], scale: [100 * mV, 1] };
    const states = [1e-10, 3e-11, 1e-11].map((tolerance) =>
      integrate(f, { ...options, tolerance }).map(([, end]) => end),
    );
    assert.ok(overflows > 0, "or else this test tests nothing");
    assertClose(states[0][0] / mV, states[2][0] / mV, 1e-4, "V (mV)");
    assertClose(states[1][0] / mV, states[2][0] / mV, 1e-4, "V (mV)");
  });

  it("says when the solution blows up, or the steps become too small", () => {
    const square = { y0: [1], t: [0, 2], scale: [1] };
    assert.throws(() => integrate((_, [y]) => [y * y], square), /^RangeError: integrate: /);
    assert.throws(
      () => integrate(() => [Number.NaN], square),
      /integrate: y′ left the finite numbers at t = 0, y = \[1\]/,
    );
  });

  it("names the argument that makes no sense", () => {
    const good = { y0: [1, 0], t: [0, 1], scale: [1, 1] };
    const cases: [object, RegExp][] = [
      [{ ...good, y0: [] }, /y0 must be a non-empty array/],
      [{ ...good, t: [0] }, /t must be two times or more, got Array of length 1/],
      [{ ...good, t: [0, 0] }, /t\[1\] must be later than 0, got 0/],
      [{ ...good, scale: [1] }, /scale must be as long as y0, 2 elements/],
      [{ ...good, scale: [1, 0] }, /scale\[1\] must be a positive/],
      [{ ...good, tolerance: 0 }, /tolerance must be a positive/],
    ];
    for (const [options, message] of cases) {
      assert.throws(() => integrate(rotation, options as never), { message });
    }
    assert.throws(() => integrate(1 as never, good), /integrate: f must be a function/);
  });

  it("says when and where the solution goes to infinity, not how far it was asked to go", () => {
    const blowUps: [f: (t: number, y: number[]) => number[], y0: number, t: number, at: number][] =
      [
        [(_, [y]) => [y * y], 1, 2, 1],
        [(_, [y]) => [y ** 3], 1, 2, 0.5],
        [(_, [y]) => [1 + y * y], 0, 10, Math.PI / 2],
        [(_, [y]) => [-1 / y], 1, 2, 0.5], // its slope does
      ];
    for (const [f, y0, t, at] of blowUps) {
      let message = "";
      try {
        integrate(f, { y0: [y0], t: [0, t], scale: [1] });
      } catch (error) {
        message = (error as Error).message;
      }
      const [, time] = /can't be followed beyond t = ([\d.]+), y = \[.+\]/.exec(message) ?? [];
      // steps shrink with the distance from there; y is as large as 1e7 by then
      assertClose(Number(time), at, 1e-6, `time of ${f}`);
    }
  });

  it("steps over a pulse in quiet times unless given the longest step", () => {
    const pulse = (t: number) => (t >= 0.5 && t < 0.502 ? 1000 : 0);
    const options = { y0: [0], t: [0, 1], scale: [1], tolerance: 1e-4 };
    const end = (maxStep?: number) => integrate((t) => [pulse(t)], { ...options, maxStep })[0][1];
    assertClose(end(0.001), 2, 0.01, "1000 for 2 ms");
    assert.throws(() => end(0), /integrate: maxStep must be a positive finite number, got 0/);
  });
});

describe("spikeTimes", () => {
  it("are where the voltage crosses the threshold upwards, between samples", () => {
    assert.deepEqual(spikeTimes([0, 1, 2, 3, 4], [-1, 3, -1, -1, 1]), [0.25, 3.5]);
    assert.deepEqual(spikeTimes([0, 1, 2], [-1, 3, 5], 4), [1.5]);
  });

  it("take a sample on the threshold for a crossing, once, and a start above it for none", () => {
    assert.deepEqual(spikeTimes([0, 1, 2, 3], [-1, 0, 0, 1]), [1]);
    assert.deepEqual(spikeTimes([0, 1], [1, 2]), []);
  });

  it("names the argument that makes no sense", () => {
    assert.throws(() => spikeTimes([0, 1], [0]), /spikeTimes: V must be as long as t, 2 elements/);
    assert.throws(() => spikeTimes([], []), /spikeTimes: t must be a non-empty array/);
    assert.throws(() => spikeTimes([0], [Number.NaN]), /spikeTimes: V\[0\] must be a finite/);
    assert.throws(() => spikeTimes([0], [0], Number.NaN), /threshold must be a finite number/);
  });
});
