/** In a browser: a figure with controls, as data; the page makes a frame of it. */

import type { Controls } from "../interactive/controls.js";
import {
  definitionOf,
  type Interactive,
  type InteractiveOptions,
} from "../interactive/definition.js";
import { describe } from "../plotting/describe.js";
import type { Showable } from "../plotting.js";

export type { InteractiveOptions } from "../interactive/definition.js";

/** What the page makes a frame of. */
export type InteractiveData = Pick<Interactive, "title" | "script" | "page">;

export interface InteractiveShowable extends Showable {
  readonly interactive: InteractiveData;
}

export function interactive<const C extends Controls, const K extends object = object>(
  options: InteractiveOptions<C, K>,
): InteractiveShowable {
  const { title, script, page, contents } = definitionOf(options);
  // Those that are computed separately are left to the frame.
  const specs = contents.flatMap((one) => (one.isApart ? [] : (one.content().spec ?? [])));
  const inFrame = (what: string): never => {
    throw new Error(`${what}: a figure with controls is drawn in its frame: show it`);
  };
  return {
    interactive: { title, script, page },
    description: [title, ...specs.map((spec) => describe(spec).title)].join("\n"),
    get width(): number {
      return inFrame("width");
    },
    get svg(): string {
      return inFrame("svg");
    },
    png: () => inFrame("png"),
  };
}
