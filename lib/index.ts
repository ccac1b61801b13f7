/** What a notebook imports: `import { … } from "../lib"`. */

export {
  type DiagramOptions,
  type DiagramPoint,
  equilibriumCurve,
  type Fold,
  foldCurve,
  foldsAt,
  inputAtRest,
  type VoltageRange,
} from "./bifurcation.js";
export { type CurveOptions, followCurve } from "./continuation.js";
export {
  type EulerError,
  type EulerErrorOptions,
  eulerErrors,
  fittedOrder,
} from "./convergence.js";
export { type Cycle, cyclingOnset, limitCycles } from "./cycles.js";
export { derivative } from "./derivative.js";
export {
  type EnsembleOptions,
  type EnsembleRun,
  ensemble,
  type NeuronSource,
  type RunSettings,
  type RunSummary,
} from "./ensemble.js";
export {
  type Complex,
  determinant,
  type EquilibriaOptions,
  type Jacobian,
  jacobianAt,
  type PlanarEquilibrium,
  planarEquilibria,
  trace,
  type VoltageEquilibrium,
  voltageEquilibria,
} from "./equilibria.js";
export { explorable, type Settings } from "./explorable.js";
export {
  type AdExFit,
  type Family,
  type Fit,
  fitAdEx,
  fitIzhikevich,
  type IzhikevichFit,
  leastSquares,
  type VoltageFit,
} from "./fits.js";
export { type Hopf, hopfPoints } from "./hopf.js";
export { type IntegrateOptions, integrate, type RightHandSide } from "./integrate.js";
export {
  type GatingRates,
  type HH2D,
  type HHParams,
  hodgkinHuxley2D,
  type Izhikevich,
  type IzhikevichParams,
  izhikevich,
  squidAxon,
} from "./model.js";
export {
  type GatingRates4D,
  type HH4D,
  type HH4DParams,
  hodgkinHuxley4D,
  type State4D,
} from "./model4D.js";
export { squidAxon4D, squidAxonCorrected, withShiftedRates } from "./neurons.js";
export { ConvergenceError, type NewtonOptions, newton } from "./newton.js";
export {
  convolveSame,
  gaussianWindow,
  linspace,
  type NoiseOptions,
  RandomState,
  smoothedNoise,
} from "./noise.js";
export { type PathStyle, pathLines } from "./pathLines.js";
export { nullclines, type PlaneRange, vectorField } from "./phasePlane.js";
export {
  type Arrow,
  type Axis,
  type Dot,
  type Figure,
  type LinePlotOptions,
  linePlot,
  type Series,
  type Showable,
  show,
  stackedPlots,
  type VdotCurve,
  VdotPlot,
} from "./plotting.js";
export {
  type IdentityOption,
  type PrintOptions,
  printReproducibilityInfo,
  type ReproInfo,
  reproducibilityInfo,
} from "./repro.js";
export { zeroBetween, zeros } from "./roots.js";
export { gridRuns, gridSize, type RunGrid } from "./runGrid.js";
export { type Model, type Simulation, type SimulationOptions, simulate } from "./simulate.js";
export { type Simulation4D, simulate4D } from "./simulate4D.js";
export { spikeTimes } from "./spikes.js";
export { showTable, significant, type Table } from "./tables.js";
export * from "./units.js";
