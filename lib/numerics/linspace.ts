/** Evenly spaced numbers, as `numpy.linspace` gives them. */

import {
  checkFinite,
  checkInteger,
  checkObject,
  MAX_LENGTH,
  wrongType,
} from "../internal/check.js";

/**
 * `num` evenly spaced numbers from `start` to `stop`, with the rounding of `numpy.linspace`.
 *
 * @param options.endpoint whether `stop` is the last of them; `true` by default
 * @throws TypeError | RangeError unless the ends are finite and `num` an integer from 0 to 2²⁸
 */
export function linspace(
  start: number,
  stop: number,
  num: number,
  options: { endpoint?: boolean } = {},
): Float64Array {
  checkFinite("linspace", "start", start);
  checkFinite("linspace", "stop", stop);
  checkFinite("linspace", "stop - start", stop - start);
  checkInteger("linspace", "num", num, 0, MAX_LENGTH);
  checkObject("linspace", "options", options);
  const { endpoint = true } = options;
  if (typeof endpoint !== "boolean") throw wrongType("linspace", "endpoint", "a boolean", endpoint);
  const intervals = endpoint ? num - 1 : num;
  const step = (stop - start) / intervals;
  const values = new Float64Array(num).map((_, i) =>
    // A step that underflows to zero would make all values equal: NumPy then divides first.
    step === 0 ? start + (i / intervals) * (stop - start) : start + i * step,
  );
  if (num === 1) values[0] = start;
  if (endpoint && num > 1) values[num - 1] = stop;
  return values;
}
