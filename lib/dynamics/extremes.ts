/**
 * The values of a function at its extrema, from samples of it and of its derivative at distances `h`:
 * by Hermite's cubic where the derivative changes its sign.
 */
export function turningPoints(y: Float64Array, slope: Float64Array, h: number): number[] {
  const found: number[] = [];
  for (let i = 1; i < y.length; i++) {
    if (!(slope[i - 1] * slope[i] <= 0) || slope[i - 1] === slope[i]) continue;
    const x = slope[i - 1] / (slope[i - 1] - slope[i]);
    const rest = 1 - x;
    found.push(
      rest * rest * ((1 + 2 * x) * y[i - 1] + x * h * slope[i - 1]) +
        x * x * ((1 + 2 * rest) * y[i] - rest * h * slope[i]),
    );
  }
  return found;
}
