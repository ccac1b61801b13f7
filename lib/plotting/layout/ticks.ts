/** The labels of ticks. */

import { withMinus } from "../../internal/text.js";
import type { Axis } from "../axis.js";

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * The labels of some ticks, with as few decimals as give each tick exactly, or as powers of ten if
 * that would be long.
 *
 * @param aligned whether all have the same number of decimals, so that they line up in a column
 */
export function tickLabels(
  ticks: readonly number[],
  format?: Axis["format"],
  aligned = true,
): string[] {
  const [factor, unit] = format === "percent" ? [100, "%"] : [1, ""];
  const values = ticks.map((tick) => tick * factor);
  const sizes = values.map(Math.abs);
  const steps = values.slice(1).map((value, i) => Math.abs(value - values[i]));
  const tolerance = 1e-6 * Math.min(...[...steps, ...sizes].filter((size) => size > 0), 1);
  const exact = (text: string, value: number) => Math.abs(Number(text) - value) <= tolerance;
  const decimals = [0, 1, 2, 3, 4, 5, 6].find((digits) =>
    values.every((value) => exact(value.toFixed(digits), value)),
  );
  const largest = Math.max(...sizes);
  // Large numbers that are close to each other would be long either way.
  const isShort = largest < 1e6 || (largest < 1e12 && Math.min(...steps) < largest / 1000);
  const isPlain = decimals !== undefined && decimals < 5 && isShort;
  return values.map((value) => {
    const text = isPlain ? decimal(value, decimals, aligned) : scientific(value, exact);
    return withMinus(text.replace(/^-(?=[0.]*$)/, "")) + unit;
  });
}

function decimal(value: number, decimals: number, aligned: boolean): string {
  const text = value.toFixed(decimals);
  return aligned ? text : String(Number(text));
}

function scientific(value: number, exact: (text: string, value: number) => boolean): string {
  if (value === 0) return "0";
  let digits = 0;
  while (digits < 15 && !exact(value.toExponential(digits), value)) digits++;
  const [mantissa, exponent] = value.toExponential(digits).split("e");
  const power = exponent.replace("+", "").replace("-", "⁻");
  const ten = `10${power.replace(/\d/g, (digit) => superscripts[Number(digit)])}`;
  if (Math.abs(Number(mantissa)) === 1) return mantissa.startsWith("-") ? `-${ten}` : ten;
  return `${mantissa}×${ten}`;
}
