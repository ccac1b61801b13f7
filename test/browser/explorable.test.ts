import { strict as assert } from "node:assert";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "mocha";
import type { BrowserContextOptions, Frame, Locator, Page } from "playwright-core";
import { explorable } from "../../lib/index.js";
import { fragmentOf } from "../../lib/interactive/controls.js";
import { sliders } from "../../lib/interactive/explorable.js";
import { simulation, voltage } from "../../lib/interactive/explorableFigures.js";
import { renderSvg } from "../../lib/plotting/node.js";
import { build } from "../../scripts/setup/environment.mjs";
import { becomes } from "../support/browser/becomes.js";
import { inEachBrowser } from "../support/browser/browser.js";
import { open, seriousFindings } from "../support/browser/opened.js";
import {
  displayed,
  markdown,
  render,
  useFolder,
  writeNotebook,
} from "../support/browser/rendering.js";

const wide = { viewport: { width: 1280, height: 1000 } };
const narrow = { viewport: { width: 390, height: 1000 }, hasTouch: true };
type SliderName = keyof typeof sliders;
type Positions = Readonly<Record<SliderName, number>>;
const names = Object.keys(sliders) as SliderName[];
const positionsAt = (key: "value" | "max") =>
  Object.fromEntries(names.map((name) => [name, sliders[name][key]])) as Positions;
const start = positionsAt("value");

/** What of a picture moves: its lines, its dots, its sentence. */
interface Moving {
  paths: string[];
  circles: string[];
  text: string;
}

const parts = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].map(([, part]) => part);

const figures = { voltage, simulation };

/** What `lib/` computes in Node and Plot draws, for where the sliders stand. */
function expected(name: keyof typeof figures, positions: Positions, width: number): Moving {
  const { figure, caption } = figures[name](positions);
  const svg = renderSvg({ ...figure.spec, width });
  return {
    paths: parts(svg, /<path d="([^"]*)"/g),
    circles: parts(svg, /<circle (cx="[^"]*" cy="[^"]*" r="[^"]*" fill="[^"]*")/g),
    text: caption,
  };
}

/** What the frame shows. */
const shown = (frame: Frame, name: string): Promise<Moving> =>
  frame.locator(`[data-name=${name}]`).evaluate((figure) => ({
    paths: [...figure.querySelectorAll(".place path")].map((path) => path.getAttribute("d") ?? ""),
    circles: [...figure.querySelectorAll(".place circle")].map((circle) =>
      ["cx", "cy", "r", "fill"].map((key) => `${key}="${circle.getAttribute(key)}"`).join(" "),
    ),
    text: figure.querySelector("figcaption")?.textContent ?? "",
  }));

const standing = (frame: Frame): Promise<Positions> =>
  frame.locator("input[type=range]").evaluateAll((inputs) => {
    const ranges = inputs as HTMLInputElement[];
    return Object.fromEntries(ranges.map(({ id, valueAsNumber }) => [id, valueAsNumber])) as never;
  });

/** Both pictures become what `lib/` computes for the positions, soon; then they are returned. */
async function assertShows(frame: Frame, positions: Positions, width: number): Promise<Moving[]> {
  await becomes(() => standing(frame), positions);
  const wanted = (["voltage", "simulation"] as const).map((name) => ({
    name,
    picture: expected(name, positions, width),
  }));
  for (const { name, picture } of wanted) {
    await becomes(() => shown(frame, name), picture);
  }
  return wanted.map(({ picture }) => picture);
}

const slider = (frame: Frame, name: string): Locator => frame.locator(`[id="${name}"]`);

/** Where on the slider's track a position is: the middle of its thumb, which is 16 pixels wide. */
async function placeOf(frame: Frame, name: SliderName, share: number) {
  const box = await slider(frame, name).boundingBox();
  assert.ok(box);
  return { x: 8 + share * (box.width - 16), y: box.height / 2 };
}

