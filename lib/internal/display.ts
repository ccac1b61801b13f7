/** Shows one output in several formats at once; each front end draws the richest that it knows. */

/** The formats of one output, by MIME type; binary ones as base64. Plain text is never missing. */
export interface MimeBundle {
  readonly "text/plain": string;
  readonly [mimeType: string]: string;
}

/** What else a format needs, by MIME type: an image's width, and its description in words. */
export interface MimeMetadata {
  readonly [mimeType: string]: { readonly width: number; readonly alt?: string };
}

/** What `show` can show: the same in several formats. */
export interface Showable {
  /** What the figure shows, in words. */
  readonly description: string;
  /** How wide it is, in CSS pixels. */
  readonly width: number;
  /** The figure as the text of an SVG file. */
  readonly svg: string;
  /** The figure as a PNG file with `scale` pixels (by default 2) to one CSS pixel. */
  png(options?: { scale?: number }): Uint8Array;
  /** The figure as HTML, if it is one that a reader can play with. */
  readonly html?: string;
}

/** The part of `tslab/dist/jupyter.js` that sends an output to the running cell. */
interface KernelModule {
  lastWriteDisplayData?: ((output: object, update: boolean) => void) | null;
}

/** What tslab passes to the code of cells; its `require("tslab")` is the running kernel's own. */
interface CellContext {
  require(id: "tslab"): { display: { raw(mimeType: string, data: string): void } };
}

/** Displays a figure below the running cell; the PNG in it has `scale` pixels to one CSS pixel. */
export function displayFigure(figure: Showable, options: { scale?: number }): void {
  const data = {
    ...(figure.html ? { "text/html": figure.html } : { "image/svg+xml": figure.svg }),
    "image/png": Buffer.from(figure.png(options)).toString("base64"),
    "text/plain": figure.description,
  };
  displayBundle(data, { "image/png": { alt: figure.description, width: figure.width } });
}

/**
 * Displays one output below the running cell. A notebook keeps all formats of it and shows the best
 * that the page can draw: name that one first, since it is the only one shown by a tslab that can't
 * send several. Outside tslab the plain text goes to the console.
 */
export function displayBundle(data: MimeBundle, metadata: MimeMetadata = {}): void {
  const kernel = runningKernel();
  if (kernel) {
    kernel.write({ data, metadata, transient: {} }, false);
    return;
  }
  const cell = (globalThis as { __tslab__?: CellContext }).__tslab__;
  const [best] = Object.entries(data);
  if (cell && best) {
    cell.require("tslab").display.raw(...best);
    return;
  }
  console.log(data["text/plain"]);
}

/**
 * The tslab that runs this process: the file of its kernel module and the function that sends an
 * output; undefined outside tslab.
 *
 * `require("tslab")` could load another copy than the one that runs (a global tslab next to the
 * project's), and a copy that runs no kernel can't display. So look among the modules already
 * loaded for the one whose kernel has executed a cell. `lastWriteDisplayData` is not public: tslab's
 * version is pinned.
 */
export function runningKernel() {
  for (const [file, module] of Object.entries(require.cache)) {
    if (!/[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(file)) continue;
    const write = (module?.exports as KernelModule | undefined)?.lastWriteDisplayData;
    if (write) return { file, write };
  }
  return undefined;
}
