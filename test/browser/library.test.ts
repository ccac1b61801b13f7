import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { root } from "../../scripts/setup/environment.mjs";
import { inEachBrowser, type TestBrowser } from "../support/browser/browser.js";

type Library = typeof import("../../lib/browser/library.js");
declare const library: Library;

const source = readFileSync(join(root, "lib", "dist", "browser", "library.js"), "utf8");

/** Figures with labels, a legend, dots, gaps and a symlog axis, in one source for Node and browser. */
const figures = `
  const { hodgkinHuxley2D, linePlot, linspace, mm, mV, nA, squidAxon, stackedPlots, VdotPlot } = library;
  const hh = hodgkinHuxley2D(squidAxon);
  const curves = [0, -10, 10].map((I) => ({
    dV_dt: (V) => hh.dV_dt(V, 0, I * (nA / mm ** 2)),
    label: "$I = " + I + "$ nA/mm²",
  }));
  const n = linspace(0, 1, 1000);
  const symlog = linePlot({
    series: [{ x: n, y: n.map((n) => hh.dV_dt(0, n, 0)), label: "$\\\\dot{V}$" }],
    dots: [{ x: 0.5, y: -100, filled: false }],
    x: { label: "$n$" },
    y: { label: "$\\\\dot{V}$", scale: "symlog", linthresh: 1e-6, ticks: [-1, -10, -100, -1000] },
  });
  return [VdotPlot({ curves, V: [-100 * mV, 10 * mV] }), symlog, stackedPlots([symlog, symlog])];
`;

/** An ensemble whose results are all that it returns. */
const runs = [0, 1, 2, 3, 4].map((seed) => ({ seed, g_L: 3 + seed / 10 }));
const settings = { duration: 0.05, traceEvery: 500 };

/** The value of an expression in a Node of its own: Plot draws half a pixel elsewhere under mocha. */
function inNode(expression: string): unknown[] {
  const program = `const library = require("./lib");
    Promise.resolve(${expression}).then((value) => process.stdout.write(JSON.stringify(value)))`;
  return JSON.parse(
    execFileSync(process.execPath, ["-e", program], { cwd: root, encoding: "utf8" }),
  );
}

describe("The library in a browser", () => {
  const load = async (browser: TestBrowser) => {
    const page = await (await browser.newContext()).newPage();
    await page.addScriptTag({ content: source });
    return page;
  };
  inEachBrowser((browser) => {
    it("draws figures byte for byte as Node does, and as well from what a worker has laid out", async () => {
      const expected = inNode(`(() => { ${figures} })().map(({ svg }) => svg)`);
      const page = await load(browser());
      const drawn = await page.evaluate((code) => {
        const made = new Function("library", code)(library) as ReturnType<Library["linePlot"]>[];
        return made.map(({ spec, svg }) => {
          // What structuredClone lets pass, postMessage does.
          const sent = structuredClone({
            picture: library.pictureOf(library.layoutFigure(spec)),
            words: library.describe(spec),
          });
          const element = library.drawPicture(sent.picture, sent.words, document);
          return { svg, again: new XMLSerializer().serializeToString(element as never) };
        });
      }, figures);
      assert.equal(expected.length, 3);
      for (const [i, svg] of (expected as string[]).entries()) {
        assert.ok(drawn[i].svg === svg, `figure ${i}`);
        assert.ok(drawn[i].again === svg, `figure ${i} from a worker's layout`);
      }
    });

    it("gives what cells display to whoever asked for it, figures not yet drawn", async () => {
      const page = await load(browser());
      const displayed = await page.evaluate(() => {
        const all: unknown[] = [];
        library.onDisplay((one) => all.push("figure" in one ? one.figure.description : one));
        library.show(
          library.linePlot({ series: [{ x: [0, 1], y: [0, 1] }], description: "A line" }),
        );
        library.showTable({ columns: ["a"], rows: [[1]] });
        return all;
      });
      assert.match(displayed[0] as string, /^A line/);
      const [, table] = displayed as [unknown, { data: object }];
      assert.deepEqual(Object.keys(table.data), ["text/html", "text/plain"]);
    });

    it("runs an ensemble in workers, with the results of Node", async () => {
      const call = `library.ensemble(${JSON.stringify(runs)}, ${JSON.stringify(settings)})`;
      const expected = inNode(`${call}.then((all) => all.map(({ trace }) => [...trace.V]))`);
      const page = await load(browser());
      const found = await page.evaluate(
        async ({ source, runs, settings }) => {
          library.useLibrarySource(source);
          const summaries = await library.ensemble(runs, { ...settings, workers: 2 });
          const failed = await library
            .ensemble([{ seed: 1, g_L: -1e9 }], settings)
            .catch((error: Error) => error.message);
          return { failed, V: summaries.map(({ trace }) => [...(trace?.V ?? [])]) };
        },
        { source, runs, settings },
      );
      // The browser's V8 is newer: its Math.exp may round the other way, once per step.
      for (const [i, V] of (expected as number[][]).entries()) {
        assert.equal(V.length, 10);
        for (const [j, V_j] of V.entries())
          assert.ok(Math.abs(found.V[i][j] - V_j) < 1e-13, `${i} ${j}`);
      }
      assert.match(found.failed as string, /^ensemble: run 0, .*"g_L":-1000000000/);
    });

    it("says in words what only Node can do", async () => {
      const page = await load(browser());
      const words = await page.evaluate(() => {
        const figure = library.linePlot({ series: [{ x: [0, 1], y: [0, 1] }] });
        return [() => figure.save("a.svg"), () => figure.png()].map((act) => {
          try {
            return String(act());
          } catch (error) {
            return (error as Error).message;
          }
        });
      });
      assert.match(words[0], /^save: a page can't write a\.svg/);
      assert.match(words[1], /^png: a page has no fonts/);
    });
  });
});
