import { strict as assert } from "node:assert";
import { JSDOM } from "jsdom";
import { describe, it } from "mocha";
import { linePlot } from "../../../../lib/index.js";

function parse(svg: string) {
  return new JSDOM(svg, { contentType: "image/svg+xml" }).window.document.documentElement;
}

describe("Lines", () => {
  it("have a gap where y is NaN", () => {
    const { svg } = linePlot({ series: [{ x: [0, 1, 2, 3, 4], y: [1, 2, Number.NaN, 2, 1] }] });
    assert.equal([...parse(svg).querySelectorAll("path")].length, 2);
  });

  it("are dashed where they are to be", () => {
    const x = [0, 1];
    const { svg } = linePlot({
      series: [
        { x, y: [0, 1], dashed: true },
        { x, y: [1, 0] },
      ],
    });
    assert.equal(svg.match(/stroke-dasharray/g)?.length, 1);
    const wrong = { x, y: x, dashed: "yes" as never };
    assert.throws(
      () => linePlot({ series: [wrong] }),
      /series\[0\].dashed must be a boolean, got "yes"/,
    );
  });
});
