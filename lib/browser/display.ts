/** In a browser: what is displayed goes to whoever asked for it, figures as they are. */

import type { MimeBundle, Showable } from "../internal/display.js";

/** Text in several formats; a figure that is not drawn yet; or one that stays as it came. */
export type Displayed =
  | { readonly data: MimeBundle }
  | { readonly figure: Showable; readonly scale: number }
  | { readonly kept: true };

/** A figure that a page can't make anew: it is made of files, which only Node can read. */
export const asItCame: Showable = {
  description: "The figure that came with the page",
  width: 640,
  get svg(): string {
    throw new Error("svg: this figure stays as it came with the page");
  },
  png: () => {
    throw new Error("png: this figure stays as it came with the page");
  },
};

let receive: (displayed: Displayed) => void = () => {};

/** From now on, what is displayed is given to this function. */
export function onDisplay(receiver: (displayed: Displayed) => void): void {
  receive = receiver;
}

export function displayBundle(data: MimeBundle): void {
  receive({ data });
}

export function displayFigure(figure: Showable, { scale = 2 }: { scale?: number } = {}): void {
  receive(figure === asItCame ? { kept: true } : { figure, scale });
}
