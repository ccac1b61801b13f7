import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { root } from "../../scripts/setup/environment.mjs";

/** Relative luminance, as WCAG 2 has it, of a colour like #1f77b4. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(colour.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe("The colours of figures on a dark page", () => {
  const file = join(root, "lib", "plotting", "dark.json");
  const dark = new Map<string, string>(Object.entries(JSON.parse(readFileSync(file, "utf8"))));
  const paper = dark.get("#fff") ?? "";

  it("stand out from the paper as text must, 4.5 to 1, but for the paper and its grid", () => {
    assert.ok(dark.size >= 15);
    for (const [light, colour] of dark) {
      if (light === "#fff" || light === "#ddd") continue;
      const contrast = (luminance(colour) + 0.05) / (luminance(paper) + 0.05);
      assert.ok(contrast >= 4.5, `${colour}: ${contrast}`);
    }
  });

  it("has one for each colour that lib/plotting draws in", () => {
    const lines = readFileSync(join(root, "lib", "plotting", "style.ts"), "utf8");
    for (const [colour] of lines.matchAll(/#[0-9a-f]{6}\b/g)) assert.ok(dark.has(colour), colour);
  });

  it("has the paper and the ink of the page", () => {
    const css = readFileSync(join(root, "page", "template", "style.css"), "utf8");
    const [, scheme] = css.split("prefers-color-scheme: dark");
    for (const [name, light] of [
      ["paper", "#fff"],
      ["ink", "#000"],
    ])
      assert.ok(scheme.includes(`--${name}: ${dark.get(light)};`), name);
  });
});
