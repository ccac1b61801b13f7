/** In a browser: a figure with controls is made of files, which only Node can read; it stays. */

import type { Showable } from "../plotting.js";
import { asItCame } from "./display.js";

export function interactive(): Showable {
  return asItCame;
}
