/** `npm start [-- NAME …]`: from a fresh clone to the executed, rendered notebooks. */

import { relative } from "node:path";
import {
  execute,
  executed,
  forEachNotebook,
  page,
  render,
  select,
} from "./notebooks/notebooks.mjs";
import { root } from "./setup/environment.mjs";
import { runCommand } from "./setup/run.mjs";
import { setup } from "./setup/setup.mjs";

await runCommand(async () => {
  const names = select(process.argv.slice(2));
  await setup();
  await forEachNotebook(names, async (name) => {
    await execute(name);
    await render(name);
  });
  console.log("The results:");
  for (const name of names) {
    console.log(`  ${relative(root, executed(name))}\n  ${relative(root, page(name))}`);
  }
});
