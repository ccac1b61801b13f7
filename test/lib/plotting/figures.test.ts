import { strict as assert } from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Resvg } from "@resvg/resvg-js";
import { convertIndexedToRgb, decode } from "fast-png";
import { JSDOM } from "jsdom";
import { before, describe, it } from "mocha";
import { type Figure, linePlot, linspace, RandomState } from "../../../lib/index.js";
import type { TurnedBox } from "../../../lib/plotting/layout/geometry.js";
import { layoutFigure } from "../../../lib/plotting/layout/layout.js";
import { renderPng } from "../../../lib/plotting/node.js";
import { svgDifferences } from "../../../scripts/notebooks/drift/svg.mjs";
import { originalFigures } from "../../support/notebookFigures.js";

const folder = join(__dirname, "..", "..", "fixtures", "figures");
/** `UPDATE_FIGURES=1 npm run unit` takes the figures as they are now for right: look at them. */
const update = process.env.UPDATE_FIGURES !== undefined;

describe("The figures of the notebook", () => {
  let drawn: Figure[];
  before(() => {
    drawn = originalFigures();
  });

  [1, 2, 3, 4, 5, 6, 7].forEach((number, i) => {
    const name = `figure${number}`;

    it(`${name} looks as it did`, () => {
      const file = join(folder, `${name}.svg`);
      if (update) writeFileSync(file, `${drawn[i].svg}\n`);
      assert.deepEqual(svgDifferences(readFileSync(file, "utf8"), drawn[i].svg), []);
    });

    it(`${name} has labels that stay on their pads, and nothing else is there`, () => {
      const { svg, spec } = drawn[i];
      const labels = layoutFigure(spec).panels.flatMap(({ marks }) =>
        marks.series.flatMap(({ label, color }) => (label ? { ...label, color } : [])),
      );
      const image = render(svg, 2);
      const without = withoutLabel(svg);
      for (const label of labels) {
        const name = label.runs.map((run) => run.text).join("");
        const others = labels.filter((other) => other !== label);
        const bare = render(without(name), 2);
        for (const pixel of changed(image, bare)) {
          assert.ok(isIn(pixel, label, 0) && !others.some((other) => isIn(pixel, other, 0)), name);
        }
        // The corners of the pads are round.
        const inside = pixelsAround(image, label).filter((pixel) => isIn(pixel, label, -1.5));
        assert.ok(inside.every(({ color }) => isBlend(color, label.color)) && inside.length > 100);
      }
    });
  });

  it("are small: 200 KB for the simulation, 40 KB for the others, as SVG", () => {
    const sizes = drawn.map(({ svg }) => Buffer.byteLength(svg) / 1000);
    assert.ok(sizes.slice(0, 6).every((size) => size <= 40) && sizes[6] <= 200, `${sizes}`);
  });
});

describe("A long series", () => {
  const N = 8_000;
  const x = linspace(0, 1, N);
  const spikes = new Float64Array(N);
  for (let i = 1234; i < N; i += 1456) spikes[i] = i % 2 === 0 ? 1 : -1;
  const signals = {
    "smooth signal": x.map((t) => Math.sin(40 * t) + 0.3 * Math.sin(333 * t)),
    "white noise": new RandomState(3).randn(N),
    "spikes of a single sample": spikes,
  };

  for (const [name, y] of Object.entries(signals)) {
    it(`of ${name} looks at 2× as if every point of it were drawn`, () => {
      const figure = linePlot({ series: [{ x, y }], width: 220, height: 150 });
      const [panel] = layoutFigure(figure.spec).panels;
      const [toX, toY] = [
        panel.x.scaleTo(panel.frame.left, panel.frame.right),
        panel.y.scaleTo(panel.frame.bottom, panel.frame.top),
      ];
      const all = Array.from(x, (value, i) => `${toX(value).toFixed(4)},${toY(y[i]).toFixed(4)}`);
      const whole = figure.svg.replace(/ d="M[^"]+"/, ` d="M${all.join("L")}"`);
      assert.ok(figure.svg.length * 4 < whole.length);
      const [a, b] = [figure.svg, whole].map((svg) => smoothPixelsOf(svg));
      const differences = a.map((value, i) => Math.abs(value - b[i]));
      const seen = differences.filter((difference) => difference > 32).length / differences.length;
      const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
      // Of 255. A step in a single pixel at the edge of a line is not seen below some 30.
      assert.ok(mean < 0.5 && seen < 0.004, `mean ${mean}, seen ${seen}`);
    });
  }

  it("of spikes keeps each of them at its full height", () => {
    const figure = linePlot({ series: [{ x, y: spikes }] });
    const [panel] = layoutFigure(figure.spec).panels;
    const ys = panel.marks.series[0].polylines[0].filter((_, i) => i % 2 === 1);
    const toY = panel.y.scaleTo(panel.frame.bottom, panel.frame.top);
    for (const height of [-1, 1]) {
      const expected = spikes.filter((y) => y === height).length;
      assert.equal(ys.filter((y) => Math.abs(y - toY(height)) < 0.05).length, expected);
    }
  });
});

