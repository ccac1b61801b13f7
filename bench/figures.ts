/** How long the notebook's seven figures take to draw, in ms after one to warm up, and their size. */

import { renderSvg } from "../lib/plotting/node.js";
import { originalFigures } from "../test/support/notebookFigures.js";

const drawn = originalFigures().map(({ spec, svg }) => {
  const ms = Array.from({ length: 7 }, () => {
    const began = performance.now();
    renderSvg(spec);
    return performance.now() - began;
  });
  return { ms: ms.sort((a, b) => a - b)[3], bytes: Buffer.byteLength(svg) };
});
console.log(JSON.stringify(drawn));
