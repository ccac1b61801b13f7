/** `npm run book`: builds the site, a page for each committed notebook and an index, in `build/site/`. */

import { join, relative } from "node:path";
import { committed, select } from "./notebooks/notebooks.mjs";
import { build, python, pythonEnvironment, root } from "./setup/environment.mjs";
import { run, runCommand, step, UserError } from "./setup/run.mjs";
import { setup } from "./setup/setup.mjs";

const site = join(build, "site");

await runCommand(async () => {
  await setup();
  await step(`Building ${relative(root, site)}`, async () => {
    const args = [join(root, "page", "book.py"), ...select([]).map(committed), site];
    const { code, output } = await run(python, args, { env: pythonEnvironment });
    if (code !== 0) throw new UserError(`Could not build the site:\n${output.trim()}`);
  });
  console.log(`The site: ${relative(root, join(site, "index.html"))}`);
});
