/** The summary figure of an ensemble: how often the neuron spikes, and where its voltage is. */

import { join, relative } from "node:path";
import { replaceFile } from "../notebooks/replace.mjs";
import { step } from "../setup/run.mjs";
import { readRuns } from "./arrow.mjs";
import { allRunsIn } from "./files.mjs";
import { loadLib } from "./simulate.mjs";
import { units } from "./units.mjs";

/** @typedef {import("./arguments.mjs").Plan} Plan */
/** @typedef {import("./arrow.mjs").Columns} Columns */
/** @typedef {import("../../lib/index.js").Axis} Axis */

/**
 * Draws `summary.svg` and `summary.png` beside the `runs.arrow` in a folder.
 * @param {string} out
 */
export async function draw(out) {
  const source = allRunsIn(out);
  const target = join(out, "summary");
  await step(`Drawing ${relative(process.cwd(), target)}.svg and .png`, async () => {
    const { plan, columns } = readRuns(source);
    const figure = summaryFigure(plan, columns);
    replaceFile(`${target}.svg`, Buffer.from(figure.svg));
    replaceFile(`${target}.png`, figure.png());
  });
}

/** More lines than this can't be told apart. */
const MAX_LINES = 8;

/**
 * The firing rate, and the voltage's mean (with its extremes, if there is one line) and standard
 * deviation, against the quantity that was varied first, or the seed; a line for each value of the
 * one that was varied next. Over all other runs together.
 * @param {Plan} plan
 * @param {Columns} columns
 */
export function summaryFigure({ values, duration }, columns) {
  const { linePlot, stackedPlots } = loadLib();
  const [across = "seed", by] = Object.keys(values).filter((name) => values[name].length > 1);
  const factor = units[across]?.factor ?? 1;
  const x = { label: across === "seed" ? "Seed" : axisLabel(across) };

  const lines = (by ? evenly(values[by], MAX_LINES) : [undefined]).map((value) => {
    const isOnLine = (/** @type {number} */ i) => by === undefined || columns[by][i] === value;
    const points = pointsOf(columns, across, duration, isOnLine);
    const label = value === undefined ? undefined : labelOf(by, value);
    return { x: points.map((point) => point.at / factor), points, label };
  });
  /** @param {(point: Point) => number} f */
  const curves = (f) => lines.map(({ x, points, label }) => ({ x, y: points.map(f), label }));
  const means = curves(({ mean }) => mean * 1e3);
  const extremes = [
    { ...curves(({ max }) => max * 1e3)[0], label: "maximum", dashed: true },
    { ...means[0], label: "mean" },
    { ...curves(({ min }) => min * 1e3)[0], label: "minimum", dashed: true },
  ];
  const spread = curves(({ std }) => std * 1e3);
  const panel = (/** @type {typeof means} */ series, /** @type {Axis} */ y) =>
    linePlot({ series, dots: dotsOn(series), x, y });
  return stackedPlots(
    [
      panel(
        curves((point) => point.rate),
        { label: "Firing rate (Hz)", limits: [0, undefined] },
      ),
      lines.length > 1
        ? panel(means, { label: "Mean of $V$ (mV)" })
        : panel(extremes, { label: "$V$ (mV)" }),
      panel(spread, { label: "Standard deviation of $V$ (mV)" }),
    ],
    { height: 640 },
  );
}

/**
 * A line of a single point can't be seen: it has a dot there.
 * @param {{ x: number[], y: number[] }[]} series
 */
function dotsOn(series) {
  return series
    .filter(({ x }) => x.length === 1)
    .map(({ x, y }) => ({ x: x[0], y: y[0], filled: true }));
}

/**
 * The runs of one line at one place, summed up: V in volts, the rate in hertz.
 * @typedef {{ at: number, rate: number, mean: number, std: number, min: number, max: number }} Point
 */

/**
 * @param {Columns} columns
 * @param {string} across
 * @param {number} duration
 * @param {(i: number) => boolean} isOnLine
 * @returns {Point[]} in the order of the axis
 */
function pointsOf(columns, across, duration, isOnLine) {
  /** @type {Map<number, number[]>} */
  const runsAt = new Map();
  for (const [i, at] of /** @type {number[]} */ (columns[across]).entries()) {
    if (!isOnLine(i)) continue;
    const runs = runsAt.get(at);
    if (runs) runs.push(i);
    else runsAt.set(at, [i]);
  }
  const column = (/** @type {string} */ name) => /** @type {number[]} */ (columns[name]);
  const [V_mean, V_std, V_min, V_max] = ["V_mean", "V_std", "V_min", "V_max"].map(column);
  const spikes = /** @type {ArrayLike<number>[]} */ (columns.spike_times);
  return [...runsAt]
    .sort(([a], [b]) => a - b)
    .map(([at, runs]) => {
      const average = (/** @type {(i: number) => number} */ f) =>
        runs.reduce((sum, i) => sum + f(i), 0) / runs.length;
      const mean = average((i) => V_mean[i]);
      return {
        at,
        rate: average((i) => spikes[i].length / duration),
        mean,
        // Of all samples of these runs together: within the runs, and between them.
        std: Math.sqrt(average((i) => V_std[i] ** 2 + (V_mean[i] - mean) ** 2)),
        min: runs.reduce((least, i) => Math.min(least, V_min[i]), Number.POSITIVE_INFINITY),
        max: runs.reduce((most, i) => Math.max(most, V_max[i]), Number.NEGATIVE_INFINITY),
      };
    });
}

/**
 * No more than so many of these values, spread evenly, the first and the last among them.
 * @param {number[]} values
 * @param {number} most
 */
function evenly(values, most) {
  if (values.length <= most) return values;
  return Array.from(
    { length: most },
    (_, i) => values[Math.round((i * (values.length - 1)) / (most - 1))],
  );
}

const axisLabel = (/** @type {string} */ name) => `${units[name].label} (${units[name].unit})`;

/**
 * @param {string} name
 * @param {number} value  in SI units
 */
function labelOf(name, value) {
  const { label, factor, unit } = units[name];
  return `${label} = ${Number((value / factor).toPrecision(6))} ${unit}`;
}
