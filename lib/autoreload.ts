/**
 * What `import … from "../lib"` loads in a notebook: the library as it is on disk at that moment.
 *
 * Node runs a file once and answers every later `require` with what it exported then, so that an
 * import cell would bring the code of before an edit until the kernel is restarted. It asks the
 * module that it kept for its `exports`, though. Here they are a getter, which loads the compiled
 * files again if one of them has changed. While none has, all cells share the same functions and
 * classes. (IPython's `%autoreload` does the same for Python.)
 */

import { readdirSync, statSync } from "node:fs";
import { join, sep } from "node:path";

let loaded = "";

Object.defineProperty(module, "exports", { get: library });

function library(): unknown {
  const present = stateOnDisk();
  if (present !== loaded) {
    for (const file of Object.keys(require.cache)) {
      if (file.startsWith(__dirname + sep) && file !== __filename) delete require.cache[file];
    }
    loaded = present;
  }
  return require("./index.js");
}

/** The compiled files with the time of their last change, as one string to compare. */
function stateOnDisk(): string {
  return readdirSync(__dirname, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".js"))
    .map((file) => `${file} ${statSync(join(__dirname, file)).mtimeMs}`)
    .join("\n");
}
