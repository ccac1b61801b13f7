/**
 * How a page that runs keeps up, in Chromium, in ms: from the click on *Run in this page* to all of
 * its outputs, from an edit of g_L to the last output, and, as a number in the code moves with each
 * frame, from one picture to the next.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { startRenderer } from "../scripts/notebooks/renderer.mjs";
import { notebooks } from "../scripts/setup/environment.mjs";
import { browserPath } from "../test/support/browser/browserPath.js";

const seconds = 4;

async function measure() {
  const executablePath = browserPath("chromium");
  if (!executablePath) throw new Error("no Chromium found: set CHROMIUM to its path");
  const folder = mkdtempSync(join(tmpdir(), "page-"));
  const renderer = startRenderer();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const open = async (name: string) => {
      const file = join(folder, `${name}.html`);
      await renderer.render(join(notebooks, `${name}.ipynb`), file);
      return alive(browser, pathToFileURL(file).href);
    };
    const second = await open("2026-11-22_beyond_local_HH_dV_shape");
    await second.page.close();
    const { page, ran } = await open("2021-12-06_local_HH_dV_shape");
    return {
      first: ran,
      second: second.ran,
      edit: await untilIdle(page, () => edit(page, "g_L: 0.03", "g_L: 0.3")),
      Vdot: await drag(page, {
        cell: "curves: currents",
        number: "20",
        figure: "curves: currents",
      }),
      simulation: await drag(page, { cell: "const σ = ", number: "6", figure: "const divide = " }),
    };
  } finally {
    await browser.close();
    renderer.end();
    rmSync(folder, { recursive: true });
  }
}

/** Opens a page and brings it to life. */
async function alive(browser: Browser, address: string): Promise<{ page: Page; ran: number }> {
  // So low that a figure fills it: what stands below would follow too.
  const page = await browser.newPage({ viewport: { width: 1280, height: 600 } });
  await page.goto(address);
  await page.waitForTimeout(500);
  const ran = await untilIdle(page, () =>
    page.evaluate(() => document.getElementById("page-run")?.click()),
  );
  const failed = await page.locator(".cell.failed").count();
  if (failed > 0) throw new Error(`${failed} cells of ${address} have an error`);
  return { page, ran };
}

/** How long the kernel works, from what sets it to work until it has done all of it, in ms. */
async function untilIdle(page: Page, begin: () => Promise<void>): Promise<number> {
  const done = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let began: number | undefined;
        new MutationObserver((_, observer) => {
          began ??= performance.now();
          if (document.body.dataset.kernel !== "idle") return;
          observer.disconnect();
          resolve(performance.now() - began);
        }).observe(document.body, { attributeFilter: ["data-kernel"] });
      }),
  );
  const [ms] = await Promise.all([done, begin()]);
  return ms;
}

/** Replaces a part of the cell that has it, and runs the cell. */
async function edit(page: Page, from: string, to: string): Promise<void> {
  const editor = cellWith(page, from).locator(".cm-content");
  await editor.fill((await editor.innerText()).replace(from, to));
  await page.keyboard.press("Control+Enter");
}

/** How long it is from one picture to the next while a number in a cell goes to and fro, in ms. */
async function drag(
  page: Page,
  { cell, number, figure }: { cell: string; number: string; figure: string },
): Promise<number> {
  await cellWith(page, cell).locator(".cm-content").waitFor();
  await cellWith(page, cell).getByText(number, { exact: true }).first().click();
  const drawing = cellWith(page, figure).locator("figure");
  await drawing.scrollIntoViewIfNeeded();
  const outputs = await drawing.locator("xpath=..").elementHandle();
  const count = await page.evaluate(moving, { outputs, seconds });
  await page.waitForFunction(() => document.body.dataset.kernel === "idle");
  return (seconds * 1000) / count;
}

/** Runs in the page: presses the keys that change the number; counts the pictures. */
async function moving({ outputs, seconds }: { outputs: Node | null; seconds: number }) {
  let count = 0;
  const observer = new MutationObserver(() => count++);
  observer.observe(outputs as Node, { childList: true });
  const end = performance.now() + 1000 * seconds;
  for (let i = 0; performance.now() < end; i++) {
    const key = Math.floor(i / 3) % 2 === 0 ? "ArrowUp" : "ArrowDown";
    const event = new KeyboardEvent("keydown", { key, altKey: true, bubbles: true });
    document.activeElement?.dispatchEvent(event);
    await new Promise(requestAnimationFrame);
  }
  observer.disconnect();
  return count;
}

const cellWith = (page: Page, text: string) =>
  page.locator(".cell.code", { hasText: text }).first();

measure().then((measured) => console.log(JSON.stringify(measured)));
