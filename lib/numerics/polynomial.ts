/** The zeros of a polynomial. */

/** A complex number. */
export interface Complex {
  re: number;
  im: number;
}

const times = (a: Complex, b: Complex): Complex => ({
  re: a.re * b.re - a.im * b.im,
  im: a.re * b.im + a.im * b.re,
});
const minus = (a: Complex, b: Complex): Complex => ({ re: a.re - b.re, im: a.im - b.im });
const over = (a: Complex, b: Complex): Complex => {
  const size = b.re * b.re + b.im * b.im;
  const { re, im } = times(a, { re: b.re, im: -b.im });
  return { re: re / size, im: im / size };
};

/**
 * The zeros of xᵏ + a₁xᵏ⁻¹ + … + aₖ, with the greatest real part first; of a conjugate pair the upper
 * one. All at once, by the method of Weierstrass, Durand and Kerner (I. O. Kerner 1966, "Ein
 * Gesamtschrittverfahren zur Berechnung der Nullstellen von Polynomen", Numer. Math. 8:290–294).
 * Unchecked.
 */
export function polynomialZeros(a: readonly number[]): Complex[] {
  // No zero is farther out than this (Fujiwara's bound).
  const radius = 2 * Math.max(...a.map((a_k, k) => Math.abs(a_k) ** (1 / (k + 1))));
  if (radius === 0) return a.map(() => ({ re: 0, im: 0 }));
  const value = (x: Complex) =>
    a.reduce(
      (sum, a_k) => {
        const { re, im } = times(sum, x);
        return { re: re + a_k, im };
      },
      { re: 1, im: 0 },
    );
  // On a circle, and symmetric to no line.
  let zeros = a.map((_, k) => {
    const angle = (2 * Math.PI * k) / a.length + 0.4;
    return { re: (radius / 2) * Math.cos(angle), im: (radius / 2) * Math.sin(angle) };
  });
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const changes = zeros.map((x, k) => {
      const others = zeros.filter((_, l) => l !== k).map((other) => minus(x, other));
      return over(value(x), others.reduce(times, { re: 1, im: 0 }));
    });
    if (!changes.every(({ re, im }) => Number.isFinite(re) && Number.isFinite(im))) break;
    zeros = zeros.map((x, k) => minus(x, changes[k]));
    const isDone = changes.every(
      ({ re, im }, k) => Math.hypot(re, im) <= 4e-16 * Math.hypot(zeros[k].re, zeros[k].im),
    );
    if (isDone) break;
  }
  // Coefficients are real: an imaginary part of rounding error only is none.
  return zeros
    .map(({ re, im }) => ({ re, im: Math.abs(im) < 1e-10 * Math.hypot(re, im) ? 0 : im }))
    .sort((p, q) => q.re - p.re || q.im - p.im);
}

/** The method is quadratic, but takes its time with zeros that are far from each other in size. */
const MOST_ITERATIONS = 200;
