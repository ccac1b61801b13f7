import { strict as assert } from "node:assert";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JSDOM } from "jsdom";
import { describe, it } from "mocha";
import { linePlot, stackedPlots, VdotPlot } from "../../lib/index.js";
import { layoutFigure } from "../../lib/plotting/layout/layout.js";
import { renderSvg } from "../../lib/plotting/node.js";
import type { LinePlotOptions } from "../../lib/plotting.js";
import { mV } from "../../lib/units.js";
import { originalFigures } from "../support/notebookFigures.js";

/** Parses as XML, which text that only HTML allows (`&nbsp;`, `<br>`) does not survive. */
function parse(svg: string) {
  return new JSDOM(svg, { contentType: "image/svg+xml" }).window.document.documentElement;
}

const line = { x: [0, 1, 2], y: [3, 5, 4] };
const texts = (svg: string) => [...parse(svg).querySelectorAll("text")].map((t) => t.textContent);

describe("linePlot", () => {
  it("writes the ticks that were asked for, exactly", () => {
    const { svg } = linePlot({ series: [line], x: { ticks: [0, 0.25, 2] }, y: { ticks: [-1, 4] } });
    assert.deepEqual(texts(svg).slice(0, 3), ["0", "0.25", "2"]);
  });

  it("cuts the axis at the limits given", () => {
    const { svg } = linePlot({ series: [line], x: { limits: [0, 1], ticks: [0, 1, 2] } });
    assert.ok(!texts(svg).includes("2"));
  });

  it("shows zero and decades on a symlog axis", () => {
    const y = { scale: "symlog", linthresh: 1e-6 } as const;
    const { svg } = linePlot({ series: [{ x: [0, 1], y: [-0.7, -2800] }], y });
    assert.deepEqual(texts(svg).slice(-4), ["−1000", "−100", "−10", "−1"]);
  });

  it("shows fractions as percentages", () => {
    const y = { format: "percent", limits: [0, undefined] } as const;
    const { svg } = linePlot({ series: [{ x: [0, 1], y: [0.002, 0.016] }], y });
    assert.ok(texts(svg).includes("0.4%"));
  });

  it("keeps the data of the moment when it was made", () => {
    const y = [3, 5, 4];
    const figure = linePlot({ series: [{ x: [0, 1, 2], y }] });
    y[1] = 1000;
    assert.equal(figure.svg, linePlot({ series: [line] }).svg);
  });

  for (const [what, options, message] of [
    ["no lines", { series: [] }, /series must be at least one line/],
    ["x and y of different length", { series: [{ x: [1], y: [1, 2] }] }, /one y for each x/],
    ["x that goes back and forth", { series: [{ x: [0, 2, 1], y: [0, 0, 0] }] }, /only rise or/],
    ["x that is not a number", { series: [{ x: [0, Number.NaN], y: [0, 0] }] }, /x\[1\] must be/],
    [
      "x that begins at infinity",
      { series: [{ x: [-Infinity, 0, 1], y: [0, 0, 0] }] },
      /x\[0\] must/,
    ],
    ["x with NaN in a fall", { series: [{ x: [3, 2, Number.NaN, 1], y: [0, 0, 0, 0] }] }, /x\[2\]/],
    ["x that falls, then rises", { series: [{ x: [2, 2, 1, 3], y: [0, 0, 0, 0] }] }, /index 3/],
    ["limits that fall", { series: [line], y: { limits: [2, 1] } }, /limits must rise/],
    ["a label that can't be read", { series: [line], x: { label: "$\\foo$" } }, /unknown command/],
    ["a width without room", { series: [line], width: 10 }, /width must be from 150/],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(() => linePlot(options), { name: "RangeError", message });
    });
  }
});

