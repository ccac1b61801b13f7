/**
 * Figures as plain data: what the reader gives, after it was checked and before anything is drawn.
 * Everything in this folder but `node.ts` runs in a browser as well.
 */

/** One line: points (x, y) in the order they are joined; NaN in y makes a gap. */
export interface Series {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** Written on the line, in its colour; in a legend if the line has no room. Markup as in `Axis`. */
  readonly label?: string;
  /** A CSS colour; by default the next of matplotlib's ten. */
  readonly color?: string;
  /** Where on the x axis the label is centred; by default the best place is looked for. */
  readonly labelX?: number;
  /** Whether the line is dashed, as is usual for what is unstable. */
  readonly dashed?: boolean;
}

/** A direction at a point: a thin arrow of fixed length, centred there, below the lines. */
export interface Arrow {
  readonly x: number;
  readonly y: number;
  /** Where it points, in the units of the axes. */
  readonly dx: number;
  readonly dy: number;
}

/** A point of its own: where a curve crosses zero, say. */
export interface Dot {
  readonly x: number;
  readonly y: number;
  /** Whether it is filled, as is usual for what is stable; else it is a ring. */
  readonly filled: boolean;
  /** A CSS colour; black by default. */
  readonly color?: string;
}

/** One axis. Labels take matplotlib's markup: `"$\\dot{V}$ (mV/ms)"`, with `\n` for a new line. */
export interface Axis {
  readonly label?: string;
  /** The ends of the axis; one left out is the data's, plus a margin of 5 %. */
  readonly limits?: readonly [number | undefined, number | undefined];
  /** `"symlog"`: logarithmic in both directions, linear between ±`linthresh`. */
  readonly scale?: "linear" | "symlog";
  /** Where a symlog axis turns linear; 1 by default. */
  readonly linthresh?: number;
  /** `"percent"`: 0.25 reads 25%. */
  readonly format?: "percent";
  /** Where to put ticks and grid lines; by default at round numbers. */
  readonly ticks?: readonly number[];
  /** Where a y axis has its label: left of it, or at the top left of the frame on a white pad. */
  readonly labelPosition?: "outside" | "inside";
}

/** The arguments of `linePlot`. */
export interface LinePlotOptions {
  readonly series: readonly Series[];
  readonly x?: Axis;
  readonly y?: Axis;
  /** Points on top of the lines; those beyond the limits are left out. */
  readonly dots?: readonly Dot[];
  /** Directions, of a vector field for instance; for linear axes. */
  readonly arrows?: readonly Arrow[];
  /** Draws a black line at y = 0, and keeps it in view. */
  readonly zeroLine?: boolean;
  /** Size of the whole picture in CSS pixels; 640 × 360 by default. */
  readonly width?: number;
  readonly height?: number;
  /** What the figure shows, for those who can't see it; put before what is said automatically. */
  readonly description?: string;
}

/** One pair of axes with its lines. */
export interface PanelSpec {
  readonly series: readonly Series[];
  readonly dots: readonly Dot[];
  readonly arrows: readonly Arrow[];
  readonly x: Axis;
  readonly y: Axis;
  readonly zeroLine: boolean;
}

/** A whole figure: panels below each other that share the x axis. */
export interface FigureSpec {
  readonly width: number;
  readonly height: number;
  readonly panels: readonly PanelSpec[];
  readonly description?: string;
}
