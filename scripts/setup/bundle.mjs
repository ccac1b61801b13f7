/** Bundles the code of explorable figures for the reader's browser: one script, one style sheet. */

import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./environment.mjs";

const explorable = join(root, "lib", "explorable");

await build({
  entryPoints: {
    frame: join(explorable, "frame", "main.ts"),
    "frame-style": join(explorable, "frame", "style.css"),
  },
  outdir: join(root, "lib", "dist", "explorable"),
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  // Letters stay what they are: the page is UTF-8, and escapes are longer.
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
});
