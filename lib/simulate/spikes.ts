/** When a neuron spikes. */

import { checkFinite, checkSamples, outOfRange } from "../internal/check.js";

/**
 * The times at which `V` crosses `threshold` upwards: from below it to it or above, between two
 * samples at the point where the straight line between them does.
 *
 * @param t the times of the samples, in seconds
 * @param V the voltage at those times, in volts
 * @param threshold in volts; 0 V by default, which only a spike reaches
 * @throws TypeError | RangeError for arguments that make no sense, or of different lengths
 *
 * @example spikeTimes([0, 1, 2], [-1, 3, -1]) // [0.25]
 */
export function spikeTimes(t: ArrayLike<number>, V: ArrayLike<number>, threshold = 0): number[] {
  checkSamples("spikeTimes", "t", t);
  checkSamples("spikeTimes", "V", V);
  checkFinite("spikeTimes", "threshold", threshold, "volts");
  if (t.length !== V.length) {
    throw outOfRange("spikeTimes", "V", `as long as t, ${t.length} elements`, V);
  }
  const times: number[] = [];
  for (let i = 1; i < V.length; i++) {
    if (V[i - 1] < threshold && V[i] >= threshold) {
      const fraction = (threshold - V[i - 1]) / (V[i] - V[i - 1]);
      times.push(t[i - 1] + fraction * (t[i] - t[i - 1]));
    }
  }
  return times;
}
