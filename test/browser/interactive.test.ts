import { strict as assert } from "node:assert";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "mocha";
import type { BrowserContextOptions, Frame } from "playwright-core";
import { explorable, interactive, phasePlane } from "../../lib/index.js";
import { renderSvg } from "../../lib/plotting/node.js";
import { build } from "../../scripts/setup/environment.mjs";
import { inEachBrowser } from "../support/browser/browser.js";
import { figureColours } from "../support/browser/figureColours.js";
import { open, seriousFindings } from "../support/browser/opened.js";
import { assertStrictPolicy } from "../support/browser/policy.js";
import {
  displayed,
  markdown,
  render,
  useFolder,
  writeNotebook,
} from "../support/browser/rendering.js";
import { isNear, paths } from "../support/curves.js";

/** As a reader of the library would write it: from model to alive in one cell. */
const fitzHughNagumo = (ε: number) => ({
  dV_dt: (v: number, w: number, I: number) => v - v ** 3 / 3 - w + I,
  dn_dt: (v: number, w: number) => ε * (v + 0.7 - 0.8 * w),
  n_inf: (v: number) => (v + 0.7) / 0.8,
  variables: { V: { symbol: "v", min: -3, max: 3 }, n: { symbol: "w", min: -2, max: 3 } },
});
const range = { V_min: -3, V_max: 3, n_min: -2, n_max: 3 };
const figure = () =>
  interactive({
    title: "A plane to play with",
    controls: {
      I: { label: "Input $I$", min: -1, max: 2, step: 0.01, value: 0.5, description: "Constant." },
      ε: { label: "$ε$", options: [0.04, 0.08, 0.16], value: 0.08 },
      table: { label: "With a table", value: false },
      start: { label: "Start", point: "plane", x: -2, y: 1.5 },
    },
    constants: { fitzHughNagumo, range },
    figures: ({ I, ε, table, start }, { fitzHughNagumo, range }, lib) => {
      if (I > 1.9) throw new RangeError("I is too large for this figure");
      const plane = lib.phasePlane(fitzHughNagumo(ε), range, { I, starts: [start] });
      const rows = table ? [[I, ε]] : [];
      return { plane, time: plane.time, values: { columns: ["$I$", "$ε$"], rows } };
    },
  });

const start = { x: -2, y: 1.5 };