describe("VdotPlot", () => {
  it("evaluates its curves in volts and shows millivolts", () => {
    const figure = VdotPlot({ curves: [{ dV_dt: (V) => 2 * V }], V: [-50 * mV, 0], num: 3 });
    const [{ x, y }] = figure.spec.panels[0].series;
    assert.deepEqual(Array.from(x), [-50, -25, 0]);
    assert.deepEqual(Array.from(y), [-0.1, -0.05, 0]);
  });

  it("marks points, given in volts, on the zero line unless it is given their dV/dt", () => {
    const dots = [{ V: -50 * mV }, { V: -20 * mV, dV_dt: 0.5, filled: false }];
    const figure = VdotPlot({ curves: [{ dV_dt: (V) => 2 * V }], dots });
    assert.deepEqual(
      figure.spec.panels[0].dots?.map(({ x, y, filled }) => [x, y, filled]),
      [
        [-50, 0, true],
        [-20, 0.5, false],
      ],
    );
    assert.equal(figure.svg.match(/<circle/g)?.length, 2);
    assert.throws(() => VdotPlot({ curves: [], dots: 1 as never }), /dots must be an array, got 1/);
  });

  it("refuses a curve that is not a function", () => {
    const curves = [{ dV_dt: 3 as never }];
    assert.throws(() => VdotPlot({ curves }), { name: "TypeError", message: /curves\[0\].dV_dt/ });
  });
});

describe("stackedPlots", () => {
  it("labels the shared x axis once", () => {
    const panel = linePlot({ series: [line], x: { label: "Time (ms)" }, y: { label: "$V$" } });
    const found = texts(stackedPlots([panel, panel]).svg);
    assert.equal(found.filter((text) => text === "Time (ms)").length, 1);
    assert.equal(found.filter((text) => text === "V").length, 2);
  });

  it("refuses to stack nothing", () => {
    assert.throws(() => stackedPlots([]), { name: "RangeError" });
  });
});

