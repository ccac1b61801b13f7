/** A figure with controls: its initial picture, and the page that brings it to life. */

import { createHash } from "node:crypto";
import { checkFunction, checkObject, outOfRange, wrongType } from "../internal/check.js";
import { tableText } from "../internal/tables.js";
import { describe } from "../plotting/describe.js";
import { plainText } from "../plotting/text/markup.js";
import type { Showable } from "../plotting.js";
import {
  type Controls,
  checkControls,
  initialValues,
  isPoint,
  readableText,
  type ValuesOf,
} from "./controls.js";
import { outputHtml } from "./html.js";
import { contentOf, type Shown, stacked } from "./shown.js";
import { explained, type Library, runDefinition, sourceOfDefinition } from "./source.js";

export interface InteractiveOptions<C extends Controls, K extends object> {
  /** What the reader sets, by name. */
  readonly controls: C;
  /**
   * What `figures` takes from the notebook: data, typed arrays, functions that need nothing around
   * them, and whatever this library exports.
   */
  readonly constants?: K;
  /**
   * The figures and tables, by name, for the values of the controls. Its source runs in the reader's
   * page, where there is nothing but the language, the values of the controls in their units, the
   * constants, and this library. What is returned as a function is computed separately, so that a
   * quick figure need not wait for a slow one.
   */
  readonly figures: (
    values: ValuesOf<C>,
    constants: K,
    lib: Library,
  ) => Readonly<Record<string, Shown | (() => Shown)>>;
  /** What the figure is, for those who can't see it; "A figure to explore" by default. */
  readonly title?: string;
}

/** Pixels of the picture per CSS pixel: a notebook has it twice, and where scripts run nobody sees it. */
const standInScale = 1.25;

/** jsdom, Plot and resvg take most of a second to load: only when something is drawn. */
const renderer = () => require("../plotting/node.js") as typeof import("../plotting/node.js");

/**
 * Figures that a reader plays with where no kernel runs: `controls` set numbers, choices, switches
 * and points, and `figures` makes figures and tables of them, in the reader's browser. Where scripts
 * don't run, they stand still, as a picture with 1.25 pixels per CSS pixel by default.
 *
 * @returns a figure for `show`
 * @throws TypeError | RangeError for arguments that make no sense
 * @throws ReferenceError when `figures` uses a name that the reader's page will not have
 *
 * @example
 * show(interactive({
 *   controls: { a: { label: "$a$", min: 0, max: 2, step: 0.1, value: 1 } },
 *   figures: ({ a }, {}, lib) => {
 *     const x = lib.linspace(0, 10, 200);
 *     return { sine: lib.linePlot({ series: [{ x, y: x.map((x) => Math.sin(a * x)) }] }) };
 *   },
 * }));
 */
export function interactive<const C extends Controls, const K extends object = object>(
  options: InteractiveOptions<C, K>,
): Showable {
  const where = "interactive";
  checkObject(where, "options", options);
  const { controls, constants = {}, figures, title = "A figure to explore" } = options;
  checkControls(where, controls);
  checkObject(where, "constants", constants);
  checkFunction(where, "figures", figures);
  if (typeof title !== "string") throw wrongType(where, "title", "a string", title);
  const script = sourceOfDefinition(figures, constants);
  const values = initialValues(controls);
  const { contents, apart } = firstRun(script, values);
  for (const [name, control] of Object.entries(controls)) {
    if (isPoint(control) && !contents.some((one) => one.name === control.point && one.spec)) {
      const names = contents.map((one) => one.name).join(", ");
      throw outOfRange(where, `controls.${name}.point`, `a figure of ${names}`, control.point);
    }
  }

  const width = Math.max(320, ...contents.map(({ spec }) => spec?.width ?? 0));
  const settings = Object.entries(controls).map(
    ([name, control]) => `${plainText(control.label)}: ${readableText(control, values[name])}`,
  );
  const drawn = contents.map(({ spec, table, caption }) => {
    return { svg: spec && renderer().renderSvg(spec), table, caption };
  });
  const svg = stacked(drawn, width, settings);
  const png = ({ scale = standInScale } = {}) => renderer().renderPng(svg, scale);
  const told = contents.map(({ spec, table, caption }) =>
    [spec ? describe(spec).title : "", table ? tableText(table) : "", caption ?? ""]
      .filter((text) => text !== "")
      .join(": "),
  );
  const description = [title, ...told].join("\n");
  const names = contents.map(({ name }) => name);
  const together = names.filter((name) => !apart.includes(name));
  const parts = [together, ...apart.map((name) => [name])].filter((part) => part.length > 0);
  const id = createHash("sha256")
    .update(script + JSON.stringify(controls))
    .digest("hex");
  const html = outputHtml(
    { title, script, page: { id: id.slice(0, 8), controls, names, parts } },
    { png: png(), width, alt: description },
  );
  return { svg, width, png, description, html };
}

/** The initial figures, from the source that the page will run. */
function firstRun(script: string, values: object) {
  try {
    const given = runDefinition(script, values);
    checkObject("interactive", "figures' result", given);
    const entries = Object.entries(given as object);
    if (entries.length === 0) {
      throw outOfRange("interactive", "figures' result", "at least one figure", given);
    }
    return {
      contents: entries.map(([name, one]) => ({ name, ...contentOf(name, one) })),
      apart: entries.flatMap(([name, one]) => (typeof one === "function" ? name : [])),
    };
  } catch (error) {
    throw explained(error, script);
  }
}
