/** `npm start [-- NAME …]`: from a fresh clone to the executed, rendered notebooks. */

import { relative } from "node:path";
import { execute, executed, page, render, select } from "./notebooks/notebooks.mjs";
import { root } from "./setup/environment.mjs";
import { command } from "./setup/run.mjs";
import { setup } from "./setup/setup.mjs";

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