describe("Figure", () => {
  const drawn = originalFigures();
  drawn.forEach(({ svg }, i) => {
    it(`draws the notebook's figure ${i + 1} as XML that needs nothing around it`, () => {
      const root = parse(svg);
      assert.equal(root.tagName, "svg");
      assert.equal([...root.querySelectorAll("style, [style], [class]")].length, 0);
      assert.doesNotMatch(svg, /currentColor|&nbsp;|NaN|undefined/);
      const ids = [...root.querySelectorAll("[id]")].map((element) => element.getAttribute("id"));
      assert.equal(new Set(ids).size, ids.length);
    });
  });

  it("draws the same bytes again", () => {
    drawn.forEach(({ svg, spec }, i) => {
      assert.equal(renderSvg(spec), svg, `figure ${i + 1}`);
    });
  });

  it("is a PNG of the size asked for", () => {
    const png = Buffer.from(
      linePlot({ series: [line], width: 300, height: 200 }).png({ scale: 3 }),
    );
    assert.equal(png.subarray(1, 4).toString(), "PNG");
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [900, 600]);
  });

  it("saves what it shows", () => {
    const folder = mkdtempSync(join(tmpdir(), "figure-"));
    const figure = linePlot({ series: [line] });
    try {
      figure.save(join(folder, "a.svg"));
      figure.save(join(folder, "a.png"));
      assert.equal(readFileSync(join(folder, "a.svg"), "utf8"), figure.svg);
      assert.deepEqual(readFileSync(join(folder, "a.png")), Buffer.from(figure.png()));
      assert.throws(() => figure.save(join(folder, "a.pdf")), { message: /\.svg or \.png/ });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("A figure that is nearly too small", () => {
  const wide = { series: [line], y: { label: "A label of some length" } };
  const sizes = {
    height: (height: number) =>
      stackedPlots(
        [1, 2, 3].map(() => linePlot(wide)),
        { height },
      ),
    width: (width: number) => linePlot({ ...wide, width }),
  };

  for (const [name, figure] of Object.entries(sizes)) {
    it(`says what ${name} is enough, and is drawn at that`, () => {
      const message = new RegExp(
        `^drawFigure: ${name} must be at least (\\d+) pixels here, got 150$`,
      );
      let least = Number.NaN;
      assert.throws(
        () => figure(150).svg,
        (error: Error) => {
          least = Number(message.exec(error.message)?.[1]);
          return error instanceof RangeError;
        },
      );
      assert.ok(figure(least).svg.length > 0);
      assert.throws(() => figure(least - 3).svg, { name: "RangeError" });
    });
  }
});

describe("Labels without a place on their line", () => {
  it("stand in a legend, in rows as wide as the figure", () => {
    const names = ["first", "second", "third", "fourth", "fifth", "sixth"];
    const at = (label: string) => ({ x: [0, 1], y: [0, 1], label, labelX: 7 });
    const { panels } = layoutFigure(linePlot({ series: names.map(at), width: 250 }).spec);
    const { legend } = panels[0];
    assert.deepEqual(
      legend.map(({ runs }) => runs[0].text),
      names,
    );
    const rows = new Set(legend.map(({ y }) => y));
    assert.ok(rows.size > 1 && rows.size < names.length, `${rows.size} rows`);
  });
});

describe("A figure that moves", () => {
  const x = Float64Array.from({ length: 20_000 }, (_, i) => i / 1000);
  const wave = (phase: number, label: string | undefined = "wave") => {
    const y = x.map((t) => Math.sin(40 * t + phase));
    return linePlot({
      series: [
        { x, y, label },
        { x: [0, 20], y: [phase, 2] },
      ],
    }).spec;
  };

  it("keeps its labels where they were, and has fewer points than when it rests", () => {
    const still = layoutFigure(wave(0));
    const [moving] = layoutFigure(wave(0.3), still).panels;
    const [resting] = layoutFigure(wave(0.3)).panels;
    assert.deepEqual(moving.marks.series[0].label, still.panels[0].marks.series[0].label);
    assert.deepEqual(moving.legend, still.panels[0].legend);
    const count = ({ marks }: typeof moving) => marks.series[0].polylines.flat().length;
    assert.ok(count(moving) < count(resting) / 2, `${count(moving)} of ${count(resting)}`);
  });

  it("is laid out in full where its lines, its names or its size are others", () => {
    const still = layoutFigure(wave(0));
    const others = [{ ...wave(0.3), width: 500 }, linePlot({ series: [{ x, y: x }] }).spec];
    for (const spec of others)
      assert.deepEqual(marksOf(layoutFigure(spec, still)), marksOf(layoutFigure(spec)));
  });

  const marksOf = ({ panels }: ReturnType<typeof layoutFigure>) => panels.map(({ marks }) => marks);
});

describe("Lines that are hardly there", () => {
  it("are described and drawn: all gaps, one point, beyond the axis, in letters of no font here", () => {
    const gaps = linePlot({ series: [{ x: [0, 1], y: [Number.NaN, Number.NaN], label: "日" }] });
    assert.match(gaps.description, /y from 0 to 0, for x from 0 to 1; lines: 日/);
    const beyond = { series: [{ x: [0, 1, 2, 3, 4], y: [0, 1, 2, 3, 4] }], x: { limits: [0, 1] } };
    const one = { series: [{ x: [1], y: [1] }] };
    for (const options of [beyond, one] as LinePlotOptions[]) {
      assert.ok(linePlot(options).svg.length > 0);
    }
    assert.throws(() => linePlot({ series: [{ x: [], y: [] }] }), {
      message: "linePlot: series[0].x must be at least one number, got Array of length 0",
    });
  });

  it("are described with a zero where rounding has missed it", () => {
    const { description } = linePlot({ series: [{ x: [-4e-17, 0.7], y: [-4e-6, 1] }] });
    assert.match(description, /y from −0.000004 to 1, for x from 0 to 0.7/);
  });
});
