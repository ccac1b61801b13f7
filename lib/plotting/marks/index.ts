/** All marks, by the name of their option of `linePlot`, from the lowest to the one on top. */

import { arrow } from "./arrow.js";
import { dot } from "./dot.js";
import { line } from "./line.js";
import type { Mark } from "./mark.js";

export const marks = {
  /** Directions, of a vector field for instance; for linear axes. */
  arrows: arrow,
  /** Lines. */
  series: line,
  /** Points on top of the lines; those beyond the limits are left out. */
  dots: dot,
};

type Marks = typeof marks;

/** What a reader passes, by the name of the option. */
export type MarkOptions = {
  readonly [Name in keyof Marks]?: Marks[Name] extends Mark<infer Given, infer _>
    ? readonly Given[]
    : never;
};

/** What is drawn, by the name of the option. */
export type PlacedMarks = {
  readonly [Name in keyof Marks]: Marks[Name] extends Mark<infer _, infer Placed>
    ? readonly Placed[]
    : never;
};

/** The marks with their names, for those who treat all alike. */
export const namedMarks = Object.entries(marks) as readonly (readonly [
  keyof Marks,
  Mark<unknown, unknown>,
])[];
