/** An interactive figure as HTML: a frame with all that it needs inside, over a static picture. */

import { escapeHtml } from "../internal/html.js";
import type { Interactive } from "./definition.js";

/** Pixels of the static picture per CSS pixel: a notebook has it twice, and where scripts run nobody sees it. */
export const standInScale = 1.25;

/** The static picture. */
export interface Still {
  /** A data: URL. */
  readonly source: string;
  /** In CSS pixels. */
  readonly width: number;
  readonly alt: string;
}

/** What every figure brings along, as scripts/setup/bundle.mjs makes it. */
export interface Parts {
  /** The library, gzipped, in base64. */
  readonly library: string;
  /** Scripts: what starts the figure, and what the page around the frame runs. */
  readonly loader: string;
  readonly host: string;
  readonly style: string;
}

/** Hashes as a policy has them: `sha256-…`; of the library as it is unpacked. */
export type Hashes = Readonly<Record<"library" | "loader" | "style" | "script", string>>;

/**
 * HTML for the output of a cell. Where frames are taken out, the picture is what is left; where
 * scripts don't run, the empty frame lets it show through. Once the frame is alive, it sends the page
 * its height, and its picture for printing; `host.js` listens.
 */
export function outputHtml(
  figure: Pick<Interactive, "title" | "script" | "page">,
  { source, width, alt }: Still,
  parts: Parts,
  hashes: Hashes,
): string {
  const { title, script } = figure;
  const policy = [
    "default-src 'none'",
    `script-src '${hashes.script}' '${hashes.loader}' '${hashes.library}'`,
    `style-src '${hashes.style}'`,
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  const frame = frameHtml(figure, parts, {
    head: `<meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}">\n`,
    library: `<script type="text/plain" id="library">${parts.library}</script>`,
    definition: `<script id="definition">${script}</script>`,
  });
  const fill = "position: absolute; inset: 0; width: 100%; height: 100%; border: 0";
  return `<div class="interactive" style="max-width: 720px">
<div style="position: relative">
<img alt="${escapeHtml(alt)}" width="${width}" style="max-width: 100%; height: auto" src="${source}">
<iframe title="${escapeHtml(title)}" sandbox="allow-scripts" style="${fill}" onload="${escapeHtml(parts.host)}" srcdoc="${escapeHtml(frame)}"></iframe>
</div>
</div>`;
}

/**
 * The document of a frame in a page whose cells run: the page's own policy applies to it, the page
 * has the library under this id, and the figure's source runs in workers only.
 */
export function liveFrameHtml(
  figure: Pick<Interactive, "title" | "script" | "page">,
  parts: Pick<Parts, "loader" | "style">,
  libraryId: string,
): string {
  return frameHtml(figure, parts, {
    head: "",
    library: `<script type="text/plain" id="library" data-from="${libraryId}"></script>`,
    definition: `<script type="text/plain" id="definition">${figure.script}</script>`,
  });
}

/** The document inside the frame. Nothing is fetched, and only these scripts and styles apply. */
function frameHtml(
  { title, page }: Pick<Interactive, "title" | "page">,
  { loader, style }: Pick<Parts, "loader" | "style">,
  { head, library, definition }: Readonly<Record<"head" | "library" | "definition", string>>,
): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
${head}<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body hidden>
<main></main>
<script type="application/json" id="page">${JSON.stringify(page).replaceAll("<", "\\u003c")}</script>
${library}
${definition}
<script>${loader}</script>
</body>
</html>`;
}
