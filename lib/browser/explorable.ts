/** In a browser: the explorable figure is made of files, which only Node can read. */

import type { Showable } from "../plotting.js";

export function explorable(): Showable {
  throw new Error("explorable: a page shows the figure that came with it, and can't make another");
}
