/** What a notebook imports: `import { … } from "../lib"`. */

export {
  type AdExFit,
  type BifurcationCurve,
  type BifurcationKind,
  type BifurcationPoint,
  bifurcationCurve,
  type Complex,
  type Cycle,
  cycleBranch,
  cyclingOnset,
  type DiagramOptions,
  type DiagramPoint,
  type EquilibriaOptions,
  type Equilibrium4D,
  equilibria4D,
  equilibriumCurve,
  equilibriumFolds,
  type Fold,
  type FoldShape,
  fitAdEx,
  fitIzhikevich,
  foldCurve,
  foldShape,
  foldsAt,
  type Hopf,
  type Hopf4D,
  hopfPoints,
  hopfPoints4D,
  type IzhikevichFit,
  type Jacobian,
  limitCycles,
  type ModelFamily,
  nullclines,
  type PlanarEquilibrium,
  type PlaneRange,
  planarEquilibria,
  type VoltageEquilibrium,
  type VoltageFit,
  type VoltageRange,
  vectorField,
  voltageEquilibria,
} from "./dynamics.js";
export {
  type EnsembleRun,
  ensemble,
  gridRuns,
  gridSize,
  type RunGrid,
  type RunSummary,
} from "./ensemble.js";
export {
  explorable,
  type InteractiveOptions,
  interactive,
  type PhasePlane,
  type PhasePlaneOptions,
  phasePlane,
  type Settings,
  type Shown,
} from "./interactive.js";
export { showTable, significant, type Table } from "./internal/tables.js";
export {
  type AdExParams,
  adaptiveExponential,
  type GatingRates,
  type GatingRates4D,
  type HH2D,
  type HH4D,
  type HH4DParams,
  type HHParams,
  hodgkinHuxley2D,
  hodgkinHuxley4D,
  izhikevich,
  type SpikingModel,
  type State4D,
  squidAxon,
  squidAxon4D,
  squidAxonCorrected,
  toODE,
  withShiftedRates,
} from "./model.js";
export { ConvergenceError, newton } from "./newton.js";
export {
  convolveSame,
  gaussianWindow,
  originalNoise,
  RandomState,
  smoothedNoise,
} from "./noise.js";
export { integrateToCrossing } from "./numerics/crossing.js";
export { derivative } from "./numerics/derivative.js";
export { exprel } from "./numerics/exprel.js";
export { integrate } from "./numerics/integrate.js";
export { leastSquares } from "./numerics/leastSquares.js";
export { linspace } from "./numerics/linspace.js";
export { zeroBetween, zeros } from "./numerics/roots.js";
export {
  type Axis,
  type Figure,
  linePlot,
  pathLines,
  type Series,
  type Showable,
  show,
  stackedPlots,
  VdotPlot,
} from "./plotting.js";
export {
  printReproducibilityInfo,
  type ReproInfo,
  reproducibilityInfo,
} from "./repro.js";
export {
  eulerErrors,
  fittedOrder,
} from "./simulate/eulerErrors.js";
export {
  type Model,
  type PlanarModel,
  type Simulation,
  simulate,
  simulate4D,
  spikeTimes,
  type Variable,
  type Variables,
} from "./simulate.js";
export * from "./units.js";
