/** Simple neuron models fitted to V̇(V), by least squares. */

import { checkSamples, outOfRange } from "../internal/check.js";
import { type Family, type Fit, leastSquares } from "../numerics/leastSquares.js";
import { solveLinear } from "../numerics/system.js";
import { ms, mV } from "../units.js";

/** A simple model of V̇ with the parameters that fit best. */
export interface VoltageFit {
  /** The fitted rate of change, V/s. V in volts. */
  dV_dt: (V: number) => number;
  /** Root mean square of the residuals, V/s. */
  rms: number;
  /** Largest residual, without its sign, V/s. */
  max: number;
}

/** V̇ = −(V − E_L)/τ + Δ_T/τ exp((V − V_T)/Δ_T). */
export interface AdExFit extends VoltageFit {
  /** Membrane time constant, s. */
  τ: number;
  /** Where the straight line is zero, V. */
  E_L: number;
  /** Where the slope of the whole is zero, V. */
  V_T: number;
  /** How sharp the exponential is, V. */
  Δ_T: number;
}

/**
 * Fits the voltage equation of the adaptive exponential integrate-and-fire model (R. Brette &
 * W. Gerstner 2005, J. Neurophysiol. 94:3637–3642, eq. 1, at w = 0) to V̇(V).
 *
 * @param V voltages, in volts
 * @param dV_dt rates of change there, in V/s
 * @throws as {@link leastSquares}
 */
export function fitAdEx(V: Float64Array, dV_dt: Float64Array): AdExFit {
  const x = inMillivolts("fitAdEx", "V", V);
  const y = inMillivoltsPerMs("fitAdEx", "dV_dt", dV_dt);
  checkCurved("fitAdEx", x, y, 4);
  // With logarithms of what must be positive.
  const family: Family = ([log_τ, E_L, V_T, log_Δ_T]) => {
    const τ = Math.exp(log_τ);
    const Δ_T = Math.exp(log_Δ_T);
    return (v) => (-(v - E_L) + Δ_T * Math.exp((v - V_T) / Δ_T)) / τ;
  };
  const fit = leastSquares(family, x, y, startOfAdEx(x, y));
  const [log_τ, E_L, V_T, log_Δ_T] = fit.parameters;
  return {
    ...inSI(fit),
    τ: Math.exp(log_τ) * ms,
    E_L: E_L * mV,
    V_T: V_T * mV,
    Δ_T: Math.exp(log_Δ_T) * mV,
  };
}

/**
 * Where the search starts. Given Δ_T, the model is a straight line and a multiple of an exponential: linear
 * in what is left (G. H. Golub & V. Pereyra 1973, SIAM J. Numer. Anal. 10:413–432). So sharpnesses of all
 * sizes are tried, and the one that leaves least is taken.
 */
function startOfAdEx(x: Float64Array, y: Float64Array): number[] {
  const [x_min, x_max] = [x.reduce((a, b) => Math.min(a, b)), x.reduce((a, b) => Math.max(a, b))];
  const range = x_max - x_min;
  let best = { start: usualStart(x, y), left: Number.POSITIVE_INFINITY };
  for (let k = 0; k <= SHARPNESSES; k++) {
    const Δ_T = range * 10 ** ((-3 * k) / SHARPNESSES);
    const rows = Array.from(x, (v) => [1, (v - x_max) / range, Math.exp((v - x_max) / Δ_T)]);
    const products = [0, 1, 2].map((i) =>
      [0, 1, 2].map((j) => sum(rows, (row) => row[i] * row[j])),
    );
    const sides = [0, 1, 2].map((i) => sum(rows, (row, k) => row[i] * y[k]));
    const solution = solveLinear(products, sides);
    if (!solution) continue;
    const [p, q, r] = solution;
    const left = sum(rows, (row, k) => (y[k] - p - q * row[1] - r * row[2]) ** 2);
    // −(V − E_L)/τ is the line, and falls; the exponential rises.
    if (!(q < 0 && r > 0 && left < best.left)) continue;
    const τ = -range / q;
    const E_L = x_max + τ * p;
    const V_T = x_max - Δ_T * Math.log((r * τ) / Δ_T);
    best = { start: [Math.log(τ), E_L, V_T, Math.log(Δ_T)], left };
  }
  return best.start;
}

/** How many sharpnesses are tried, from the range of V down to a thousandth of it. */
const SHARPNESSES = 60;

const sum = (rows: number[][], f: (row: number[], k: number) => number) =>
  rows.reduce((total, row, k) => total + f(row, k), 0);

