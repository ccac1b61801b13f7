/** Tables below a cell: numbers with a few significant digits, labels with the markup of figures. */

import { plainText } from "../plotting/text/markup.js";
import { checkFinite, checkInteger, checkObject, wrongType } from "./check.js";
import { displayBundle } from "./display.js";
import { labelHtml } from "./html.js";
import { alignedColumns, withMinus } from "./text.js";

/** A table as data. Texts take the markup of figure labels: `"$g_{Na}$ (mS/cm²)"`. */
export interface Table {
  columns: readonly string[];
  rows: readonly (readonly (string | number)[])[];
  caption?: string;
  /** How many significant digits numbers have; 4 by default. */
  digits?: number;
}

/**
 * The number rounded to `digits` significant digits (4 by default), without trailing zeros:
 * `significant(-54.39999998)` is `"-54.4"`.
 *
 * @throws TypeError | RangeError unless x is finite and `digits` an integer from 1 to 100
 */
export function significant(x: number, digits = 4): string {
  checkFinite("significant", "x", x);
  checkInteger("significant", "digits", digits, 1, 100);
  const rounded = Number(x.toPrecision(digits));
  // The very largest numbers would be rounded up to Infinity.
  return Number.isFinite(rounded) ? String(rounded) : x.toPrecision(digits);
}

/**
 * Shows a table below the running cell: as HTML, and as text where HTML is not shown.
 *
 * @throws TypeError | RangeError when a row has more or fewer cells than there are columns, a cell is
 *   neither a text nor a finite number, the markup of a text is invalid, or `digits` is not an
 *   integer from 1 to 100
 */
export function showTable(table: Table): void {
  checkTable(table);
  displayBundle({ "text/html": tableHtml(table), "text/plain": tableText(table) });
}

export function checkTable(table: Table): void {
  checkObject("showTable", "table", table);
  const { columns, rows, caption, digits = 4 } = table;
  checkInteger("showTable", "digits", digits, 1, 100);
  if (!Array.isArray(columns)) throw wrongType("showTable", "columns", "an array", columns);
  if (!Array.isArray(rows)) throw wrongType("showTable", "rows", "an array", rows);
  for (const [j, column] of columns.entries()) checkText(`columns[${j}]`, column);
  for (const [i, row] of rows.entries()) {
    if (!Array.isArray(row) || row.length !== columns.length) {
      throw wrongType("showTable", `rows[${i}]`, `${columns.length} cells`, row);
    }
    for (const [j, cell] of row.entries()) {
      const name = `rows[${i}][${j}]`;
      if (typeof cell === "number") checkFinite("showTable", name, cell);
      else checkText(name, cell);
    }
  }
  if (caption !== undefined) checkText("caption", caption);
}

function checkText(name: string, text: unknown): void {
  if (typeof text !== "string") throw wrongType("showTable", name, "a string", text);
}

/** The table as HTML that needs no style sheet. */
export function tableHtml({ columns, rows, caption, digits }: Table): string {
  const line = (tag: "th" | "td", cells: readonly (string | number)[]) => {
    const open = tag === "th" ? '<th scope="col">' : "<td>";
    return `<tr>${cells.map((cell) => `${open}${labelHtml(asLabel(cell, digits))}</${tag}>`).join("")}</tr>`;
  };
  return [
    "<table>",
    ...(caption ? [`<caption>${labelHtml(caption)}</caption>`] : []),
    `<thead>${line("th", columns)}</thead>`,
    `<tbody>`,
    ...rows.map((row) => line("td", row)),
    `</tbody>`,
    "</table>",
  ].join("\n");
}

/** The table as lines of text, its columns aligned. */
export function tableText({ columns, rows, caption, digits }: Table): string {
  const cells = [columns, ...rows].map((row) =>
    row.map((cell) => plainText(asLabel(cell, digits))),
  );
  return [...(caption ? [plainText(caption)] : []), ...alignedColumns(cells)].join("\n");
}

/** A cell as a label; numbers have a true minus. */
export function asLabel(cell: string | number, digits?: number): string {
  return typeof cell === "number" ? withMinus(significant(cell, digits)) : cell;
}
