/** Property tests that run the same cases every time, and others if asked: `FC_SEED=7 npm run unit`. */

import { strict as assert } from "node:assert";
import fc from "fast-check";
import { ConvergenceError } from "../../lib/newton.js";

const seed = Number(process.env.FC_SEED ?? 20211206);

/**
 * Asserts that `holds` throws for none of thousands of cases. The message of a failure has the
 * smallest case that fails, and the seed and path that lead to it again.
 */
export function assertProperty<T extends unknown[]>(
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  holds: (...values: T) => void,
  { numRuns = 2000 }: { numRuns?: number } = {},
): void {
  const property = fc.property(...(arbitraries as never as [fc.Arbitrary<never>]), (...values) =>
    holds(...(values as never as T)),
  );
  fc.assert(property, { seed, numRuns });
}

/** What a call may do: give finite numbers, or throw one of the errors that its docstring lists. */
export type Outcome = { value: unknown } | { error: Error };

/**
 * Calls, and asserts that what comes back is finite throughout, or that what is thrown is an error
 * of the documented kind that says where it comes from and what was wrong.
 */
export function finiteOrDocumented(call: () => unknown): Outcome {
  let value: unknown;
  try {
    value = call();
  } catch (error) {
    assert.ok(error instanceof Error, `threw ${String(error)}`);
    assert.ok(
      error instanceof RangeError ||
        error instanceof TypeError ||
        error instanceof ConvergenceError,
      `threw ${error.name}: ${error.message}`,
    );
    // "linspace: num must be …"; what JavaScript itself throws does not begin like this
    if (!/^\w+: ./su.test(error.message)) assert.fail(error.stack);
    return { error };
  }
  assertFinite(value, "result");
  return { value };
}

function assertFinite(value: unknown, path: string): void {
  if (typeof value === "number") assert.ok(Number.isFinite(value), `${path} is ${value}`);
  else if (value instanceof Float64Array) {
    const wrong = value.findIndex((x) => !Number.isFinite(x));
    assert.equal(wrong, -1, `${path}[${wrong}] is ${value[wrong]}`);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, part] of Object.entries(value)) assertFinite(part, `${path}.${key}`);
  } else assert.match(typeof value, /function|boolean|string/, `${path} is ${String(value)}`);
}

/** Numbers of everyday size, huge, tiny, special; integers among them. */
export const number: fc.Arbitrary<number> = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -100, max: 100, noNaN: true }) },
  { weight: 3, arbitrary: fc.double({ min: -0.2, max: 0.2, noNaN: true }) },
  { weight: 3, arbitrary: fc.double() },
  { weight: 2, arbitrary: fc.integer({ min: -10, max: 300 }) },
  { weight: 2, arbitrary: fc.constantFrom(0, -0, 1, Number.NaN, Infinity, -Infinity, 5e-324) },
  { weight: 1, arbitrary: fc.constantFrom(Number.MAX_VALUE, -Number.MAX_VALUE, 2 ** 53, 1e-300) },
);

/** A number most of the time, else anything that JavaScript knows. */
export const anything: fc.Arbitrary<never> = fc.oneof(
  { weight: 9, arbitrary: number },
  { weight: 1, arbitrary: fc.anything({ withBigInt: true, withTypedArray: true }) },
) as fc.Arbitrary<never>;

/** `one` nearly always, so that cases get beyond the first check; else anything. */
export function mostly<T>(one: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 12, arbitrary: one }, { weight: 1, arbitrary: anything });
}

/** How many elements to make: few, or so many, so few or so odd a number that it must be refused. */
export const size: fc.Arbitrary<number> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 200 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(-1, 0.5, 2 ** 28 + 1, 2 ** 32, 2 ** 53, 1e300, Infinity, Number.NaN),
  },
);

/** Arrays of numbers as signals have them, of any numbers, and now and then something else. */
export const samples = fc.oneof(
  { weight: 8, arbitrary: fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })) },
  { weight: 4, arbitrary: fc.array(number) },
  { weight: 2, arbitrary: fc.float64Array() },
  { weight: 1, arbitrary: anything },
);

/** A function that answers with these numbers in turn, whatever it is asked. */
export const answers = (values: fc.Arbitrary<number>) =>
  fc.array(values, { minLength: 1, maxLength: 5 }).map((list) => {
    let calls = 0;
    return () => list[calls++ % list.length];
  });
