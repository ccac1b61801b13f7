/** All shards of an ensemble as one file, equal to what one run of it all would have written. */

import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { Failure, tell } from "../setup/run.mjs";
import { readRuns, writeRuns } from "./arrow.mjs";
import { fileOf } from "./simulate.mjs";

const SHARD = /^runs-\d+-of-(\d+)\.arrow$/;

/**
 * Merges the shards in a folder into its `runs.arrow`. The shards stay.
 * @param {string} out
 */
export async function merge(out) {
  const folder = relative(process.cwd(), out) || ".";
  const files = existsSync(out) ? readdirSync(out) : [];
  const counts = new Set(
    files
      .map((file) => SHARD.exec(file)?.[1])
      .filter(Boolean)
      .map(Number),
  );
  const [shards] = counts;
  if (counts.size !== 1) {
    const found =
      counts.size === 0
        ? "no shards: make them first"
        : `shards of ${[...counts].join(" and of ")}: remove those that are not wanted`;
    throw new Failure(`${folder} has ${found}`);
  }
  const names = Array.from({ length: shards }, (_, i) => fileOf([i + 1, shards]));
  const missing = names.filter((name) => !files.includes(name));
  if (missing.length > 0) {
    const [first, ...others] = missing;
    const more = others.length > 0 ? ` and ${others.length} more` : "";
    throw new Failure(`${folder} is incomplete: ${first}${more} of ${shards} shards to be made`);
  }
  const path = join(out, fileOf([1, 1]));
  await tell(`Merging ${shards} shards into ${relative(process.cwd(), path)}`, async () => {
    const parts = names.map((name) => readRuns(join(out, name)));
    const [{ plan, columns }] = parts;
    const other = parts.findIndex((part) => JSON.stringify(part.plan) !== JSON.stringify(plan));
    if (other >= 0) {
      throw new Failure(`${names[0]} and ${names[other]} are of different ensembles`);
    }
    const merged = Object.keys(columns).map((name) => [
      name,
      parts.flatMap((part) => part.columns[name]),
    ]);
    writeRuns(path, plan, Object.fromEntries(merged));
  });
}
