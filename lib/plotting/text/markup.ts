/** Reads the markup of labels: the part of matplotlib's mathtext that axis labels use. */

import { withMinus } from "../../internal/text.js";

/** A piece of text in one style. */
export interface Run {
  readonly text: string;
  /** Italic serif, for variables; else upright sans-serif. */
  readonly italic: boolean;
  /** −1: subscript, 1: superscript, 0: on the line. */
  readonly shift: -1 | 0 | 1;
}

const accents = new Map([
  ["dot", "\u0307"],
  ["ddot", "\u0308"],
  ["hat", "\u0302"],
  ["bar", "\u0304"],
  ["tilde", "\u0303"],
]);

const symbols = new Map([
  ["alpha", "α"],
  ["beta", "β"],
  ["gamma", "γ"],
  ["Delta", "Δ"],
  ["mu", "μ"],
  ["sigma", "σ"],
  ["tau", "τ"],
  ["infty", "∞"],
  ["cdot", "·"],
  ["times", "×"],
  ["pm", "±"],
  ["approx", "≈"],
  ["leq", "≤"],
  ["geq", "≥"],
  [",", "\u2009"],
  [" ", " "],
  ["$", "$"],
]);

/**
 * Splits a label into lines of runs.
 *
 * Between dollar signs letters are variables (italic), digits and operators upright, a hyphen is a
 * minus, `_` and `^` shift the next letter or `{group}`, `\dot{V}` sets an accent, and names such as
 * `\Delta` stand for their symbol. A subscript that is a name (`Na`, `K`) is upright. A label with an
 * odd number of dollar signs has no mathematics.
 *
 * @throws RangeError on an unknown command or an unbalanced brace between dollar signs.
 */
export function parseLabel(label: string): Run[][] {
  return label.split("\n").map((line) => {
    const parts = line.split(/(?<!\\)\$/);
    if (parts.length % 2 === 0) return [{ text: line, italic: false, shift: 0 } as const];
    return merge(
      parts.flatMap((part, i) =>
        i % 2 === 1
          ? new MathReader(part, label).runs()
          : [{ text: part.replaceAll("\\$", "$"), italic: false, shift: 0 as const }],
      ),
    );
  });
}

/** The label as one line of plain text, for screen readers: `"V̇ (mV/ms)"`, `"I_Na"`. */
export function plainText(label: string): string {
  return parseLabel(label)
    .map((runs) =>
      runs.map(({ text, shift }) => (shift === 0 ? text : (shift < 0 ? "_" : "^") + text)).join(""),
    )
    .join(" ");
}

/** Joins neighbours of one style and drops empty runs. */
function merge(runs: readonly Run[]): Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (last && last.italic === run.italic && last.shift === run.shift) {
      merged[merged.length - 1] = { ...last, text: last.text + run.text };
    } else if (run.text) merged.push(run);
  }
  return merged;
}

class MathReader {
  private position = 0;
  private readonly source: string;
  private readonly label: string;

  constructor(source: string, label: string) {
    this.source = source;
    this.label = label;
  }

  runs(): Run[] {
    const runs: Run[] = [];
    while (this.position < this.source.length) runs.push(...this.next());
    return runs;
  }

  /** The next letter, command, group or shifted item. */
  private next(): Run[] {
    const character = String.fromCodePoint(this.source.codePointAt(this.position) ?? 0);
    this.position += character.length;
    switch (character) {
      case "\\":
        return this.command();
      case "{":
        return this.group();
      case "_":
      case "^":
        return this.shifted(character === "_" ? -1 : 1);
      case "}":
        throw this.error("a } without a {");
      default:
        return [styled(character)];
    }
  }

  private command(): Run[] {
    const name = /^([A-Za-z]+|.)/.exec(this.source.slice(this.position))?.[0] ?? "";
    this.position += name.length;
    const accent = accents.get(name);
    if (accent) return this.argument().map((run) => ({ ...run, text: run.text + accent }));
    const symbol = symbols.get(name);
    if (symbol === undefined) throw this.error(`the unknown command \\${name}`);
    return [styled(symbol)];
  }

  private group(): Run[] {
    const runs: Run[] = [];
    while (this.source[this.position] !== "}") {
      if (this.position >= this.source.length) throw this.error("a { without a }");
      runs.push(...this.next());
    }
    this.position++;
    return runs;
  }

  private shifted(shift: -1 | 1): Run[] {
    const runs = merge(this.argument());
    const text = runs.map((run) => run.text).join("");
    const isName = /^\p{Lu}|^\p{L}{2,}$/u.test(text);
    return runs.map((run) => ({ text: run.text, italic: run.italic && !isName, shift }));
  }

  private argument(): Run[] {
    while (this.source[this.position] === " ") this.position++;
    if (this.position >= this.source.length) throw this.error("nothing after the last command");
    return this.next();
  }

  private error(what: string): RangeError {
    return new RangeError(`label: ${JSON.stringify(this.label)} has ${what}`);
  }
}

/** A character of mathematics: lower-case Greek and all Latin letters are variables. */
function styled(character: string): Run {
  const text = withMinus(character);
  return { text, italic: /[\p{Script=Latin}\u03b1-\u03c9]/u.test(text), shift: 0 };
}
