/** The phase plane of any planar model, with what an orbit does in time beside it. */

import { planarEquilibria } from "../dynamics/equilibria.js";
import { checkPlane, nullclines, type PlaneRange, vectorField } from "../dynamics/phasePlane.js";
import { checkFinite, checkObject, checkPositive, wrongType } from "../internal/check.js";
import { significant } from "../internal/tables.js";
import { withMinus } from "../internal/text.js";
import { orbitOf } from "../numerics/orbit.js";
import { plainText } from "../plotting/text/markup.js";
import { type Figure, linePlot, pathLines } from "../plotting.js";
import { type Model, type PlanarModel, variablesOf } from "../simulate.js";
import type { Point } from "./controls.js";

export interface PhasePlaneOptions {
  /** The constant input; 0 by default. */
  I?: number;
  /** Where orbits start, in the units of the axes, as a control that is a point gives it. */
  starts?: readonly Point[];
  /** How long they are followed, in the model's unit of time; a tenth of its `t.max` by default. */
  duration?: number;
  /** Size in CSS pixels; 640 by 400 by default. */
  width?: number;
  height?: number;
}

/** The figure of a phase plane, and what is known of it. */
export interface PhasePlane extends Figure {
  /** Its equilibria with their kind, in a sentence. */
  readonly caption: string;
  /** V against time along the orbits; at rest without one. */
  readonly time: Figure;
}

const colors = ["#d62728", "#9467bd", "#8c564b", "#e377c2", "#17becf"];

/** How far orbits may be from the chords that are drawn, as a share of their scale: a third of a pixel. */
const DEVIATION = 1e-3;

/**
 * The phase plane of a planar model: nullclines, the vector field, equilibria (filled where stable)
 * with their kind, and orbits, by {@link integrate}. What it is called and its units are as the
 * model's `variables` say; equilibria need its `n_inf`, and are left out without one.
 *
 * @param range the part of the plane, in the model's units
 * @throws TypeError | RangeError for arguments that make no sense, or when an orbit leaves the finite
 *   numbers
 *
 * @example show(phasePlane(model, { V_min: -3, V_max: 3, n_min: -2, n_max: 2 }, { I: 0.5 }))
 */
export function phasePlane(
  model: PlanarModel,
  range: PlaneRange,
  options: PhasePlaneOptions = {},
): PhasePlane {
  const where = "phasePlane";
  checkObject(where, "model", model);
  checkPlane(where, range);
  checkObject(where, "options", options);
  const { V, n, t } = variablesOf(where, model);
  const { I = 0, starts = [], duration = t.max / 10, width = 640, height = 400 } = options;
  checkFinite(where, "I", I);
  checkPositive(where, "duration", duration);
  if (!Array.isArray(starts)) throw wrongType(where, "starts", "an array of points", starts);
  for (const [i, start] of starts.entries()) {
    checkObject(where, `starts[${i}]`, start);
    for (const key of ["x", "y"] as const) checkFinite(where, `starts[${i}].${key}`, start[key]);
  }
  const equilibria = model.n_inf
    ? planarEquilibria(model as Model, { I, V_min: range.V_min, V_max: range.V_max })
    : [];
  const orbits = starts.map(({ x, y }: Point) =>
    orbitOf(([v, m]) => [model.dV_dt(v, m, I), model.dn_dt(v, m)], {
      y0: [x * V.unitValue, y * n.unitValue],
      duration,
      scale: [(V.max - V.min) / 3, n.max - n.min],
      deviation: DEVIATION,
    }),
  );
  const lines = nullclines(model, I, range);
  const inUnit = (values: Float64Array, { unitValue }: { unitValue: number }) =>
    values.map((value) => value / unitValue);
  const xLimits = [range.V_min / V.unitValue, range.V_max / V.unitValue] as const;
  const plane = linePlot({
    series: [
      { ...lines.V, color: "#1f77b4" },
      { ...lines.n, color: "#2ca02c" },
      ...orbits.flatMap(({ y: [v, m] }, i) =>
        pathLines(inUnit(v, V), inUnit(m, n), { color: colors[i % colors.length] }),
      ),
    ],
    dots: equilibria.map((e) => ({
      x: e.V / V.unitValue,
      y: e.n / n.unitValue,
      filled: e.kind.startsWith("stable"),
    })),
    arrows: vectorField(model, I, range),
    x: { label: V.label, limits: xLimits },
    y: { label: n.label, limits: [range.n_min / n.unitValue, range.n_max / n.unitValue] },
    description: `The phase plane of ${plainText(V.label)} and ${plainText(n.label)}`,
    width,
    height,
  });
  const time = linePlot({
    series: (orbits.length > 0 ? orbits : [nowhere(duration)]).map(({ t: times, y: [v] }, i) => ({
      x: inUnit(times, t),
      y: inUnit(v, V),
      color: colors[i % colors.length],
    })),
    x: { label: t.label, limits: [0, duration / t.unitValue] },
    y: { label: V.label, limits: xLimits },
    description: `${plainText(V.label)} along the orbits`,
    width,
    height: 220,
  });
  const listed = equilibria.map((e) => {
    const at = [e.V / V.unitValue, e.n / n.unitValue].map((x) => significant(x, 3));
    return `${e.kind} at (${withMinus(at.join(", "))})`;
  });
  const caption = listed.length > 0 ? `Equilibria: ${listed.join(", ")}.` : "No equilibrium here.";
  return Object.assign(plane, { caption, time });
}

/** No orbit, for as long. */
const nowhere = (duration: number) => ({
  t: Float64Array.of(0, duration),
  y: [Float64Array.of(Number.NaN, Number.NaN)],
});
