/** What was measured, as text in columns. */

/** @typedef {import("./measure.mjs").Comparison} Comparison */

/** @param {number} seconds */
export function duration(seconds) {
  if (seconds >= 1) return `${seconds.toPrecision(3)} s`;
  if (seconds >= 1e-3) return `${(seconds * 1e3).toPrecision(3)} ms`;
  return `${(seconds * 1e6).toPrecision(3)} µs`;
}

/** @param {{ title: string, seconds: number, arrays?: number, comparisons: Comparison[] }[]} rows */
export function table(rows) {
  if (rows.length === 0) return "";
  const lines = rows.flatMap(({ title, seconds, arrays, comparisons }) => [
    [
      title,
      "lib",
      duration(seconds),
      "",
      arrays ? `${arrays.toFixed(1)} arrays of memory` : "",
      "",
    ],
    ...comparisons.map(({ peer, missing, seconds = 0, ratio = 0, target, difference = 0 }) =>
      missing
        ? ["", peer, "not run", "", missing, ""]
        : [
            "",
            peer,
            duration(seconds),
            ratio.toPrecision(2),
            verdict(ratio, target),
            difference.toExponential(0),
          ],
    ),
  ]);
  return columns([["", "", "median", "ratio", "to reach", "difference"], ...lines]);
}

/** @param {{ what: string, value: number, unit: string, limit?: number }[]} rows */
export function limitTable(rows) {
  return columns(
    rows.map(({ what, value, unit, limit }) => [
      what,
      `${value.toPrecision(3)} ${unit}`,
      verdict(value, limit),
    ]),
  );
}

/**
 * @param {number} value
 * @param {number} [limit]
 */
function verdict(value, limit) {
  if (limit === undefined) return "";
  return `≤ ${Number(limit.toPrecision(2))} ${value <= limit ? "✓" : "✗"}`;
}

/** @param {string[][]} rows */
function columns(rows) {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
