/**
 * `npm run update [-- NAME …]`: re-executes the notebooks and commits their outputs to the files
 * in `notebooks/`, and the README's figure with them. All have run to their end before the first is replaced, and each is replaced
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

/** The figure of the README: which cell of which notebook shows it. */
const figure = {
  notebook: "2021-12-06_local_HH_dV_shape",
  cell: "figure-3",
  file: join(root, "docs", "input-current.png"),
};

await command(async () => {
  const names = select(process.argv.slice(2));
  await setup();
  for (const name of names) await execute(name);
  for (const name of names) {
    replace(committed(name), readFileSync(executed(name)));
    console.log(`✓ Updated ${relative(root, committed(name))}`);
  }
  if (names.includes(figure.notebook)) replace(figure.file, figureOfReadme());
});

function figureOfReadme() {
  const { cells } = JSON.parse(readFileSync(committed(figure.notebook), "utf8"));
  const cell = cells.find((/** @type {{ id: string }} */ { id }) => id === figure.cell);
  return Buffer.from(cell.outputs[0].data["image/png"], "base64");
}

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
