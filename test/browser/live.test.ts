import { strict as assert } from "node:assert";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { Names } from "../../page/live/descriptions.js";
import { stepped } from "../../page/live/numbers.js";
import { drifts } from "../../scripts/notebooks/drift/drifts.mjs";
import { build, notebooks } from "../../scripts/setup/environment.mjs";
import { inEachBrowser } from "../support/browser/browser.js";
import { offered } from "../support/browser/download.js";
import { figureColours } from "../support/browser/figureColours.js";
import { open, seriousFindings } from "../support/browser/opened.js";
import { render, useFolder } from "../support/browser/rendering.js";
import { areSameFigure } from "../support/curves.js";
import { execute, type Notebook, notebook, type Output, textOf } from "../support/run.js";

/** A notebook in which each cell depends on one above it, but for the last. */
const small = notebook(
  'import { linePlot, linspace, show, showTable } from "../lib";',
  "const factor: number = 2;",
  "const y = linspace(0, 1, 50).map((x) => factor * x);\ny[49]",
  'show(linePlot({ series: [{ x: linspace(0, 1, 50), y: y }], y: { label: "$y$" } }));',
  'showTable({ columns: ["twice"], rows: [[2 * factor]] });',
  'console.log("apart");',
);
small.cells.unshift({
  cell_type: "markdown",
  id: "heading",
  metadata: {},
  source: "# Small\n\nA notebook to try.",
} as never);

/** What cells may do in tslab and in a page, with the same outputs. */
const cells = notebook(
  'import { linspace, mV, type Figure } from "../lib";\nlet count = 1;\nlinspace(0, 1, 3)',
  "count = count + 1;\ncount",
  "const count2 = count;\n({ count: count, count2: count2 })",
  'const count = "declared anew";\nconst text: string = count;\ntext',
  "interface Point { x: number }\nfunction twice<T>({ x }: T & Point): Point { return { x: 2 * x }; }\ntwice({ x: 4 })",
  "const slow = await new Promise<number>((resolve) => setTimeout(() => resolve(7), 5));\nslow",
  "const { a, b: [c, ...d], ...e } = { a: 1, b: [2, 3, 4], f: 5 };\nconsole.log(a, c, d, e);",
  "class Cell { #n = 1; get n() { return this.#n; } }\nnew Cell().n",
  "undefined",
  "null",
  'console.log("%s is %d", "five", 5, { nested: { deep: { deeper: { deepest: 1 } } } });\nnew Map([[1, new Set([2])]])',
  "for (let i = 0; i < 3; i++) console.log(i);",
  "const huge = Array.from({ length: 200 }, (_, i) => i);\nhuge",
  "new Float64Array(4).map((_, i) => i * mV)",
  "/* nothing but a comment */",
  'const f = (x: number) => x as unknown as string;\n[f(1), -0, 1e21, "quoted", [undefined, , null], Symbol("s"), 10n]',
);
cells.cells.unshift(small.cells[0]);

const idle = (page: Page) =>
  page.waitForFunction(() => document.body.dataset.kernel === "idle", undefined, {
    timeout: 60_000,
  });
const shown = (page: Page, cell: number) =>
  page.locator(".cell.code").nth(cell).locator(".outputs").innerText();
const code = (page: Page, cell: number) =>
  page.locator(".cell.code").nth(cell).locator(".cm-content");

async function start(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Run in this page" }).click();
  await idle(page);
  await page.locator(".cm-content").last().waitFor();
}

/** Replaces a cell's text, and runs it. */
async function write(page: Page, cell: number, source: string): Promise<void> {
  await code(page, cell).press("ControlOrMeta+a");
  await page.keyboard.insertText(source);
  await page.getByRole("button", { name: `Run cell [${cell + 1}]`, exact: true }).click();
}

/** The file that the page's button of this name, or the first of them, offers for download. */
const downloaded = (page: Page, name: string) =>
  offered(page, page.getByRole("button", { name }).first());

/** An output's content of this MIME type. */
const contentOf = (output: Output | undefined, type: string) =>
  [output?.data?.[type] ?? []].flat().join("");

