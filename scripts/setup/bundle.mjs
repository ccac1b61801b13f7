/**
 * Bundles what runs in a reader's browser:
 * - lib/dist/browser/library.js, the library with what only Node can do replaced: a classic script
 *   that makes the global `library`, in a document as in a worker (see lib/browser/library.ts);
 *   as a module for other bundlers, library.mjs; compressed as library.txt, whose hash,
 *   uncompressed, is in library.hash;
 * - lib/dist/interactive/, what is in the frames of interactive figures and around them;
 * - lib/dist/page/, what a page runs beside the library: its own code, its kernel, and what its
 *   editor says of the library's names.
 */

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, parse, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { descriptionsOf } from "./descriptions.mjs";
import { root } from "./environment.mjs";

const lib = join(root, "lib");
const live = join(root, "page", "live");

/** Figures that are drawn in a page take its colours where it is dark; page/exporter/dark.py has the same. */
const dark = JSON.parse(readFileSync(join(lib, "plotting", "dark.json"), "utf8"));
const rules = Object.entries(dark).flatMap(([light, dark]) =>
  ["fill", "stroke"].map((what) => `figure svg [${what}="${light}"]{${what}:${dark}}`),
);
// Text has no colour of its own where it is ink.
const ink = `figure svg{fill:${dark["#000"]}}`;
const darkStyle = `@media screen and (prefers-color-scheme:dark){${[ink, ...rules].join("")}}`;

/** @type {import("esbuild").BuildOptions} */
const common = {
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  // Letters stay what they are: the page is UTF-8, and escapes are longer.
  charset: "utf8",
  legalComments: "none",
  footer: { css: darkStyle },
  logLevel: "warning",
};

/** Modules of lib/ that need Node, and what takes their place in a browser. */
const replaced = new Map(
  Object.entries({
    "internal/display": "display",
    "plotting/node": "renderer",
    "ensemble/pool": "pool",
    repro: "repro",
    "interactive/figure": "interactive",
  }).map(([file, browser]) => [join(lib, file), join(lib, "browser", `${browser}.ts`)]),
);

/** @type {import("esbuild").Plugin} */
const forBrowsers = {
  name: "for browsers",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.{1,2}\// }, ({ path, importer }) => {
      const module = join(dirname(importer), path).replace(/\.js$/, "");
      return { path: replaced.get(module) };
    });
    onResolve({ filter: /^node:(fs|path)$/ }, () => ({ path: join(lib, "browser", "files.ts") }));
    onResolve({ filter: /^node:vm$/ }, () => ({ path: join(lib, "browser", "vm.ts") }));
    // Of what Plot brings along: figures have no maps, trees, contours, colour scales and their axes,
    // animations or calendars.
    onResolve(
      {
        filter:
          /^d3-(axis|contour|delaunay|dispatch|dsv|ease|geo|hierarchy|quadtree|scale-chromatic|time-format|timer|transition)$/,
      },
      ({ path }) => {
        return { path, namespace: "absent" };
      },
    );
    onLoad({ filter: /./, namespace: "absent" }, async ({ path }) => {
      const names = Object.keys(await import(path));
      return { contents: names.map((name) => `export const ${name} = () => {};`).join("\n") };
    });
    // Nothing else of Node may come along unnoticed.
    onResolve({ filter: /^node:/ }, ({ path, importer }) => ({
      errors: [{ text: `${relative(root, importer)} needs ${path}, which browsers do not have` }],
    }));
  },
};

const browser = join(lib, "dist", "browser");

/** @type {import("esbuild").BuildOptions} */
const forPages = {
  ...common,
  entryPoints: [join(lib, "browser", "library.ts")],
  // Plot would place lines half a pixel elsewhere on screens of low resolution.
  define: { "window.devicePixelRatio": "2" },
  // Its modules, of which few are needed; the package's entry is all of them in one file.
  alias: { "ml-matrix": join(root, "node_modules", "ml-matrix", "src", "index.js") },
  plugins: [forBrowsers],
};

await Promise.all([
  build({ ...forPages, outfile: join(browser, "library.js"), globalName: "library" }),
  build({ ...forPages, outfile: join(browser, "library.mjs"), format: "esm" }),
  build({
    ...common,
    entryPoints: ["loader.ts", "host.ts", "style.css"].map((file) => ({
      in: join(lib, "interactive", "frame", file),
      out: parse(file).name,
    })),
    outdir: join(lib, "dist", "interactive"),
  }),
  build({
    ...common,
    entryPoints: {
      live: join(live, "main.ts"),
      kernel: join(live, "kernel.ts"),
      frame: join(live, "frame.js"),
      "live-style": join(live, "live.css"),
    },
    outdir: join(lib, "dist", "page"),
  }),
]);

const descriptions = descriptionsOf(join(lib, "dist", "index.d.ts"));
writeFileSync(join(lib, "dist", "page", "descriptions.json"), JSON.stringify(descriptions));

const library = readFileSync(join(browser, "library.js"));
writeFileSync(join(browser, "library.txt"), gzipSync(library, { level: 9 }).toString("base64"));
const digest = createHash("sha256").update(library).digest("base64");
writeFileSync(join(browser, "library.hash"), `sha256-${digest}`);