/** Different ways to put a slider somewhere between its ends; each is given a share of its length. */
const ways = {
  "the mouse": async (frame: Frame, name: SliderName, share: number) => {
    const from = await placeOf(frame, name, 0.5);
    await slider(frame, name).hover({ position: from });
    await frame.page().mouse.down();
    await slider(frame, name).hover({ position: await placeOf(frame, name, share), force: true });
    await frame.page().mouse.up();
  },
  "the keyboard": async (frame: Frame, name: SliderName, share: number) => {
    await slider(frame, name).press(share > 0.5 ? "End" : "Home");
    for (let i = 0; i < 3; i++)
      await slider(frame, name).press(share > 0.5 ? "ArrowLeft" : "PageUp");
  },
  "a finger": async (frame: Frame, name: SliderName, share: number) => {
    await slider(frame, name).tap({ position: await placeOf(frame, name, share) });
  },
};

describe("An explorable figure", () => {
  const folder = useFolder();
  const file = join(folder, "page.html");
  const screenshots = join(build, "screenshots");
  let html = "";
  before(async () => {
    const figure = explorable();
    html = figure.html ?? "";
    const notebook = join(folder, "notebook.ipynb");
    const output = { "text/html": html, "text/plain": figure.description };
    writeNotebook(notebook, [
      markdown("# To explore\n\nA figure."),
      displayed(output),
      markdown("## End\n\nText after it."),
    ]);
    await render(notebook, file);
    mkdirSync(screenshots, { recursive: true });
  });

  inEachBrowser((browser, browserName) => {
    /** Opens the shared page, or another one, and waits for the figure. */
    const opened = async (options: BrowserContextOptions, fragment = "", at = file) => {
      const page = await open(browser(), at, options, fragment);
      return { ...page, frame: page.page.frames()[1] };
    };
    const host = (head: string, content = html) => {
      const at = join(folder, "host.html");
      writeFileSync(at, `<!DOCTYPE html><html lang="en"><meta charset="utf-8">${head}${content}`);
      return at;
    };

    for (const [look, options, width, hows] of [
      ["wide", wide, 640, ["the mouse", "the keyboard"]],
      ["narrow", narrow, 340, ["the keyboard", "a finger"]],
    ] as const) {
      for (const how of hows) {
        // WebDriver BiDi, by which Firefox is driven, has no tap.
        if (how === "a finger" && browserName === "firefox") continue;
        it(`shows what lib/ computes for each slider that ${how} moves, on a ${look} page`, async () => {
          const { frame, requests, messages } = await opened(options);
          let before = await assertShows(frame, start, width);
          for (const [i, name] of names.entries()) {
            const from = await standing(frame);
            await ways[how](frame, name, i % 2 === 0 ? 0.8 : 0.4);
            const now = await standing(frame);
            assert.deepEqual({ ...now, [name]: from[name] }, from);
            assert.notEqual(now[name], from[name], `${name} did not move`);
            const after = await assertShows(frame, now, width);
            const moved = after.map(({ paths }, k) => paths.join() !== before[k].paths.join());
            const [voltage, simulation] = [
              !["amplitude", "σ", "seed"].includes(name),
              name !== "n",
            ];
            assert.deepEqual(moved, [voltage, simulation], name);
            before = after;
          }
          assert.deepEqual({ requests, messages }, { requests: [], messages: [] });
        });
      }
    }

    for (const [look, options] of [
      ["wide and light", { ...wide, colorScheme: "light" }],
      ["narrow and dark", { ...narrow, colorScheme: "dark" }],
    ] as const) {
      it(`fits into its frame, and has no serious finding of axe-core, ${look}`, async () => {
        const { page, frame } = await opened(options);
        await frame.getByText(/spikes? in 2 s/).waitFor();
        assert.deepEqual(await seriousFindings(frame), []);
        const path = join(screenshots, `explorable, ${look}, ${browserName}.png`);
        await page.screenshot({ path, fullPage: true });
        for (const width of [options.viewport.width, 500, 560, 620, 680, 780]) {
          await page.setViewportSize({ width, height: 900 });
          // The simulation is drawn again for another width, once it has been simulated.
          const fits = () => {
            const { scrollHeight, scrollWidth, clientHeight, clientWidth } =
              document.documentElement;
            return scrollWidth === clientWidth && scrollHeight === clientHeight;
          };
          await frame.waitForFunction(fits, undefined, { timeout: 60_000 }).catch(() => {
            assert.fail(`does not fit at ${width} pixels`);
          });
        }
      });
    }

    it("says to all readers what each slider is and where it stands, with its unit", async () => {
      const { frame } = await opened(wide);
      const leak = frame.getByRole("slider", { name: "Leak conductance gL" });
      await leak.waitFor();
      await becomes(() => leak.getAttribute("aria-valuetext"), "0.03 mS/cm²");
      await leak.press("ArrowRight");
      await becomes(() => leak.getAttribute("aria-valuetext"), "0.04 mS/cm²");
      await becomes(() => boxOf(frame, "g_L").inputValue(), "0.04");
      await becomes(() => frame.getByRole("slider").count(), names.length);
    });

    it("goes back to its start by a button", async () => {
      const { frame } = await opened(wide);
      await slider(frame, "I").waitFor();
      for (const name of names) await slider(frame, name).press("End");
      await frame.getByRole("button", { name: "Reset", exact: true }).click();
      await assertShows(frame, start, 640);
      await becomes(() => linkOf(frame), /#explore:I=0&n=0&g_L=0\.03&/);
      await becomes(() => boxOf(frame, "I").inputValue(), "0.0");
    });

    it("comes up as it was where a link to it was copied, and in view", async () => {
      const room = `<div style="height: 3000px"></div>`;
      const at = host(room, html + room);
      const { frame, page } = await opened(wide, "", at);
      await slider(frame, "I").waitFor();
      for (const name of names) await slider(frame, name).press("End");
      const positions = positionsAt("max");
      await frame.getByRole("button", { name: "Copy link" }).click();
      await becomes(() => frame.locator("#copied").textContent(), "Copied.");
      const link = new URL(await linkOf(frame));
      assert.equal(link.href.replace(link.hash, ""), page.url());
      assert.equal(link.hash, new URL(fragmentOf(idOf(link), positions), link).hash);

      const { page: another, frame: linked } = await opened(wide, link.hash, at);
      await assertShows(linked, positions, 640);
      const isAtTop = (e: Element) => Math.abs(e.getBoundingClientRect().top) < 50;
      await becomes(() => another.locator("iframe").evaluate(isAtTop), true);
      await linked.getByRole("button", { name: "Reset", exact: true }).click();
      await assertShows(linked, start, 640);
    });

    it("simulates within the page where no worker may run", async () => {
      const policy = "worker-src 'none'";
      const head = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
      const { frame } = await opened(wide, "", host(head));
      await slider(frame, "seed").waitFor();
      await slider(frame, "seed").press("End");
      await assertShows(frame, { ...start, seed: 100 }, 640);
    });

    it("is its static picture where frames are taken out or scripts don't run", async () => {
      const look = async (page: Page) => page.locator(".interactive").screenshot();
      const dark = { ...wide, colorScheme: "dark" } as const;
      const head = `<meta http-equiv="Content-Security-Policy" content="script-src 'none'">`;
      const scriptless = await look((await opened(dark, "", host(head))).page);
      const without = html.replace(/<iframe.*<\/iframe>/s, "");
      const frameless = await look((await opened(dark, "", host("", without))).page);
      assert.ok(scriptless.equals(frameless));
      const { page } = await opened(wide, "", host(""));
      await page.locator(".interactive.alive").waitFor();
      assert.ok(!(await look(page)).equals(frameless));
      writeFileSync(join(screenshots, "explorable, static.png"), scriptless);
    });
  });
});

const boxOf = (frame: Frame, name: SliderName) =>
  frame.locator(`[data-name=${name}] input[type=number]`);
const idOf = (link: URL) => new URLSearchParams(link.hash).get("figure") ?? "";
const linkOf = (frame: Frame): Promise<string> => frame.locator("#link").inputValue();