describe("A page that runs", () => {
  const folder = useFolder();
  const file = join(folder, "small.html");
  before(async () => {
    writeFileSync(join(folder, "small.ipynb"), JSON.stringify(small));
    await render(join(folder, "small.ipynb"), file);
  });

  it("knows each name that a cell declares, from the line it is on and the comment above", () => {
    const source = `// How many,
// and of what.
const { first, second: other, ...rest } = counts;
/** Twice. */
async function twice(x: number) {
  const inside = 2;
}
const [a, [b]] = pairs;`;
    const names = new Names({ names: {}, members: {} }, [{ name: "[1]", source }]);
    const line = "const { first, second: other, ...rest } = counts;  // [1]";
    const doc = "How many,\nand of what.";
    assert.deepEqual(
      [...names.all()],
      [
        ...["first", "other", "rest"].map((name) => [name, { text: line, doc }]),
        ["twice", { text: "async function twice(x: number)  // [1]", doc: "Twice." }],
        ...["a", "b"].map((name) => [name, { text: "const [a, [b]] = pairs;  // [1]", doc: "" }]),
      ],
    );
  });

  it("steps a number by its last digit, in the way it is written", () => {
    const cases: [text: string, steps: number, then: string][] = [
      ["7", 1, "8"],
      ["0.30", 2, "0.32"],
      ["-0.1", 2, "0.1"],
      ["0.1", -1, "0.0"],
      [".5", 1, "0.6"],
      ["1e-7", 3, "4e-7"],
      ["2.50E+3", -1, "2.49E+3"],
      ["200_000", -1, "199_999"],
      ["999_999.5", 10, "1_000_000.5"],
    ];
    for (const [text, steps, then] of cases) assert.equal(stepped(text, steps), then);
  });

  inEachBrowser((browser, browserName) => {
    it("runs all cells at a click, without a request or a message, and reads well to axe-core", async () => {
      const { page, requests, messages } = await open(browser(), file);
      assert.equal(await page.locator(".cm-editor, .live-bar").count(), 0);
      await start(page);
      assert.equal(await shown(page, 2), "2\n");
      assert.equal(await page.locator("figure svg").count(), 1);
      assert.match(await page.getByRole("status").innerText(), /^All done/);
      await code(page, 1).click();
      assert.deepEqual(await seriousFindings(page), []);
      assert.deepEqual({ requests, messages }, { requests: [], messages: [] });
    });

    it("runs an edited cell and all that depend on it, and leaves the others alone", async () => {
      const { page } = await open(browser(), file);
      await start(page);
      await page
        .locator(".cell.code")
        .nth(5)
        .locator(".outputs pre")
        .evaluate((pre) => {
          pre.textContent = "untouched";
        });
      const before = await page.locator("figure svg").innerHTML();
      await code(page, 1).fill("const factor: number = 3;");
      await code(page, 1).press("Control+Enter");
      await idle(page);
      assert.equal(await shown(page, 2), "3\n");
      assert.match(await shown(page, 4), /6/);
      assert.equal(await shown(page, 5), "untouched");
      assert.notEqual(await page.locator("figure svg").innerHTML(), before);
      await page.getByRole("button", { name: "Reset cell [2]" }).click();
      await idle(page);
      assert.equal(await page.locator("figure svg").innerHTML(), before);
    });

    it("shows an error with its place, says who waits for it, and mends", async () => {
      const { page } = await open(browser(), file);
      await start(page);
      // Firefox may take a line break that is filled in for two.
      const errors: [string, RegExp][] = [
        ["const factor: number =\n  nothing;", /^2:3 - Cannot find name 'nothing'\./],
        ["const factor = 2;\nconst factor = 3;", /^[23]:7 - .*factor/],
        ["const factor = ((", /^\d:\d+ - /],
        ['throw new RangeError("too far");', /^\d:\d+ - RangeError: too far/],
        ["let factor = 1;\nawait Promise.reject(new Error('no'));", /Error: no/],
        ['import { a } from "elsewhere";', /Cannot find module 'elsewhere'/],
        ["linspace = 5;", /^\d:1 - Cannot assign to 'linspace' because it is a constant\./],
      ];
      for (const [source, expected] of errors) {
        await write(page, 1, source);
        await idle(page);
        assert.match(await shown(page, 1), expected);
      }
      await write(page, 1, "const factor: number = null.length;");
      await idle(page);
      assert.match(await shown(page, 1), /^\d:\d+ - TypeError: /);
      assert.match(await shown(page, 2), /Waits for cell \[2\], which has an error/);
      assert.equal(await shown(page, 5), "apart\n");
      await write(
        page,
        1,
        "const factor = 1; console.log('so far'); throw new Error('no further');",
      );
      await idle(page);
      const kept: Notebook = JSON.parse(await downloaded(page, "Download .ipynb"));
      const texts = kept.cells.filter(({ cell_type }) => cell_type === "code").map(textOf);
      assert.match(texts[1], /^so far\n\d:\d+ - Error: no further\n$/);
      assert.equal(texts[2], "Waits for cell [2], which has an error.\n");
      await write(page, 1, "const factor: number = 4;");
      await idle(page);
      assert.equal(await shown(page, 2), "4\n");
    });

    it("stops an endless loop, and a million lines end; then all goes on", async () => {
      const { page } = await open(browser(), file);
      await start(page);
      await write(page, 1, "const factor: number = 2;\nwhile (true) {}");
      await page.waitForFunction(() => document.body.dataset.kernel === "busy");
      await page.getByRole("button", { name: "Stop" }).click();
      await idle(page);
      assert.match(await shown(page, 1), /Stopped\./);
      await write(
        page,
        1,
        "const factor = 5;\nfor (let i = 0; i < 1e6; i++) console.log('line', i);",
      );
      await idle(page);
      assert.match(await shown(page, 1), /and more, which the page leaves out/);
      assert.equal(await shown(page, 2), "5\n");
      const long = "const factor = 7;\nconsole.log(('x'.repeat(99) + '\\n').repeat(30_000));";
      await write(page, 1, long);
      await idle(page);
      const [kept, rest] = (await shown(page, 1)).split("…");
      assert.equal(kept.trimEnd().length, 1_000_000 - 1);
      assert.equal(rest.trim(), "and more, which the page leaves out");
    });

    it("says so where it is stopped before its kernel has begun", async () => {
      const { page } = await open(browser(), file);
      await start(page);
      await page.evaluate(() => {
        for (const name of ["Run cell [3]", "Stop"]) {
          [...document.querySelectorAll("button")]
            .find((button) => [button.ariaLabel, button.textContent].includes(name))
            ?.click();
        }
      });
      assert.match(await shown(page, 2), /^2\n+Stopped\.\n*$/);
      assert.equal(await page.locator(".cell.code.stale").count(), 1);
      // Had it been sent all the same, its output would have taken the place of that.
      await page.waitForTimeout(1000);
      assert.match(await shown(page, 2), /Stopped/);
      await page.getByRole("button", { name: "Run cell [3]", exact: true }).click();
      await idle(page);
      assert.equal(await shown(page, 2), "2\n");
    });

    it("redraws while a number is dragged, and by Alt and the arrow keys", async () => {
      const { page } = await open(browser(), file);
      await start(page);
      const number = page.locator(".cell.code").nth(1).locator(".number");
      const box = (await number.boundingBox()) as {
        x: number;
        y: number;
        width: number;
        height: number;
      };
      await page.mouse.move(box.x + 3, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + 23, box.y + box.height / 2, { steps: 5 });
      await page.waitForFunction(() =>
        document.querySelectorAll(".cell.code")[2].textContent?.includes("7\n"),
      );
      await page.mouse.up();
      await page.keyboard.press("Alt+ArrowUp");
      await page.waitForFunction(() =>
        document.querySelectorAll(".cell.code")[2].textContent?.includes("8\n"),
      );
      assert.match(await code(page, 1).innerText(), /= 8;/);
      await write(page, 1, "const factor = 1e1;");
      await code(page, 1).press("ArrowLeft");
      await page.keyboard.press("Alt+ArrowUp");
      await page.waitForFunction(() =>
        document.querySelectorAll(".cell.code")[2].textContent?.includes("20\n"),
      );
    });

    it("has edits in its link, and shows them without running them", async () => {
      const { page } = await open(browser(), file);
      await start(page);
      await write(page, 1, "const factor: number = 6;");
      await idle(page);
      await page.getByRole("button", { name: "Copy link" }).click();
      await page.waitForFunction(() => location.hash.startsWith("#edits="));
      const { hash } = new URL(page.url());
      const { page: other, messages } = await open(browser(), file, {}, hash);
      await other.locator(".cm-content").last().waitFor();
      assert.match(await code(other, 1).innerText(), /= 6;/);
      assert.match(
        await other.getByRole("status").innerText(),
        /^Edited: \[2\]\. They have not run/,
      );
      assert.equal(await other.evaluate(() => document.body.dataset.kernel), "starting");
      await other.getByRole("button", { name: "Run all" }).click();
      await idle(other);
      assert.equal(await shown(other, 2), "6\n");
      assert.deepEqual(messages, []);
    });

    it("copies how to cite it, as its footer says", async () => {
      // What is said of this clone is said of its notebooks, which are known by their names.
      const [name] = readdirSync(notebooks).filter((one) => one.endsWith(".ipynb"));
      const cited = join(folder, "cited");
      mkdirSync(cited, { recursive: true });
      writeFileSync(join(cited, name), JSON.stringify(small));
      await render(join(cited, name), join(cited, "cited.html"));
      const { page } = await open(browser(), join(cited, "cited.html"));
      await start(page);
      await page.getByRole("button", { name: "Cite", exact: true }).click();
      await page.waitForFunction(() =>
        /: .*\d{4}/.test(document.querySelector("[role=status]")?.textContent ?? ""),
      );
      const footer = await page.locator("dt:text-is('How to cite') + dd").textContent();
      const said = await page.getByRole("status").textContent();
      assert.match(said ?? "", /^(Copied|Cite as): /);
      assert.equal(said?.replace(/^(Copied|Cite as): /, ""), footer?.trim());
    });

    it("says what a name is, of lib/ with its docstring and units, where it is typed and on hover", async () => {
      const { page } = await open(browser(), file);
      await start(page);
      await code(page, 5).fill("");
      await code(page, 5).pressSequentially("linsp");
      const info = page.locator(".cm-completionInfo");
      await info.filter({ hasText: /evenly spaced numbers from start to stop/ }).waitFor();
      await page.keyboard.press("Escape");
      await code(page, 5).fill("linspace(0, 1, factor);\nhh.g_L + simulate.Δt;");
      const tooltip = page.locator(".cm-tooltip-hover");
      for (const [name, description] of [
        ["linspace", /^function linspace\(start: number, .*evenly spaced numbers/s],
        ["factor", /^const factor: number = 2; {2}\/\/ \[2\]$/],
        ["g_L", /^HHParams\.g_L: number.*Conductance of the leak per area, S\/m²/s],
        ["Δt", /SimulationOptions\.Δt: number.*seconds/s],
      ] as const) {
        const place = await code(page, 5).evaluate((content, name) => {
          const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.textContent?.indexOf(name) ?? -1;
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + name.length);
            const { x, y, width, height } = range.getBoundingClientRect();
            return [x + width / 2, y + height / 2];
          }
          throw new Error(`${name} is not in the cell`);
        }, name);
        await page.mouse.move(0, 0);
        await page.mouse.move(place[0], place[1]);
        await tooltip.filter({ hasText: description }).waitFor();
        assert.match((await tooltip.textContent()) ?? "", description);
      }
      assert.deepEqual(await seriousFindings(page), []);
    });

    // Firefox can't be made to look like print.
    if (browserName === "chromium") {
      it("is printed with its code once, and without what only works on a screen", async () => {
        const { page } = await open(browser(), file);
        await start(page);
        await code(page, 1).fill("const factor: number = 3;");
        await page.emulateMedia({ media: "print" });
        for (const what of [".cm-editor", ".live-bar", ".tools", ".downloads"]) {
          assert.equal(await page.locator(what).first().isVisible(), false, what);
        }
        const printed = page.locator(".cell.code").nth(1).locator("pre.print");
        assert.equal(await printed.innerText(), "const factor: number = 3;");
      });
    }

    it("draws figures in the colours of a dark page", async () => {
      const { page } = await open(browser(), file, { colorScheme: "dark" });
      await start(page);
      const dark = { ground: "rgb(22, 24, 27)", text: "rgb(230, 228, 223)" };
      assert.deepEqual(await figureColours(page), dark);
    });

    it("draws a coarser figure while a number moves, and the whole one when it rests", async () => {
      const { page } = await open(browser(), file);
      await start(page);
      const wavy =
        'show(linePlot({ series: [{ x: linspace(0, 1, 3e4), y: linspace(0, 1, 3e4).map((x) => Math.sin(500 * factor * x)), label: "wave" }] }));';
      await write(page, 3, wavy);
      await idle(page);
      const drawing = page.locator(".cell.code").nth(3).locator("figure svg");
      await drawing.evaluate((svg) => {
        const lengths = [svg.innerHTML.length];
        const outputs = svg.closest(".outputs") as Element;
        new MutationObserver(() => {
          lengths.push(outputs.querySelector("svg")?.innerHTML.length ?? 0);
        }).observe(outputs, { childList: true });
        Object.assign(globalThis, { lengths });
      });
      await code(page, 1).locator(".number").click();
      await page.keyboard.press("Alt+ArrowUp");
      await page.waitForFunction(
        () => (globalThis as unknown as { lengths: number[] }).lengths.length >= 3,
      );
      await idle(page);
      const lengths = await page.evaluate(
        () => (globalThis as unknown as { lengths: number[] }).lengths,
      );
      // Eight quarters of a pixel in one column; axes and texts stay.
      assert.ok(lengths[1] < 0.5 * lengths[0], String(lengths));
      assert.ok(lengths[lengths.length - 1] > 0.8 * lengths[0], String(lengths));
      const path = await drawing.innerHTML();
      await page.getByRole("button", { name: "Run all" }).click();
      await idle(page);
      assert.equal(await drawing.innerHTML(), path);

      // An error after the figure is still there when the figure is whole.
      await write(page, 3, `${wavy}\nif (factor === 4) throw new Error("four");`);
      await idle(page);
      await page.evaluate(() => {
        (globalThis as unknown as { lengths: number[] }).lengths.length = 0;
      });
      await code(page, 1).locator(".number").click();
      await page.keyboard.press("Alt+ArrowUp");
      await page.waitForFunction(
        () => (globalThis as unknown as { lengths: number[] }).lengths.length >= 2,
      );
      await idle(page);
      assert.match(await shown(page, 3), /Error: four/);
      await write(page, 3, wavy);
      await idle(page);

      // Stopped before it rests, the figure stays coarse, and says that it is out of date.
      await code(page, 1).locator(".number").click();
      await drawing.evaluate((svg) => {
        const outputs = svg.closest(".outputs") as Element;
        const stop = [...document.querySelectorAll("button")].find((b) => b.textContent === "Stop");
        const observer = new MutationObserver(() => {
          observer.disconnect();
          if (stop) stop.disabled = false;
          stop?.click();
        });
        observer.observe(outputs, { childList: true });
      });
      await page.keyboard.press("Alt+ArrowUp");
      const cell = page.locator(".cell.code").nth(3);
      await cell.and(page.locator(".stale")).waitFor();
      await idle(page);
      assert.ok((await drawing.innerHTML()).length < 0.5 * path.length);
    });

    it("runs many simulations with ensemble, in workers of the page", async () => {
      const { page } = await open(browser(), file);
      await start(page);
      const runs =
        "const summaries = await ensemble([0, 1, 2, 3].map((seed) => ({ seed })), { duration: 0.1, workers: 2 });\nsummaries.length";
      await write(
        page,
        0,
        small.cells[1].source.toString().replace("linePlot", "ensemble, linePlot"),
      );
      await idle(page);
      await write(page, 5, runs);
      await idle(page);
      assert.equal(await shown(page, 5), "4\n");
    });

    it("redraws figures with controls, keeps what is set in them, and gives them to the notebook", async () => {
      const played = notebook(
        'import { interactive, show } from "../lib";',
        "const slope: number = 2;",
        `show(interactive({
          controls: { a: { label: "$a$", min: 0, max: 9, step: 1, value: 1 } },
          constants: { slope },
          figures: ({ a }, { slope }, lib) => ({
            line: lib.linePlot({ series: [{ x: [0, 1], y: [0, slope * a] }] }),
            number: { columns: ["product"], rows: [[slope * a]] },
          }),
        }));`,
      );
      played.cells.unshift(small.cells[0]);
      writeFileSync(join(folder, "played.ipynb"), JSON.stringify(played));
      await render(join(folder, "played.ipynb"), join(folder, "played.html"));
      const { page, requests, messages } = await open(browser(), join(folder, "played.html"));
      await start(page);
      const frame = page.frameLocator(".interactive iframe");
      const isShown = (product: string) =>
        frame.getByRole("cell", { name: product, exact: true }).waitFor();
      await isShown("2");
      await frame.getByRole("slider", { name: "a" }).press("ArrowRight");
      await isShown("4");
      await write(page, 1, "const slope: number = 5;");
      await isShown("10");
      const text = played.cells[3].source.toString();
      await write(page, 2, text.replace("$a$", "$b$"));
      await frame.getByRole("slider", { name: "b" }).waitFor();
      await isShown("5");
      await write(page, 2, text.replace("{ slope }, lib", "{}, lib"));
      const complaint = /interactive: figures uses slope, .* pass it in constants/;
      await page.locator(".stderr").filter({ hasText: complaint }).waitFor();
      await write(page, 2, text);
      await isShown("5");

      // Stopped, and run again, it does not say any more that it was.
      const cell = page.locator(".cell.code").nth(2);
      await write(page, 2, `${text}\nif (slope === 7) while (true) {}`);
      await idle(page);
      await write(page, 1, "const slope: number = 7;");
      await page.waitForFunction(() => document.body.dataset.kernel === "busy");
      // Until the figure has left the kernel.
      await page.waitForTimeout(500);
      await page.getByRole("button", { name: "Stop" }).click();
      await cell.getByText("Stopped.").waitFor();
      await write(page, 1, "const slope: number = 5;");
      await isShown("5");
      await idle(page);
      assert.equal(await cell.locator(".stderr").count(), 0);

      await page.waitForFunction(
        () => document.querySelector<HTMLImageElement>(".interactive img")?.src,
      );
      writeFileSync(join(folder, "kept.ipynb"), await downloaded(page, "Download .ipynb"));
      await render(join(folder, "kept.ipynb"), join(folder, "kept.html"));
      const { page: again } = await open(browser(), join(folder, "kept.html"));
      const kept = again.frameLocator(".interactive iframe");
      await kept.getByRole("cell", { name: "5", exact: true }).waitFor();
      await kept.getByRole("slider", { name: "a" }).press("End");
      await kept.getByRole("cell", { name: "45", exact: true }).waitFor();
      assert.deepEqual({ requests, messages }, { requests: [], messages: [] });
    });

    it("gives HTML of cells nothing to run or to fetch with", async () => {
      const { page, requests, messages } = await open(browser(), file);
      await start(page);
      const html =
        "<img src=https://example.org/a onerror=alert(1)><script>alert(2)</script><b onclick=alert(3)>bold</b><a href='javascript:alert(4)'>link</a>";
      // What a cell can reach of the library's own display is show and showTable: so by a label.
      await write(page, 4, `showTable({ columns: [${JSON.stringify(html)}], rows: [] });`);
      await idle(page);
      assert.match(await shown(page, 4), /onerror=alert/);
      await write(page, 1, "const factor: number = 1;\nawait fetch('https://example.org');");
      await idle(page);
      assert.match(await shown(page, 1), /TypeError: /);
      assert.deepEqual(requests, []);
      assert.ok(
        messages.every((text) => /Content.Security.Policy|blocked|Connecting/i.test(text)),
        messages.join("\n"),
      );
    });

    it("offers figures as SVG and CSV, and the notebook with edits, which tslab runs to the same", async function () {
      this.timeout(120_000);
      const { page } = await open(browser(), file);
      await start(page);
      await write(page, 1, "const factor: number = 9;");
      await idle(page);
      assert.match(await downloaded(page, "Download this figure as SVG"), /^<svg .*<\/svg>$/s);
      const csv = await downloaded(page, "Download this figure as CSV");
      assert.equal(csv.trim().split("\n").length, 51);
      assert.equal(csv.trim().split("\n")[50], "1,9");
      const edited: Notebook = JSON.parse(await downloaded(page, "Download .ipynb"));
      if (browserName === "firefox") return;
      const { code: status, output, executed } = await execute(build, "downloaded", edited);
      assert.equal(status, 0, output);
      // The runner fills in what a notebook does not say of its kernel.
      assert.deepEqual(drifts(edited, { ...executed, metadata: edited.metadata }), []);
    });

    it("takes cells as tslab takes them", async function () {
      this.timeout(120_000);
      const {
        code: status,
        output,
        executed,
      } = await execute(build, `cells, ${browserName}`, cells);
      assert.equal(status, 0, output);
      writeFileSync(join(folder, "cells.ipynb"), JSON.stringify(cells));
      await render(join(folder, "cells.ipynb"), join(folder, "cells.html"));
      const { page } = await open(browser(), join(folder, "cells.html"));
      await start(page);
      const run: Notebook = JSON.parse(await downloaded(page, "Download .ipynb"));
      assert.deepEqual(drifts(executed, { ...run, metadata: executed.metadata }), []);
    });

    for (const name of readdirSync(notebooks).filter((one) => one.endsWith(".ipynb"))) {
      it(`gives the outputs that are committed of ${name}`, async function () {
        this.timeout(120_000);
        const page = join(folder, `${basename(name, ".ipynb")}.html`);
        await render(join(notebooks, name), page);
        const { page: opened, messages } = await open(browser(), page);
        const frames = opened.locator(".interactive iframe");
        const windows = await frames.evaluateAll((all) => {
          const before = all.map((frame) => (frame as HTMLIFrameElement).contentWindow);
          Object.assign(globalThis, { before });
          return before.length;
        });
        await start(opened);
        // A frame that moves in its page loads again, and forgets what its reader set.
        const same = await frames.evaluateAll((all) => {
          const { before } = globalThis as unknown as { before: (Window | null)[] };
          return all.filter((frame, i) => (frame as HTMLIFrameElement).contentWindow === before[i])
            .length;
        });
        assert.equal(same, windows);
        const committed: Notebook = JSON.parse(readFileSync(join(notebooks, name), "utf8"));
        const run: Notebook = JSON.parse(await downloaded(opened, "Download .ipynb"));
        // Frames of figures with controls have sources compiled by another compiler.
        const hasFrame = ({ outputs = [] }: Notebook["cells"][number]) =>
          outputs.some((output) => contentOf(output, "text/html").includes("<iframe"));
        const framed = ({ cells }: Notebook) =>
          cells.filter(hasFrame).map(({ id, outputs = [] }) => {
            const widths = outputs.map((output) => {
              const [width] = / width="\d+"/.exec(contentOf(output, "text/html")) ?? [];
              return width ?? assert.fail(`a figure of ${id} has no width`);
            });
            return { id, widths };
          });
        assert.deepEqual(framed(run), framed(committed));
        const without = (one: Notebook) => ({
          ...one,
          cells: one.cells.filter((cell) => !hasFrame(cell)),
        });
        // A browser's Math may round otherwise in the last digit. Then a number that is nothing but
        // such roundings differs, and of two places that are as good a label may take the other.
        const isRounding = (drift: string) =>
          /\d\.\d+e−1[4-9]/.test(drift) || / > g\[\d\]: transform "translate/.test(drift);
        // Where the map's cycles grow within a rounding of the input, other points of the same curve
        // are found.
        if (name.startsWith("2026-11-25")) {
          for (const [i, { outputs = [] }] of run.cells.entries()) {
            for (const [j, output] of outputs.entries()) {
              const [svg, other] = [output, committed.cells[i].outputs?.[j]].map((one) =>
                contentOf(one, "image/svg+xml"),
              );
              if (output.data && svg && areSameFigure(svg, other)) {
                output.data["image/svg+xml"] = other;
              }
            }
          }
        }
        const found = drifts(without(committed), without(run)).filter((one) => !isRounding(one));
        assert.deepEqual(found, []);
        assert.deepEqual(messages, []);
        await opened.screenshot({
          path: join(
            build,
            "screenshots",
            `${basename(name, ".ipynb")}, alive, ${browserName}.png`,
          ),
        });
      });
    }
  });
});
