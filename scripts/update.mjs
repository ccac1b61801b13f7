/**
 * `npm run update [-- NAME …]`: re-executes the notebooks and commits their outputs to the files
 * in `notebooks/`. All have run to their end before the first is replaced, and each is replaced
 * in one step, so that whatever happens a file is whole: the old one or the new one.
 */

import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "./environment.mjs";
import { committed, execute, executed, select } from "./notebooks.mjs";
import { command } from "./run.mjs";
import { setup } from "./setup.mjs";

await command(async () => {
  const names = select(process.argv.slice(2));
  await setup();
  for (const name of names) await execute(name);
  for (const name of names) {
    replace(committed(name), readFileSync(executed(name)));
    console.log(`✓ Updated ${relative(root, committed(name))}`);
  }
});

/**
 * @param {string} path
 * @param {Buffer} content
 */
function replace(path, content) {
  const part = join(dirname(path), `.update.${process.pid}`);
  try {
    const file = openSync(part, "w");
    writeFileSync(file, content);
    fsyncSync(file);
    closeSync(file);
    renameSync(part, path);
  } finally {
    rmSync(part, { force: true });
  }
}