describe("A figure as PNG", () => {
  it("differs from what resvg draws in no colour by more than a shade", () => {
    const { svg } = originalFigures()[3];
    const palette = convertIndexedToRgb(decode(renderPng(svg, 1)));
    const whole = render(svg, 1).pixels;
    const largest = palette.reduce((largest, value, i) => {
      return Math.max(largest, Math.abs(value - whole[4 * Math.floor(i / 3) + (i % 3)]));
    }, 0);
    // Of 255, in a picture with more than 256 colours.
    assert.ok(largest > 0 && largest <= 20, `${largest}`);
  });
});

interface Picture {
  readonly width: number;
  readonly pixels: Uint8Array;
}

/** One pixel of a picture at 2×: its middle in CSS pixels, and its red, green and blue. */
interface Pixel {
  readonly x: number;
  readonly y: number;
  readonly color: readonly number[];
}

const arimo = require.resolve("@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf");
const tinos = require.resolve(
  "@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf",
);

function render(svg: string, scale: number): Picture {
  const { width, pixels } = image(svg, scale);
  return { width, pixels: new Uint8Array(pixels) };
}

function image(svg: string, scale: number) {
  const font = { loadSystemFonts: false, fontFiles: [arimo, tinos] };
  return new Resvg(svg, { fitTo: { mode: "zoom", value: scale }, font }).render();
}

function pixel({ width, pixels }: Picture, i: number): Pixel {
  const x = ((i % width) + 0.5) / 2;
  const y = (Math.floor(i / width) + 0.5) / 2;
  return { x, y, color: [...pixels.subarray(4 * i, 4 * i + 3)] };
}

/** The pixels of `a` that are different in `b`. */
function changed(a: Picture, b: Picture): Pixel[] {
  const [before, after] = [a, b].map(({ pixels }) => new Uint32Array(pixels.buffer));
  const found: Pixel[] = [];
  for (let i = 0; i < before.length; i++) if (before[i] !== after[i]) found.push(pixel(a, i));
  return found;
}

/** The pixels in a square around a box. */
function pixelsAround(picture: Picture, { x, y, width, height }: TurnedBox): Pixel[] {
  const reach = Math.ceil(Math.hypot(width, height));
  const [left, top] = [Math.round(2 * x) - reach, Math.round(2 * y) - reach];
  return Array.from({ length: 4 * reach ** 2 }, (_, i) => {
    const row = top + Math.floor(i / (2 * reach));
    return pixel(picture, row * picture.width + left + (i % (2 * reach)));
  });
}

/**
 * The colour values at 2×, each the mean of 3 × 3: resvg itself has four lines to a pixel, so that
 * a hundredth of a pixel may be a quarter of a colour.
 */
function smoothPixelsOf(svg: string): Float64Array {
  const { width, pixels } = render(svg, 6);
  const means = new Float64Array(pixels.length / 12);
  for (let i = 0; i < pixels.length / 4; i++) {
    const [column, row] = [Math.floor((i % width) / 3), Math.floor(i / width / 3)];
    const target = 3 * (row * (width / 3) + column);
    for (let k = 0; k < 3; k++) means[target + k] += pixels[4 * i + k] / 9;
  }
  return means;
}

/** The figure with one of its labels written in white, by the label's text. */
function withoutLabel(svg: string): (name: string) => string {
  const { window } = new JSDOM(svg, { contentType: "image/svg+xml" });
  const { document, XMLSerializer } = window;
  const letters = (text: string) => text.replace(/\s/g, "");
  const labels = [...document.documentElement.querySelectorAll("g > g:has(> text[fill])")].map(
    ({ children, textContent }) => ({
      name: letters(textContent ?? ""),
      texts: [...children].map((text) => ({ text, fill: text.getAttribute("fill") as string })),
    }),
  );
  return (name) => {
    for (const label of labels)
      for (const { text, fill } of label.texts)
        text.setAttribute("fill", label.name === letters(name) ? "#fff" : fill);
    return new XMLSerializer().serializeToString(document);
  };
}

/** Whether a pixel is in a box that is grown by some pixels. */
function isIn({ x, y }: Pixel, box: TurnedBox, by: number): boolean {
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  const u = (x - box.x) * cos + (y - box.y) * sin;
  const v = (y - box.y) * cos - (x - box.x) * sin;
  return Math.abs(u) < box.width / 2 + by && Math.abs(v) < box.height / 2 + by;
}

/** Whether a colour is white, the given colour, or between them. */
function isBlend(pixel: readonly number[], color: string): boolean {
  const ink = [1, 3, 5].map((i) => Number.parseInt(color.slice(i, i + 2), 16));
  const widest = ink.indexOf(Math.min(...ink));
  const share = (255 - pixel[widest]) / (255 - ink[widest]);
  return pixel.every((value, i) => Math.abs(255 - share * (255 - ink[i]) - value) <= 4);
}
