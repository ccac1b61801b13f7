/**
 * Writes lib/plotting/text/fontWidths.json: how wide the characters of the figures' fonts are, so that
 * figures can be laid out without a font engine. Run it after an update of a font:
 * `npx tsx scripts/dev/measureFonts.ts`. A test holds the table against the fonts.
 */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openSync } from "fontkit";
import { fontFiles } from "../../lib/plotting/node.js";

/** Latin with accents, Greek, and the signs of labels and ticks. */
const ranges = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x300, 0x308],
  [0x391, 0x3c9],
] as const;
const signs = "\u2009–—‘’“”•…′″‰⁰ⁱ⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉←→∂∆∑−√∞∫≈≠≤≥";

/** Advance widths in thousandths of the font size: for each width, the characters that have it. */
export function measureFont(file: string): Record<string, string> {
  const font = openSync(file);
  if (!("glyphForCodePoint" in font)) throw new Error(`${file} holds several fonts`);
  const widths = new Map<number, string>();
  const inRanges = ranges.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)),
  );
  for (const character of [...inRanges, ...signs]) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (!font.hasGlyphForCodePoint(codePoint)) continue;
    const advance = font.glyphForCodePoint(codePoint).advanceWidth;
    const width = Math.round((1000 * advance) / font.unitsPerEm);
    widths.set(width, (widths.get(width) ?? "") + character);
  }
  return Object.fromEntries([...widths].sort(([a], [b]) => a - b));
}

if (require.main === module) {
  const table = { upright: measureFont(fontFiles.upright), italic: measureFont(fontFiles.italic) };
  const file = join(__dirname, "../../lib/plotting/text/fontWidths.json");
  writeFileSync(file, `${JSON.stringify(table, null, 2)}\n`);
}
