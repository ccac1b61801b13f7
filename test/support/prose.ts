/** What a committed notebook says in words, and what its cells print. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

interface RawCell {
  id: string;
  cell_type: string;
  source: string[];
  outputs?: { text?: string[]; data?: Record<string, string | string[]> }[];
}

/** A cell; what it has not is empty. */
export interface ReadCell {
  id: string;
  prose: string;
  code: string;
  /** What it printed, its tables and the descriptions of its figures, as text. */
  printed: string;
}

export interface ReadNotebook {
  name: string;
  cells: ReadCell[];
}

export function readNotebook(name: string): ReadNotebook {
  const path = join(__dirname, "..", "..", "notebooks", `${name}.ipynb`);
  const { cells } = JSON.parse(readFileSync(path, "utf8")) as { cells: RawCell[] };
  return {
    name,
    cells: cells.map(({ id, cell_type, source, outputs = [] }) => {
      const text = source.join("");
      const printed = outputs.flatMap(({ text = [], data = {} }) => [
        ...text,
        ...[data["text/plain"] ?? []].flat(),
      ]);
      return {
        id,
        prose: cell_type === "markdown" ? text : "",
        code: cell_type === "code" ? text : "",
        printed: printed.join(""),
      };
    }),
  };
}

/** The words of one cell. */
export function proseOf(notebook: ReadNotebook, id: string): string {
  const cell = notebook.cells.find((each) => each.id === id);
  if (!cell?.prose) throw new RangeError(`${notebook.name} has no text with the id ${id}`);
  return cell.prose;
}

/** A number in a text: its value, and after how many decimals it was rounded. */
export interface TextNumber {
  text: string;
  value: number;
  decimals: number;
}

/**
 * The numbers in a text, without those in formulas, code, links, headings' dates, years in brackets,
 * and the numerals of lists and sections.
 */
export function numbersIn(text: string): TextNumber[] {
  const words = text
    .replaceAll(/\$\$[^$]*\$\$|\$[^$\n]*\$|`[^`\n]*`/g, " formula ")
    .replaceAll(/\]\([^)]*\)/g, "]")
    .replaceAll(/^(#+ .*|\d+\. )/gm, "")
    .replaceAll(/\b(?:sections?|table|class) \d+(?:\.\d+)*/g, "")
    .replaceAll(/\b(?:of |al\. )?\(?(?:19|20)\d\d\)?/g, "");
  return [...words.matchAll(/(?<![\p{L}\d_.])[−-]?\d[\d_]*(?:\.(\d+))?(?:e[−-]?\d+)?/gu)].map(
    ([found, fraction = ""]) => ({
      text: found,
      value: Number(found.replace("−", "-").replaceAll("_", "")),
      decimals: fraction.length,
    }),
  );
}

/** The numbers in a notebook's prose, references apart, that no cell prints or starts from. */
export function unfoundedNumbers({ cells }: ReadNotebook): string[] {
  const known = cells.flatMap(({ printed, code }) => [...numbersIn(printed), ...numbersIn(code)]);
  const isKnown = ({ value, decimals }: TextNumber) => {
    // Rounding as in the prose, with room for that of the printed number before it.
    const room = 0.5001 * 10 ** -decimals;
    return known.some((other) => Math.abs(other.value - value) <= room);
  };
  return cells
    .filter(({ id }) => id !== "references")
    .flatMap(({ id, prose }) =>
      numbersIn(prose)
        .filter((number) => !isKnown(number))
        .map(({ text }) => `${text} in ${id}`),
    );
}
