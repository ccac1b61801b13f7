/** Results that are worth keeping for the next call. */

/**
 * `make`, with its last few results kept for calls with an equal argument: one with the same JSON.
 *
 * @param capacity how many results are kept; all are forgotten when one more is made
 */
export function memoize<A, R>(make: (argument: A) => R, capacity: number): (argument: A) => R {
  const results = new Map<string, R>();
  return (argument) => {
    const key = JSON.stringify(argument);
    const kept = results.get(key);
    if (kept !== undefined) return kept;
    const result = make(argument);
    if (results.size === capacity) results.clear();
    results.set(key, result);
    return result;
  };
}
