/** The files of an ensemble in its folder. Needs no package, so that it can be asked before set-up. */

import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { UserError } from "../setup/run.mjs";

/** @typedef {[k: number, shards: number]} Shard */

const SHARD = /^runs-\d+-of-(\d+)\.arrow$/;

/** The name of a shard's file; that of the only shard is that of all runs. */
export const fileOf = (/** @type {Shard} */ [k, shards]) =>
  shards === 1 ? "runs.arrow" : `runs-${k}-of-${shards}.arrow`;

/**
 * The path of the file with all runs.
 * @param {string} out
 * @throws {UserError} if it is not there
 */
export function allRunsIn(out) {
  const path = join(out, fileOf([1, 1]));
  if (existsSync(path)) return path;
  const name = relative(process.cwd(), path);
  throw new UserError(`There is no ${name}: run all of the ensemble, or its shards and --merge`);
}

/**
 * The names of all shards, in their order.
 * @param {string} out
 * @throws {UserError} if one is missing
 */
export function shardsIn(out) {
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
    throw new UserError(`${folder} has ${found}`);
  }
  const names = Array.from({ length: shards }, (_, i) => fileOf([i + 1, shards]));
  const missing = names.filter((name) => !files.includes(name));
  if (missing.length > 0) {
    const [first, ...others] = missing;
    const more = others.length > 0 ? ` and ${others.length} more` : "";
    throw new UserError(`${folder} is incomplete: ${first}${more} of ${shards} shards to be made`);
  }
  return names;
}
