/** The zero of a function between two points where it has opposite signs. */

type Real = (x: number) => number;

/**
 * The zero of `f` between `a` and `b`, where f_a = f(a) and f_b = f(b) are of opposite signs or 0: T. R.
 * Chandrupatla (1997), "A new hybrid quadratic/bisection algorithm for finding the zero of a nonlinear
 * function without using derivatives", Adv. Eng. Software 28:145–149. Checks nothing.
 */
export function chandrupatla(f: Real, a: number, b: number, f_a: number, f_b: number): number {
  // x1 and x2 bracket the zero, x1 is the newer one; x3 is the point that was dropped.
  let [x1, x2, x3] = [b, a, a];
  let [f1, f2, f3] = [f_b, f_a, f_a];
  let fraction = 0.5;
  for (;;) {
    const best = Math.abs(f1) < Math.abs(f2) ? x1 : x2;
    const resolution = (2 * Number.EPSILON * Math.abs(best)) / Math.abs(x2 - x1);
    if (f1 === 0 || f2 === 0 || !(resolution < 0.5)) return best;
    fraction = Math.min(Math.max(fraction, resolution), 1 - resolution);
    const x = x1 + fraction * (x2 - x1);
    if (x === x1 || x === x2) return best;
    const f_x = f(x);
    if (Math.sign(f_x) === Math.sign(f1)) [x3, f3] = [x1, f1];
    else [x3, f3, x2, f2] = [x2, f2, x1, f1];
    [x1, f1] = [x, f_x];
    const ξ = (x1 - x2) / (x3 - x2);
    const Φ = (f1 - f2) / (f3 - f2);
    const isSafe = Φ ** 2 < ξ && (1 - Φ) ** 2 < 1 - ξ;
    fraction = isSafe
      ? (f1 / (f2 - f1)) * (f3 / (f2 - f3)) +
        ((x3 - x1) / (x2 - x1)) * (f1 / (f3 - f1)) * (f2 / (f3 - f2))
      : 0.5;
  }
}
