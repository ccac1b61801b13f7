/** Comparing texts in which numbers may differ by rounding. */

/**
 * How far two numbers may be apart, relative to their size. V8 may change its elementary functions
 * from version to version by an ulp; 200,000 Euler steps make less than 1e-12 of that. In
 * the 4 digits that the notebooks print, any other digit is a difference of 1e-4 or more.
 */
const RELATIVE_TOLERANCE = 1e-9;

const NUMBER = /([-−]?(?:\d+\.?\d*|\.\d+)(?:e[-+−]?\d+)?)/i;
const CONTEXT = 40;

/**
 * Splits a text at its numbers: the odd pieces are the numbers.
 * @param {string} text
 */
export const splitAtNumbers = (text) => text.split(NUMBER);

/** @param {string} text */
export const toNumber = (text) => Number(text.replaceAll("−", "-"));

/**
 * The first difference of two texts that is more than the rounding of a number, shown with what
 * stands around it; no element if there is none.
 * @param {string} committed
 * @param {string} executed
 */
export function differences(committed, executed) {
  const [was, is] = [committed, executed].map(splitAtNumbers);
  const at = was.findIndex((piece, index) => !agree(piece, is[index], index % 2 === 1));
  if (at < 0 && was.length === is.length) return [];
  const index = at < 0 ? was.length : at;
  return [`${around(is, index)}, was ${around(was, index)}`];
}

/**
 * @param {string} was
 * @param {string | undefined} is
 * @param {boolean} isNumber
 */
function agree(was, is, isNumber) {
  if (was === is) return true;
  if (is === undefined || !isNumber) return false;
  const [a, b] = [was, is].map(toNumber);
  return Math.abs(a - b) <= RELATIVE_TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

/**
 * @param {string[]} pieces
 * @param {number} index
 */
function around(pieces, index) {
  const before = pieces.slice(0, index).join("").slice(-CONTEXT);
  const after = pieces.slice(index).join("").slice(0, CONTEXT);
  return JSON.stringify(`${before}${after}`);
}
