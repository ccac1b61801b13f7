/** In a browser: what is displayed goes to whoever asked for it, figures as they are. */

import type { MimeBundle, Showable } from "../internal/display.js";
import type { InteractiveData, InteractiveShowable } from "./interactive.js";

/** Text in several formats; a figure that is not drawn yet; or one with controls. */
export type Displayed =
  | { readonly data: MimeBundle }
  | { readonly figure: Showable; readonly scale: number }
  | { readonly interactive: InteractiveData; readonly description: string };

let receive: (displayed: Displayed) => void = () => {};

/** From now on, what is displayed is given to this function. */
export function onDisplay(receiver: (displayed: Displayed) => void): void {
  receive = receiver;
}

export function displayBundle(data: MimeBundle): void {
  receive({ data });
}

export function displayFigure(
  figure: Showable | InteractiveShowable,
  { scale = 2 }: { scale?: number } = {},
): void {
  if ("interactive" in figure) {
    receive({ interactive: figure.interactive, description: figure.description });
  } else {
    receive({ figure, scale });
  }
}
