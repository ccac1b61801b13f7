/**
 * What a mark is: one kind of thing that a figure shows, such as lines or dots, from its check to
 * its drawing. (Observable Plot's word.) All but the drawing also works without Plot.
 */

import type { SvgDocument } from "../dom.js";
import type { AxisLayout } from "../layout/axis.js";
import type { Extent } from "../layout/extent.js";
import type { Box, TurnedBox } from "../layout/geometry.js";

/** `Given` is what a reader passes, `Placed` what is drawn of it. */
export interface Mark<Given, Placed> {
  /** A checked copy of what a reader has passed; `where` and `name` are for the message. */
  checked(where: string, name: string, value: unknown): Given;
  /** What it needs of the x axis; nothing by default. */
  extentOfX?(given: Given): Extent;
  /** What the part of it between two x needs of the y axis; nothing by default. */
  extentOfY?(given: Given, between: Extent): Extent | undefined;
  /** @param above where labels and marks that are drawn on top of these are */
  layout(all: readonly Given[], plane: Plane, above: readonly TurnedBox[]): Layer<Placed>;
  /**
   * @param plot Observable Plot: handed over, since importing it takes half a second, and its types
   *   would come into every notebook
   * @returns a mark of Plot, or several in an array
   */
  draw(plot: object, placed: readonly Placed[], document: SvgDocument): unknown;
}

/** The pair of axes on which marks are laid out. */
export interface Plane {
  readonly frame: Box;
  readonly x: AxisLayout;
  readonly y: AxisLayout;
  /** From values to pixels. */
  readonly toX: (x: number) => number;
  readonly toY: (y: number) => number;
  /** Whether a line is drawn at y = 0. */
  readonly zeroLine: boolean;
  /** The lines whose names are in the legend, and not on themselves. */
  readonly inLegend: ReadonlySet<number>;
  /** Where the figure moves: where the names of lines were when it stood still. */
  readonly held?: readonly (TurnedBox | undefined)[] | undefined;
}

export interface Layer<Placed> {
  readonly placed: readonly Placed[];
  /** What labels below should keep clear of. */
  readonly taken?: readonly TurnedBox[];
  /** The lines that have no room for their label. */
  readonly unplaced?: readonly number[];
}
