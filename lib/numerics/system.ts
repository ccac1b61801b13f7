/**
 * Several equations in several unknowns: Newton's method, and the linear systems that it takes.
 *
 * Unchecked, and for unknowns that are scaled to vary over about 1.
 */

/** Equations: each element of the result is wanted to be 0. */
export type System = (x: number[]) => number[];

/** Half the distance over which the derivatives are measured. */
const STEP = 1e-4;

/** A correction below this that no longer shrinks is rounding error. */
const ROUNDING = 1e-6;

/** ∂Gᵢ/∂xⱼ, a row for each equation, by central differences: exact enough for Newton's method. */
export function jacobianOfSystem(G: System, x: number[]): number[][] {
  const columns = x.map((x_j, j) => {
    const above = G(x.with(j, x_j + STEP));
    const below = G(x.with(j, x_j - STEP));
    return above.map((G_i, i) => (G_i - below[i]) / (2 * STEP));
  });
  return columns[0].map((_, i) => columns.map((column) => column[i]));
}

/** How {@link solveSystem} searches. */
export interface Search {
  /** The Jacobian near `start`, if it is known. */
  J?: number[][];
  /** A correction shorter than this is the last; 1e-12 by default. */
  precision?: number;
}

/**
 * The solution of G = 0 near `start`, to rounding error; undefined if it is farther away than `reach`,
 * or where there is none.
 *
 * By Broyden's method (C. G. Broyden 1965, "A class of methods for solving nonlinear simultaneous
 * equations", Math. Comp. 19:577–593): Newton's, with a Jacobian that learns from each step. It is
 * measured again where a correction is no shorter than half of the one before. The search ends where
 * corrections by measured Jacobians don't shrink.
 */
export function solveSystem(
  G: System,
  start: number[],
  reach: number,
  { J: known, precision = 1e-12 }: Search = {},
): number[] | undefined {
  let [x, residual] = [start, G(start)];
  let J = known ?? jacobianOfSystem(G, x);
  let isFresh = known === undefined;
  let [previous, previousFresh] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let iteration = 0; iteration < 50; iteration++) {
    const change = solveLinear(J, residual);
    const length = change ? Math.hypot(...change) : Number.NaN;
    if (!(length < previous / 2) && !isFresh) {
      [J, isFresh] = [jacobianOfSystem(G, x), true];
      continue;
    }
    if (!change) return undefined;
    // Nearly there, and no nearer than before: what is left is the rounding error of G.
    if (length >= previous / 2 && previous < ROUNDING) return x;
    // By the Jacobian itself, and no nearer than when it was measured last: there is no solution.
    if (isFresh && !(length < previousFresh)) return undefined;
    if (isFresh) previousFresh = length;
    x = x.map((x_i, i) => x_i - change[i]);
    if (!(Math.hypot(...x.map((x_i, i) => x_i - start[i])) < reach)) return undefined;
    if (length < precision) return x;
    const residualBefore = residual;
    residual = G(x);
    if (length > ROUNDING) {
      // What the step has shown: J (−change) is how G changed along it.
      const missed = residual.map((G_i, i) => {
        const predicted = J[i].reduce((sum, J_ij, j) => sum - J_ij * change[j], 0);
        return (G_i - residualBefore[i] - predicted) / length ** 2;
      });
      J = J.map((row, i) => row.map((J_ij, j) => J_ij - missed[i] * change[j]));
    }
    isFresh = false;
    previous = length;
  }
  return undefined;
}

/** The x with A x = b, by Gaussian elimination with row pivots; undefined if A is singular. */
export function solveLinear(A: number[][], b: number[]): number[] | undefined {
  const rows = A.map((row, i) => {
    // Rows of the same size: equations come in different units.
    const size = Math.max(...row.map(Math.abs));
    return [...row, b[i]].map((a) => a / size);
  });
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    const below = rows.slice(k).map((row) => Math.abs(row[k]));
    const largest = Math.max(...below);
    if (!(largest > 0)) return undefined;
    const pivot = k + below.indexOf(largest);
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i][k] / rows[k][k];
      for (let j = k; j <= n; j++) rows[i][j] -= factor * rows[k][j];
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let k = n - 1; k >= 0; k--) {
    const known = rows[k].slice(k + 1, n).reduce((sum, a, j) => sum + a * x[k + 1 + j], 0);
    x[k] = (rows[k][n] - known) / rows[k][k];
  }
  return x.every(Number.isFinite) ? x : undefined;
}
