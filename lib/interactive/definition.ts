/** What a figure with controls is, checked: the same in Node and in a page whose cells run. */

import { checkFunction, checkObject, outOfRange, wrongType } from "../internal/check.js";
import {
  type Controls,
  checkControls,
  initialValues,
  isPoint,
  type Value,
  type ValuesOf,
} from "./controls.js";
import { type Content, contentOf, type Shown } from "./shown.js";
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

/** What the frame needs to know about the figure. */
export interface PageData {
  readonly id: string;
  readonly controls: Controls;
  /** The figures' names in their order, and which of them are computed together. */
  readonly names: readonly string[];
  readonly parts: readonly (readonly string[])[];
}

interface NamedContent {
  readonly name: string;
  /** Whether it is computed separately: then when `content` is called first. */
  readonly isApart: boolean;
  readonly content: () => Content;
}

/** A figure with controls as data, and its figures for the initial values. */
export interface Interactive {
  readonly title: string;
  /** The source of `figures` and its constants. */
  readonly script: string;
  readonly page: PageData;
  readonly values: Record<string, Value>;
  readonly contents: readonly NamedContent[];
}

/**
 * @throws TypeError | RangeError for arguments that make no sense
 * @throws ReferenceError when `figures` uses a name that the reader's page will not have
 */
export function definitionOf<const C extends Controls, const K extends object = object>(
  options: InteractiveOptions<C, K>,
): Interactive {
  const where = "interactive";
  checkObject(where, "options", options);
  const { controls, constants = {}, figures, title = "A figure to explore" } = options;
  checkControls(where, controls);
  checkObject(where, "constants", constants);
  checkFunction(where, "figures", figures);
  if (typeof title !== "string") throw wrongType(where, "title", "a string", title);
  const script = sourceOfDefinition(figures, constants);
  const values = initialValues(controls);
  const contents = firstRun(script, values);
  for (const [name, control] of Object.entries(controls)) {
    if (!isPoint(control)) continue;
    const figure = contents.find((one) => one.name === control.point);
    if (figure?.content().spec) continue;
    const names = contents.map((one) => one.name).join(", ");
    throw outOfRange(where, `controls.${name}.point`, `a figure of ${names}`, control.point);
  }
  const names = contents.map(({ name }) => name);
  const apart = contents.filter((one) => one.isApart).map(({ name }) => name);
  const together = names.filter((name) => !apart.includes(name));
  const parts = [together, ...apart.map((name) => [name])].filter((part) => part.length > 0);
  const id = shortHash(script + JSON.stringify(controls));
  return { title, script, page: { id, controls, names, parts }, values, contents };
}

/** The initial figures, from the source that the page will run. */
function firstRun(script: string, values: object): NamedContent[] {
  const attempt = <T>(run: () => T): T => {
    try {
      return run();
    } catch (error) {
      throw explained(error, script);
    }
  };
  const given = attempt(() => runDefinition(script, values));
  checkObject("interactive", "figures' result", given);
  const entries = Object.entries(given as object);
  if (entries.length === 0) {
    throw outOfRange("interactive", "figures' result", "at least one figure", given);
  }
  return entries.map(([name, one]) => {
    const isApart = typeof one === "function";
    let content = isApart ? undefined : contentOf(name, one);
    return {
      name,
      isApart,
      content: () => {
        content ??= attempt(() => contentOf(name, one));
        return content;
      },
    };
  });
}

/** FNV-1a, 32 bits: tells the figures of a page apart. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
