/** Figures that are alive where no kernel runs: sliders, and the model itself in the reader's page. */

import { stillParts } from "./explorable/moving.js";
import { outputHtml } from "./explorable/page.js";
import { type Picture, pictures } from "./explorable/pictures.js";
import { positionsFor, type Settings, settingsAt, sliders } from "./explorable/settings.js";
import { checkFinite, checkObject, outOfRange } from "./internal/check.js";
import type { Showable } from "./plotting.js";

export type { Settings } from "./explorable/settings.js";

/** How wide the pictures are drawn, in CSS pixels: for a wide page and for a narrow one. */
const [wide, narrow] = [640, 340];

/** jsdom, Plot and resvg take most of a second to load: only when something is drawn. */
const renderer = () => require("./plotting/node.js") as typeof import("./plotting/node.js");

/**
 * A figure that a reader plays with where no kernel runs: sliders for the input I, the gating
 * variable n, the leak conductance g_L, the voltage shift of the rates, and the amplitude, smoothing
 * width σ and seed of the noise. V̇(V) with its equilibria follows them, and so do two seconds of the
 * two-dimensional model of the squid axon, which the reader's browser simulates with this library's
 * own code. Where scripts don't run, the figure stands still.
 *
 * @param start where the sliders stand at first, in SI units, on the nearest step; by default at the
 *   values of the original notebook
 * @returns a figure for `show`
 * @throws TypeError | RangeError for a setting that has no slider, or lies beyond the slider's ends
 * @example show(explorable({ I: 10 * (nA / mm ** 2), g_L: 0.3 * (mS / cm ** 2) }))
 */
export function explorable(start: Partial<Settings> = {}): Showable {
  checkObject("explorable", "start", start);
  for (const [name, value] of Object.entries(start)) checkSetting(name, value);
  const positions = positionsFor(start);
  const settings = settingsAt(positions);
  const drawn = Object.entries(pictures).map(([name, picture]) => ({
    name,
    ...picture(settings, wide),
  }));
  const description = drawn.map(({ spec, text }) => `${spec.description}: ${text}`).join("\n");
  const svg = stacked(drawn);
  const png = ({ scale = 2 } = {}) => renderer().renderPng(svg, scale);
  const templates = drawn.map(({ name, spec }) => ({
    name,
    svgs: [wide, narrow].map((width) => {
      return { width, svg: renderer().renderSvg(stillParts({ ...spec, width })) };
    }),
  }));
  const html = outputHtml(positions, templates, { png: png(), width: wide, alt: description });
  return { svg, width: wide, png, description, html };
}

function checkSetting(name: string, value: unknown): void {
  const slider = sliders.find((one) => one.name === name);
  if (!slider) {
    const names = sliders.map((one) => one.name).join(", ");
    throw outOfRange("explorable", "a setting", `one of ${names}`, name);
  }
  checkFinite("explorable", name, value);
  const position = Number(value) / slider.SI;
  // Rounding in the unit must not put an end of the slider out of reach.
  const slack = slider.step / 1000;
  if (position < slider.min - slack || position > slider.max + slack) {
    const expected = `from ${slider.min} to ${slider.max} ${slider.unit}`.trim();
    throw outOfRange("explorable", name, expected, position);
  }
}

/** The pictures below each other, as one. */
function stacked(drawn: readonly Picture[]): string {
  let height = 0;
  const parts = drawn.map(({ spec }) => {
    const part = renderer().renderSvg(spec).replace("<svg ", `<svg y="${height}" `);
    height += spec.height;
    return part;
  });
  const size = `width="${wide}" height="${height}" viewBox="0 0 ${wide} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${parts.join("")}</svg>`;
}
