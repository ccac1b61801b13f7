import { join } from "node:path";
import { after, afterEach, before } from "mocha";
import { type Browser, chromium, type Page } from "playwright-core";
import { build } from "../../../scripts/setup/environment.mjs";
import { chromiumPath } from "./chromiumPath.js";

/**
 * Gives the suite that calls it a Chromium: $CHROMIUM, or one in the usual places. What a test opens
 * is closed after it, and if it failed, a screenshot remains. Without a browser the suite is skipped, but under CI it fails.
 * @returns a function that the tests get the browser from
 */
export function useChromium(): () => Browser {
  let browser: Browser;
  before(async function () {
    const executablePath = chromiumPath();
    if (!executablePath) {
      if (process.env.CI) throw new Error("no Chromium found: set CHROMIUM to its path");
      return this.skip();
    }
    const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-component-update"];
    browser = await chromium.launch({ executablePath, args });
  });
  afterEach(async function () {
    const contexts = browser?.contexts() ?? [];
    const pages = contexts.flatMap((context) => context.pages());
    if (this.currentTest?.state === "failed") await keep(pages, this.currentTest.fullTitle());
    for (const context of contexts) await context.close();
  });
  after(() => browser?.close());
  return () => browser;
}

/** Leaves pictures of what a failed test had open, for whom only CI's artefacts tell of it. */
async function keep(pages: Page[], title: string): Promise<void> {
  for (const [i, page] of pages.entries()) {
    const name = `failed, ${title.replace(/[^\w ,.-]/g, "")}, ${i + 1}.png`;
    await page.screenshot({ path: join(build, "screenshots", name) });
  }
}
