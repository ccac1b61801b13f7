/** All shards of an ensemble as one file, equal to what one run of it all would have written. */

import { join, relative } from "node:path";
import { step, UserError } from "../setup/run.mjs";
import { readRuns, writeRuns } from "./arrow.mjs";
import { fileOf, shardsIn } from "./files.mjs";

/**
 * Merges the shards in a folder into its `runs.arrow`. The shards stay.
 * @param {string} out
 */
export async function merge(out) {
  const names = shardsIn(out);
  const path = join(out, fileOf([1, 1]));
  await step(`Merging ${names.length} shards into ${relative(process.cwd(), path)}`, async () => {
    const parts = names.map((name) => readRuns(join(out, name)));
    const [{ plan, columns }] = parts;
    const other = parts.findIndex((part) => JSON.stringify(part.plan) !== JSON.stringify(plan));
    if (other >= 0) {
      throw new UserError(`${names[0]} and ${names[other]} are of different ensembles`);
    }
    const merged = Object.keys(columns).map((name) => [
      name,
      parts.flatMap((part) => part.columns[name]),
    ]);
    writeRuns(path, plan, Object.fromEntries(merged));
  });
}
