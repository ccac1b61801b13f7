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
  // Between finite ends, numbers that only rise or only fall are finite; NaN does neither.
  let rising = 1;
  while (rising < x.length && x[rising] >= x[rising - 1]) rising++;
  let falling = 1;
  while (falling < x.length && x[falling] <= x[falling - 1]) falling++;
  const isMonotone = Math.max(rising, falling) >= x.length;
  if (isMonotone && Number.isFinite(x[0]) && Number.isFinite(x[x.length - 1])) return;
  const infinite = x.findIndex((value) => !Number.isFinite(value));
  if (infinite >= 0)
    throw outOfRange(where, `${name}[${infinite}]`, "a finite number", x[infinite]);
  const turn = Math.max(rising, falling);
  const neighbours = `${shown(x[turn - 1])}, ${shown(x[turn])} at index ${turn}`;
  throw new RangeError(`${where}: ${name} must only rise or only fall, got ${neighbours}`);
}
