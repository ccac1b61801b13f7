/** Describes in words what a figure shows. */

import { withMinus } from "../internal/text.js";
import { endsOf, extent, extentOfColumn } from "./layout/extent.js";
import type { FigureSpec, PanelSpec } from "./spec.js";
import { plainText } from "./text/markup.js";

/** A title of a few words, and the details: axes, ranges, lines. */
export function describe({ panels, description }: FigureSpec): { title: string; details: string } {
  const xLabel = plainText(panels[panels.length - 1].x.label ?? "x");
  const what = panels.map((panel) => plainText(panel.y.label ?? "y")).join("; ");
  const details = panels.map((panel) => describePanel(panel, xLabel)).join(" ");
  return { title: description ?? `${what} against ${xLabel}`, details };
}

function describePanel({ series, x, y }: PanelSpec, xLabel: string): string {
  const yLabel = plainText(y.label ?? "y");
  const xs = rangeOf(
    series.map((line) => endsOf(line.x)),
    x.limits,
  );
  const ys = rangeOf(
    series.map((line) => extentOfColumn(line.y)),
    y.limits,
  );
  const names = series.flatMap((line) => (line.label === undefined ? [] : plainText(line.label)));
  const lines = names.length > 0 ? `; lines: ${names.join(", ")}` : "";
  return `${yLabel} from ${ys}, for ${xLabel} from ${xs}${lines}.`;
}

function rangeOf(
  extents: readonly (readonly [number, number] | undefined)[],
  limits: readonly [number | undefined, number | undefined] = [undefined, undefined],
): string {
  const [low, high] = extent(extents.flatMap((ends) => ends ?? [])) ?? [0, 0];
  const shown = [Math.max(low, limits[0] ?? low), Math.min(high, limits[1] ?? high)];
  // What rounding errors have made of zero is zero to a reader.
  const negligible = 1e-12 * Math.max(...shown.map(Math.abs));
  return shown
    .map((value) => (Math.abs(value) < negligible ? 0 : value))
    .map((value) => withMinus(String(Number(value.toPrecision(3)))))
    .join(" to ");
}
