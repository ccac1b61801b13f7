/** `npm start [-- NAME … --output-limit MB]`: from a fresh clone to the executed, rendered notebooks. */

import { relative } from "node:path";
import { execute, executed, forEachNotebook, page, parse } from "./notebooks/notebooks.mjs";
import { startRenderer } from "./notebooks/renderer.mjs";
import { root } from "./setup/environment.mjs";
import { runCommand, step } from "./setup/run.mjs";
import { setup } from "./setup/setup.mjs";

await runCommand(async () => {
  const { names, limit } = parse(process.argv.slice(2), {});
  await setup();
  const renderer = startRenderer();
  try {
    await forEachNotebook(names, async (name) => {
      await execute(name, limit);
      await step(`Rendering ${relative(root, page(name))}`, () =>
        renderer.render(executed(name), page(name)),
      );
    });
  } finally {
    renderer.end();
  }
  console.log("The results:");
  for (const name of names) {
    console.log(`  ${relative(root, executed(name))}\n  ${relative(root, page(name))}`);
  }
});
