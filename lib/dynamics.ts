/** Where a model rests, how it starts to fire, and how: equilibria, bifurcations, cycles, fits. */

export {
  type DiagramOptions,
  type DiagramPoint,
  equilibriumCurve,
  type Fold,
  foldCurve,
  foldsAt,
  type VoltageRange,
} from "./dynamics/bifurcation.js";
export { cycleBranch } from "./dynamics/cycleBranch.js";
export { type Cycle, cyclingOnset, limitCycles } from "./dynamics/cycles.js";
export {
  type EquilibriaOptions,
  type PlanarEquilibrium,
  planarEquilibria,
  type VoltageEquilibrium,
  voltageEquilibria,
} from "./dynamics/equilibria.js";
export {
  type AdExFit,
  fitAdEx,
  fitIzhikevich,
  type IzhikevichFit,
  type VoltageFit,
} from "./dynamics/fits.js";
export { type FoldShape, foldShape } from "./dynamics/foldShape.js";
export { type Equilibrium4D, equilibria4D, type Hopf4D, hopfPoints4D } from "./dynamics/fourD.js";
export { type Hopf, hopfPoints } from "./dynamics/hopf.js";
export type { Jacobian } from "./dynamics/jacobian.js";
export {
  type BifurcationCurve,
  type BifurcationCurveOptions,
  type BifurcationKind,
  type BifurcationPoint,
  bifurcationCurve,
  type ModelFamily,
} from "./dynamics/map.js";
export { nullclines, type PlaneRange, vectorField } from "./dynamics/phasePlane.js";
export { equilibriumFolds } from "./dynamics/steadyCurrent.js";
export type { Complex } from "./numerics/polynomial.js";
