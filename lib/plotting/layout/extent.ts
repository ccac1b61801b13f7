/** Smallest and largest numbers, and where numbers in order pass a bound. */

/** No axis extends farther from zero than this, so that its length is finite. */
export const farthest = 1e300;

/** The smallest number and the largest. */
export type Extent = readonly [number, number];

/** Smallest and largest of the finite values; undefined if there is none. */
export function extent(
  values: ArrayLike<number>,
  from = 0,
  to = values.length,
): Extent | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = from; i < to; i++) {
    const value = values[i];
    if (value < low && value > Number.NEGATIVE_INFINITY) low = value;
    if (value > high && value < Number.POSITIVE_INFINITY) high = value;
  }
  return low <= high ? [low, high] : undefined;
}

const known = new WeakMap<ArrayLike<number>, Extent | undefined>();

/** The extent of a column that never changes, computed only once. */
export function extentOfColumn(column: ArrayLike<number>): Extent | undefined {
  if (!known.has(column)) known.set(column, extent(column));
  return known.get(column);
}

/** The ends of a column that only rises or only falls, in rising order. */
export function endsOf(monotone: ArrayLike<number>): Extent {
  const [first, last] = [monotone[0], monotone[monotone.length - 1]];
  return first <= last ? [first, last] : [last, first];
}

/**
 * The indices, from the first to before the second, of what lies within an interval among numbers
 * that only rise or only fall.
 */
export function indicesWithin(
  monotone: ArrayLike<number>,
  [low, high]: Extent,
): readonly [number, number] {
  const rises = monotone[0] <= monotone[monotone.length - 1];
  const isIn = (i: number) => (rises ? monotone[i] >= low : monotone[i] <= high);
  const isPast = (i: number) => (rises ? monotone[i] > high : monotone[i] < low);
  const start = firstWhere(isIn, 0, monotone.length);
  return [start, firstWhere(isPast, start, monotone.length)];
}

/**
 * The first index from `from` to `to` that passes a test, which all later ones then also pass; quick
 * if it is about `guess` away.
 */
export function firstWhere(
  test: (index: number) => boolean,
  from: number,
  to: number,
  guess = 0,
): number {
  let low = from;
  let step = Math.max(0, guess - 3);
  for (let next = 2; low + step < to && !test(low + step); next *= 2) {
    low += step + 1;
    step = next;
  }
  let high = Math.min(to, low + step);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The extent of the y whose x, which only rises or only falls, is from `from` to `to`. */
export function extentWithin(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  interval: Extent,
): Extent | undefined {
  const [from, to] = indicesWithin(x, interval);
  return to - from === y.length ? extentOfColumn(y) : extent(y, from, to);
}
