/** In a browser: what the page was built with, when and where it runs, and what was edited. */

import { displayBundle } from "../internal/display.js";
import { formatAll, formatRun } from "../repro/format.js";
import type { PageInfo, ReproInfo } from "../repro/info.js";
import { localTime } from "../repro/time.js";
import type { PrintOptions } from "../repro.js";

let facts: () => { built: Omit<ReproInfo, "when">; page: PageInfo } = () => {
  throw new Error("reproducibilityInfo: this page does not know what it was built with");
};

/** Says what the page was built with, and asks, whenever a cell does, who runs it and what is edited. */
export function useFacts(source: typeof facts): void {
  facts = source;
}

export function reproducibilityInfo(): ReproInfo {
  const { built, page } = facts();
  return { ...built, when: localTime(new Date()), page };
}

export function printReproducibilityInfo({ verbose }: PrintOptions = {}): void {
  const info = reproducibilityInfo();
  displayBundle(verbose ? formatAll(info) : formatRun(info));
}
