import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import type { Page } from "playwright-core";

// All that a page may ask for; what is not named, it may not. Styles can't run or fetch anything.
const ALLOWED: Record<string, RegExp> = {
  "default-src": /^'none'$/,
  "img-src": /^data:$/,
  "font-src": /^data:$/,
  "style-src": /^'unsafe-inline'$/,
  // The kernel of the page, a worker without an origin, evaluates what a reader writes.
  "script-src": /^'(sha256-[\w+/]+=|unsafe-eval)'$/,
  "connect-src": /^'none'$/,
  "worker-src": /^blob:$/,
  "base-uri": /^'none'$/,
  "form-action": /^'none'$/,
};

/** Asserts that nothing is fetched, and that only the scripts run that stand in the page. */
export async function assertStrictPolicy(page: Page): Promise<void> {
  const first = page.locator("head > meta[charset] + meta");
  assert.equal(await first.getAttribute("http-equiv"), "Content-Security-Policy");
  const directives = ((await first.getAttribute("content")) ?? "")
    .split("; ")
    .map((directive) => directive.split(" "));
  for (const [name, ...sources] of directives) {
    assert.ok(sources.length > 0);
    for (const source of sources) assert.match(source, ALLOWED[name] ?? /^never$/, name);
  }
  const names = directives.map(([name]) => name);
  for (const name of ["default-src", "script-src", "base-uri", "form-action"]) {
    assert.ok(names.includes(name), name);
  }
  // Those of frames as well, which need not have loaded yet.
  const scripts = await page.evaluate(() => {
    const found: string[] = [];
    const open: Document[] = [document];
    for (let one = open.pop(); one; one = open.pop()) {
      for (const { textContent } of one.querySelectorAll("script:not([type])")) {
        found.push(textContent ?? "");
      }
      for (const { srcdoc } of one.querySelectorAll("iframe")) {
        open.push(new DOMParser().parseFromString(srcdoc, "text/html"));
      }
    }
    return found;
  });
  // Figures with controls add the library to themselves, as soon as it is unpacked.
  const packed = await page.locator("script[id^=page-library-]").allTextContents();
  scripts.push(...packed.map(unpacked));
  // What a page that runs adds when a reader asks for it.
  for (const text of await page.locator("#page-live").allTextContents()) {
    const { live, frame, parts } = JSON.parse(unpacked(text));
    scripts.push(live, frame, parts.loader);
  }
  const hashes = scripts.map((script) => {
    const digest = createHash("sha256").update(script).digest("base64");
    return `'sha256-${digest}'`;
  });
  const [, ...named] = directives.find(([name]) => name === "script-src") ?? [];
  const hashed = named.filter((source) => source !== "'unsafe-eval'");
  assert.deepEqual([...new Set(hashes)].sort(), hashed.sort());
}

const unpacked = (text: string) => gunzipSync(Buffer.from(text, "base64")).toString();
