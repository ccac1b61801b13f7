/**
 * The map of a neuron's excitability: the curves of bifurcations of its rest, with n free, as one or
 * two parameters change, and the points where they meet.
 *
 * - Kuz2004: Yu. A. Kuznetsov (2004), "Elements of Applied Bifurcation Theory", 3rd ed., Springer:
 *   secs. 8.1 to 8.4, and 10.2 on how such curves are followed.
 */

import {
  checkFinite,
  checkFunction,
  checkMethods,
  checkObject,
  checkSamples,
  outOfRange,
} from "../internal/check.js";
import { memoize } from "../internal/memoize.js";
import { followCurve } from "../numerics/continuation.js";
import { type System, solveSystem } from "../numerics/system.js";
import { extentsOf, type Model } from "../simulate.js";
import { checkRange, type Fold, type VoltageRange } from "./bifurcation.js";
import { curvature, inputAt, pointAt, slope, traceAt } from "./steadyCurrent.js";

/** A neuron that depends on parameters: one for each of their values. */
export type ModelFamily = (...parameters: number[]) => Model;

/**
 * What happens to the rest:
 * - `fold`: two equilibria meet, I′(V) = 0;
 * - `Hopf`: the trace of the Jacobian is 0, and its determinant positive;
 * - `cusp`: two folds meet, I″(V) = 0 as well;
 * - `Bogdanov–Takens`: a fold and a Hopf point meet.
 */
export type BifurcationKind = "fold" | "Hopf" | "cusp" | "Bogdanov–Takens";

/** Where in the space of parameters, voltage and input a bifurcation is. */
export interface BifurcationPoint extends Fold {
  parameters: number[];
}

/** A curve of bifurcations, and the points on it where it meets another one. */
export interface BifurcationCurve {
  kind: BifurcationKind;
  /** In order along the curve. */
  points: BifurcationPoint[];
  /** On a curve of folds its cusps and Bogdanov–Takens points, on one of Hopf points the latter. */
  special: (BifurcationPoint & { kind: BifurcationKind })[];
}

type Condition = (model: Model, V: number) => number;

/** What is zero at each kind. */
const CONDITIONS: Record<BifurcationKind, Condition[]> = {
  fold: [slope],
  Hopf: [traceAt],
  cusp: [slope, curvature],
  "Bogdanov–Takens": [slope, traceAt],
};

export interface BifurcationCurveOptions extends VoltageRange {
  /** Near a point of the curve: the parameters and V, in volts. */
  start: { parameters: number[]; V: number };
  /** For each parameter the least and the greatest value. */
  bounds: [number, number][];
  /** Hold the input at this value, in A/m²: takes a parameter more. */
  I?: number;
  /** The distance between points, where 1 is a quarter of a parameter's range; 0.05 by default. */
  step?: number;
}

/**
 * The curve of bifurcations of one kind through `start`, by pseudo-arclength continuation: of folds or
 * Hopf points of a family with one parameter, in the plane of that parameter and the input; of cusps
 * or Bogdanov–Takens points of a family with two parameters, in the plane of these; and, at a constant
 * input, of folds or Hopf points of a family with two. A curve of Hopf points ends at a
 * Bogdanov–Takens point.
 *
 * @throws TypeError | RangeError for arguments that make no sense
 * @throws RangeError when there is no such curve near `start`
 */
