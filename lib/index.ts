/** What a notebook imports: `import { … } from "../lib"`. */

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
export { ConvergenceError, type NewtonOptions, newton } from "./newton.js";
export {
  convolveSame,
  gaussianWindow,
  linspace,
  type NoiseOptions,
  RandomState,
  smoothedNoise,
} from "./noise.js";
export {
  type Axis,
  type Dot,
  type Figure,
  type LinePlotOptions,
  linePlot,
  type Series,
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
export { type Model, type Simulation, type SimulationOptions, simulate } from "./simulate.js";
export { showTable, significant, type Table } from "./tables.js";
export * from "./units.js";
