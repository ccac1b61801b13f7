/** Mean, standard deviation and extremes of samples. */

/** Mean, standard deviation and extremes. */
export interface Moments {
  mean: number;
  std: number;
  min: number;
  max: number;
}

/** The mean of samples, which must not be empty. */
export function mean(samples: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i];
  return sum / samples.length;
}

/**
 * The mean, the standard deviation (the root of the mean square distance from the mean) and the
 * extremes of samples, which must not be empty. In two passes: the mean of the squares less the
 * square of the mean would lose digits.
 */
export function moments(samples: Float64Array): Moments {
  const middle = mean(samples);
  let squares = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i];
    const distance = sample - middle;
    squares += distance * distance;
    if (sample < min) min = sample;
    if (sample > max) max = sample;
  }
  return { mean: middle, std: Math.sqrt(squares / samples.length), min, max };
}
