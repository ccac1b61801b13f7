/** Checks that marks and axes have in common. */

import { checkFinite, outOfRange, shown, wrongType } from "../internal/check.js";
import { parseLabel } from "./text/markup.js";

/** Sizes beyond these leave no room for the axes, or make files that nothing opens. */
export function checkSize(where: string, name: string, value: unknown): void {
  checkFinite(where, name, value, "pixels");
  if (!(Number(value) >= 150 && Number(value) <= 5000)) {
    throw outOfRange(where, name, "from 150 to 5000 pixels", value);
  }
}

export function checkLabel(where: string, name: string, label: unknown): void {
  if (label === undefined) return;
  if (typeof label !== "string") throw wrongType(where, name, "a string", label);
  parseLabel(label);
}

export function checkColor(where: string, name: string, color: unknown): void {
  if (color !== undefined && typeof color !== "string") {
    throw wrongType(where, name, "a CSS colour", color);
  }
}

/** A copy of the numbers in an array, NaN and infinity among them. */
export function checkedColumn(where: string, name: string, value: unknown): Float64Array {
  if (ArrayBuffer.isView(value) && "length" in value) return new Float64Array(value as never);
  if (!Array.isArray(value)) throw wrongType(where, name, "an array of numbers", value);
  const wrong = value.findIndex((element) => typeof element !== "number");
  if (wrong >= 0) throw wrongType(where, `${name}[${wrong}]`, "a number", value[wrong]);
  return new Float64Array(value as number[]);
}

/** Throws unless the numbers are finite, and only rise or only fall. */
export function checkMonotone(where: string, name: string, x: Float64Array): void {
  let rises = true;
  let falls = true;
  for (let i = 0; i < x.length; i++) {
    if (!Number.isFinite(x[i])) throw outOfRange(where, `${name}[${i}]`, "a finite number", x[i]);
    if (i === 0) continue;
    rises &&= x[i] >= x[i - 1];
    falls &&= x[i] <= x[i - 1];
    if (!rises && !falls) {
      const neighbours = `${shown(x[i - 1])}, ${shown(x[i])} at index ${i}`;
      throw new RangeError(`${where}: ${name} must only rise or only fall, got ${neighbours}`);
    }
  }
}
