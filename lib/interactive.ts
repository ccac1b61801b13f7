/** Figures that are alive where no kernel runs: controls, and the model itself in the reader's page. */

export type {
  ChoiceControl,
  Control,
  Controls,
  NumberControl,
  Point,
  PointControl,
  SwitchControl,
} from "./interactive/controls.js";
export { explorable, type Settings } from "./interactive/explorable.js";
export { type InteractiveOptions, interactive } from "./interactive/figure.js";
export { type PhasePlane, type PhasePlaneOptions, phasePlane } from "./interactive/phasePlane.js";
export type { Shown } from "./interactive/shown.js";
