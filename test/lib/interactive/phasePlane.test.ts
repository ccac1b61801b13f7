import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { integrate, phasePlane } from "../../../lib/index.js";
import { mV } from "../../../lib/units.js";
import { assertClose } from "../../support/close.js";
import { current, variant } from "../../support/dynamics.js";

const fitzHughNagumo = {
  dV_dt: (v: number, w: number, I: number) => v - v ** 3 / 3 - w + I,
  dn_dt: (v: number, w: number) => 0.08 * (v + 0.7 - 0.8 * w),
  n_inf: (v: number) => (v + 0.7) / 0.8,
  variables: { V: { symbol: "v", min: -3, max: 3 }, n: { symbol: "w", min: -2, max: 3 } },
};
const range = { V_min: -3, V_max: 3, n_min: -2, n_max: 3 };

describe("phasePlane", () => {
  it("shows nullclines, the field, and equilibria with their kind, named as the model says", () => {
    const { spec, caption } = phasePlane(fitzHughNagumo, range, { I: 0.5 });
    const [{ series, dots = [], arrows = [], x, y }] = spec.panels;
    assert.deepEqual(
      series.map(({ label }) => label),
      ["$\\dot{v} = 0$", "$\\dot{w} = 0$"],
    );
    assert.deepEqual([x.label, y.label], ["$v$", "$w$"]);
    assert.deepEqual(
      dots.map(({ filled }) => filled),
      [false],
    );
    assert.equal(arrows.length, 21 * 13);
    assert.equal(caption, "Equilibria: unstable focus at (−0.805, −0.131).");
    const { n_inf: _, ...without } = fitzHughNagumo;
    assert.equal(phasePlane(without, range).caption, "No equilibrium here.");
  });

  it("has its orbits from integrate, to 10⁻⁸ of their range, in the plane and in time", () => {
    const start = { x: -2, y: 1.5 };
    const { spec, time } = phasePlane(fitzHughNagumo, range, { I: 0.5, starts: [start] });
    const drawn = time.spec.panels[0].series[0];
    const t = Array.from(drawn.x);
    const [v, w] = integrate(
      (_, [v, w]) => [fitzHughNagumo.dV_dt(v, w, 0.5), fitzHughNagumo.dn_dt(v, w)],
      // Ten times as exact as the figure's.
      { y0: [start.x, start.y], t, scale: [2, 5], tolerance: 1e-11 },
    );
    assert.ok(t.length < 600 && t[0] === 0 && t[t.length - 1] === 100, `${t.length} points`);
    for (let i = 0; i < t.length; i++) assertClose(drawn.y[i], v[i], 4e-8, `v at t = ${t[i]}`);
    // In the plane the orbit is cut where it turns, so that points come twice.
    const points = spec.panels[0].series.slice(2).flatMap(({ x, y }) => {
      return Array.from(x, (value, i) => `${value},${y[i]}`);
    });
    assert.equal(new Set(points).size, t.length);
    assertClose(Number(points.at(-1)?.split(",")[1]), w[w.length - 1], 5e-8, "w at the end");
  });

  it("shows a neuron in mV and ms, and takes starts in the axes' units", () => {
    const neuron = variant(65, 0.3);
    const plane = phasePlane(
      neuron,
      { V_min: -80 * mV, V_max: 60 * mV, n_min: 0, n_max: 0.8 },
      { I: 100 * current, starts: [{ x: -60, y: 0.4 }], duration: 0.02 },
    );
    const [{ series, x }] = plane.spec.panels;
    assert.deepEqual(x.limits, [-80, 60]);
    assert.deepEqual([series[2].x[0], series[2].y[0]], [-60, 0.4]);
    const [{ x: time, y: voltage }] = plane.time.spec.panels;
    assert.deepEqual([time.label, voltage.label, time.limits], ["$t$ (ms)", "$V$ (mV)", [0, 20]]);
  });

  it("names the argument that makes no sense", () => {
    for (const [options, message] of [
      [{ I: Number.NaN }, /phasePlane: I must be a finite number/],
      [{ duration: 0 }, /phasePlane: duration must be a positive finite number, got 0/],
      [{ starts: 3 }, /phasePlane: starts must be an array of points, got 3/],
      [{ starts: [{ x: 0 }] }, /phasePlane: starts\[0\]\.y must be a finite number/],
    ] as const) {
      assert.throws(() => phasePlane(fitzHughNagumo, range, options as never), message);
    }
    assert.throws(() => phasePlane(null as never, range), /phasePlane: model must be an object/);
    assert.throws(() => phasePlane(fitzHughNagumo, {} as never), /phasePlane: V_min must be/);
  });
});
