/** A neuron by name: its rates are functions, which can't be sent to another thread. */

import { isAbsolute } from "node:path";
import { checkObject, outOfRange, wrongType } from "../internal/check.js";
import { type HHParams, squidAxon, squidAxonCorrected } from "../model.js";

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
  if (module !== undefined && !(typeof module === "string" && isAbsolute(module))) {
    throw outOfRange(where, "neuron.module", "the absolute path of a module", module);
  }
  const neurons = module === undefined ? { squidAxon, squidAxonCorrected } : load(where, module);
  const known: Record<string, HHParams | undefined> = neurons;
  const neuron = Object.hasOwn(known, name) ? known[name] : undefined;
  if (neuron === undefined) {
    throw outOfRange(where, "neuron.name", `one of ${Object.keys(neurons).join(", ")}`, name);
  }
  return neuron;
}

function load(where: string, module: string): Record<string, HHParams | undefined> {
  try {
    return require(module);
  } catch (error) {
    const [reason] = String(error).split("\n");
    throw new RangeError(`${where}: neuron.module ${module} can't be loaded: ${reason}`);
  }
}
