/** The part of an ensemble that runs in a thread of its own. */

import {
  type EnsembleRun,
  modelOf,
  perform,
  type RunSettings,
  type RunSummary,
} from "./ensembleRun.js";
import type { HH2D } from "./model.js";
import { loadNeuron, type NeuronSource } from "./neuronSource.js";

/** Runs that follow each other, of which the first is number `first` of the ensemble. */
export interface Batch {
  first: number;
  runs: readonly EnsembleRun[];
  neuron: NeuronSource;
  settings: RunSettings;
}

/** Performs a batch; an error tells which run it is of. */
export default function performBatch({ first, runs, neuron, settings }: Batch): RunSummary[] {
  return runs.map((run, i) => {
    try {
      return perform(modelFor(neuron, run), run, settings);
    } catch (error) {
      const { message } = error as Error;
      throw new RangeError(`ensemble: run ${first + i}, ${JSON.stringify(run)}: ${message}`);
    }
  });
}

/** The last model and what it is of: neighbouring runs often differ in their seeds alone. */
let last: { key: string; model: HH2D } | undefined;

function modelFor(neuron: NeuronSource, run: EnsembleRun): HH2D {
  const key = JSON.stringify([neuron, { ...run, seed: undefined }]);
  if (last?.key !== key) last = { key, model: modelOf(loadNeuron("ensemble", neuron), run) };
  return last.model;
}
