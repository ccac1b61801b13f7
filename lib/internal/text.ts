/** How numbers and tables are written as plain text. */

/** A number's text with a true minus for each hyphen: "−1e−7". */
export function withMinus(number: string): string {
  return number.replaceAll("-", "\u2212");
}

/** Rows of cells as lines of text, with the columns aligned. */
export function alignedColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, j) => Math.max(...rows.map((row) => widthOf(row[j]))));
  return rows.map((row) =>
    row
      .map((cell, j) => cell + " ".repeat(widths[j] - widthOf(cell)))
      .join("  ")
      .trimEnd(),
  );
}

/** How many columns a text takes: accents stand above the letter before them. */
function widthOf(text: string): number {
  return [...text.replace(/\p{Mn}/gu, "")].length;
}
