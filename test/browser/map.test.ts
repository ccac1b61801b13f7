import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "mocha";
import { hodgkinHuxley2D, phasePlane, squidAxonCorrected } from "../../lib/index.js";
import { mV } from "../../lib/units.js";
import { inEachBrowser } from "../support/browser/browser.js";
import { open } from "../support/browser/opened.js";
import {
  displayed,
  markdown,
  render,
  useFolder,
  writeNotebook,
} from "../support/browser/rendering.js";
import { current } from "../support/dynamics.js";

/** The figure as the committed notebook has it. */
function committedFigure(): string {
  const path = join(__dirname, "../../notebooks/2026-11-25_map_of_excitability.ipynb");
  const { cells } = JSON.parse(readFileSync(path, "utf8")) as {
    cells: { id: string; outputs?: { data: Record<string, string | string[]> }[] }[];
  };
  const cell = cells.find(({ id }) => id === "interactive-map");
  return [cell?.outputs?.[0].data["text/html"] ?? []].flat().join("");
}

describe("The map of excitability", () => {
  const folder = useFolder();
  const file = join(folder, "page.html");
  before(async () => {
    const notebook = join(folder, "notebook.ipynb");
    const html = committedFigure();
    writeNotebook(notebook, [
      markdown("# The map\n\nOne figure."),
      displayed({ "text/html": html, "text/plain": "the map" }),
    ]);
    await render(notebook, file);
  });

  inEachBrowser((browser) => {
    it("sets E_K and the input of the phase plane beside it where it is clicked", async () => {
      const { page } = await open(browser(), file, { viewport: { width: 1280, height: 1400 } });
      const frame = page.frames()[1];
      const caption = frame.locator("[data-name=plane] figcaption");
      const boxes = frame.locator(".control[data-name=place] input");
      await boxes.first().waitFor();
      const before = await caption.textContent();
      await frame.locator("[data-name=map] svg").click({ position: { x: 400, y: 120 } });
      await frame.waitForFunction(
        (text) => document.querySelector("[data-name=plane] figcaption")?.textContent !== text,
        before,
      );
      const [E_K, I] = await boxes.evaluateAll((all) =>
        all.map((box) => Number((box as HTMLInputElement).value)),
      );
      assert.ok(E_K > -77 && E_K < -54 && I > -200 && I < 200, `${E_K} mV, ${I} nA/mm²`);
      const model = hodgkinHuxley2D({ ...squidAxonCorrected, E_K: E_K * mV });
      const range = { V_min: -80 * mV, V_max: 55 * mV, n_min: 0.2, n_max: 0.85 };
      const expected = phasePlane(model, range, { I: I * current });
      assert.equal(await caption.textContent(), expected.caption);
    });
  });
});