/** The line through the first points, the lowest point, and a usual sharpness. */
function usualStart(x: Float64Array, y: Float64Array): number[] {
  const quarter = Math.max(1, Math.floor(x.length / 4));
  const slope = Math.abs((y[quarter] - y[0]) / (x[quarter] - x[0]));
  // a usual time constant, in ms, where the first points have no slope
  const τ = slope > 0 && slope < Infinity ? 1 / slope : 10;
  const lowest = y.indexOf(y.reduce((a, b) => Math.min(a, b)));
  return [Math.log(τ), x[0] + τ * y[0], x[lowest], Math.log(4)];
}

/** V̇ = a (V − V_v)² + V̇_v: a parabola with its vertex at (V_v, V̇_v). */
export interface IzhikevichFit extends VoltageFit {
  /** Izhikevich's k/C, 1/(V s). */
  a: number;
  /** The voltage of the vertex, V: the middle of Izhikevich's V_r and V_t. */
  V_v: number;
  /** V̇ at the vertex, V/s. */
  dV_dt_v: number;
  /** Its zeros, V: Izhikevich's V_r and V_t; none if the vertex is above zero. */
  zeros: number[];
}

/**
 * Fits the voltage equation of Izhikevich's simple model (E. M. Izhikevich 2007, "Dynamical Systems
 * in Neuroscience", eq. 8.5, at u = 0), a parabola, to V̇(V).
 *
 * @param V voltages, in volts
 * @param dV_dt rates of change there, in V/s
 * @throws as {@link leastSquares}
 */
export function fitIzhikevich(V: Float64Array, dV_dt: Float64Array): IzhikevichFit {
  const x = inMillivolts("fitIzhikevich", "V", V);
  const y = inMillivoltsPerMs("fitIzhikevich", "dV_dt", dV_dt);
  checkCurved("fitIzhikevich", x, y, 3);
  const middle = x.reduce((sum, v) => sum + v, 0) / x.length;
  // Linear in its parameters: one least sum of squares, found from anywhere.
  const family: Family =
    ([p, q, r]) =>
    (v) =>
      p + (v - middle) * (q + (v - middle) * r);
  const fit = leastSquares(family, x, y, [0, 0, 0.01]);
  const [p, q, r] = fit.parameters;
  const vertex = middle - q / (2 * r);
  const least = p - (q * q) / (4 * r);
  const half = Math.sqrt(-least / r);
  return {
    ...inSI(fit),
    a: r / (mV * ms),
    V_v: vertex * mV,
    dV_dt_v: least * (mV / ms),
    zeros: half >= 0 ? [(vertex - half) * mV, (vertex + half) * mV] : [],
  };
}

/**
 * Throws unless there are points for so many parameters, and they lie on no straight line, which has
 * neither a vertex nor a threshold.
 */
function checkCurved(where: string, x: Float64Array, y: Float64Array, parameters: number): void {
  if (x.length !== y.length) {
    throw outOfRange(where, "dV_dt", `as long as V, ${x.length} elements`, y);
  }
  if (new Set(x).size < parameters) {
    throw outOfRange(where, "V", `${parameters} different voltages or more`, x);
  }
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / x.length;
  const [x_mean, y_mean] = [mean(x), mean(y)];
  const slope =
    mean(x.map((v, i) => (v - x_mean) * (y[i] - y_mean))) / mean(x.map((v) => (v - x_mean) ** 2));
  const largest = (values: Float64Array) => values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const off = largest(y.map((rate, i) => rate - y_mean - slope * (x[i] - x_mean)));
  if (!(off > STRAIGHT * largest(y))) {
    throw outOfRange(where, "dV_dt", "curved, with a minimum; it is a straight line", y);
  }
}

/** Values that lie this close to a straight line, as a share of the largest, are on it. */
const STRAIGHT = 1e-9;

function inMillivolts(where: string, name: string, V: Float64Array): Float64Array {
  checkSamples(where, name, V);
  return Float64Array.from(V, (v) => v / mV);
}

function inMillivoltsPerMs(where: string, name: string, dV_dt: Float64Array): Float64Array {
  checkSamples(where, name, dV_dt);
  return Float64Array.from(dV_dt, (rate) => rate / (mV / ms));
}

function inSI({ f, rms, max }: Fit): VoltageFit {
  const unit = mV / ms;
  return { dV_dt: (V) => f(V / mV) * unit, rms: rms * unit, max: max * unit };
}
