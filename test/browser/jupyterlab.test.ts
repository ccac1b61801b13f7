import { strict as assert } from "node:assert";
import { readdirSync } from "node:fs";
import { after, before, describe, it } from "mocha";
import { becomes } from "../support/browser/becomes.js";
import { useBrowser } from "../support/browser/browser.js";
import { drawn, looks } from "../support/browser/figuresShown.js";
import { REPRODUCTION, useLaboratory } from "../support/browser/laboratory.js";
import { ALL_IN_VIEW, OpenNotebook } from "../support/browser/openNotebook.js";
import type { Cell } from "../support/browser/rendering.js";

const code = (source: string): Cell => ({ cell_type: "code", source, execution_count: null });

const MODEL = `import { cm, hodgkinHuxley2D, mS, squidAxon } from "../lib";
const hh = hodgkinHuxley2D(squidAxon);`;

const LOOP = `import { writeFileSync } from "node:fs";
writeFileSync("looping", "");
while (true) {}`;

/** What the tests of one notebook run of it; the last prints so much that it hides what is above. */
const CELLS = {
  model: MODEL,
  empty: "",
  typo: "const slope = hh.dV_dtt(0, 0, 0);",
  sign: "console.log(slope < 0);",
  loop: LOOP,
  gate: "console.log(hh.n_inf(0).toFixed(3));",
  leak: "console.log(squidAxon.g_L / (mS / cm ** 2));",
  lines: 'for (let i = 0; i < 20_000; i++) console.log("line " + i);',
};

const COMPILED = /Found 0 errors/;

