/** Smallest and largest numbers. */

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
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
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

/** The extent of the y whose x, which only rises or only falls, is from `from` to `to`. */
export function extentWithin(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  [from, to]: Extent,
): Extent | undefined {
  const [low, high] = endsOf(x);
  if (from <= low && high <= to) return extentOfColumn(y);
  const isWithin = (i: number) => from <= x[i] && x[i] <= to;
  let start = 0;
  while (start < x.length && !isWithin(start)) start++;
  let end = start;
  while (end < x.length && isWithin(end)) end++;
  return extent(y, start, end);
}
