/** Texts as HTML that needs no style sheet. */

import { parseLabel } from "../plotting/text/markup.js";

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** The text with `&`, `<`, `>` and `"` escaped: for contents and for attributes in double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character]);
}

/** A label in the markup of figures as HTML: `<i>g</i><sub>Na</sub>`. */
export function labelHtml(label: string): string {
  const lines = parseLabel(label).map((runs) =>
    runs
      .map(({ text, italic, shift }) => {
        const styled = italic ? `<i>${escapeHtml(text)}</i>` : escapeHtml(text);
        if (shift === 0) return styled;
        return shift < 0 ? `<sub>${styled}</sub>` : `<sup>${styled}</sup>`;
      })
      .join(""),
  );
  return lines.join("<br>");
}
