/** The width of text, and how SVG writes it: upright sans-serif, with variables in italic serif. */

import {
  type Attributes,
  createElement,
  round,
  type SvgDocument,
  type SvgElement,
} from "../dom.js";
import widths from "./fontWidths.json";
import type { Run } from "./markup.js";

/**
 * Arimo and Tinos are as wide, letter for letter, as Arial and Times New Roman, and so are the
 * Liberation fonts on Linux: a reader's machine without the first has one of the others, as a rule.
 * On one that has none, labels are fitted to the room that these would take.
 */
export const fonts = {
  upright: "Arimo, Arial, Liberation Sans, Helvetica, sans-serif",
  italic: "Tinos, Times New Roman, Liberation Serif, Times, serif",
};

/** Serif letters look smaller than sans-serif letters of the same size. */
const italicScale = 1.12;
const shiftedScale = 0.72;
/** How far sub- and superscripts are moved, down being positive, as a fraction of the font size. */
const shiftOf = { "-1": 0.22, "0": 0, "1": -0.36 } as const;

/** In pixels: of tick labels, and of all others. */
export const tickSize = 13;
export const labelSize = 15;
/** Between an axis and its tick labels. */
export const tickGap = 7;
/** From one baseline to the next, as a multiple of the font size. */
export const lineHeight = 1.25;
/** From the baseline to the middle of a capital letter, as a fraction of the font size. */
export const middle = 0.35;

/** Lines of text, and the point of the first baseline where they start, end or have their middle. */
export interface TextLayout {
  readonly text: readonly (readonly Run[])[];
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
}

/** Text without markup. */
export function upright(text: string): Run {
  return { text, italic: false, shift: 0 };
}

const tables = { upright: byCharacter(widths.upright), italic: byCharacter(widths.italic) };

function byCharacter(table: Readonly<Record<string, string>>): Map<string, number> {
  return new Map(
    Object.entries(table).flatMap(([width, characters]) =>
      [...characters].map((character): [string, number] => [character, Number(width) / 1000]),
    ),
  );
}

function scaleOf(run: Run): number {
  return (run.italic ? italicScale : 1) * (run.shift === 0 ? 1 : shiftedScale);
}

const tableOf = (run: Run) => (run.italic ? tables.italic : tables.upright);

/** Width of one line of text in pixels; a character that the table lacks counts as one em. */
export function textWidth(runs: readonly Run[], fontSize: number): number {
  let ems = 0;
  for (const run of runs) {
    for (const character of run.text) ems += (tableOf(run).get(character) ?? 1) * scaleOf(run);
  }
  return ems * fontSize;
}

/** Height of one line of text around the middle of its capitals, with accents and shifted text. */
export function textHeight(runs: readonly Run[], fontSize: number): number {
  const isPlain = runs.every(({ text, shift }) => shift === 0 && !/\p{Mn}/u.test(text));
  return (isPlain ? 1.1 : 1.5) * fontSize;
}

/**
 * What makes a `<text>` as wide as it was laid out to be, in whatever font a reader has: where that one
 * is wider, letters get narrower, instead of running into each other or out of the figure. Nothing if
 * the table lacks a character.
 */
export function fitted(run: Run, fontSize: number): Attributes {
  if (![...run.text].every((character) => tableOf(run).has(character))) return {};
  return { textLength: round(textWidth([run], fontSize)), lengthAdjust: "spacingAndGlyphs" };
}

/** The text with no-break blanks where SVG would drop some: at either end, and in a row. */
export const unbroken = (text: string) =>
  text.replace(/^ +| +$| {2,}/g, (blanks) => "\u00a0".repeat(blanks.length));

/**
 * Writes each run of the lines into a `<text>` of its own, as not every program fits smaller parts.
 * The upright font is inherited.
 */
export function drawText(
  document: SvgDocument,
  { text, x, y, anchor }: TextLayout,
  { fontSize, fill }: { fontSize: number; fill: string },
): SvgElement[] {
  return text.flatMap((runs, i) => {
    const baseline = y + i * lineHeight * fontSize;
    let end = x - { start: 0, middle: 0.5, end: 1 }[anchor] * textWidth(runs, fontSize);
    return runs.map((run) => {
      const start = end;
      end += textWidth([run], fontSize);
      const element = createElement(document, "text", {
        x: start,
        y: baseline + shiftOf[`${run.shift}`] * fontSize,
        "font-size": fontSize * scaleOf(run),
        ...fitted(run, fontSize),
        ...(run.italic ? { "font-family": fonts.italic, "font-style": "italic" } : {}),
        "text-anchor": "start",
        fill,
      });
      element.textContent = unbroken(run.text);
      return element;
    });
  });
}
