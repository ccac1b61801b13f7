import { strict as assert } from "node:assert";
import { setTimeout } from "node:timers/promises";

/** How long a busy machine may take, in ms, until a page shows what it has to. */
const PATIENCE = 60_000;

/**
 * Waits until what is read from a page is what it has to be: a browser draws in its own time. Fails
 * with the last that was read.
 */
export async function becomes<T>(read: () => Promise<T>, expected: T | RegExp): Promise<void> {
  const holds = (is: T) =>
    expected instanceof RegExp
      ? assert.match(String(is), expected)
      : assert.deepEqual(is, expected);
  for (const end = Date.now() + PATIENCE; ; await setTimeout(50)) {
    try {
      return holds(await read()); // which fails while the page is being left for another
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}
