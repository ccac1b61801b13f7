/** How long a whole program takes: `node timed.mjs PROGRAM ARGUMENT …`. */

import { run } from "../scripts/setup/run.mjs";

const [program, ...args] = process.argv.slice(2);
const began = performance.now();
const { code, output } = await run(program, args);
const seconds = (performance.now() - began) / 1000;
if (code !== 0) throw new Error(output);
console.log(JSON.stringify({ seconds: [seconds], result: [] }));
