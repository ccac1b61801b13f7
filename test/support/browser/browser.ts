import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe } from "mocha";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type BrowserType,
  chromium,
  firefox,
  type LaunchOptions,
  type Page,
} from "playwright-core";
import { build } from "../../../scripts/setup/environment.mjs";
import { type BrowserName, browserPath } from "./browserPath.js";

/** A browser as tests use it: a place to open fresh profiles in. */
export interface TestBrowser {
  readonly name: BrowserName;
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
}

/** How each browser is started. An ordinary Firefox is driven by WebDriver BiDi. */
const started: Record<BrowserName, { type: BrowserType; options: LaunchOptions }> = {
  chromium: {
    type: chromium,
    options: {
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-component-update"],
    },
  },
  firefox: { type: firefox, options: { channel: "moz-firefox" } },
};

/** Firefox's preferences. It can't be told by WebDriver BiDi which colours it prefers, so there is one for each. */
const preferences = (dark: boolean) => ({
  "layout.css.prefers-color-scheme.content-override": dark ? 0 : 1,
  // As on a phone, and as in Chromium without a window: they take no room.
  "ui.useOverlayScrollbars": 1,
});

/** Starts browsers of one kind when they are first asked for. */
class Launched implements TestBrowser {
  readonly name: BrowserName;
  readonly #executablePath: string;
  readonly #browsers = new Map<string, Promise<Browser>>();

  constructor(name: BrowserName, executablePath: string) {
    this.name = name;
    this.#executablePath = executablePath;
  }

  async newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const dark = this.name === "firefox" && options.colorScheme === "dark";
    return (await this.#browser(dark)).newContext(options);
  }

  #browser(dark: boolean): Promise<Browser> {
    const key = dark ? "dark" : "light";
    let browser = this.#browsers.get(key);
    if (!browser) {
      const { type, options } = started[this.name];
      browser = type.launch({
        ...options,
        executablePath: this.#executablePath,
        ...(this.name === "firefox" ? { firefoxUserPrefs: preferences(dark) } : {}),
      });
      this.#browsers.set(key, browser);
    }
    return browser;
  }

  async contexts(): Promise<BrowserContext[]> {
    return (await Promise.all(this.#browsers.values())).flatMap((browser) => browser.contexts());
  }

  async close(): Promise<void> {
    for (const browser of await Promise.all(this.#browsers.values())) await browser.close();
  }
}

/**
 * Gives the suite that calls it a browser: the program that $CHROMIUM or $FIREFOX names, or one in
 * the usual places. What a test opens is closed after it, and if it failed, a screenshot remains;
 * what is opened before the tests stays for all of them.
 * Without the browser the suite is skipped, but under CI it fails.
 * @returns a function that the tests get the browser from
 */
export function useBrowser(name: BrowserName): () => TestBrowser {
  let browser: Launched;
  before(function () {
    const executablePath = browserPath(name);
    if (executablePath) {
      browser = new Launched(name, executablePath);
      return;
    }
    if (process.env.CI) throw new Error(`no ${name} found: set ${name.toUpperCase()} to its path`);
    this.skip();
  });
  let shared: BrowserContext[] = [];
  beforeEach(async () => {
    shared = await browser.contexts();
  });
  afterEach(async function () {
    const contexts = (await browser?.contexts()) ?? [];
    const pages = contexts.flatMap((context) => context.pages());
    if (this.currentTest?.state === "failed") await keep(pages, this.currentTest.fullTitle());
    for (const context of contexts) if (!shared.includes(context)) await context.close();
  });
  after(() => browser?.close());
  return () => browser;
}

/** Declares tests once for each browser; they get it from the function that they are given. */
export function inEachBrowser(
  tests: (browser: () => TestBrowser, name: BrowserName) => void,
): void {
  for (const name of ["chromium", "firefox"] as const) {
    describe(`in ${name === "chromium" ? "Chromium" : "Firefox"}`, () => {
      tests(useBrowser(name), name);
    });
  }
}

/** Leaves pictures of what a failed test had open, for whom only CI's artefacts tell of it. */
async function keep(pages: Page[], title: string): Promise<void> {
  for (const [i, page] of pages.entries()) {
    const name = `failed, ${title.replace(/[^\w ,.-]/g, "")}, ${i + 1}.png`;
    await page.screenshot({ path: join(build, "screenshots", name) });
  }
}
