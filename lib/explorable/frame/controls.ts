/** The sliders, the button that resets them, and the link to where they stand. */

import {
  fragmentOf,
  type Positions,
  positionsIn,
  positionText,
  type SettingName,
  sliders,
} from "../settings.js";

const form = () => document.querySelector("form") as HTMLFormElement;
const input = (name: string) => document.getElementById(name) as HTMLInputElement;

/** Where the sliders stand. */
export function positions(): Positions {
  return Object.fromEntries(sliders.map(({ name }) => [name, input(name).valueAsNumber])) as never;
}

/**
 * Calls back whenever a slider has moved, with its name; with none when several may have.
 *
 * A frame of this kind can't see the page that it is in, but inherits the base of its links: the
 * page's address. If that is a link to some positions, the sliders go there, and into view.
 */
export function onMove(callback: (name?: SettingName) => void): void {
  const linked = positionsIn(new URL(document.baseURI).hash, positions());
  if (linked) {
    for (const { name } of sliders) input(name).value = String(linked[name]);
    // Not before the page around it has been laid out.
    addEventListener("load", () => setTimeout(() => form().scrollIntoView()));
  }
  for (const { name } of sliders) {
    input(name).addEventListener("input", () => {
      label();
      callback(name);
    });
  }
  form().addEventListener("reset", () => {
    // The sliders are reset after this event.
    setTimeout(() => {
      label();
      callback();
    });
  });
  document.getElementById("copy")?.addEventListener("click", copyLink);
  label();
}

/** Says beside each slider, to all readers, where it stands; and what the link to that is. */
function label(): void {
  const now = positions();
  for (const slider of sliders) {
    const text = positionText(slider, now[slider.name]);
    input(slider.name).setAttribute("aria-valuetext", text);
    const output = form().querySelector(`output[for="${slider.name}"]`) as HTMLOutputElement;
    output.textContent = text;
  }
  const link = new URL(document.baseURI);
  link.hash = fragmentOf(now);
  input("link").value = link.href;
}

/** In a sandbox only the old way of copying is allowed; else the link is at least selected. */
function copyLink(): void {
  const link = input("link");
  link.select();
  const copied = document.execCommand("copy");
  const status = document.getElementById("copied") as HTMLElement;
  status.textContent = copied ? "Copied." : "Selected: copy it from here.";
}
