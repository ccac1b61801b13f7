/** A figure with controls: its initial picture, and the page that brings it to life. */

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { tableText } from "../internal/tables.js";
import { describe } from "../plotting/describe.js";
import { plainText } from "../plotting/text/markup.js";
import type { Showable } from "../plotting.js";
import { type Controls, readableText } from "./controls.js";
import { definitionOf, type InteractiveOptions } from "./definition.js";
import { outputHtml, standInScale } from "./html.js";
import { stacked } from "./shown.js";

export type { InteractiveOptions } from "./definition.js";

/** jsdom, Plot and resvg take most of a second to load: only when something is drawn. */
const renderer = () => require("../plotting/node.js") as typeof import("../plotting/node.js");

/**
 * Figures that a reader plays with where no kernel runs: `controls` set numbers, choices, switches
 * and points, and `figures` makes figures and tables of them, in the reader's browser. Where scripts
 * don't run, they stand still, as a picture with 1.25 pixels per CSS pixel by default.
 *
 * @returns a figure for `show`
 * @throws TypeError | RangeError for arguments that make no sense
 * @throws ReferenceError when `figures` uses a name that the reader's page will not have
 *
 * @example
 * show(interactive({
 *   controls: { a: { label: "$a$", min: 0, max: 2, step: 0.1, value: 1 } },
 *   figures: ({ a }, {}, lib) => {
 *     const x = lib.linspace(0, 10, 200);
 *     return { sine: lib.linePlot({ series: [{ x, y: x.map((x) => Math.sin(a * x)) }] }) };
 *   },
 * }));
 */
export function interactive<const C extends Controls, const K extends object = object>(
  options: InteractiveOptions<C, K>,
): Showable {
  const figure = definitionOf(options);
  const contents = figure.contents.map(({ content }) => content());
  const width = Math.max(320, ...contents.map(({ spec }) => spec?.width ?? 0));
  const settings = Object.entries(figure.page.controls).map(([name, control]) => {
    return `${plainText(control.label)}: ${readableText(control, figure.values[name])}`;
  });
  const drawn = contents.map(({ spec, table, caption }) => {
    return { svg: spec && renderer().renderSvg(spec), table, caption };
  });
  const svg = stacked(drawn, width, settings);
  const standIn = renderer().renderPng(svg, standInScale);
  const png = ({ scale = standInScale } = {}) =>
    scale === standInScale ? standIn : renderer().renderPng(svg, scale);
  const words = contents.map(({ spec, table, caption }) =>
    [spec ? describe(spec).title : "", table ? tableText(table) : "", caption ?? ""]
      .filter((text) => text !== "")
      .join(": "),
  );
  const description = [figure.title, ...words].join("\n");
  const source = `data:image/png;base64,${Buffer.from(standIn).toString("base64")}`;
  const parts = {
    library: built("library.txt", "browser"),
    loader: built("loader.js"),
    host: built("host.js"),
    style: built("style.css"),
  };
  const hashes = {
    library: built("library.hash", "browser"),
    loader: hash(parts.loader),
    style: hash(parts.style),
    script: hash(figure.script),
  };
  const html = outputHtml(figure, { source, width, alt: description }, parts, hashes);
  return { svg, width, png, description, html };
}

/** A file that scripts/setup/bundle.mjs has made, for this module compiled or not. */
function built(file: string, folder = "interactive"): string {
  const places = [join(__dirname, ".."), join(__dirname, "..", "dist")];
  const found = places.map((place) => join(place, folder, file)).find(existsSync);
  if (!found) throw new Error(`interactive: ${file} is missing: run npm run build`);
  return readFileSync(found, "utf8").trim();
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
