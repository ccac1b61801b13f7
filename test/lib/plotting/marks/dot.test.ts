import { strict as assert } from "node:assert";
import { JSDOM } from "jsdom";
import { describe, it } from "mocha";
import { linePlot } from "../../../../lib/index.js";

const line = { x: [0, 1, 2], y: [3, 5, 4] };

function parse(svg: string) {
  return new JSDOM(svg, { contentType: "image/svg+xml" }).window.document.documentElement;
}

describe("Dots", () => {
  it("are filled or rings, and left out beyond the limits", () => {
    const dots = [
      { x: 0, y: 3, filled: true },
      { x: 1, y: 5, filled: false, color: "#123456" },
      { x: 9, y: 4, filled: true },
    ];
    const { svg } = linePlot({ series: [line], dots, x: { limits: [-1, 2] } });
    const root = parse(svg);
    const circles = [...root.querySelectorAll("circle")].map((circle) =>
      ["fill", "stroke"].map((name) => circle.getAttribute(name)),
    );
    assert.deepEqual(circles, [
      ["#000", "#000"],
      ["#fff", "#123456"],
    ]);
  });

  it("names what makes no sense", () => {
    const dot = { x: 0, y: 3, filled: true };
    for (const [wrong, message] of [
      [{ ...dot, y: Number.NaN }, /dots\[1\].y must be a finite number, got NaN/],
      [{ ...dot, filled: 1 }, /dots\[1\].filled must be a boolean, got 1/],
      [{ ...dot, color: 3 }, /dots\[1\].color must be a CSS colour, got 3/],
    ] as const) {
      assert.throws(() => linePlot({ series: [line], dots: [dot, wrong as never] }), { message });
    }
  });

  it("widen the axes, but a dot beyond the limits of x does not widen y", () => {
    const dots = [{ x: 5, y: 9, filled: true }];
    const ticks = (limits?: [number, number]) =>
      linePlot({ series: [line], dots, x: { limits } }).svg;
    assert.match(ticks(), />9<\/tspan>|>9<\/text>/);
    assert.doesNotMatch(ticks([0, 2]), />9<\/tspan>|>9<\/text>/);
  });
});
