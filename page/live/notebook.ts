/** The notebook as a file, with the reader's edits and what they gave. */

import { pngOf, svgText } from "./outputs.js";
import type { Notebook, Output } from "./protocol.js";

export interface RunCell {
  readonly source: string;
  readonly outputs: readonly Output[];
}

/** The text of an .ipynb file; `cells` are the code cells in their order. */
export async function notebookFile(notebook: Notebook, cells: readonly RunCell[]): Promise<string> {
  let count = 0;
  const written = await Promise.all(
    notebook.cells.map(async ({ id, cell_type, source, metadata }) => {
      if (cell_type !== "code") return { cell_type, id, metadata, source };
      const number = ++count;
      const cell = cells[number - 1];
      const outputs = (await Promise.all(cell.outputs.map(outputOf))).flat();
      return { cell_type, execution_count: number, id, metadata, outputs, source: cell.source };
    }),
  );
  const { metadata } = notebook;
  return `${JSON.stringify({ cells: written, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

async function outputOf(output: Output): Promise<object[]> {
  if ("stream" in output) {
    return [{ name: output.stream, output_type: "stream", text: output.text }];
  }
  if ("kept" in output) return [];
  const display = (data: object, metadata: object) => [
    { data, metadata, output_type: "display_data" },
  ];
  if ("data" in output) return display(output.data, {});
  const bytes = new Uint8Array(await (await pngOf(output.figure, output.scale)).arrayBuffer());
  const png = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return display(
    { "image/png": png, "image/svg+xml": svgText(output.figure), "text/plain": output.text },
    { "image/png": { width: output.figure.picture.width } },
  );
}
