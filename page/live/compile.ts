/** A cell as a function: of the names it takes from cells above, returning those it declares. */

import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { type AnyNode, type Program, parse } from "acorn";
import { analyze, extract_identifiers, type Scope } from "periscopic";
import { transform } from "sucrase";

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** An error in a cell's text; lines and columns count from 1. */
export class CellError extends Error {
  readonly position: Position | undefined;

  constructor(message: string, position?: Position) {
    super(message);
    this.position = position;
  }
}

export interface Compiled {
  /** The names that the cell uses and does not declare, and where it first does. */
  readonly inputs: ReadonlyMap<string, Position>;
  /** Those of them that it assigns to: they are outputs as well. */
  readonly assigned: readonly string[];
  readonly outputs: readonly string[];
  /** Those of the outputs that no other cell may assign to. */
  readonly constants: ReadonlySet<string>;
  /** The source of the function, for the inputs that cells above declare. */
  readonly functionOf: (parameters: readonly string[], name: string) => string;
  /** Where in the cell's text a place in the function's source is. */
  readonly original: (line: number, column: number) => Position;
}

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function compile(source: string): Compiled {
  const { code, map } = stripTypes(source);
  const trace = new TraceMap(map as never);
  const original = (line: number, column: number): Position => {
    const found = originalPositionFor(trace, { line, column: Math.max(0, column - 1) });
    return { line: found.line ?? line, column: (found.column ?? column - 1) + 1 };
  };
  const program = parsed(code, original);
  const { map: scopes, scope, globals } = analyze(program as never);
  const constants = new Set<string>();
  for (const node of program.body) {
    if (node.type === "ImportDeclaration") {
      for (const { local } of node.specifiers) constants.add(local.name);
    } else if (node.type === "VariableDeclaration" && node.kind === "const") {
      for (const { id } of node.declarations) {
        for (const { name } of extract_identifiers(id as never)) constants.add(name);
      }
    }
  }
  const placeOf = (node: { start: number }) => {
    const before = code.slice(0, node.start);
    return original(before.split("\n").length, node.start - before.lastIndexOf("\n"));
  };
  const inputs = new Map(
    [...globals].map(([name, node]) => [name, placeOf(node as never)] as const),
  );
  const assigned = assignedNames(program, scope, scopes as never).filter((name) =>
    inputs.has(name),
  );
  const outputs = [...scope.declarations.keys(), ...assigned];
  const splices = [...importSplices(program), ...lastValue(program)];
  const body = spliced(code, splices);
  return {
    inputs,
    assigned,
    outputs,
    constants,
    functionOf: (parameters, name) =>
      `${header(parameters)}${body}\n;return {${outputs.join(", ")}};\n})\n//# sourceURL=${name}`,
    original: (line, column) => {
      const [last] = lastValue(program);
      const lastLine = last ? code.slice(0, last.start).split("\n").length : 0;
      const shift = line === lastLine && last ? last.text.length : 0;
      return original(line, column - shift);
    },
  };
}

/** On one line, so that the lines of the function are those of the cell. */
function header(parameters: readonly string[]): string {
  return `(async function(${["__import", "__value", ...parameters].join(", ")}){"use strict";\n`;
}

/** How many lines of the function stand before the cell's first. */
export const linesBefore = 1;

function stripTypes(source: string) {
  try {
    const { code, sourceMap } = transform(source, {
      transforms: ["typescript"],
      disableESTransforms: true,
      keepUnusedImports: true,
      filePath: "cell",
      sourceMapOptions: { compiledFilename: "cell" },
    });
    return { code, map: sourceMap };
  } catch (error) {
    throw syntaxError(error as Error, (line, column) => ({ line, column }));
  }
}

function parsed(code: string, original: Compiled["original"]): Program {
  try {
    return parse(code, {
      ecmaVersion: "latest",
      sourceType: "module",
      allowAwaitOutsideFunction: true,
    });
  } catch (error) {
    const { loc } = error as { loc?: Position };
    throw syntaxError(error as Error, () =>
      loc ? original(loc.line, loc.column + 1) : { line: 1, column: 1 },
    );
  }
}

/** Both parsers end their messages with "(line:column)", of which one counts columns from 0. */
function syntaxError({ message }: Error, position: Compiled["original"]): CellError {
  const [, line, column] = /\((\d+):(\d+)\)\s*$/.exec(message) ?? ["", "1", "1"];
  const text = message.replace(/^Error transforming cell: /, "").replace(/ \(\d+:\d+\)\s*$/, "");
  return new CellError(text, position(Number(line), Number(column)));
}

/** The names at the cell's top level, or of no scope of it, that something in it assigns to. */
function assignedNames(
  program: Program,
  top: Scope,
  scopes: WeakMap<AnyNode, Scope>,
): readonly string[] {
  const names = new Set<string>();
  const visit = (node: AnyNode, outer: Scope) => {
    const scope = scopes.get(node) ?? outer;
    const target = targetOf(node);
    if (target && target.type !== "MemberExpression") {
      for (const { name } of extract_identifiers(target as never)) {
        if (!scope.find_owner(name)) names.add(name);
      }
    }
    for (const child of childrenOf(node)) visit(child, scope);
  };
  visit(program, top);
  return [...names];
}

function targetOf(node: AnyNode): AnyNode | undefined {
  if (node.type === "AssignmentExpression") return node.left;
  if (node.type === "UpdateExpression") return node.argument;
  if (node.type === "ForInStatement" || node.type === "ForOfStatement") {
    return node.left.type === "VariableDeclaration" ? undefined : node.left;
  }
  return undefined;
}

function childrenOf(node: AnyNode): AnyNode[] {
  return Object.values(node)
    .flat()
    .filter((value) => typeof value?.type === "string");
}

/** Imports as declarations that ask for the module when they are reached. */
function importSplices(program: Program): Splice[] {
  return program.body.flatMap((node) => {
    if (node.type === "ImportDeclaration") {
      const module = `__import(${JSON.stringify(node.source.value)})`;
      const whole = node.specifiers.find(({ type }) => type === "ImportNamespaceSpecifier");
      const named = node.specifiers.flatMap((one) => {
        if (one.type === "ImportDefaultSpecifier") return [`default: ${one.local.name}`];
        if (one.type !== "ImportSpecifier") return [];
        const { imported, local } = one;
        const name =
          imported.type === "Identifier" ? imported.name : JSON.stringify(imported.value);
        return [`${name}: ${local.name}`];
      });
      const text = whole
        ? `const ${whole.local.name} = ${module};`
        : `const { ${named.join(", ")} } = ${module};`;
      return [{ start: node.start, end: node.end, text }];
    }
    if (node.type.startsWith("Export")) {
      throw new CellError("A cell exports nothing: other cells see all that it declares");
    }
    return [];
  });
}

/** The last statement, if it is an expression, hands its value over. */
function lastValue(program: Program): Splice[] {
  const last = program.body.at(-1);
  if (last?.type !== "ExpressionStatement") return [];
  const { start, end } = last.expression;
  return [
    { start, end: start, text: "__value(" },
    { start: end, end, text: ")" },
  ];
}

/** Puts texts in place of others, each as many lines long as what it replaces. */
function spliced(code: string, splices: readonly Splice[]): string {
  let result = code;
  for (const { start, end, text } of [...splices].sort((a, b) => b.start - a.start)) {
    const lines = code.slice(start, end).split("\n").length - 1;
    result = result.slice(0, start) + text + "\n".repeat(lines) + result.slice(end);
  }
  return result;
}
