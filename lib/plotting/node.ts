/** Draws figures without a browser: SVG text through jsdom, PNG through resvg. */

import { Resvg } from "@resvg/resvg-js";
import { JSDOM } from "jsdom";
import { drawFigure } from "./draw.js";
import { encodePng } from "./png.js";
import type { FigureSpec } from "./spec.js";

/** The fonts of `fonts` in text.ts, as files. */
export const fontFiles = {
  upright: require.resolve("@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf"),
  italic: require.resolve("@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf"),
};

const { window } = new JSDOM("");
const serializer = new window.XMLSerializer();

/** The figure as the text of an SVG file. */
export function renderSvg(spec: FigureSpec): string {
  return serializer.serializeToString(drawFigure(spec, window.document) as never);
}

/** An SVG as a PNG with `scale` pixels per CSS pixel. */
export function renderPng(svg: string, scale: number): Uint8Array {
  const image = new Resvg(svg, {
    fitTo: { mode: "zoom", value: scale },
    font: { loadSystemFonts: false, fontFiles: Object.values(fontFiles) },
  });
  return encodePng(image.render());
}
