/** What simulations check before they start. */

import {
  checkFinite,
  checkObject,
  checkPositive,
  checkSamples,
  checkSI,
  outOfRange,
} from "../internal/check.js";

/** Throws unless these are an input, a step and a start; in SI units if the model is a neuron. */
export function checkOptions(
  where: string,
  options: { I: Float64Array; Δt: number; V0: number },
  isNeuron: boolean,
): void {
  checkObject(where, "options", options);
  const { I, Δt, V0 } = options;
  checkSamples(where, "I", I);
  checkPositive(where, "Δt", Δt, "seconds");
  checkFinite(where, "V0", V0, "volts");
  if (!isNeuron) return;
  checkSI(where, "V0", "V", V0);
  checkSI(where, "Δt", "t", Δt);
  for (let i = 0; i < I.length; i++) {
    if (Math.abs(I[i]) > MOST_INPUT) checkSI(where, `I[${i}]`, "I", I[i]);
  }
}

/** More input than this, in A/m², is looked at. */
const MOST_INPUT = 50;

/** A gate's equilibrium at V0, where a simulation starts unless n0 is given. */
export function settled(where: string, name: string, value: number, V0: number): number {
  if (Number.isFinite(value)) return value;
  const expected = `finite at V0 = ${V0}, or the start be given (is a rate 0/0 there? see exprel)`;
  throw outOfRange(where, `the model's ${name}`, expected, value);
}
