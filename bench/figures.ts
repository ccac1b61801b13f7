/** How long the notebook's seven figures take to draw, in ms after one to warm up, and their size. */

import { figures, simulation } from "../test/support/exampleFigures.js";

const trace = simulation();

const drawn = figures.map((figure, i) => {
  // Figure 7 is of a simulation, which does not count.
  const draw = () =>
    (i === 6 ? (figure as (trace: object) => { svg: string })(trace) : figure()).svg;
  draw();
  const ms = Array.from({ length: 7 }, () => {
    const began = performance.now();
    draw();
    return performance.now() - began;
  });
  return { ms: ms.sort((a, b) => a - b)[3], bytes: Buffer.byteLength(draw()) };
});
console.log(JSON.stringify(drawn));