describe("A figure with controls", () => {
  const folder = useFolder();
  const file = join(folder, "page.html");
  const screenshots = join(build, "screenshots");
  before(async () => {
    const notebook = join(folder, "notebook.ipynb");
    const output = (html = "") => displayed({ "text/html": html, "text/plain": "a figure" });
    writeNotebook(notebook, [
      markdown("# To play with\n\nTwo figures."),
      output(figure().html),
      markdown("## Another"),
      output(explorable().html),
    ]);
    await render(notebook, file);
    mkdirSync(screenshots, { recursive: true });
  });

  inEachBrowser((browser, browserName) => {
    const opened = async (options: BrowserContextOptions = {}) => {
      const viewport = { width: 1280, height: 1000 };
      const { page, ...rest } = await open(browser(), file, { viewport, ...options });
      const frame = page.frames()[1];
      await frame.getByRole("slider").first().waitFor();
      return { page, frame, ...rest };
    };
    const shown = (frame: Frame, name: string) =>
      frame
        .locator(`[data-name=${name}] svg`)
        .evaluate((svg) => [...svg.querySelectorAll("path")].map((path) => path.getAttribute("d")));
    /** Waits until the plane is what Node computes. */
    const assertPlane = async (frame: Frame, I: number, ε: number, from = start, width = 640) => {
      const plane = phasePlane(fitzHughNagumo(ε), range, { I, starts: [from] });
      const figures = Object.entries({ plane, time: plane.time });
      for (const [name, { spec }] of figures) {
        const expected = paths(renderSvg({ ...spec, width }));
        // Browsers round powers otherwise, and then the solver's steps lie elsewhere on the orbit.
        const isDrawn = (found: (string | null)[]) =>
          isNear(found, expected) && isNear(expected, found);
        for (let left = 100; left > 0; left--) {
          if (isDrawn(await shown(frame, name))) break;
          await frame.page().waitForTimeout(50);
        }
        const found = await shown(frame, name);
        if (!isDrawn(found)) assert.deepEqual(found, expected, name);
      }
    };
    const startOf = async (frame: Frame) => {
      const boxes = frame.locator(".control[data-name=start] input");
      const [x, y] = await boxes.evaluateAll((all) =>
        all.map((box) => Number((box as HTMLInputElement).value)),
      );
      return { x, y };
    };

    it("follows each of its controls with what lib/ computes in Node, and fetches nothing", async () => {
      const { page, frame, requests, messages } = await opened();
      await assertPlane(frame, 0.5, 0.08);
      await frame.getByRole("slider").press("Home");
      await assertPlane(frame, -1, 0.08);
      const box = frame.getByRole("spinbutton", { name: "Input I" });
      // As a reader types it: Firefox does not let a program select what is in such a box.
      await box.press("ControlOrMeta+a");
      await page.keyboard.type("0.123");
      await box.press("Enter");
      await assertPlane(frame, 0.123, 0.08);
      await frame.getByRole("combobox").selectOption("0.16");
      await assertPlane(frame, 0.123, 0.16);
      assert.equal(await frame.locator("td").count(), 0);
      await frame.getByRole("checkbox").check();
      await frame.getByRole("cell", { name: "0.123" }).waitFor();
      assert.match(
        (await frame.locator("[data-name=plane] figcaption").textContent()) ?? "",
        /^Equilibria: (un)?stable (node|focus) at \(/,
      );
      await assertStrictPolicy(page);
      assert.deepEqual({ requests, messages }, { requests: [], messages: [] });
    });

    it("starts the orbit where the reader clicks, drags, or moves the handle by arrow keys", async () => {
      const { page, frame } = await opened();
      const svg = frame.locator("[data-name=plane] svg");
      await svg.click({ position: { x: 400, y: 200 } });
      const clicked = await startOf(frame);
      assert.notDeepEqual(clicked, start);
      await assertPlane(frame, 0.5, 0.08, clicked);
      const handle = frame.getByRole("button", { name: /^Start: arrow keys/ });
      const box = await handle.boundingBox();
      const around = await svg.boundingBox();
      assert.ok(box && around);
      // The handle is where the click was, to a pixel.
      assert.ok(Math.abs(box.x + box.width / 2 - (around.x + 400)) < 1);
      assert.ok(Math.abs(box.y + box.height / 2 - (around.y + 200)) < 1);
      await page.mouse.move(box.x + 12, box.y + 12);
      await page.mouse.down();
      await page.mouse.move(box.x - 150, box.y + 80, { steps: 5 });
      await page.mouse.up();
      const dragged = await startOf(frame);
      assert.ok(dragged.x < clicked.x && dragged.y < clicked.y);
      await assertPlane(frame, 0.5, 0.08, dragged);
      await handle.press("ArrowRight");
      const moved = await startOf(frame);
      assert.ok(Math.abs(moved.x - dragged.x - 0.06) < 1e-9, "a hundredth of the axis");
      await handle.press("Shift+ArrowUp");
      assert.ok(Math.abs((await startOf(frame)).y - dragged.y - 0.5) < 1e-9, "a tenth of it");
      await assertPlane(frame, 0.5, 0.08, await startOf(frame));
    });

    it("marks what was changed, and resets one of them or all", async () => {
      const { frame } = await opened();
      const changed = () =>
        frame
          .locator(".changed")
          .evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset.name));
      assert.deepEqual(await changed(), []);
      await frame.getByRole("slider").press("End");
      await frame.getByRole("checkbox").check();
      assert.deepEqual(await changed(), ["I", "table"]);
      await frame.getByRole("button", { name: "Reset Input I" }).click();
      assert.deepEqual(await changed(), ["table"]);
      await frame.getByRole("combobox").selectOption("0.04");
      await frame.getByRole("button", { name: "Reset", exact: true }).click();
      assert.deepEqual(await changed(), []);
      await assertPlane(frame, 0.5, 0.08);
    });

    it("says in words why it can't follow, and goes on when it can", async () => {
      const { frame } = await opened();
      await frame.getByRole("slider").press("End");
      await frame.getByText("RangeError: I is too large for this figure").waitFor();
      await frame.getByRole("slider").press("Home");
      await assertPlane(frame, -1, 0.08);
      assert.equal(await frame.getByText("RangeError").count(), 0);
    });

    for (const [look, options] of [
      ["wide and light", { colorScheme: "light" }],
      ["narrow and dark", { colorScheme: "dark", viewport: { width: 390, height: 844 } }],
    ] as const) {
      it(`fits into its frame, and has no serious finding of axe-core, ${look}`, async () => {
        const { page, frame } = await opened(options);
        await frame.locator("[data-name=plane] svg").waitFor();
        const [ground, text] =
          options.colorScheme === "dark"
            ? ["rgb(22, 24, 27)", "rgb(230, 228, 223)"]
            : ["rgb(255, 255, 255)", "rgb(0, 0, 0)"];
        assert.deepEqual(await figureColours(frame), { ground, text });
        assert.deepEqual(await seriousFindings(frame), []);
        await frame.waitForFunction(() => {
          const { scrollHeight, scrollWidth, clientHeight, clientWidth } = document.documentElement;
          return scrollWidth === clientWidth && scrollHeight === clientHeight;
        });
        const path = join(screenshots, `interactive, ${look}, ${browserName}.png`);
        await page.screenshot({ path, fullPage: true });
      });
    }

    it("shares one library with the other figures of its page", async () => {
      const { page } = await opened();
      assert.equal(await page.locator("script[id^=page-library-]").count(), 1);
      const sizes = await page
        .locator("iframe")
        .evaluateAll((all) => all.map((frame) => frame.getAttribute("srcdoc")?.length ?? 0));
      assert.equal(sizes.length, 2);
      for (const size of sizes) assert.ok(size < 20_000, `${size} bytes`);
    });

    // Only Chromium makes PDFs.
    if (browserName === "chromium") {
      it("is printed as its picture in its present state, without its controls", async () => {
        const { page, frame } = await opened();
        await frame.getByRole("slider").press("Home");
        const image = page.locator(".interactive img").first();
        const now = () =>
          image.evaluate((img) => decodeURIComponent((img as HTMLImageElement).src));
        for (let left = 100; left > 0 && !(await now()).includes("I: −1"); left--) {
          await page.waitForTimeout(50);
        }
        assert.match(await now(), /^data:image\/svg\+xml.*Input I: −1/s);
        await page.emulateMedia({ media: "print" });
        assert.ok(await image.isVisible());
        assert.ok(!(await page.locator(".interactive iframe").first().isVisible()));
        writeFileSync(join(screenshots, "interactive.pdf"), await page.pdf());
      });
    }
  });
});
