/** The part of an ensemble that runs in its own thread. */

import { memoize } from "../internal/memoize.js";
import { loadNeuron, type NeuronSource } from "./neuronSource.js";
import {
  changesOf,
  type EnsembleRun,
  modelOf,
  type NeuronChanges,
  type RunSettings,
  type RunSummary,
  simulateRun,
} from "./run.js";

/** Runs that follow each other, the first of which is number `first` of the ensemble. */
export interface Batch {
  first: number;
  runs: readonly EnsembleRun[];
  neuron: NeuronSource;
  settings: RunSettings;
}

/** Simulates a batch; an error names the run. */
export default function runBatch({ first, runs, neuron, settings }: Batch): RunSummary[] {
  return runs.map((run, i) => {
    try {
      return simulateRun(modelFor({ neuron, changes: changesOf(run) }), run, settings);
    } catch (error) {
      const { message } = error as Error;
      throw new RangeError(`ensemble: run ${first + i}, ${JSON.stringify(run)}: ${message}`);
    }
  });
}

/** A model and its tables take 0.3 MB: this many are kept for later runs. */
const MODELS = 64;

const modelFor = memoize(
  ({ neuron, changes }: { neuron: NeuronSource; changes: NeuronChanges }) =>
    modelOf(loadNeuron("ensemble", neuron), changes),
  MODELS,
);
