/**
 * `npm run update [-- NAME … --output-limit MB]`: re-executes the notebooks and replaces those in `notebooks/`, and
 * the README's figure with them. All have run to their end before the first is replaced.
 */

import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { committed, execute, executed, forEachNotebook, parse } from "./notebooks/notebooks.mjs";
import { replaceFile } from "./notebooks/replace.mjs";
import { root } from "./setup/environment.mjs";
import { runCommand } from "./setup/run.mjs";
import { setup } from "./setup/setup.mjs";

/** The figure of the README: which cell of which notebook shows it. */
const figure = {
  notebook: "2021-12-06_local_HH_dV_shape",
  cell: "figure-3",
  file: join(root, "docs", "input-current.png"),
};

await runCommand(async () => {
  const { names, limit } = parse(process.argv.slice(2), {});
  await setup();
  await forEachNotebook(names, (name) => execute(name, limit));
  const files = new Map(names.map((name) => [committed(name), readFileSync(executed(name))]));
  if (names.includes(figure.notebook)) files.set(figure.file, figureOfReadme());
  for (const [path, content] of files) {
    replaceFile(path, content);
    console.log(`✓ Updated ${relative(root, path)}`);
  }
});

function figureOfReadme() {
  const { cells } = JSON.parse(readFileSync(executed(figure.notebook), "utf8"));
  const cell = cells.find((/** @type {{ id: string }} */ { id }) => id === figure.cell);
  return Buffer.from(cell.outputs[0].data["image/png"], "base64");
}
