/** An explorable figure as HTML: a frame with all that it needs inside, over a static picture. */

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { escapeHtml, labelHtml } from "../internal/html.js";
import { type Positions, positionText, type Slider, sliders } from "./settings.js";

/** A picture without what moves, drawn beforehand at several widths. */
export interface Templates {
  readonly name: string;
  readonly svgs: readonly { readonly width: number; readonly svg: string }[];
}

/** The static picture. */
export interface Still {
  readonly png: Uint8Array;
  /** In CSS pixels. */
  readonly width: number;
  readonly alt: string;
}

const title = "The shape of V̇, to explore";

/**
 * HTML for the output of a cell. Where frames are taken out, the picture is what is left; where
 * scripts don't run, the frame is empty and lets it be seen.
 */
export function outputHtml(positions: Positions, pictures: readonly Templates[], still: Still) {
  const source = `data:image/png;base64,${Buffer.from(still.png).toString("base64")}`;
  const fill = "position: absolute; inset: 0; width: 100%; height: 100%; border: 0";
  // The frame can't ask for its height: sliders are in one column, and so higher, below 540 pixels.
  const height = "min-height: clamp(910px, 99 * (550px - 100cqw), 1160px)";
  return `<div class="explorable" style="max-width: 720px; container-type: inline-size">
<div style="position: relative; ${height}">
<img alt="${escapeHtml(still.alt)}" width="${still.width}" style="max-width: 100%; height: auto" src="${source}">
<iframe title="${title}" sandbox="allow-scripts" style="${fill}" srcdoc="${escapeHtml(frameHtml(positions, pictures))}"></iframe>
</div>
</div>`;
}

/** The document inside the frame. Nothing is fetched, and only this script and these styles apply. */
function frameHtml(positions: Positions, pictures: readonly Templates[]): string {
  const script = bundled("frame.js");
  const style = bundled("frame-style.css");
  const policy = [
    "default-src 'none'",
    `script-src '${hash(script)}'`,
    `style-src '${hash(style)}'`,
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body hidden>
<main>
<form>
${sliders.map((slider) => sliderHtml(slider, positions[slider.name])).join("\n")}
<div class="link">
<button type="reset">Reset</button>
<button type="button" id="copy">Copy link</button>
<input id="link" readonly aria-label="Link to these settings">
<p id="copied" role="status"></p>
</div>
</form>
${pictures.map(figureHtml).join("\n")}
</main>
<script>${script}</script>
</body>
</html>`;
}

function sliderHtml(slider: Slider, position: number): string {
  const { name, label, min, max, step } = slider;
  const ends = `min="${min}" max="${max}" step="${step}" value="${position}"`;
  return `<div class="slider">
<label for="${name}">${labelHtml(label)}</label>
<output for="${name}">${positionText(slider, position)}</output>
<input type="range" id="${name}" ${ends}>
</div>`;
}

function figureHtml({ name, svgs }: Templates): string {
  const templates = svgs.map(
    ({ width, svg }) => `<template data-width="${width}">${svg}</template>`,
  );
  return `<figure id="${name}">
<div class="place"></div>
${templates.join("\n")}
<figcaption></figcaption>
</figure>`;
}

/** A file that scripts/setup/bundle.mjs has made of the folder frame/, for this module compiled or not. */
function bundled(file: string): string {
  const places = [__dirname, join(__dirname, "..", "dist", "explorable")];
  const found = places.map((place) => join(place, file)).find(existsSync);
  if (!found) throw new Error(`explorable: ${file} is missing: run npm run build`);
  return readFileSync(found, "utf8").trim();
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
