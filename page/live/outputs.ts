/** Outputs of a cell as elements. What cells made is data here: nothing of it can run. */

import type { DrawnFigure, Failure, Library, Output } from "./protocol.js";
import { safeHtml } from "./safeHtml.js";

declare const library: Library;

export interface FigureTools {
  csv(figure: number): void;
}

export function drawn({ picture, words }: DrawnFigure): SVGSVGElement {
  return library.drawPicture(picture, words, document) as unknown as SVGSVGElement;
}

export function elementsOf(outputs: readonly Output[], tools: FigureTools): HTMLElement[] {
  let figures = 0;
  return outputs.flatMap((output): HTMLElement[] => {
    if ("stream" in output) return [printed(output.stream, output.text)];
    if ("figure" in output) return [figure(output.figure, figures++, tools)];
    if ("kept" in output) return [];
    const { "text/html": html, "text/plain": plain = "" } = output.data;
    if (html === undefined) return [printed("stdout", plain)];
    const element = document.createElement("div");
    element.className = "output html";
    element.append(safeHtml(html));
    return [element];
  });
}

export function printed(stream: string, text: string): HTMLElement {
  const element = document.createElement("pre");
  element.className = `output ${stream}`;
  element.tabIndex = 0;
  element.textContent = text;
  return element;
}

export function failed(failure: Failure, nameOf: (cell: number) => string): HTMLElement {
  if ("waitsFor" in failure) {
    const text = `Waits for ${nameOf(failure.waitsFor)}, which has an error.`;
    return printed("stderr waits", text);
  }
  const { line, column, message } = failure;
  return printed("stderr", line === undefined ? message : `${line}:${column} - ${message}`);
}

function figure(data: DrawnFigure, index: number, tools: FigureTools): HTMLElement {
  const element = document.createElement("figure");
  element.className = "output alive";
  const svg = drawn(data);
  const buttons = document.createElement("div");
  buttons.className = "downloads";
  const button = (name: string, act: () => void) => {
    const one = document.createElement("button");
    one.type = "button";
    one.textContent = name;
    one.setAttribute("aria-label", `Download this figure as ${name}`);
    one.addEventListener("click", act);
    buttons.append(one);
  };
  button("SVG", () => save("figure.svg", "image/svg+xml", svgText(data)));
  button("PNG", async () => save("figure.png", "image/png", await pngOf(data)));
  button("CSV", () => tools.csv(index));
  element.append(svg, buttons);
  return element;
}

export const svgText = (figure: DrawnFigure) =>
  new XMLSerializer().serializeToString(drawn(figure));

/** The figure as a PNG with `scale` pixels to one of CSS. */
export async function pngOf(figure: DrawnFigure, scale = 2): Promise<Blob> {
  const { width, height } = figure.picture;
  const image = new Image(scale * width, scale * height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(figure))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: scale * width, height: scale * height });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no PNG can be made here"))));
  });
}

/** Offers a file for download. */
export function save(name: string, type: string, content: string | Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
