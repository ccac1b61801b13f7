import { readFileSync } from "node:fs";
import { decode } from "fast-png";
import type { Locator, Page } from "playwright-core";
import { unpacked } from "../packed.js";
import type { BrowserName } from "./browserPath.js";

interface Saved {
  name: string;
  text: string;
}

/** The file that a click on *Download .ipynb* saves. */
export async function saved(page: Page, browserName: BrowserName): Promise<Saved> {
  const link = page.getByRole("link", { name: "Download .ipynb" });
  // WebDriver BiDi, by which Firefox is driven, gives no downloads.
  if (browserName === "firefox") {
    const name = (await link.getAttribute("download")) ?? "";
    return { name, text: await offered(page, link) };
  }
  const download = page.waitForEvent("download");
  await link.click();
  const file = await download;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
}

/** The text that a page makes a file of when this is clicked. */
export async function offered(page: Page, what: Locator): Promise<string> {
  await page.evaluate(() => {
    const create = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      void blob.text().then((text) => {
        document.body.dataset.offered = text;
      });
      return create(blob);
    };
    delete document.body.dataset.offered;
  });
  await what.click();
  await page.waitForFunction(() => document.body.dataset.offered !== undefined);
  return page.evaluate(() => document.body.dataset.offered ?? "");
}

/**
 * A notebook's text without the PNGs of outputs that are SVG as well; and these. Libraries that
 * figures take along are unpacked: a browser packs them in another way.
 */
export function withoutCopies(notebook: string): [text: string, copies: Uint8Array[]] {
  const copies: Uint8Array[] = [];
  const parsed = JSON.parse(notebook);
  let text = notebook;
  for (const { outputs = [] } of parsed.cells) {
    for (const { data } of outputs) {
      if (!data?.["image/svg+xml"] || !data["image/png"]) continue;
      copies.push(Buffer.from(data["image/png"], "base64"));
      text = text.replace(data["image/png"], "");
    }
  }
  return [unpacked(text), copies];
}

/** Width and height in pixels. */
export function size(png: Uint8Array): [number, number] {
  const { width, height } = decode(png);
  return [width, height];
}

/** The share of pixels that differ, in brightness, by more than a quarter of the scale. */
export function difference(a: Uint8Array, b: Uint8Array): number {
  const [one, other] = [a, b].map(brightness);
  return one.filter((value, i) => Math.abs(value - other[i]) > 64).length / one.length;
}

function brightness(png: Uint8Array): number[] {
  const { data, width, height, channels, palette } = decode(png);
  return Array.from({ length: width * height }, (_, i) => {
    const [r, g, b] = palette ? palette[data[i]] : data.subarray(channels * i, channels * i + 3);
    return (r + g + b) / 3;
  });
}
