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

/** The browsers that run, by their kind and colours. */
const launched = new Map<string, Promise<Browser>>();

/** Ends them when all is tested: Firefox takes seconds to start. */
after(async () => {
  for (const browser of await Promise.all(launched.values())) await browser.close();
});

/** A browser of this kind, started when it is first asked for, or when it has crashed since. */
function launch(name: BrowserName, executablePath: string, dark: boolean): Promise<Browser> {
  const key = `${name}, ${dark ? "dark" : "light"}`;
  const running = launched.get(key);
  if (running) return running;
  const { type, options } = started[name];
  const browser = type.launch({
    ...options,
    executablePath,
    ...(name === "firefox" ? { firefoxUserPrefs: preferences(dark) } : {}),
  });
  launched.set(key, browser);
  const forget = () => launched.delete(key);
  browser.then((browser) => browser.on("disconnected", forget), forget);
  return browser;
}

/** The contexts that one suite opens, in browsers that it shares with the others. */
class Contexts implements TestBrowser {
  readonly name: BrowserName;
  readonly #executablePath: string;
  #open: BrowserContext[] = [];

  constructor(name: BrowserName, executablePath: string) {
    this.name = name;
    this.#executablePath = executablePath;
  }

  async newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const dark = this.name === "firefox" && options.colorScheme === "dark";
    const browser = await launch(this.name, this.#executablePath, dark);
    const context = await browser.newContext(options);
    this.#open.push(context);
    return context;
  }

  get open(): readonly BrowserContext[] {
    return [...this.#open];
  }

  /** Closes all but these. */
  async close(kept: readonly BrowserContext[] = []): Promise<void> {
    const closed = this.#open.filter((context) => !kept.includes(context));
    this.#open = [...kept];
    for (const context of closed) await context.close();
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
  let contexts: Contexts;
  before(function () {
    const executablePath = browserPath(name);
    if (executablePath) {
      contexts = new Contexts(name, executablePath);
      return;
    }
    if (process.env.CI) throw new Error(`no ${name} found: set ${name.toUpperCase()} to its path`);
    this.skip();
  });
  let shared: readonly BrowserContext[] = [];
  beforeEach(() => {
    shared = contexts.open;
  });
  afterEach(async function () {
    const pages = contexts?.open.flatMap((context) => context.pages()) ?? [];
    if (this.currentTest?.state === "failed") await keep(pages, this.currentTest.fullTitle());
    await contexts?.close(shared);
  });
  after(() => contexts?.close());
  return () => contexts;
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
