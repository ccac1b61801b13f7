/** In a browser: what is displayed goes to whoever asked for it, figures as they are. */

import type { MimeBundle, Showable } from "../internal/display.js";

/** Either text in several formats, or a figure that is not drawn yet. */
export type Displayed = { readonly data: MimeBundle } | { readonly figure: Showable };

let receive: (displayed: Displayed) => void = () => {};

/** From now on, what is displayed is given to this function. */
export function onDisplay(receiver: (displayed: Displayed) => void): void {
  receive = receiver;
}

export function displayBundle(data: MimeBundle): void {
  receive({ data });
}

export function displayFigure(figure: Showable): void {
  receive({ figure });
}
