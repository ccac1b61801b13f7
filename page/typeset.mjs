/**
 * Typesets formulas: a JSON array of { tex, display } comes in on stdin,
 * a JSON array of { mathml } or { error }, in the same order, goes out on stdout.
 *
 * render.py calls it once per page, so that mathematics needs no script in the reader's browser.
 */
import { text } from "node:stream/consumers";
import temml from "temml";

/** No space and no rule is larger, in em: a formula stays near its line. */
const maxSize = /** @type {[number, number]} */ ([20, 10]);

/** @param {{ tex: string, display: boolean }} formula */
function typeset({ tex, display: displayMode }) {
  const options = { displayMode, annotate: true, throwOnError: true, maxSize };
  try {
    return { mathml: temml.renderToString(tex, options) };
  } catch (error) {
    // The first line ends with where it is, after a colon.
    const [why] = String(error)
      .replace(/^(\w*Error: *)+/, "")
      .split("\n");
    return { error: why.replace(/ at position \d+: *$|: *$/, "") };
  }
}

const formulas = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(formulas.map(typeset)));
