/** Outputs of a cell as elements. What cells made is data here: nothing of it can run. */

import type { DrawnFigure, Failure, Library, Output, Pack } from "./protocol.js";
import { safeHtml } from "./safeHtml.js";

declare const library: Library;

export interface FigureTools {
  csv(figure: number): void;
  readonly pack: Pack;
}

type InteractiveOutput = Extract<Output, { interactive: unknown }>;

/** Whether a cell's outputs are figures with controls, and nothing else. */
export function areInteractive(outputs: readonly Output[]): outputs is InteractiveOutput[] {
  return outputs.length > 0 && outputs.every((one) => "interactive" in one);
}

export function drawn({ picture, words }: DrawnFigure): SVGSVGElement {
  return library.drawPicture(picture, words, document) as unknown as SVGSVGElement;
}

export function elementsOf(outputs: readonly Output[], tools: FigureTools): HTMLElement[] {
  let figures = 0;
  return outputs.flatMap((output): HTMLElement[] => {
    if ("stream" in output) return [printed(output.stream, output.text)];
    if ("figure" in output) return [figure(output.figure, figures++, tools)];
    if ("interactive" in output) return [interactiveFigure(output, tools.pack)];
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

/** What a cell says at its end of why it has no result, as tslab does. */
export function failed(failure: Failure, nameOf: (cell: number) => string): Output {
  const text = () => {
    if ("waitsFor" in failure) return `Waits for ${nameOf(failure.waitsFor)}, which has an error.`;
    const { line, column, message } = failure;
    return line === undefined ? message : `${line}:${column} - ${message}`;
  };
  return { stream: "stderr", text: `${text()}\n` };
}

/**
 * A frame in a sandbox, in which the figure's source runs in workers only, and where it has its
 * picture for print: host.ts of lib/ puts it there.
 */
function interactiveFigure(
  { interactive, text }: InteractiveOutput,
  { parts, libraryId }: Pack,
): HTMLElement {
  const element = document.createElement("div");
  element.className = "output interactive";
  element.style.maxWidth = "720px";
  const box = document.createElement("div");
  Object.assign(box.style, { position: "relative", minHeight: "20rem" });
  const image = document.createElement("img");
  image.alt = text;
  const frame = document.createElement("iframe");
  frame.title = interactive.title;
  frame.setAttribute("sandbox", "allow-scripts");
  Object.assign(frame.style, { position: "absolute", inset: "0", border: "0" });
  Object.assign(frame.style, { width: "100%", height: "100%" });
  frame.srcdoc = library.liveFrameHtml(interactive, parts, libraryId);
  box.append(image, frame);
  element.append(box);
  return element;
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
  const source = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(figure))}`;
  return pngOfImage(await imageOf(source), scale);
}

/** The image of a data: URL, decoded. */
export async function imageOf(source: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = source;
  await image.decode();
  return image;
}

/** The image as a PNG with `scale` pixels to one of its own. */
export function pngOfImage(image: HTMLImageElement, scale: number): Promise<Blob> {
  const canvas = document.createElement("canvas");
  const width = Math.round(scale * image.naturalWidth);
  const height = Math.round(scale * image.naturalHeight);
  Object.assign(canvas, { width, height });
  canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
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
