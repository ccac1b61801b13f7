/** In a browser: a figure with controls is made of files, which only Node can read. */

import type { Showable } from "../plotting.js";

export function interactive(): Showable {
  throw new Error("interactive: a page shows the figure that came with it, and can't make another");
}
