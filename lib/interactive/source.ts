/** A figure's function and its constants, as source that runs in a reader's page. */

import { runInNewContext, Script } from "node:vm";
import { wrongType } from "../internal/check.js";
import * as library from "./library.js";

export type Library = typeof library;

/** What the source makes of the library. */
export interface Definition {
  figures(values: object, constants: object, lib: Library): Record<string, unknown>;
  readonly constants: object;
}

/** The source of `definition`, a function of the library. */
export function sourceOfDefinition(figures: unknown, constants: object): string {
  const parts = { figures: functionSource("figures", figures), constants: "" };
  parts.constants = sourceOf("constants", constants);
  // What esbuild, and so tsx, calls in functions that it compiles.
  const helper = /\b__name\(/.test(parts.figures + parts.constants)
    ? "const __name = (f) => f; "
    : "";
  const body = `{ figures: ${parts.figures},\nconstants: ${parts.constants} }`;
  const source = `var definition = (library) => { ${helper}return ${body}; };`;
  // In HTML, these would end the script that they stand in.
  return source.replace(/<(?=\/script|!--)/gi, "<\\");
}

/** Runs the figures where nothing is defined but the language itself, as in the reader's page. */
export function runDefinition(source: string, values: object): unknown {
  const context: { definition?: (lib: Library) => Definition } = {};
  runInNewContext(source, context);
  if (!context.definition) throw new Error("interactive: the figure's source defines nothing");
  const { figures, constants } = context.definition(library);
  return figures(values, constants, library);
}

/** An error thrown by the figure's function; for a name that the page will not have, with what to do. */
export function explained(error: unknown, source: string): unknown {
  const { name, message } = error as Error;
  const missing = name === "ReferenceError" && /^(\S+) is not defined/.exec(message)?.[1];
  if (!missing) return error;
  // tslab compiles an imported `mV` to `lib_1.mV`, and what a cell has exported to `exports.x`.
  const members = /^(exports|\w+_\d+)$/.test(missing)
    ? [...source.matchAll(new RegExp(`\\b${missing}\\.([\\p{L}\\w$]+)`, "gu"))].map(([, m]) => m)
    : [missing];
  const names = [...new Set(members)].join(", ");
  const isOurs = members.every((member) => member in library);
  const way = isOurs ? "take it from the third argument, lib" : "pass it in constants";
  return new ReferenceError(
    `interactive: figures uses ${names}, which the reader's page will not have: ${way}`,
  );
}

function functionSource(name: string, value: unknown): string {
  if (typeof value !== "function") throw wrongType("interactive", name, "a function", value);
  const text = Function.prototype.toString.call(value);
  for (const source of [`(${text})`, `({ ${text} })[${JSON.stringify(value.name)}]`]) {
    try {
      new Script(source);
      return source;
    } catch {
      // A method is not an expression by itself.
    }
  }
  throw wrongType("interactive", name, "a function with a source of its own", value);
}

/** An expression for data, functions, and what the library exports. */
function sourceOf(name: string, value: unknown, outer: readonly unknown[] = []): string {
  const ours = pathsInLibrary().get(value);
  if (ours) return ours;
  if (value === undefined || value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "function") return functionSource(name, value);
  if (outer.includes(value)) throw wrongType("interactive", name, "without circles", value);
  const within = [...outer, value];
  if (Array.isArray(value)) {
    return `[${value.map((one, i) => sourceOf(`${name}[${i}]`, one, within)).join(",")}]`;
  }
  if (ArrayBuffer.isView(value) && "join" in value) {
    return `${value.constructor.name}.of(${(value as Float64Array).join(",")})`;
  }
  // Cells of a notebook may have an Object of their own.
  const kind = Object.getPrototypeOf(value as object)?.constructor?.name ?? "Object";
  if (kind !== "Object") {
    throw wrongType("interactive", name, `data or functions, not a ${kind}`, value);
  }
  const entries = Object.entries(value as object).map(
    ([key, one]) => `${JSON.stringify(key)}: ${sourceOf(`${name}.${key}`, one, within)}`,
  );
  return `{ ${entries.join(", ")} }`;
}

let paths: Map<unknown, string> | undefined;

/** Where in the library its functions and objects are: a neuron's rates do not travel as source. */
function pathsInLibrary(): Map<unknown, string> {
  if (paths) return paths;
  const found = new Map<unknown, string>();
  const look = (value: unknown, path: string) => {
    if (value === null || (typeof value !== "object" && typeof value !== "function")) return;
    if (found.has(value)) return;
    found.set(value, path);
    if (typeof value === "object") {
      for (const [key, one] of Object.entries(value)) look(one, `${path}.${key}`);
    }
  };
  for (const [key, value] of Object.entries(library)) look(value, `library.${key}`);
  paths = found;
  return found;
}
