import { checkFinite } from "../internal/check.js";

/**
 * (eˣ − 1)/x, and its limit 1 at x = 0, where the formula is 0/0: `exprel` of SciPy and brian2.
 *
 * Rates of gating variables are full of it: x/(eˣ − 1) is `1 / exprel(x)`, at every voltage.
 *
 * @throws TypeError | RangeError unless `x` is a finite number
 *
 * @example
 * const α_m = (V: number) => 1 / exprel((25 - V / mV) / 10) / ms; // 1/ms at 25 mV
 */
export function exprel(x: number): number {
  checkFinite("exprel", "x", x);
  return uncheckedExprel(x);
}

/** {@link exprel} for the rates of this library's own neurons: NaN at NaN, as `Math.exp`. */
export function uncheckedExprel(x: number): number {
  return x === 0 ? 1 : Math.expm1(x) / x;
}
