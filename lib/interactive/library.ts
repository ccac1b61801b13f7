/**
 * What a figure's function is given of this library, in Node as in a reader's page: all that
 * computes and all that makes figures.
 */

export * from "../dynamics.js";
export * from "../model.js";
export * from "../newton.js";
export * from "../noise.js";
export { type CurveOptions, followCurve } from "../numerics/continuation.js";
export { derivative } from "../numerics/derivative.js";
export { type IntegrateOptions, integrate } from "../numerics/integrate.js";
export { type Family, type Fit, leastSquares } from "../numerics/leastSquares.js";
export { linspace } from "../numerics/linspace.js";
export type { RightHandSide } from "../numerics/odex.js";
export { zeroBetween, zeros } from "../numerics/roots.js";
export { linePlot, pathLines, stackedPlots, VdotPlot } from "../plotting.js";
export { eulerErrors, fittedOrder } from "../simulate/eulerErrors.js";
export { simulate, simulate4D, spikeTimes } from "../simulate.js";
export * from "../units.js";
export * as explorableFigures from "./explorableFigures.js";
export { phasePlane } from "./phasePlane.js";
