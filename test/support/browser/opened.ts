import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { before } from "mocha";
import type { BrowserContextOptions, Frame, Page, Request } from "playwright-core";
import type { TestBrowser } from "./browser.js";

/** A page, and what it did that a page on a shelf should not do. */
export interface Opened {
  page: Page;
  /** Requests other than for the file itself, for data inside it and for what it makes itself. */
  requests: Request[];
  /** Console messages, uncaught errors and dialogs. */
  messages: string[];
}

/** What Firefox says when it draws a formula of which it has read only the beginning. */
const HALF_READ = /^Incorrect number of children for <m\w+\/> tag\.$/;

/** Opens a file from disk in a fresh profile with the network off; `fragment` may begin with #. */
export async function open(
  browser: TestBrowser,
  file: string,
  options: BrowserContextOptions = {},
  fragment = "",
): Promise<Opened> {
  const context = await browser.newContext({ ...options, offline: true });
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  const requests: Request[] = [];
  const messages: string[] = [];
  page.on("request", (request) => {
    if (request.url() !== url && !/^(data|blob):/.test(request.url())) requests.push(request);
  });
  const note = (text: string) => {
    if (!HALF_READ.test(text)) messages.push(text);
  };
  page.on("console", (message) => note(message.text()));
  page.on("pageerror", (error) => note(error.message));
  page.on("dialog", async (dialog) => {
    messages.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  await page.goto(url + fragment);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return { page, requests, messages };
}

/** Opens a file before the tests of the suite that calls it, for those that leave it as it is. */
export function useOpened(
  browser: () => TestBrowser,
  file: string,
  options?: BrowserContextOptions,
): () => Opened {
  let opened: Opened;
  before(async () => {
    opened = await open(browser(), file, options);
  });
  return () => opened;
}

/** axe-core's serious and critical findings, a line each. */
export async function seriousFindings(page: Page | Frame): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({ iframes: false }),
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
}
