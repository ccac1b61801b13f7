/** What a model of two variables says of them, for models that are not neurons in SI units. */

import {
  checkFinite,
  checkObject,
  checkPositive,
  outOfRange,
  wrongType,
} from "../internal/check.js";
import { ms, mV, second } from "../units.js";

/** A variable of a model: what it is called, and where it lives. */
export interface Variable {
  /** Its symbol, in the markup of figure labels without the dollar signs: `"w"`. */
  readonly symbol: string;
  /** Where it is looked for and shown, from least to greatest, in the model's unit. */
  readonly min: number;
  readonly max: number;
  /** The unit in which figures show it, and that unit in the model's: `"mV"` and 1e-3; none and 1. */
  readonly unit?: string;
  readonly unitValue?: number;
}

/** The variables of a planar model, and its time. */
export interface Variables {
  readonly V: Variable;
  readonly n: Variable;
  /** `max` is how long an orbit is given to come back: 1 s, or 1000 if the time has no unit. */
  readonly t?: Omit<Variable, "min">;
}

/** Those of the Hodgkin–Huxley model. */
const ofNeurons: Variables = {
  V: { symbol: "V", min: -150 * mV, max: 150 * mV, unit: "mV", unitValue: mV },
  n: { symbol: "n", min: 0, max: 1 },
  t: { symbol: "t", max: 1 * second, unit: "ms", unitValue: ms },
};

/** The variables of a model, with labels for axes; those of a neuron unless it says otherwise. */
export function variablesOf(where: string, { variables = ofNeurons }: { variables?: Variables }) {
  checkObject(where, "model.variables", variables);
  const { V, n, t = { symbol: "t", max: 1000 } } = variables;
  return {
    V: checked(where, "V", V),
    n: checked(where, "n", n),
    t: checked(where, "t", { min: 0, ...t }),
  };
}

function checked(where: string, key: string, variable: Variable) {
  const name = `model.variables.${key}`;
  checkObject(where, name, variable);
  const { symbol, min, max, unit, unitValue = 1 } = variable;
  if (typeof symbol !== "string") throw wrongType(where, `${name}.symbol`, "a string", symbol);
  checkFinite(where, `${name}.min`, min);
  checkFinite(where, `${name}.max`, max);
  if (!(min < max)) throw outOfRange(where, `${name}.max`, `greater than min = ${min}`, max);
  checkPositive(where, `${name}.unitValue`, unitValue);
  return { symbol, min, max, unitValue, label: unit ? `$${symbol}$ (${unit})` : `$${symbol}$` };
}

/** How far the variables of a model range: what steps and tolerances are fractions of. Unchecked. */
export function extentsOf({ variables: { V, n } = ofNeurons }: { variables?: Variables }) {
  return { V: V.max - V.min, n: n.max - n.min };
}
