/** What the editor of a page says of the library's names: their declarations and docstrings. */

// TypeScript 7 has no API that a program could use; the TypeScript that tslab brings has.
import ts from "@tslab/typescript-for-tslab";

/** @typedef {import("@tslab/typescript-for-tslab").Symbol} Symbol */
/** @typedef {import("@tslab/typescript-for-tslab").TypeChecker} TypeChecker */
/** @typedef {import("@tslab/typescript-for-tslab").Declaration} Declaration */

/**
 * `text`: the declaration; `doc`: its docstring.
 * @typedef {{ text: string, doc: string }} Description
 */

/**
 * Describes everything that a module exports, and the properties of all interfaces and classes of the
 * files it consists of, since options, for instance, have types of their own.
 *
 * @param {string} file its compiled declarations, index.d.ts
 * @returns {{ names: Record<string, Description>, members: Record<string, Description[]> }}
 */
export function descriptionsOf(file) {
  const program = ts.createProgram([file], { strict: true, target: ts.ScriptTarget.ES2022 });
  const checker = program.getTypeChecker();
  const exportsOf = (/** @type {import("@tslab/typescript-for-tslab").SourceFile} */ source) => {
    const module = checker.getSymbolAtLocation(source);
    return module ? checker.getExportsOfModule(module) : [];
  };
  const source = program.getSourceFile(file);
  if (!source) throw new Error(`${file} is missing`);
  const names = exportsOf(source).map((symbol) => {
    const isAlias = symbol.flags & ts.SymbolFlags.Alias;
    const target = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
    return [symbol.name, describe(target, checker)];
  });
  const shapes = program
    .getSourceFiles()
    .filter(({ fileName }) => !fileName.includes("/node_modules/"))
    .flatMap(exportsOf)
    .filter(({ flags }) => flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class));
  return { names: sorted(names), members: sorted([...membersOf(shapes, checker)]) };
}

/**
 * By name, each with the interface that it is of; those that say the same only once.
 *
 * @param {Symbol[]} shapes
 * @param {TypeChecker} checker
 */
function membersOf(shapes, checker) {
  /** @type {Map<string, Description[]>} */
  const found = new Map();
  for (const shape of shapes) {
    for (const member of checker.getDeclaredTypeOfSymbol(shape).getProperties()) {
      const { text, doc } = describe(member, checker);
      if (doc === "" || !/^[\p{L}\w$]+$/u.test(member.name)) continue;
      const others = found.get(member.name) ?? [];
      if (others.some((other) => other.doc === doc)) continue;
      found.set(member.name, [...others, { text: `${shape.name}.${text}`, doc }]);
    }
  }
  return found;
}

const sorted = (/** @type {any[][]} */ entries) =>
  Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * @param {Symbol} symbol
 * @param {TypeChecker} checker
 * @returns {Description}
 */
function describe(symbol, checker) {
  const words = { returns: "returns ", throws: "throws " };
  const tags = symbol.getJsDocTags(checker).flatMap(({ name, text }) => {
    const said = plain(text);
    if (name === "param") return said.replace(/^(\S+) /, "$1: ");
    const word = words[/** @type {keyof typeof words} */ (name)];
    return word === undefined ? [] : word + said;
  });
  const doc = [plain(symbol.getDocumentationComment(checker)), ...tags]
    .filter((part) => part !== "")
    // Line breaks inside a paragraph are those of the file.
    .map((part) => part.replace(/(?<!\n)\n(?!\n|- )/g, " "))
    .join("\n");
  return { text: declarationText(symbol.declarations?.[0]), doc };
}

/** @param {import("@tslab/typescript-for-tslab").SymbolDisplayPart[] | undefined} parts */
function plain(parts) {
  return ts.displayPartsToString(parts).replace(/\{@link (\w+)\s*\}/g, "$1");
}

/** @param {Declaration | undefined} declaration */
function declarationText(declaration) {
  if (!declaration) return "";
  const text = ts.isVariableDeclaration(declaration)
    ? `const ${declaration.getText()}`
    : declaration.getText();
  return text
    .replace(/\/\*\*.*?\*\/\s*/gs, "")
    .replace(/^(export |declare |readonly )+/, "")
    .replace(/^((class|interface) [^{]*?) \{.*/s, "$1")
    .replace(/\s*;$/, "")
    .replace(/\s+/g, " ");
}