export function bifurcationCurve(
  family: ModelFamily,
  kind: BifurcationKind,
  options: BifurcationCurveOptions,
): BifurcationCurve {
  const where = "bifurcationCurve";
  checkObject(where, "options", options);
  checkRange(where, options);
  const { start, bounds, I, V_min, V_max, step } = options;
  checkKind(where, kind);
  if (I !== undefined) checkFinite(where, "I", I, "A/m²");
  const held: Condition[] = I === undefined ? [] : [(model, V) => inputAt(model, V) - I];
  const conditions = [...CONDITIONS[kind], ...held];
  const count = conditions.length;
  const modelAt = checkedFamily(where, family, options, count);

  const system = (functions: Condition[]) => (x: number[]) => {
    const model = modelAt(x.slice(0, -1));
    return functions.map((f) => f(model, x[count]));
  };
  const scale = [
    ...bounds.map(([least, most]) => (most - least) / 4),
    extentsOf(modelAt(start.parameters)).V / 15,
  ];
  const x_start = [...start.parameters, start.V];
  const whole = followCurve<number[]>((...x) => system(conditions)(x), {
    start: x_start,
    scale,
    bounds: [...bounds, [V_min, V_max]],
    step,
  });
  const curve = kind === "Hopf" ? hopfPart(whole, x_start, scale, system([slope])) : whole;

  const special: { kind: BifurcationKind; x: number[] }[] = [];
  const [first, last] = [curve[0], curve[curve.length - 1]];
  for (const other of MEETS[kind]) {
    const added = CONDITIONS[other].filter((condition) => !conditions.includes(condition));
    for (const [a, b] of changesOfSign(whole, (x) => system(added)(x)[0])) {
      if (!curve.includes(a) && !curve.includes(b)) continue;
      const x = between(a, b, scale, system([...conditions, ...added]));
      if (!x)
        throw new RangeError(`${where}: the ${other} point between ${a} and ${b} was not found`);
      special.push({ kind: other, x });
      // A curve of Hopf points that becomes one of saddles ends here.
      if (b === first) curve.unshift(x);
      if (a === last) curve.push(x);
    }
  }
  const point = (x: number[]): BifurcationPoint => {
    const parameters = x.slice(0, -1);
    return { parameters, ...pointAt(modelAt(parameters), x[count]) };
  };
  return {
    kind,
    points: curve.map(point),
    special: special.map((each) => ({ kind: each.kind, ...point(each.x) })),
  };
}

/** The kinds of points where a curve of one kind meets one of another. */
const MEETS: Record<BifurcationKind, BifurcationKind[]> = {
  fold: ["cusp", "Bogdanov–Takens"],
  Hopf: ["Bogdanov–Takens"],
  cusp: [],
  "Bogdanov–Takens": [],
};

/** The neighbours on a curve between which a function changes its sign. */
function changesOfSign(curve: number[][], f: (x: number[]) => number): [number[], number[]][] {
  const values = curve.map(f);
  return curve.flatMap((x, i): [number[], number[]][] =>
    i > 0 && values[i - 1] * values[i] < 0 ? [[curve[i - 1], x]] : [],
  );
}

/** The solution between two points that are near each other. */
function between(a: number[], b: number[], scale: number[], F: System): number[] | undefined {
  const scaled = (u: number[]) => u.map((u_j, j) => u_j * scale[j]);
  const guess = a.map((a_j, j) => (a_j + b[j]) / 2 / scale[j]);
  return solveSystem((u) => F(scaled(u)), guess, 1)?.map((u_j, j) => u_j * scale[j]);
}

/**
 * The part of a curve on which the trace is zero that is near `start` and has a positive determinant,
 * which has the sign of I′(V). The rest of it is saddles.
 */
function hopfPart(
  curve: number[][],
  start: number[],
  scale: number[],
  slopeAt: (x: number[]) => number[],
): number[][] {
  const distances = curve.map((x) => Math.hypot(...x.map((x_j, j) => (x_j - start[j]) / scale[j])));
  const nearest = distances.indexOf(Math.min(...distances));
  const isSaddle = curve.map((x) => slopeAt(x)[0] < 0);
  const end = isSaddle.indexOf(true, nearest);
  return curve.slice(isSaddle.lastIndexOf(true, nearest) + 1, end < 0 ? undefined : end);
}

function checkKind(where: string, kind: unknown): void {
  if (typeof kind === "string" && Object.hasOwn(CONDITIONS, kind)) return;
  throw outOfRange(
    where,
    "kind",
    Object.keys(CONDITIONS)
      .join(", ")
      .replace(/, (?=[^,]*$)/, " or "),
    kind,
  );
}

/** The family as a function of the list of its parameters, of which it must have `count`. */
function checkedFamily(
  where: string,
  family: ModelFamily,
  { start, bounds }: Pick<BifurcationCurveOptions, "start" | "bounds">,
  count: number,
): (parameters: number[]) => Model {
  checkFunction(where, "family", family);
  checkObject(where, "start", start);
  checkSamples(where, "start.parameters", start.parameters);
  checkFinite(where, "start.V", start.V, "volts");
  checkObject(where, "bounds", bounds);
  for (const [name, list] of Object.entries({ "start.parameters": start.parameters, bounds })) {
    if (list.length !== count) throw outOfRange(where, name, `of length ${count}`, list);
  }
  checkMethods(where, "family(…)", family(...start.parameters), ["dV_dt", "dn_dt", "n_inf"]);
  // Derivatives by a parameter ask for the same few models in turn.
  return memoize((parameters: number[]) => family(...parameters), 8);
}
