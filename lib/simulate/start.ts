/** What simulations of neurons check before they start. */

import { checkSI, outOfRange } from "../internal/check.js";

/** Throws if the start of a neuron's simulation is given in other than SI units. */
export function checkStart(
  where: string,
  { V0, Δt, I }: { V0: number; Δt: number; I: Float64Array },
): void {
  checkSI(where, "V0", "V", V0);
  checkSI(where, "Δt", "t", Δt);
  let i = 0;
  while (i < I.length && Math.abs(I[i]) <= MOST_INPUT) i++;
  if (i < I.length) checkSI(where, `I[${i}]`, "I", I[i]);
}

/** More input than this, in A/m², is looked at. */
const MOST_INPUT = 50;

/** A gate's equilibrium at V0, where a simulation starts unless told otherwise. */
export function settled(where: string, name: string, value: number, V0: number): number {
  if (Number.isFinite(value)) return value;
  const expected = `finite at V0 = ${V0}, or the start be given (is a rate 0/0 there? see exprel)`;
  throw outOfRange(where, `the model's ${name}`, expected, value);
}
