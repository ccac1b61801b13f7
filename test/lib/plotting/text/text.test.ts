import { strict as assert } from "node:assert";
import { Resvg } from "@resvg/resvg-js";
import { describe, it } from "mocha";
import { linePlot } from "../../../../lib/index.js";
import { tickLabels } from "../../../../lib/plotting/layout/ticks.js";
import { fontFiles, renderPng } from "../../../../lib/plotting/node.js";
import widths from "../../../../lib/plotting/text/fontWidths.json";
import { parseLabel, plainText } from "../../../../lib/plotting/text/markup.js";
import { textWidth } from "../../../../lib/plotting/text/text.js";
import { measureFont } from "../../../../scripts/dev/measureFonts.js";

describe("parseLabel", () => {
  /** Italic runs as *text*, shifted ones as _(text) and ^(text). */
  const shown = (label: string) =>
    parseLabel(label)
      .map((runs) =>
        runs
          .map(({ text, italic, shift }) => {
            const styled = italic ? `*${text}*` : text;
            return shift === 0 ? styled : `${shift < 0 ? "_" : "^"}(${styled})`;
          })
          .join(""),
      )
      .join("|");

  for (const [label, expected] of [
    ["Time (ms)", "Time (ms)"],
    ["$V$ (mV)", "*V* (mV)"],
    ["$\\dot{V}$ (mV/ms)", "*V\u0307* (mV/ms)"],
    ["$\\dot V$", "*V\u0307*"],
    ["$I = -10$ nA/mm²", "*I* = −10 nA/mm²"],
    ["a-b", "a-b"],
    ["$I_{Na}$", "*I*_(Na)"],
    ["$I_K$, $x_i$, $n_∞$", "*I*_(K), *x*_(*i*), *n*_(∞)"],
    ["$10^{-3}$", "10^(−3)"],
    ["$Δn$, $\\Delta\\tau_n$", "Δ*n*, Δ*τ*_(*n*)"],
    ["two\nlines", "two|lines"],
    ["5 $", "5 $"],
    ["5 \\$ of $x$", "5 $ of *x*"],
  ] as const) {
    it(`reads ${JSON.stringify(label)}`, () => assert.equal(shown(label), expected));
  }

  for (const label of ["$\\foo$", "$x_$", "$x_{Na$", "$x}$", "$\\dot$"]) {
    it(`refuses ${label}, and shows it`, () => {
      assert.throws(() => parseLabel(label), {
        name: "RangeError",
        message: new RegExp(JSON.stringify(label).replaceAll(/[\\^$*+?.()|[\]{}]/g, "\\$&")),
      });
    });
  }
});

describe("plainText", () => {
  it("is what a screen reader says", () => {
    assert.equal(plainText("$\\dot{V}$ at $V = -5$ mV\n($I_{Na}$)"), "V̇ at V = −5 mV (I_Na)");
  });
});

describe("textWidth", () => {
  it("knows the widths of the fonts that figures are drawn with", () => {
    assert.deepEqual(widths.upright, measureFont(fontFiles.upright));
    assert.deepEqual(widths.italic, measureFont(fontFiles.italic));
  });

  for (const label of [
    "Membrane currents (nA/mm²)",
    "$I = -10$ nA/mm²",
    "$\\dot{V}$ and $I_{Na}$",
  ]) {
    it(`of ${label} is what resvg draws`, () => {
      const figure = linePlot({ series: [{ x: [0, 1], y: [0, 1] }], x: { label } });
      // As if nothing were fitted.
      const texts = figure.svg.match(/<text[^>]* textLength[^>]*>[^<]*<\/text>/g) ?? [];
      const natural = texts.join("").replace(/ textLength="[^"]*"/g, "");
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400" font-family="Arimo">${natural}</svg>`;
      const fonts = { loadSystemFonts: false, fontFiles: Object.values(fontFiles) };
      const { width, height, pixels } = new Resvg(svg, { font: fonts }).render();
      const inked = Array.from({ length: width }, (_, column) => column).filter((column) =>
        Array.from({ length: height }, (_, row) => pixels[4 * (row * width + column) + 3]).some(
          Boolean,
        ),
      );
      const drawn = inked[inked.length - 1] - inked[0];
      const expected = textWidth(parseLabel(label)[0], 15);
      // The ink of the first and last letter is narrower than their advance; kerning, too, is small.
      assert.ok(drawn <= expected + 1 && drawn > expected - 5, `${drawn} of ${expected}`);
    });
  }
});

describe("tickLabels", () => {
  for (const [ticks, expected] of [
    [[0, 0.25, 0.5], "0.00 0.25 0.50"],
    [[-1.5, 0, 1.5], "−1.5 0.0 1.5"],
    [[0, 20, 40], "0 20 40"],
    [[-1000, -100, -10, -1], "−1000 −100 −10 −1"],
    [[0, 2e-7, 4e-7], "0 2×10⁻⁷ 4×10⁻⁷"],
    [[-1e6, 0, 1e6], "−10⁶ 0 10⁶"],
    [[1e9, 1e9 + 0.5], "1000000000.0 1000000000.5"],
    [[0.1 + 0.2, 0.4], "0.3 0.4"],
    [[-0], "0"],
    [[], ""],
  ] as const) {
    it(`of ${ticks.join(", ") || "nothing"} tell them exactly`, () => {
      assert.equal(tickLabels(ticks).join(" "), expected);
    });
  }

  it("as percentages are a hundred times as large", () => {
    assert.deepEqual(tickLabels([0, 0.002, 0.004], "percent"), ["0.0%", "0.2%", "0.4%"]);
  });

  it("that need not line up are as short as they can be", () => {
    assert.deepEqual(tickLabels([0, 0.2, 1], undefined, false), ["0", "0.2", "1"]);
  });
});

describe("renderPng", () => {
  it("does not depend on the fonts of the machine", () => {
    const svg = (family: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"><text y="20" font-family="${family}">nA/mm²</text></svg>`;
    assert.deepEqual(renderPng(svg("Arimo"), 1), renderPng(svg("Arimo, Helvetica"), 1));
    assert.deepEqual(renderPng(svg("DejaVu Sans"), 1), renderPng(svg("Comic Sans MS"), 1));
  });
});
