/** A neuron by name: its rates are functions, which can't be sent to another thread. */

import { checkObject, outOfRange, wrongType } from "../internal/check.js";
import { squidAxonCorrected } from "../model/neurons.js";
import { type HHParams, squidAxon } from "../model.js";

/** Where a neuron is exported. */
export interface NeuronSource {
  /** The absolute path of a module; lib's own neurons by default. */
  module?: string;
  /** The name of the export, an `HHParams`. */
  name: string;
}

/**
 * Loads the neuron of a name.
 *
 * @throws TypeError | RangeError if there is none
 */
export function loadNeuron(where: string, source: NeuronSource): HHParams {
  checkObject(where, "neuron", source);
  const { module, name } = source;
  if (typeof name !== "string") throw wrongType(where, "neuron.name", "a string", name);
  const neurons: Record<string, HHParams | undefined> =
    module === undefined ? { squidAxon, squidAxonCorrected } : require(module);
  const neuron = Object.hasOwn(neurons, name) ? neurons[name] : undefined;
  if (neuron === undefined) {
    throw outOfRange(where, "neuron.name", `one of ${Object.keys(neurons).join(", ")}`, name);
  }
  return neuron;
}
