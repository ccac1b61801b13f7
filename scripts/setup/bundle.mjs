/**
 * Bundles what runs in a reader's browser:
 * - lib/dist/browser/library.js, the library with what only Node can do replaced: a classic script
 *   that makes the global `library`, in a document as in a worker (see lib/browser.ts);
 * - lib/dist/explorable/, the script and the style sheet of explorable figures.
 */

import { dirname, join, relative } from "node:path";
import { build } from "esbuild";
import { root } from "./environment.mjs";

const lib = join(root, "lib");

/** @type {import("esbuild").BuildOptions} */
const common = {
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  // Letters stay what they are: the page is UTF-8, and escapes are longer.
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
};

/** Modules of lib/ that need Node, and what takes their place in a browser. */
const replaced = new Map(
  Object.entries({
    "internal/display": "display",
    "plotting/node": "renderer",
    "ensemble/pool": "pool",
    repro: "repro",
    explorable: "explorable",
  }).map(([file, browser]) => [join(lib, file), join(lib, "browser", `${browser}.ts`)]),
);

/** @type {import("esbuild").Plugin} */
const forBrowsers = {
  name: "for browsers",
  setup({ onResolve }) {
    onResolve({ filter: /^\.{1,2}\// }, ({ path, importer }) => {
      const module = join(dirname(importer), path).replace(/\.js$/, "");
      return { path: replaced.get(module) };
    });
    onResolve({ filter: /^node:fs$/ }, () => ({ path: join(lib, "browser", "files.ts") }));
    // Nothing else of Node may come along unnoticed.
    onResolve({ filter: /^node:/ }, ({ path, importer }) => ({
      errors: [{ text: `${relative(root, importer)} needs ${path}, which browsers do not have` }],
    }));
  },
};

await Promise.all([
  build({
    ...common,
    entryPoints: [join(lib, "browser.ts")],
    outfile: join(lib, "dist", "browser", "library.js"),
    globalName: "library",
    // Plot would place lines half a pixel elsewhere on screens of low resolution.
    define: { "window.devicePixelRatio": "2" },
    plugins: [forBrowsers],
  }),
  build({
    ...common,
    entryPoints: {
      frame: join(lib, "explorable", "frame", "main.ts"),
      "frame-style": join(lib, "explorable", "frame", "style.css"),
    },
    outdir: join(lib, "dist", "explorable"),
  }),
]);
