/** `npm start [-- NAME …]`: from a fresh clone to the executed, rendered notebooks. */

import { relative } from "node:path";
import { root } from "./environment.mjs";
import { execute, executed, page, render, select } from "./notebooks.mjs";
import { command } from "./run.mjs";
import { setup } from "./setup.mjs";

await command(async () => {
  const names = select(process.argv.slice(2));
  await setup();
  for (const name of names) {
    await execute(name);
    await render(name);
  }
  console.log("The results:");
  for (const name of names) {
    console.log(`  ${relative(root, executed(name))}\n  ${relative(root, page(name))}`);
  }
});
