/** One process at a time: a lock file that its holder keeps fresh. */

import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const HEARTBEAT_MS = 1000;
// A holder that was killed leaves its file behind; it is stale after some missed heartbeats.
const STALE_MS = 10 * HEARTBEAT_MS;

/**
 * Runs a task while holding the lock; waits for another holder, and says so once.
 * @template T
 * @param {string} path  the lock file
 * @param {() => Promise<T>} task
 * @returns {Promise<T>}
 */
export async function withLock(path, task) {
  mkdirSync(dirname(path), { recursive: true });
  for (let waiting = false; !take(path); waiting = true) {
    if (!waiting) console.log("  Another set-up is running in this folder: waiting for it …");
    await sleep(HEARTBEAT_MS / 4);
  }
  const heart = setInterval(() => utimesSync(path, new Date(), new Date()), HEARTBEAT_MS);
  try {
    return await task();
  } finally {
    clearInterval(heart);
    rmSync(path, { force: true });
  }
}

/** @param {string} path */
function take(path) {
  try {
    closeSync(openSync(path, "wx"));
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
  }
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (age > STALE_MS) {
    // Renaming is atomic: of several that wait, one removes the stale file.
    const mine = `${path}.${process.pid}`;
    renameSync(path, mine);
    rmSync(mine);
  }
  return false;
}
