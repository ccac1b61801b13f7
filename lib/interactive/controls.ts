/** What a reader sets in a figure, as data: the same in Node and in the reader's page. */

import {
  checkFinite,
  checkObject,
  checkPositive,
  outOfRange,
  wrongType,
} from "../internal/check.js";
import { withMinus } from "../internal/text.js";
import { parseLabel } from "../plotting/text/markup.js";

interface Described {
  /** What is set, in the markup of figure labels. */
  readonly label: string;
  /** A sentence on what it does. */
  readonly description?: string;
  readonly unit?: string;
}

/** A number, by a slider or typed; an integer if `min` and `step` are. */
export interface NumberControl extends Described {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
}

/** One of several. */
export interface ChoiceControl extends Described {
  readonly options: readonly (string | number)[];
  readonly value: string | number;
}

/** On or off. */
export interface SwitchControl extends Described {
  readonly value: boolean;
}

/** A point in a figure, in the units of its axes: by mouse, finger, arrow keys, or typed. */
export interface PointControl extends Described {
  /** The name of the figure. */
  readonly point: string;
  readonly x: number;
  readonly y: number;
}

export type Control = NumberControl | ChoiceControl | SwitchControl | PointControl;
export type Controls = Readonly<Record<string, Control>>;
export type Point = { readonly x: number; readonly y: number };
export type Value = number | string | boolean | Point;

/** The values of the controls. */
export type ValuesOf<C extends Controls> = {
  readonly [Name in keyof C]: C[Name] extends PointControl
    ? Point
    : C[Name] extends { readonly options: readonly (infer Option)[] }
      ? Option
      : C[Name] extends { readonly value: boolean }
        ? boolean
        : number;
};

export const isPoint = (control: Control): control is PointControl => "point" in control;
export const isChoice = (control: Control): control is ChoiceControl => "options" in control;
export const isNumber = (control: Control): control is NumberControl => "step" in control;

/** Throws unless each control makes sense. */
export function checkControls(where: string, controls: Controls): void {
  checkObject(where, "controls", controls);
  for (const [key, control] of Object.entries(controls)) {
    const name = `controls.${key}`;
    checkObject(where, name, control);
    const texts = [control.label, control.unit ?? "", control.description ?? ""];
    if (!texts.every((text) => typeof text === "string")) {
      throw wrongType(where, `${name}'s label, unit and description`, "strings", texts);
    }
    parseLabel(control.label);
    if (isPoint(control)) {
      checkFinite(where, `${name}.x`, control.x);
      checkFinite(where, `${name}.y`, control.y);
    } else if (isChoice(control)) {
      const { options, value } = control;
      if (!Array.isArray(options)) throw wrongType(where, `${name}.options`, "an array", options);
      if (!options.includes(value)) {
        throw outOfRange(where, `${name}.value`, `one of ${options.join(", ")}`, value);
      }
    } else if (isNumber(control)) checkNumber(where, name, control);
    else if (typeof control.value !== "boolean") {
      throw wrongType(where, name, "a number with min, max and step, a choice, a switch", control);
    }
  }
}

function checkNumber(where: string, name: string, control: NumberControl): void {
  const { min, max, step, value } = control;
  for (const [key, number] of Object.entries({ min, max, value })) {
    checkFinite(where, `${name}.${key}`, number);
  }
  checkPositive(where, `${name}.step`, step);
  if (!(min < max)) throw outOfRange(where, `${name}.max`, `greater than min = ${min}`, max);
  if (!(value >= min && value <= max)) {
    throw outOfRange(where, `${name}.value`, `from ${min} to ${max}`, value);
  }
}

/** The values at which controls start. */
export function initialValues(controls: Controls): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(controls).map(([name, control]) => [
      name,
      isPoint(control) ? { x: control.x, y: control.y } : control.value,
    ]),
  );
}

/** A value as it is written in a link. */
export function textOf(value: Value): string {
  return typeof value === "object" ? `${value.x},${value.y}` : String(value);
}

/** The value that a text stands for, within the control's bounds; undefined if it stands for none. */
export function valueIn(control: Control, text: string): Value | undefined {
  const numbers = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (isChoice(control)) return control.options.find((option) => String(option) === text);
  if (isPoint(control)) {
    const [x, y] = numbers;
    return numbers.length === 2 && numbers.every(Number.isFinite) ? { x, y } : undefined;
  }
  if (!isNumber(control)) return text === "true" || text === "false" ? text === "true" : undefined;
  const [number] = numbers;
  if (!Number.isFinite(number) || numbers.length > 1) return undefined;
  const value = Math.min(control.max, Math.max(control.min, number));
  const { min, step } = control;
  return Number.isInteger(min) && Number.isInteger(step)
    ? min + Math.round((value - min) / step) * step
    : value;
}

/** A value as a reader sees it: "−12.5 mV". */
export function readableText({ unit }: Control, value: Value): string {
  const text = typeof value === "object" ? `(${value.x}, ${value.y})` : String(value);
  const shown = typeof value === "boolean" ? (value ? "on" : "off") : withMinus(text);
  return unit ? `${shown} ${unit}` : shown;
}

/** What the fragment of a link to a figure begins with. */
export const marker = "#explore:";

/** Values as the fragment of a link to the figure with this id: `#explore:I=5&n=0.1&figure=…`. */
export function fragmentOf(id: string, values: Readonly<Record<string, Value>>): string {
  const texts = Object.entries(values).map(([name, value]) => [name, textOf(value)] as const);
  return marker + new URLSearchParams([...texts, ["figure", id]] as [string, string][]).toString();
}

/**
 * The values in a link's fragment; undefined for any other fragment, and for that of another figure.
 */
export function valuesIn(
  fragment: string,
  id: string,
  controls: Controls,
): Record<string, Value> | undefined {
  if (!fragment.startsWith(marker)) return undefined;
  const given = new URLSearchParams(fragment.slice(marker.length));
  const figure = given.get("figure");
  const names = [...given.keys()].filter((name) => name in controls);
  if ((figure !== null && figure !== id) || names.length === 0) return undefined;
  const values = initialValues(controls);
  for (const name of names) {
    values[name] = valueIn(controls[name], given.get(name) ?? "") ?? values[name];
  }
  return values;
}
