/** Every claim that the prose of the 2026-11-24 notebook makes, in the order of the notebook. */

import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import {
  foldsAt,
  hopfPoints,
  integrate,
  limitCycles,
  type Model,
  planarEquilibria,
} from "../../lib/index.js";
import { assertClose } from "../support/close.js";
import { proseOf, readNotebook, unfoundedNumbers } from "../support/prose.js";

const notebook = readNotebook("2026-11-24_your_own_model");
const model: Model = {
  dV_dt: (v, w, I) => v - v ** 3 / 3 - w + I,
  dn_dt: (v, w) => 0.08 * (v + 0.7 - 0.8 * w),
  n_inf: (v) => (v + 0.7) / 0.8,
  variables: { V: { symbol: "v", min: -3, max: 3 }, n: { symbol: "w", min: -2, max: 3 } },
};
const plane = { V_min: -3, V_max: 3, n_min: -2, n_max: 3 };

const cellOf = (id: string) => {
  const cell = notebook.cells.find((one) => one.id === id);
  assert.ok(cell, `there is no cell ${id}`);
  return cell;
};
const sourceOf = (id: string) => cellOf(id).code;
/** What a cell shows, as text. */
const textOf = (id: string) => cellOf(id).printed;

function says(id: string, ...words: string[]): void {
  const prose = proseOf(notebook, id);
  for (const part of words) assert.ok(prose.includes(part), `“${part}” is not in “${prose}”`);
}

describe("The notebook of 2026-11-24", () => {
  it("has no number in its prose that a cell does not print or start from", () => {
    assert.deepEqual(unfoundedNumbers(notebook), []);
  });
});

describe("The notebook of 2026-11-24 says that", () => {
  it("each model and each figure is a cell of at most 15 lines", () => {
    for (const { id, code } of notebook.cells) {
      const lines = code.split("\n").length;
      assert.ok(lines <= 15, `${id} has ${lines} lines`);
    }
  });

  it("rest is one equilibrium, stable without input and not at 0.5", () => {
    says("equilibria", "one equilibrium, and it is stable", "0.5", "lost its stability");
    const [rest, pushed] = [0, 0.5].map((I) => planarEquilibria(model, { I }));
    assert.deepEqual(
      [...rest, ...pushed].map(({ kind }) => kind),
      ["stable focus", "unstable focus"],
    );
    assert.match(textOf("equilibria-table"), /stable focus\n.*unstable focus/);
  });

  it("of the two orbits at rest, one makes a large excursion", () => {
    says("phase-plane", "large excursion before it comes to rest");
    const highest = [-1, -0.4].map((v0) => {
      const t = Array.from({ length: 1001 }, (_, i) => i / 10);
      const [v] = integrate((_, [v, w]) => [model.dV_dt(v, w, 0), model.dn_dt(v, w)], {
        y0: [v0, -0.62],
        t,
        scale: [2, 5],
      });
      assertClose(v[1000], planarEquilibria(model)[0].V, 0.05, "v at the end");
      return v.reduce((a, b) => Math.max(a, b));
    });
    assert.ok(highest[0] < 0 && highest[1] > 1.5, String(highest));
  });

  it("folds are at ±1, and both Hopf points bear no small stable oscillation", () => {
    says("bifurcations", "There are two", "no small stable oscillation is born");
    const folds = foldsAt(model, 0, plane).map(({ V }) => V);
    assert.equal(folds.length, 2);
    for (const [i, V] of [-1, 1].entries()) assertClose(folds[i], V, 1e-9, "v");
    const hopf = hopfPoints(model, plane);
    assert.equal(hopf.length, 2);
    assert.ok(hopf.every(({ l1 }) => l1 > 0));
    for (const I of [hopf[0].I - 0.05, hopf[1].I + 0.05]) {
      assert.match(planarEquilibria(model, { I })[0].kind, /^stable/);
    }
  });

  it("between them there is a stable cycle", () => {
    says("cycle", "limit cycle", "0.5");
    const [cycle] = limitCycles(model, 0.5);
    assert.ok(cycle.stable);
    assert.match(textOf("limit-cycle"), new RegExp(`^${cycle.period.toPrecision(4)} `, "m"));
  });

  it("the input of the noise lies below the first Hopf point, and there are spikes", () => {
    says("noise", "below the first Hopf point");
    assert.match(sourceOf("on-noise"), /x \+ 0\.25/);
    assert.ok(hopfPoints(model, plane)[0].I > 0.25);
    const highest = Number(/to ([\d.]+), for t/.exec(textOf("on-noise"))?.[1]);
    assert.ok(highest > 1.5, `v comes to ${highest}`);
  });

  it("Morris and Lecar's sets end their rest in a Hopf point, and in a fold", () => {
    says("two-kinds", "three equilibria", "at 45 μA/cm² one");
    const text = textOf("morris-lecar-hopf");
    // The values of Rinzel and Ermentrout's tutorial, as AUTO prints them.
    assert.match(text, /Hopf +93\.86, 212\.02 +stable focus +stable focus/);
    assert.match(text, /fold +97\.79 +stable node, saddle, unstable focus +unstable focus/);
  });
});
