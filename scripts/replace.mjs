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
import { dirname, join } from "node:path";

const PART = /^\.part\.\d+$/;

/**
 * Replaces a file in one step, once its new content is safe on the disk.
 * @param {string} path
 * @param {Uint8Array} content
 */
export function replaceFile(path, content) {
  const folder = dirname(path);
  for (const left of readdirSync(folder).filter((name) => PART.test(name))) {
    rmSync(join(folder, left), { force: true }); // by a process that was killed
  }
  const part = join(folder, `.part.${process.pid}`);
  try {
    const file = openSync(part, "wx");
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(part, path);
  } finally {
    rmSync(part, { force: true });
  }
}
