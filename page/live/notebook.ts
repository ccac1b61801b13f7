/** The notebook as a file, with the reader's edits and what they gave. */

import { imageOf, pngOf, pngOfImage, svgText } from "./outputs.js";
import type { Library, Output, Pack } from "./protocol.js";

declare const library: Library;

export interface RunCell {
  readonly source: string;
  readonly outputs: readonly Output[];
  /** Of its figures with controls, in their order. */
  readonly pictures: readonly string[];
}

/** The text of an .ipynb file; `cells` are the code cells in their order. */
export async function notebookFile(pack: Pack, cells: readonly RunCell[]): Promise<string> {
  const { notebook } = pack;
  const hasInteractive = cells.some(({ pictures }) => pictures.length > 0);
  const parts = hasInteractive ? await partsOf(pack) : undefined;
  let count = 0;
  const written = await Promise.all(
    notebook.cells.map(async ({ id, cell_type, source, metadata }) => {
      if (cell_type !== "code") return { cell_type, id, metadata, source };
      const number = ++count;
      const cell = cells[number - 1];
      const pictures = [...cell.pictures];
      const outputs = await Promise.all(
        cell.outputs.map((output) =>
          "interactive" in output && parts
            ? interactiveOutput(output, pictures.shift() ?? "", parts)
            : outputOf(output),
        ),
      );
      return {
        ...{ cell_type, execution_count: number, id, metadata },
        ...{ outputs: outputs.flat(), source: cell.source },
      };
    }),
  );
  const { metadata } = notebook;
  return `${JSON.stringify({ cells: written, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

const display = (data: object, metadata: object) => [
  { data, metadata, output_type: "display_data" },
];

async function outputOf(output: Output): Promise<object[]> {
  if ("stream" in output) {
    return [{ name: output.stream, output_type: "stream", text: output.text }];
  }
  if ("interactive" in output) return [];
  if ("data" in output) return display(output.data, {});
  const png = await base64(await pngOf(output.figure, output.scale));
  return display(
    { "image/png": png, "image/svg+xml": svgText(output.figure), "text/plain": output.text },
    { "image/png": { width: output.figure.picture.width } },
  );
}

interface Assembled {
  readonly parts: Parameters<Library["outputHtml"]>[2];
  readonly hashes: Omit<Parameters<Library["outputHtml"]>[3], "script">;
}

/** What figures with controls bring along, as in Node. */
async function partsOf({ library, parts, guard }: Pack): Promise<Assembled> {
  const source = library.replace(guard, "");
  const stream = new Blob([source]).stream().pipeThrough(new CompressionStream("gzip"));
  const zipped = await base64(await new Response(stream).blob());
  const [ofLibrary, loader, style] = await Promise.all(
    [source, parts.loader, parts.style].map(hash),
  );
  return { parts: { ...parts, library: zipped }, hashes: { library: ofLibrary, loader, style } };
}

async function interactiveOutput(
  { interactive, text }: Extract<Output, { interactive: unknown }>,
  picture: string,
  { parts, hashes }: Assembled,
): Promise<object[]> {
  const { png, width } = await standInOf(picture);
  const still = { source: `data:image/png;base64,${png}`, width, alt: text };
  const script = await hash(interactive.script);
  const html = library.outputHtml(interactive, still, parts, { ...hashes, script });
  return display(
    { "image/png": png, "text/html": html, "text/plain": text },
    { "image/png": { alt: text, width } },
  );
}

/** The picture in base64, and its width: the PNG that came with the page, or the SVG that its frame drew. */
async function standInOf(picture: string): Promise<{ png: string; width: number }> {
  const { standInScale } = library;
  const image = await imageOf(picture);
  const [, png] = /^data:image\/png;base64,(.*)$/.exec(picture) ?? [];
  if (png !== undefined) return { png, width: Math.round(image.naturalWidth / standInScale) };
  return { png: await base64(await pngOfImage(image, standInScale)), width: image.naturalWidth };
}

async function hash(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `sha256-${await base64(new Blob([digest]))}`;
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
