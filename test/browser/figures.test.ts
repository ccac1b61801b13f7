import { strict as assert } from "node:assert";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import type { Page } from "playwright-core";
import { build } from "../../scripts/setup/environment.mjs";
import { inEachBrowser, useBrowser } from "../support/browser/browser.js";
import { originalFigures } from "../support/notebookFigures.js";

/** A picture of nothing that takes the same room. */
const empty = (svg: string) => `${/^<svg[^>]*>/.exec(svg)?.[0]}</svg>`;

describe("The labels of figures", () => {
  inEachBrowser((browser) => {
    it("have the room that was laid out for them, in a font that is far wider", async () => {
      const context = await browser().newContext({ offline: true });
      const page = await context.newPage();
      const wider = originalFigures().map(({ svg }) => svg.replaceAll("Arimo,", "monospace,"));
      /** Each label's width as it is drawn. */
      const widths = async (svgs: string) => {
        await page.setContent(svgs);
        return page.locator("svg text[text-anchor=start]").evaluateAll((texts) =>
          (texts as SVGTextElement[]).map((text) => {
            const end = text.getEndPositionOfChar(text.getNumberOfChars() - 1);
            return end.x - text.getStartPositionOfChar(0).x;
          }),
        );
      };
      const svgs = wider.join("\n");
      const rooms = Array.from(svgs.matchAll(/ textLength="([^"]*)"/g), ([, room]) => Number(room));
      const fitted = await widths(svgs);
      const natural = await widths(svgs.replace(/ textLength="[^"]*"/g, ""));
      assert.equal(fitted.length, rooms.length);
      assert.ok(rooms.filter((room, i) => natural[i] > 1.2 * room).length >= 10);
      for (const [i, room] of rooms.entries()) {
        assert.ok(Math.abs(fitted[i] - room) < 1, `${fitted[i]}, ${room}`);
      }
    });
  });
});

describe("Figures inline on one page", () => {
  const browser = useBrowser("chromium");
  const svgs = originalFigures().map(({ svg }) => svg);

  const newPage = async (): Promise<Page> => {
    const context = await browser().newContext({ offline: true, deviceScaleFactor: 2 });
    return context.newPage();
  };
  const show = (page: Page, svgs: readonly string[], background: string) =>
    page.setContent(`<body style="background: ${background}">
      ${svgs.map((svg) => `<div style="width: max-content; line-height: 0">${svg}</div>`).join("\n")}`);

  it("look as each of them does alone, on a light page and on a dark one", async () => {
    const together = await newPage();
    const alone = await newPage();
    await show(together, svgs, "#111");
    const pictures = join(build, "screenshots");
    mkdirSync(pictures, { recursive: true });
    await together.screenshot({ path: join(pictures, "figures, dark.png"), fullPage: true });
    for (const i of svgs.keys()) {
      // In the same place, as the last bits of a coordinate depend on it.
      await show(
        alone,
        svgs.map((svg, j) => (j === i ? svg : empty(svg))),
        "white",
      );
      const [expected, actual] = await Promise.all(
        [alone, together].map((page) => page.locator("div > svg").nth(i).screenshot()),
      );
      assert.ok(actual.equals(expected), `figure ${i + 1} is another in company`);
    }
  });

  it("share no id, but where what the ids stand for is the same", async () => {
    const page = await newPage();
    await show(page, svgs, "white");
    const definitions = await page
      .locator("[id]")
      .evaluateAll((elements) => elements.map(({ id, outerHTML }) => ({ id, outerHTML })));
    const byId = new Map(definitions.map(({ id, outerHTML }) => [id, outerHTML]));
    assert.ok(definitions.length > 0);
    for (const { id, outerHTML } of definitions) assert.equal(outerHTML, byId.get(id));
  });
});