describe("In JupyterLab", () => {
  const browser = useBrowser("chromium");
  const laboratory = useLaboratory();
  const open = (name: string, height?: number) =>
    OpenNotebook.open(browser(), laboratory.url(name), height);
  /** As well, with a kernel that waits for cells. */
  const openToRun = async (name: string, height?: number) => {
    const notebook = await open(name, height);
    try {
      await notebook.idle(30_000);
    } catch {
      // Another program can take one of a kernel's ports before it does: choose others.
      await laboratory.endKernels();
      await notebook.page.reload();
      await notebook.idle();
    }
    return notebook;
  };

  describe("a notebook that is run", () => {
    after(() => laboratory.tidy());

    it("Restart & Run All gives all of it again, and a changed I another figure", async () => {
      const notebook = await openToRun(REPRODUCTION, ALL_IN_VIEW);
      const { page, codeCells, figures } = notebook;
      await notebook.press("notebook:restart-run-all");
      await page.getByRole("button", { name: "Confirm Kernel Restart" }).click();
      await codeCells.last().getByText("[*]:").waitFor();
      await notebook.finished(codeCells.last(), "[*]:");
      await becomes(
        () => page.locator(".jp-CodeCell .jp-InputPrompt").allTextContents(),
        Array.from({ length: await codeCells.count() }, (_, i) => `[${i + 1}]:`),
      );
      // What was just run is trusted: these are not the figures that the file came with.
      await becomes(() => drawn(notebook.figures), Array(7).fill("image/svg+xml"));
      await notebook.explorable
        .frameLocator("iframe")
        .getByRole("slider", { name: "Constant input" })
        .waitFor();
      const roots = codeCells.filter({ hasText: "const V_threshold = newton(" });
      await becomes(() => notebook.output(roots), "[ -54.4, 2.007 ]");
      assert.deepEqual(await notebook.warnings.allTextContents(), []);
      await notebook.screenshot("Restart & Run All");

      const cell = codeCells.filter({ hasText: "const currents = [0, " });
      const figure = cell.locator("img");
      const before = await figures.evaluateAll((all) => all.map((image) => image.outerHTML));
      await notebook.editor(cell).getByText("20", { exact: true }).dblclick();
      await page.keyboard.type("15");
      await notebook.run(cell);
      await becomes(
        async () => decodeURIComponent((await figure.getAttribute("src")) ?? ""),
        /I = 10 nA.mm², I = 15 nA.mm²/,
      );
      const after = await figures.evaluateAll((all) => all.map((image) => image.outerHTML));
      assert.deepEqual(
        after.map((figure, i) => figure === before[i]),
        [true, true, false, true, true, true, true],
      );
      await notebook.screenshot("I changed");
    });
  });

  describe("a notebook as it comes", () => {
    let notebook: OpenNotebook;
    before(async () => {
      notebook = await open(REPRODUCTION, ALL_IN_VIEW);
    });
    after(() => laboratory.tidy());

    it("the committed notebook shows its seven figures to who has not trusted it", async () => {
      await notebook.figures.nth(6).waitFor();
      // Of what is not trusted JupyterLab shows no SVG.
      await becomes(() => drawn(notebook.figures), Array(7).fill("image/png"));
      // Nor a script: the figure with sliders stands still.
      await becomes(() => drawn(notebook.explorable.locator("img")), ["image/png"]);
      assert.equal(await notebook.page.getByText("Cannot display").count(), 0);
      await notebook.screenshot("untrusted");
    });

    it("the figures are legible in a dark theme, trusted or not", async () => {
      const { page, figures } = notebook;
      await page.getByText("Settings", { exact: true }).click();
      await page.getByText("Theme", { exact: true }).hover();
      await page.getByText("JupyterLab Dark", { exact: true }).click();
      await page.locator('body[data-jp-theme-light="false"]').waitFor({ state: "attached" });
      await figures.nth(6).waitFor();
      await becomes(() => drawn(notebook.figures), Array(7).fill("image/png"));
      await becomes(() => looks(notebook.figures), Array(7).fill("dark on white"));
      await notebook.screenshot("dark, untrusted");

      await page.keyboard.press("ControlOrMeta+Shift+c");
      await page.getByPlaceholder("SEARCH", { exact: true }).fill("Trust Notebook");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: /^(Confirm )?Trust/ }).click();
      await notebook.svgs.nth(6).waitFor();
      await becomes(() => drawn(notebook.figures), Array(7).fill("image/svg+xml"));
      await becomes(() => looks(notebook.figures), Array(7).fill("dark on white"));
      await notebook.screenshot("dark, trusted");
    });
  });

  describe("a notebook of few cells", () => {
    let notebook: OpenNotebook;
    const cell = (name: keyof typeof CELLS) =>
      notebook.codeCells.nth(Object.keys(CELLS).indexOf(name));
    before(async () => {
      laboratory.write("small", Object.values(CELLS).map(code));
      notebook = await openToRun("small");
      await notebook.run(cell("model"));
    });
    after(() => laboratory.tidy());

    it("Tab completes a function of the model, and Shift-Tab shows its units", async () => {
      const { page } = notebook;
      const editor = notebook.editor(cell("empty"));
      await editor.click();
      await page.keyboard.type("hh.dV_");
      await page.keyboard.press("Tab");
      const offers = page.locator(".jp-Completer-item");
      await offers.first().waitFor();
      await becomes(() => offers.allTextContents(), ["dV_dt"]);
      await page.keyboard.press("Enter");
      await becomes(() => editor.textContent(), "hh.dV_dt");
      await page.keyboard.press("Shift+Tab");
      const tooltip = page.locator(".jp-Tooltip");
      await becomes(
        async () => (await tooltip.textContent())?.trim(),
        `(method) dV_dt(V: number, n: number, I: number): number

Rate of change of the membrane voltage, V/s. V in volts, I in A/m².`,
      );
      await notebook.screenshot("help");
    });

    it("a typo is reported in its cell, and mended, the notebook goes on", async () => {
      const typo = cell("typo");
      await notebook.run(typo);
      await becomes(
        () => notebook.output(typo),
        "1:18 - Property 'dV_dtt' does not exist on type 'HH2D'. Did you mean 'dV_dt'?",
      );
      await notebook.screenshot("typo");
      await notebook.pause();
      await notebook.write(typo, "const slope = hh.dV_dt(0, 0, 0);");
      await notebook.run(typo);
      await becomes(() => notebook.output(typo), "");
      await notebook.run(cell("sign"));
      await becomes(() => notebook.output(cell("sign")), "true");
      await notebook.screenshot("typo mended");
    });

    it("the stop button ends an endless loop, and the kernel keeps what it knows", async () => {
      const endless = cell("loop");
      await notebook.start(endless);
      await laboratory.written("looping");
      await notebook.screenshot("endless loop");
      await notebook.press("notebook:interrupt-kernel");
      await notebook.finished(endless, "[*]:");
      await becomes(() => notebook.output(endless), /interrupted/);
      await notebook.pause();
      await notebook.run(cell("gate"));
      await becomes(() => notebook.output(cell("gate")), "0.318");
      await notebook.screenshot("interrupted");
    });

    it("an edit in lib/ is compiled, and the import cell run again brings it", async () => {
      const shown = cell("leak");
      await notebook.run(shown);
      await becomes(() => notebook.output(shown), "0.03");
      const compiler = await laboratory.compileOnEdit();
      await compiler.next(COMPILED);
      laboratory.edit("lib/model/neurons.ts", "g_L: 0.03", 'g_L: "0.3"');
      await compiler.next(/lib\/model\/neurons\.ts.*error TS2362:.*arithmetic/);
      laboratory.edit("lib/model/neurons.ts", 'g_L: "0.3"', "g_L: 0.3");
      await compiler.next(COMPILED);
      await notebook.run(cell("model"));
      await notebook.run(shown);
      await becomes(() => notebook.output(shown), "0.3");
      await notebook.screenshot("lib edited");
    });

    it("20,000 lines that a cell prints are all shown, and the cell ends", async () => {
      await notebook.run(cell("lines"));
      const lines = Array.from({ length: 20_000 }, (_, i) => `line ${i}`);
      await becomes(async () => {
        const shown = (await notebook.output(cell("lines"))).split("\n");
        return shown.length === lines.length && shown.every((line, i) => line === lines[i]);
      }, true);
    });
  });

  describe("whatever was done", () => {
    it("leaves nothing of Jupyter's in the home of who used it", () => {
      const left = readdirSync(laboratory.home).filter((name) => name !== ".npm");
      assert.deepEqual(left, []);
    });
  });
});
