/**
 * Typesets formulas: a JSON array of { tex, display } comes in on stdin,
 * a JSON array of MathML strings, in the same order, goes out on stdout.
 *
 * render.py calls it once a page, so that mathematics needs no script in the reader's browser.
 */
import { text } from "node:stream/consumers";
import temml from "temml";

/** @param {{ tex: string, display: boolean }} formula */
function typeset({ tex, display }) {
  try {
    return temml.renderToString(tex, { displayMode: display, annotate: true, throwOnError: true });
  } catch (error) {
    const [why] = String(error).split("\n");
    process.stderr.write(`can't typeset ${JSON.stringify(tex)}: ${why}\n`);
    process.exit(1);
  }
}

const formulas = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(formulas.map(typeset)));
