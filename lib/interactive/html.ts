/** An interactive figure as HTML: a frame with all that it needs inside, over a static picture. */

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { escapeHtml } from "../internal/html.js";
import type { Controls } from "./controls.js";

/** What the frame needs to know about the figure. */
export interface PageData {
  readonly id: string;
  readonly controls: Controls;
  /** The figures' names in their order, and which of them are computed together. */
  readonly names: readonly string[];
  readonly parts: readonly (readonly string[])[];
}

/** The static picture. */
export interface Still {
  readonly png: Uint8Array;
  /** In CSS pixels. */
  readonly width: number;
  readonly alt: string;
}

/**
 * HTML for the output of a cell. Where frames are taken out, the picture is what is left; where
 * scripts don't run, the empty frame lets it show through. Once the frame is alive, it sends the page
 * its height, and its picture for printing; `host.js` listens.
 */
export function outputHtml(
  { title, script, page }: { title: string; script: string; page: PageData },
  { png, width, alt }: Still,
): string {
  const source = `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
  const frame = frameHtml(title, script, page);
  const fill = "position: absolute; inset: 0; width: 100%; height: 100%; border: 0";
  return `<div class="interactive" style="max-width: 720px">
<div style="position: relative">
<img alt="${escapeHtml(alt)}" width="${width}" style="max-width: 100%; height: auto" src="${source}">
<iframe title="${escapeHtml(title)}" sandbox="allow-scripts" style="${fill}" onload="${escapeHtml(built("host.js"))}" srcdoc="${escapeHtml(frame)}"></iframe>
</div>
</div>`;
}

/** The document inside the frame. Nothing is fetched, and only these scripts and styles apply. */
function frameHtml(title: string, script: string, page: PageData): string {
  const [loader, style] = [built("loader.js"), built("style.css")];
  const library = built("library.txt", "browser");
  const scripts = [script, loader].map(hash).concat(built("library.hash", "browser"));
  const policy = [
    "default-src 'none'",
    `script-src ${scripts.map((one) => `'${one}'`).join(" ")}`,
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
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body hidden>
<main></main>
<script type="application/json" id="page">${JSON.stringify(page).replaceAll("<", "\\u003c")}</script>
<script type="text/plain" id="library">${library}</script>
<script id="definition">${script}</script>
<script>${loader}</script>
</body>
</html>`;
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
