/**
 * A stretch of a function, known by its values at five Chebyshev points: what its interpolating
 * polynomial says about its zeros (L. N. Trefethen 2013, "Approximation Theory and Approximation
 * Practice", SIAM, chapters 3 and 18).
 */

export type Real = (x: number) => number;

const S = Math.SQRT1_2;

/** A piece of the interval, its Chebyshev points in ascending order, and the values there. */
export interface Piece {
  x: number[];
  y: number[];
}

/** The piece from `a` to `b`, at whose ends the values are known. */
export function pieceBetween(f: Real, a: number, b: number, f_a: number, f_b: number): Piece {
  const [middle, half] = [(a + b) / 2, (b - a) / 2];
  const x = [a, middle - S * half, middle, middle + S * half, b];
  return { x, y: [f_a, f(x[1]), f(x[2]), f(x[3]), f_b] };
}

/** The two halves of a piece. */
export function halves(f: Real, { x, y }: Piece): [Piece, Piece] {
  return [pieceBetween(f, x[0], x[2], y[0], y[2]), pieceBetween(f, x[2], x[4], y[2], y[4])];
}

/**
 * What the function does on a piece: it stays away from zero, rises or falls all along, curves to
 * one side all along (with the sign of its second derivative), or it can't be seen which.
 */
export type Behaviour = "none" | "monotone" | 1 | -1 | "unclear";

/**
 * The behaviour, from the coefficients of the Chebyshev polynomials T₀ … T₄. A series is away from
 * zero where its first term outweighs all others; those of the highest order are counted twice, as
 * an estimate of what follows them.
 */
export function behaviour({ y }: Piece): Behaviour {
  const [e, d, c, b, a] = y;
  if (y.every((value) => value === Infinity) || y.every((value) => value === -Infinity)) {
    return "none";
  }
  const c0 = (a / 2 + b + c + d + e / 2) / 4;
  const c1 = (a / 2 + S * (b - d) - e / 2) / 2;
  const c2 = (a / 2 - c + e / 2) / 2;
  const c3 = (a / 2 - S * (b - d) - e / 2) / 2;
  const c4 = (a / 2 - b + c - d + e / 2) / 4;
  if (outweighs(c0, c1, c2, c3, c4)) return "none";
  if (outweighs(c1 + 3 * c3, 4 * c2 + 8 * c4, 0, 6 * c3, 8 * c4)) return "monotone";
  const curvature = 4 * c2 + 32 * c4;
  if (outweighs(curvature, 0, 0, 24 * c3, 48 * c4)) return curvature > 0 ? 1 : -1;
  return "unclear";
}

function outweighs(first: number, ...[second, third, fourth, fifth]: number[]): boolean {
  const rest = Math.abs(second) + Math.abs(third) + 2 * (Math.abs(fourth) + Math.abs(fifth));
  return Math.abs(first) > rest;
}

/**
 * How much the values of `f` scatter by rounding around `x`: the range of a few at distances that
 * are next to nothing on the scale of `width`. Between `a` and `b`.
 */
export function scatter(f: Real, x: number, width: number, a: number, b: number): number {
  const distance = Math.max(1e-9 * width, 4 * Number.EPSILON * Math.abs(x));
  let [least, most] = [Infinity, -Infinity];
  for (let i = -4; i <= 4; i++) {
    const y = f(Math.min(Math.max(x + i * distance, a), b));
    least = Math.min(least, y);
    most = Math.max(most, y);
  }
  return most - least;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Where `g` is least between `a` and `b`, where it has one minimum: by golden sections. */
export function leastBetween(g: Real, a: number, b: number): number {
  let [low, high] = [a, b];
  let [p, q] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [g_p, g_q] = [g(p), g(q)];
  while (low < p && p < q && q < high) {
    if (g_p <= g_q) {
      [high, q, g_q] = [q, p, g_p];
      p = high - GOLDEN * (high - low);
      g_p = g(p);
    } else {
      [low, p, g_p] = [p, q, g_q];
      q = low + GOLDEN * (high - low);
      g_q = g(q);
    }
  }
  return [a, b, p, q].reduce((best, x) => (g(x) < g(best) ? x : best));
}
