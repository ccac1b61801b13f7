import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { linePlot } from "../../../../lib/index.js";

describe("Arrows", () => {
  it("point where they are to on the page, whatever the units of the axes", () => {
    const series = [{ x: [0, 1000], y: [0, 1] }];
    const arrows = [
      { x: 500, y: 0.5, dx: 1, dy: 0 },
      { x: 500, y: 0.5, dx: 0, dy: -1e-3 },
      { x: 5000, y: 0.5, dx: 1, dy: 0 },
    ];
    const { svg } = linePlot({ series, arrows });
    const turns = [...svg.matchAll(/rotate\(([-\d.]+)\)/g)].map(([, angle]) => Number(angle));
    assert.deepEqual(turns, [90, 180]);
    const wrong = { x: 0, y: 0, dx: Number.NaN, dy: 0 };
    assert.throws(() => linePlot({ series, arrows: [wrong] }), /arrows\[0\].dx must be a finite/);
    assert.throws(() => linePlot({ series, arrows: 1 as never }), /arrows must be an array, got 1/);
  });

  it("are left out if they would stick out from below a label", () => {
    const arrows = [480, 500, 800].map((x) => ({ x, y: x / 1000, dx: 1, dy: 0 }));
    const count = (label?: string) => {
      const series = [{ x: [0, 1000], y: [0, 1], label, labelX: 500 }];
      return linePlot({ series, arrows }).svg.match(/rotate\(90\)/g)?.length;
    };
    assert.equal(count(), 3);
    assert.equal(count("a label"), 1);
  });

  it("are left out below a dot, which they would stick out from", () => {
    const series = [{ x: [0, 1000], y: [0, 1] }];
    const arrows = [200, 500].map((x) => ({ x, y: 0.5, dx: 1, dy: 0 }));
    const { svg } = linePlot({ series, arrows, dots: [{ x: 505, y: 0.5, filled: true }] });
    assert.equal(svg.match(/rotate\(90\)/g)?.length, 1);
  });
});
