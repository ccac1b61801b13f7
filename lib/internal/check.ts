/**
 * The checks that public functions make of their arguments, once, at the door.
 *
 * Every message reads `where: name must be what was expected, got value`.
 */

/** The most elements that one array may have: 2²⁸, 2 GiB of 64-bit floats. */
export const MAX_LENGTH = 2 ** 28;

/** The value as an error message shows it: short, with -0 and strings distinct from numbers. */
export function shown(value: unknown): string {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  if (typeof value === "function") return "a function";
  if (ArrayBuffer.isView(value) || Array.isArray(value)) {
    return `${value.constructor.name} of length ${(value as ArrayLike<unknown>).length}`;
  }
  if (typeof value === "object" && value !== null) return "an object";
  return String(value);
}

function message(where: string, name: string, expected: string, value: unknown): string {
  return `${where}: ${name} must be ${expected}, got ${shown(value)}`;
}

/** The error for a value of the wrong type. */
export function wrongType(
  where: string,
  name: string,
  expected: string,
  value: unknown,
): TypeError {
  return new TypeError(message(where, name, expected, value));
}

/** The error for a value of the right type that lies outside what is allowed. */
export function outOfRange(
  where: string,
  name: string,
  expected: string,
  value: unknown,
): RangeError {
  return new RangeError(message(where, name, expected, value));
}

/** Throws unless `value` is a finite number; `unit` completes the sentence ("volts"). */
export function checkFinite(where: string, name: string, value: unknown, unit?: string): void {
  const expected = unit ? `a finite number of ${unit}` : "a finite number";
  if (typeof value !== "number") throw wrongType(where, name, expected, value);
  if (!Number.isFinite(value)) throw outOfRange(where, name, expected, value);
}

/** Throws unless `range[low]` and `range[high]` are finite numbers, the first less than the second. */
export function checkAscending<Name extends string>(
  where: string,
  range: Record<Name, unknown>,
  low: Name,
  high: Name,
  unit?: string,
): void {
  checkFinite(where, low, range[low], unit);
  checkFinite(where, high, range[high], unit);
  if (Number(range[low]) < Number(range[high])) return;
  throw outOfRange(where, high, `greater than ${low} = ${range[low]}`, range[high]);
}

/** Throws unless `value` is a finite number greater than 0. */
export function checkPositive(where: string, name: string, value: unknown, unit?: string): void {
  const expected = unit ? `a positive finite number of ${unit}` : "a positive finite number";
  if (typeof value !== "number") throw wrongType(where, name, expected, value);
  if (!(Number.isFinite(value) && value > 0)) throw outOfRange(where, name, expected, value);
}

/** Throws unless `value` is a finite number that is not below 0. */
export function checkNotNegative(where: string, name: string, value: unknown, unit: string): void {
  checkFinite(where, name, value, unit);
  if ((value as number) < 0) {
    throw outOfRange(where, name, `a number of ${unit} that is not negative`, value);
  }
}

/** Throws unless `value` is a number from 0 to 1: the share of a gate that is open. */
export function checkShare(where: string, name: string, value: unknown): void {
  checkFinite(where, name, value);
  const share = value as number;
  if (!(share >= 0 && share <= 1)) throw outOfRange(where, name, "from 0 to 1", value);
}

/** Numbers as they are in the field's usual units, which in SI units no neuron has. */
const usual = {
  V: { least: 2, most: 1000, unit: "volts", hint: "mV" },
  I: { least: 50, most: 1e6, unit: "A/m²", hint: "nA / mm ** 2" },
  t: { least: 1, most: Infinity, unit: "seconds", hint: "ms" },
};

/**
 * Throws if a neuron's quantity looks as if it were given in mV, nA/mm² or ms, with the correction:
 * `V0 must be in SI units, volts (did you mean -60 * mV?), got -60`.
 */
export function checkSI(
  where: string,
  name: string,
  kind: keyof typeof usual,
  value: number,
): void {
  const { least, most, unit, hint } = usual[kind];
  if (!(Math.abs(value) > least && Math.abs(value) <= most)) return;
  const expected = `in SI units, ${unit} (did you mean ${value} * ${hint}?)`;
  throw outOfRange(where, name, expected, value);
}

/** Throws unless `value` is an integer from `least` to `most`. */
export function checkInteger(
  where: string,
  name: string,
  value: unknown,
  least: number,
  most: number,
): void {
  const expected = `an integer from ${least} to ${most}`;
  if (typeof value !== "number") throw wrongType(where, name, expected, value);
  if (!(Number.isInteger(value) && value >= least && value <= most)) {
    throw outOfRange(where, name, expected, value);
  }
}

/** Throws unless `value` is a function. */
export function checkFunction(where: string, name: string, value: unknown): void {
  if (typeof value !== "function") throw wrongType(where, name, "a function", value);
}

/** Throws unless `value` is an object that has these functions. */
export function checkMethods(where: string, name: string, value: unknown, methods: string[]): void {
  checkObject(where, name, value);
  const functions = value as Record<string, unknown>;
  for (const method of methods) checkFunction(where, `${name}.${method}`, functions[method]);
}

/** Throws unless `value` is an object whose properties can be read. */
export function checkObject(where: string, name: string, value: unknown): void {
  if (typeof value !== "object" || value === null) {
    throw wrongType(where, name, "an object", value);
  }
}

/** Throws unless `value` is an array (typed or plain) of finite numbers, of at least one element. */
export function checkSamples(where: string, name: string, value: unknown): void {
  const expected = "a non-empty array of finite numbers";
  const isArray = Array.isArray(value) || (ArrayBuffer.isView(value) && "length" in value);
  if (!isArray) throw wrongType(where, name, expected, value);
  const samples = value as ArrayLike<unknown>;
  if (samples.length === 0) throw outOfRange(where, name, expected, value);
  // Long inputs are Float64Arrays: a separate loop is several times faster.
  let i = 0;
  if (value instanceof Float64Array) while (i < value.length && Number.isFinite(value[i])) i++;
  for (; i < samples.length; i++) {
    const sample = samples[i];
    if (typeof sample !== "number") throw wrongType(where, `${name}[${i}]`, "a number", sample);
    if (!Number.isFinite(sample)) {
      throw outOfRange(where, `${name}[${i}]`, "a finite number", sample);
    }
  }
}
