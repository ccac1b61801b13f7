/** What is known of a name in a cell: of the library's from its docstrings, of others from their cell. */

import type { Description, Descriptions } from "./protocol.js";

/** A property may be one of several objects: of so many the descriptions are shown. */
const mostMembers = 4;

interface Cell {
  readonly name: string;
  readonly source: string;
}

export class Names {
  readonly #library: Descriptions;
  readonly #cells: readonly Cell[];

  /** @param cells they may change */
  constructor(library: Descriptions, cells: readonly Cell[]) {
    this.#library = library;
    this.#cells = cells;
  }

  /** All names that a cell may use, those of cells before those of the library. */
  all(): ReadonlyMap<string, Description> {
    const names = new Map(Object.entries(this.#library.names));
    for (const { name, source } of this.#cells) {
      for (const [declared, text, doc] of declarations(source)) {
        names.set(declared, { text: `${text}  // ${name}`, doc });
      }
    }
    return names;
  }

  /** All properties of the library's objects, each with what it is of which of them. */
  members(): ReadonlyMap<string, readonly Description[]> {
    return new Map(Object.entries(this.#library.members));
  }

  of(name: string, isMember: boolean): readonly Description[] {
    const known = isMember ? undefined : this.all().get(name);
    return known ? [known] : (this.members().get(name) ?? []).slice(0, mostMembers);
  }
}

const word = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
/** A declaration at the start of a line, after the comment above it. */
const declaration = new RegExp(
  `((?:^//.*\\n)*|^/\\*\\*[^]*?\\*/\\n)^((?:async )?(?:const|let|var|function|class|interface|type) (?:(${word})|[{[]([^=]*)[}\\]]).*)`,
  "gmu",
);

/** The names that a cell declares, each with its line and the comment above it. */
function declarations(source: string): [name: string, text: string, doc: string][] {
  return [...source.matchAll(declaration)].flatMap(([, comment, line, name, pattern = ""]) => {
    const doc = comment.replace(/^(\/\/ ?|\/\*\* ?| \*\/| \* ?)/gm, "").replace(/\s*\*\/\s*$/, "");
    // In a pattern `{ a: b }` b is declared, and so is `c` in `{ ...c }` and in `[[c]]`.
    const names = name ? [name] : pattern.split(",").map((part) => part.replace(/^.*[:.]/, ""));
    return names
      .map((one) => one.replace(/[\s[\]{}]/g, ""))
      .filter((one) => new RegExp(`^${word}$`, "u").test(one))
      .map((one): [string, string, string] => [one, line.replace(/ \{$/, ""), doc.trim()]);
  });
}

/** Descriptions as they are shown beside a name. */
export function shownDescriptions(descriptions: readonly Description[]): HTMLElement {
  const element = document.createElement("div");
  element.className = "description";
  element.tabIndex = 0; // A long one scrolls, by keyboard too.
  for (const { text, doc } of descriptions) {
    const declared = document.createElement("pre");
    declared.textContent = text;
    element.append(declared);
    for (const paragraph of doc.split(/\n+/).filter((one) => one !== "")) {
      const p = document.createElement("p");
      // What stands between backticks is code.
      for (const [i, part] of paragraph.split("`").entries()) {
        const node = document.createElement(i % 2 === 1 ? "code" : "span");
        node.textContent = part;
        p.append(node);
      }
      element.append(p);
    }
  }
  return element;
}
