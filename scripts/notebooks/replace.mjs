/** Replacing files so that whatever happens each is whole: the old one or the new one. */

import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { root } from "../setup/environment.mjs";
import { UserError } from "../setup/run.mjs";

/**
 * Replaces a file in one step, once its new content is safe on the disk.
 * @param {string} path
 * @param {Uint8Array} content
 * @throws {UserError} that says why it can't, the disk being full, say; the old file is kept
 */
export function replaceFile(path, content) {
  const folder = dirname(path);
  const prefix = `.part.${basename(path)}.`;
  for (const left of readdirSync(folder).filter((name) => name.startsWith(prefix))) {
    rmSync(join(folder, left), { force: true }); // by a process that was killed
  }
  const part = join(folder, `${prefix}${process.pid}`);
  try {
    const file = openSync(part, "wx");
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(part, path);
  } catch (error) {
    const { message } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new UserError(`Can't write ${relative(root, path)}: ${message}`);
  } finally {
    rmSync(part, { force: true });
  }
}
