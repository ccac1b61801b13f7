/** In a browser: its own document draws. */

import { drawFigure } from "../plotting/draw.js";
import type { FigureSpec } from "../plotting/spec.js";

/** The figure as the text of an SVG file; only where there is a document. */
export function renderSvg(spec: FigureSpec): string {
  if (!globalThis.document) {
    throw new Error(
      "svg: there is nothing to draw with while a cell runs: show the figure instead",
    );
  }
  return new XMLSerializer().serializeToString(drawFigure(spec, document) as never);
}

export function renderPng(): never {
  throw new Error(
    "png: a page has no fonts to draw with while a cell runs: show the figure instead",
  );
}
