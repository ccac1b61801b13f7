import { strict as assert } from "node:assert";
import { existsSync, readdirSync } from "node:fs";
import { describe, it } from "mocha";
import { useChromium } from "./chromium.js";
import { REPRODUCTION, useLaboratory } from "./laboratory.js";
import { ALL_IN_VIEW, OpenNotebook } from "./openNotebook.js";

/** The formats of the figures, and whether the browser could draw them. */
const drawn = ({ figures }: OpenNotebook) =>
  figures.evaluateAll((images) =>
    (images as HTMLImageElement[]).map(({ src, naturalWidth, offsetWidth }) =>
      naturalWidth > 0 && offsetWidth > 200 ? /^data:([\w/+]+)/.exec(src)?.[1] : "not drawn",
    ),
  );

describe("In JupyterLab", () => {
  const browser = useChromium();
  const laboratory = useLaboratory();
  const open = (name: string, height?: number) =>
    OpenNotebook.open(browser(), laboratory.url(name), height);

  it("the committed notebook shows its seven figures to who has not trusted it", async () => {
    const notebook = await open(REPRODUCTION, ALL_IN_VIEW);
    await notebook.figures.nth(6).waitFor();
    // Of what is not trusted JupyterLab shows no SVG.
    assert.deepEqual(await drawn(notebook), Array(7).fill("image/png"));
    assert.equal(await notebook.page.getByText("Cannot display").count(), 0);
    await notebook.screenshot("untrusted");
  });

  it("Restart & Run All gives all of it anew, and a changed I another figure", async () => {
    const notebook = await open(REPRODUCTION, ALL_IN_VIEW);
    const { page, codeCells, figures } = notebook;
    await notebook.press("notebook:restart-run-all");
    await page.getByRole("button", { name: "Confirm Kernel Restart" }).click();
    await codeCells.last().getByText("[*]:").waitFor();
    await notebook.finished(codeCells.last(), "[*]:");
    const numbers = await page.locator(".jp-CodeCell .jp-InputPrompt").allTextContents();
    assert.deepEqual(
      numbers,
      numbers.map((_, i) => `[${i + 1}]:`),
    );
    assert.deepEqual(await notebook.warnings.allTextContents(), []);
    // What was just run is trusted: these are not the figures that the file came with.
    assert.deepEqual(await drawn(notebook), Array(7).fill("image/svg+xml"));
    const roots = codeCells.filter({ hasText: "V_threshold] = " });
    assert.equal((await notebook.output(roots)).trim(), "[ -54.4, 2.007 ]");
    await notebook.screenshot("Restart & Run All");

    const cell = codeCells.filter({ hasText: "const currents = [0, " });
    const figure = cell.locator("img");
    const before = await figures.evaluateAll((all) => all.map((image) => image.outerHTML));
    await notebook.editor(cell).getByText("20", { exact: true }).dblclick();
    await page.keyboard.type("15");
    await notebook.run(cell);
    const svg = decodeURIComponent((await figure.getAttribute("src")) ?? "");
    assert.match(svg, /I = 10 nA.mm², I = 15 nA.mm²/);
    const after = await figures.evaluateAll((all) => all.map((image) => image.outerHTML));
    assert.deepEqual(
      after.map((figure, i) => figure === before[i]),
      [true, true, false, true, true, true, true],
    );
    await notebook.screenshot("I changed");
  });

  it("leaves nothing of Jupyter's in the home of who used it", () => {
    const left = readdirSync(laboratory.home).filter((name) => name !== ".npm");
    assert.deepEqual(left, []);
    assert.ok(existsSync(laboratory.home));
  });
});
