/** Figures as values: described as data, and drawn by Observable Plot when first needed. */

import { writeFileSync } from "node:fs";
import {
  checkFunction,
  checkInteger,
  checkMethods,
  checkObject,
  outOfRange,
  wrongType,
} from "./internal/check.js";
import { displayFigure, type Showable } from "./internal/display.js";
import { linspace } from "./numerics/linspace.js";
import { checkSize } from "./plotting/check.js";
import { describe } from "./plotting/describe.js";
import {
  checkedPanel,
  type FigureSpec,
  type LinePlotOptions,
  type PanelSpec,
  type Series,
} from "./plotting/spec.js";
import { ms, mV } from "./units.js";

export type { Showable } from "./internal/display.js";
export { pathLines } from "./plotting/pathLines.js";
export type { Axis, LinePlotOptions, Series } from "./plotting/spec.js";

/** A figure. Nothing is drawn until `svg`, `png`, `save` or `show` asks for it. */
export interface Figure extends Showable {
  /** What is drawn, as data. */
  readonly spec: FigureSpec;
  /** Writes a file: `"figure.svg"`, or `"figure.png"` at 2×. */
  save(path: string): void;
}

/** jsdom, Plot and resvg take most of a second to load: only when something is drawn. */
const renderer = () => require("./plotting/node.js") as typeof import("./plotting/node.js");

class DrawnFigure implements Figure {
  readonly spec: FigureSpec;
  private drawn: string | undefined;

  constructor(spec: FigureSpec) {
    this.spec = spec;
  }

  get description(): string {
    const { title, details } = describe(this.spec);
    return `${title}\n${details}`;
  }

  get width(): number {
    return this.spec.width;
  }

  get svg(): string {
    this.drawn ??= renderer().renderSvg(this.spec);
    return this.drawn;
  }

  png({ scale = 2 }: { scale?: number } = {}): Uint8Array {
    if (!(scale > 0 && scale <= 20)) {
      throw new RangeError(`png: scale must be between 0 and 20, got ${scale}`);
    }
    return renderer().renderPng(this.svg, scale);
  }

  save(path: string): void {
    const extension = /\.(svg|png)$/i.exec(path)?.[1].toLowerCase();
    if (!extension) throw new RangeError(`save: the name must end in .svg or .png, got ${path}`);
    writeFileSync(path, extension === "svg" ? this.svg : this.png());
  }
}

/**
 * Draws lines on one pair of axes.
 *
 * @param options the lines, their axes and more: see `LinePlotOptions`
 * @returns a figure; the data are copied, so that later changes to them have no effect
 * @throws TypeError | RangeError if there is no line, x is not monotone or not as long as y, limits
 *   do not rise, or a label's markup is invalid
 * @example linePlot({ series: [{ x: t, y: V, label: "$V$" }], x: { label: "Time (ms)" } })
 */
export function linePlot(options: LinePlotOptions): Figure {
  const panels = [checkedPanel("linePlot", options)];
  const { width = 640, height = 360, description } = options;
  checkSize("linePlot", "width", width);
  checkSize("linePlot", "height", height);
  return new DrawnFigure({ width, height, panels, description });
}

export interface StackOptions {
  /** Size of the whole picture in CSS pixels; 720 wide and 160 for each panel by default. */
  readonly width?: number;
  readonly height?: number;
  /** What the figure shows, for readers who can't see it. */
  readonly description?: string;
}

/**
 * Stacks figures: all share the x axis of the last one, and the y labels are inside the frames.
 *
 * @throws TypeError | RangeError if there is no figure or the size leaves no room for them
 */
export function stackedPlots(
  figures: readonly Figure[],
  { width = 720, height, description }: StackOptions = {},
): Figure {
  if (!Array.isArray(figures)) throw wrongType("stackedPlots", "figures", "an array", figures);
  if (figures.length === 0) {
    throw outOfRange("stackedPlots", "figures", "at least one figure", figures);
  }
  figures.forEach((figure: unknown, i) => {
    checkObject("stackedPlots", `figures[${i}]`, figure);
    checkObject("stackedPlots", `figures[${i}].spec`, (figure as Figure).spec);
  });
  const panels = figures
    .flatMap((figure: Figure) => figure.spec.panels)
    .map((panel): PanelSpec => ({ ...panel, y: { labelPosition: "inside", ...panel.y } }));
  const total = height ?? 60 + 160 * panels.length;
  checkSize("stackedPlots", "width", width);
  checkSize("stackedPlots", "height", total);
  return new DrawnFigure({ width, height: total, panels, description });
}

