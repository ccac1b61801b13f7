/** What a figure's function returns, and how that looks without a page: as one SVG. */

import { checkObject, wrongType } from "../internal/check.js";
import { asLabel, checkTable, type Table } from "../internal/tables.js";
import type { FigureSpec } from "../plotting/spec.js";
import { parseLabel, plainText } from "../plotting/text/markup.js";
import { fitted, fonts, labelSize, textWidth, unbroken, upright } from "../plotting/text/text.js";
import type { Figure } from "../plotting.js";

/** A figure or a table, with a sentence below it if there is one to say. */
export type Shown =
  | (Figure & { readonly caption?: string })
  | Table
  | { readonly figure: Figure | Table; readonly caption: string };

/** Either a figure as data or a table. */
export interface Content {
  readonly spec?: FigureSpec;
  readonly table?: Table;
  readonly caption?: string;
}

/** What was returned under this name, checked; a function is called for it. */
export function contentOf(name: string, given: unknown): Content {
  const value = typeof given === "function" ? given() : given;
  checkObject("interactive", `figures' ${name}`, value);
  if ("figure" in value) {
    const { figure, caption } = value;
    if (typeof caption !== "string") {
      throw wrongType("interactive", `figures' ${name}.caption`, "a string", caption);
    }
    return { ...contentOf(name, figure), caption };
  }
  if ("spec" in value) return { spec: value.spec, caption: value.caption };
  if (!("columns" in value)) {
    throw wrongType("interactive", `figures' ${name}`, "a figure or a table", value);
  }
  checkTable(value);
  return { table: value };
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** As many of the words on a line as there is room for. */
function wrapped(words: readonly string[], room: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const longer = lines.length > 0 ? `${lines.at(-1)}  ·  ${word}` : word;
    const fits = textWidth(parseLabel(longer).flat(), labelSize) <= room;
    if (fits && lines.length > 0) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** SVGs, tables, captions, and at the end the values of the controls, stacked as one SVG. */
export function stacked(
  parts: readonly { svg?: string; table?: Table; caption?: string }[],
  width: number,
  settings: readonly string[],
): string {
  let height = 0;
  const text = (line: string, x = 10) => {
    const place = { x, y: height - 6, "font-size": labelSize - 1 };
    const all = { ...place, ...fitted(upright(line), labelSize - 1) };
    const attributes = Object.entries(all).map(([name, value]) => ` ${name}="${value}"`);
    return `<text${attributes.join("")}>${escaped(unbroken(line))}</text>`;
  };
  const pieces = parts.flatMap(({ svg, table, caption }) => {
    const pieces: string[] = [];
    if (svg) {
      pieces.push(svg.replace("<svg ", `<svg y="${height}" `));
      height += Number(/ height="([\d.]+)"/.exec(svg)?.[1]);
    }
    if (table) {
      const { columns, rows, digits } = table;
      const cells = [columns, ...rows].map((row) => row.map((cell) => asLabel(cell, digits)));
      const left = columns.map((_, j) => {
        const widths = cells.map((row) => textWidth(parseLabel(row[j]).flat(), labelSize));
        return Math.max(...widths) + 20;
      });
      for (const row of cells) {
        height += 22;
        let x = 10;
        for (const [j, cell] of row.entries()) {
          pieces.push(text(plainText(cell), x));
          x += left[j];
        }
      }
    }
    if (caption) {
      height += 22;
      pieces.push(text(caption));
    }
    return pieces;
  });
  for (const line of wrapped(settings, width - 20)) {
    height += 22;
    pieces.push(text(line));
  }
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  const paper = `<rect width="${width}" height="${height}" fill="#fff"/>`;
  const font = `font-family="${fonts.upright}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${font}>${paper}${pieces.join("")}</svg>`;
}
