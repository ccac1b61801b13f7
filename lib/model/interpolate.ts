/**
 * A polynomial in place of a smooth function, through Chebyshev points: L. N. Trefethen (2013),
 * "Approximation Theory and Approximation Practice", SIAM, chapters 4 and 5.
 */

/** How many coefficients a polynomial of degree 5 has. */
const COEFFICIENTS = 6;

/** The coefficients of d⁰, …, d⁵. */
export type Coefficients = [number, number, number, number, number, number];

/** Where on 0…1 the function is sampled: Chebyshev points of the first kind. */
const nodes = Array.from(
  { length: COEFFICIENTS },
  (_, i) => (1 - Math.cos(((2 * i + 1) * Math.PI) / (2 * COEFFICIENTS))) / 2,
);

/** Where the polynomial is then held against the function. */
const checkpoints = [0, 0.3, 0.7, 1];

/** How far they may be apart there, relative to the function's largest value: 3·10⁻¹⁴. */
const TOLERANCE = 2 ** -45;

/**
 * The polynomial of degree 5 that equals `f` on 0…1.
 *
 * @param negligible a value below which `f` is approximated to 3·10⁻¹⁴ of this value, and not of
 *   its own
 * @returns the coefficients of d⁰, …, d⁵; undefined where no polynomial comes within
 *   3·10⁻¹⁴ of the largest value of `f`: at a corner, a jump, or a pole
 */
export function interpolate(f: (d: number) => number, negligible = 0): Coefficients | undefined {
  const values = nodes.map(f);
  // Newton's divided differences …
  const differences = [...values];
  for (let order = 1; order < COEFFICIENTS; order++) {
    for (let i = COEFFICIENTS - 1; i >= order; i--) {
      differences[i] = (differences[i] - differences[i - 1]) / (nodes[i] - nodes[i - order]);
    }
  }
  // … and from a₀ + (d − d₀)(a₁ + (d − d₁)(a₂ + …)) to powers of d, from the inside out.
  const coefficients: Coefficients = [0, 0, 0, 0, 0, 0];
  for (let i = COEFFICIENTS - 1; i >= 0; i--) {
    for (let k = COEFFICIENTS - 1; k > 0; k--) {
      coefficients[k] = coefficients[k - 1] - nodes[i] * coefficients[k];
    }
    coefficients[0] = differences[i] - nodes[i] * coefficients[0];
  }
  const largest = Math.max(negligible, ...values.map(Math.abs));
  const isMet = (d: number) =>
    Math.abs(coefficients.reduceRight((sum, c) => sum * d + c) - f(d)) <= TOLERANCE * largest;
  return checkpoints.every(isMet) ? coefficients : undefined;
}