export interface VdotCurve {
  /** dV/dt in V/s at a membrane voltage in volts. */
  readonly dV_dt: (V: number) => number;
  readonly label?: string;
  /** Where on the voltage axis the label is centred, in volts. */
  readonly labelX?: number;
}

/** A point of a dV/dt figure. */
export interface VdotDot {
  /** Its voltage, in volts. */
  readonly V: number;
  /** Its dV/dt, in V/s; 0 by default. */
  readonly dV_dt?: number;
  /** Filled by default, as a stable equilibrium; else a ring, as an unstable one. */
  readonly filled?: boolean;
}

export interface VdotPlotOptions {
  readonly curves: readonly VdotCurve[];
  /** Points, equilibria for instance. */
  readonly dots?: readonly VdotDot[];
  /** First and last voltage at which the curves are evaluated, in volts; −100 and 5 mV by default. */
  readonly V?: readonly [number, number];
  /** At how many voltages; 1000 by default. */
  readonly num?: number;
  /** Limits of the voltage axis, in volts. */
  readonly xlim?: readonly [number, number];
  /** Limits of the dV/dt axis, in V/s. */
  readonly ylim?: readonly [number, number];
  /** What the figure shows, for readers who can't see it. */
  readonly description?: string;
}

/**
 * Draws dV/dt against the membrane voltage, with a line where it is zero; axes in mV and mV/ms.
 *
 * @throws TypeError | RangeError if there is no curve, a curve is not a function, or as `linePlot`
 * @example VdotPlot({ curves: [{ dV_dt: (V) => hh.dV_dt(V, 0, 0), label: "$n = 0$" }] })
 */
export function VdotPlot(options: VdotPlotOptions): Figure {
  checkObject("VdotPlot", "options", options);
  const { curves, dots = [], num = 1000, xlim, ylim } = options;
  const { V: [start, stop] = [-100 * mV, 5 * mV] } = options;
  if (!Array.isArray(curves)) throw wrongType("VdotPlot", "curves", "an array", curves);
  if (!Array.isArray(dots)) throw wrongType("VdotPlot", "dots", "an array", dots);
  checkInteger("VdotPlot", "num", num, 2, 1e7);
  const V = linspace(start, stop, num);
  const series = curves.map((curve: VdotCurve, i): Series => {
    checkObject("VdotPlot", `curves[${i}]`, curve);
    const { dV_dt, label, labelX } = curve;
    checkFunction("VdotPlot", `curves[${i}].dV_dt`, dV_dt);
    return {
      x: V.map((v) => v / mV),
      y: V.map((v) => dV_dt(v) / (mV / ms)),
      label,
      labelX: labelX === undefined ? undefined : labelX / mV,
    };
  });
  return linePlot({
    series,
    dots: dots.map((dot: VdotDot, i) => {
      checkObject("VdotPlot", `dots[${i}]`, dot);
      const { V, dV_dt = 0, filled = true } = dot;
      return { x: V / mV, y: dV_dt / (mV / ms), filled };
    }),
    x: { label: "$V$ (mV)", limits: xlim && [xlim[0] / mV, xlim[1] / mV] },
    y: { label: "$\\dot{V}$ (mV/ms)", limits: ylim && [ylim[0] / (mV / ms), ylim[1] / (mV / ms)] },
    zeroLine: true,
    description: options.description,
  });
}

/**
 * Shows a figure below the running cell: as SVG where the page is trusted, as PNG, or as text. One
 * that a reader can play with is shown as HTML instead of SVG.
 *
 * @param options.scale pixels of the PNG per CSS pixel; 2 by default
 */
export function show(figure: Showable, options: { scale?: number } = {}): void {
  checkMethods("show", "figure", figure, ["png"]);
  displayFigure(figure, options);
}
