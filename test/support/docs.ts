import { readFileSync } from "node:fs";
import { join } from "node:path";

const docs = join(__dirname, "..", "..", "docs");

export const readDocs = (file: string) => readFileSync(join(docs, file), "utf8");

/** The rows of the table in a file of docs/ whose head has these first cells. */
export function tableRows(file: string, ...head: string[]): string[][] {
  const lines = readDocs(file).split("\n");
  const cells = (line: string) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
  const start = lines.findIndex((line) => head.every((cell, i) => cells(line)[i] === cell));
  const end = lines.findIndex((line, i) => i > start && !line.startsWith("|"));
  return lines.slice(start + 2, end).map(cells);
}
