/** The part of an ensemble that runs in a thread of its own. */

import { memoize } from "../internal/memoize.js";
import { loadNeuron, type NeuronSource } from "./neuronSource.js";
import {
  changesOf,
  type EnsembleRun,
  modelOf,
  type NeuronChanges,
  perform,
  type RunSettings,
  type RunSummary,
} from "./run.js";

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
      return perform(modelFor({ neuron, changes: changesOf(run) }), run, settings);
    } catch (error) {
      const { message } = error as Error;
      throw new RangeError(`ensemble: run ${first + i}, ${JSON.stringify(run)}: ${message}`);
    }
  });
}

/** A model and its tables take 0.3 MB: so many are kept for the runs to come. */
const MODELS = 64;

const modelFor = memoize(
  ({ neuron, changes }: { neuron: NeuronSource; changes: NeuronChanges }) =>
    modelOf(loadNeuron("ensemble", neuron), changes),
  MODELS,
);
