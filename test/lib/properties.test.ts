/** Whatever the public API is given, it gives finite numbers or the error that it documents. */

import { strict as assert } from "node:assert";
import fc from "fast-check";
import { describe, it } from "mocha";
import * as lib from "../../lib/index.js";
import { showTable, significant, tableHtml } from "../../lib/internal/tables.js";
import { newton } from "../../lib/newton.js";
import { convolveSame, gaussianWindow, RandomState, smoothedNoise } from "../../lib/noise.js";
import { linspace } from "../../lib/numerics/linspace.js";
import { assertClose } from "../support/close.js";
import { printed } from "../support/printed.js";
import {
  answers,
  anything,
  assertProperty,
  finiteOrDocumented,
  mostly,
  number,
  samples,
  size,
} from "../support/property.js";

const seedOf = mostly(fc.oneof(fc.nat({ max: 2 ** 32 - 1 }), number));
describe("RandomState, whatever it is given,", () => {
  it("draws finite numbers or names the argument that makes no sense", () => {
    assertProperty([seedOf, mostly(size)], (seed, N) => {
      finiteOrDocumented(() => {
        const state = new RandomState(seed);
        const uniform = [state.random(), state.random()];
        assert.ok(uniform.every((x) => x >= 0 && x < 1));
        const normal = state.randn(N);
        assert.ok(normal.length === N);
        return [uniform, normal];
      });
    });
  });
});

describe("linspace, whatever it is given,", () => {
  it("gives as many finite numbers as asked for or names what makes no sense", () => {
    const options = fc.option(fc.record({ endpoint: mostly(fc.boolean()) }, { requiredKeys: [] }), {
      nil: undefined,
    });
    assertProperty([mostly(number), mostly(number), mostly(size), options], (a, b, num, end) => {
      const outcome = finiteOrDocumented(() => linspace(a, b, num, end));
      if ("error" in outcome) return;
      const values = outcome.value as Float64Array;
      assert.ok(values.length === num);
      // === since NumPy as well takes −0 for 0
      if (num > 0) assert.ok(values[0] === a);
      if (num > 1 && end?.endpoint !== false) assert.ok(values[num - 1] === b);
    });
  });

  it("names options that are none", () => {
    for (const options of [null, 3, "no"]) {
      assert.throws(() => linspace(0, 1, 2, options as never), {
        name: "TypeError",
        message: /^linspace: options must be an object/,
      });
    }
  });
});

describe("gaussianWindow, whatever it is given,", () => {
  it("gives a symmetric bell between 0 and 1 or names what makes no sense", () => {
    assertProperty([mostly(size), mostly(number)], (M, std) => {
      const outcome = finiteOrDocumented(() => gaussianWindow(M, std));
      if ("error" in outcome) return;
      const window = outcome.value as Float64Array;
      assert.ok(window.length === M);
      assert.ok(window.every((w) => w >= 0 && w <= 1));
      assert.deepEqual(window, window.toReversed());
    });
  });
});

describe("convolveSame, whatever it is given,", () => {
  it("gives finite sums or names what makes no sense", () => {
    assertProperty([samples, samples], (a, v) => {
      const outcome = finiteOrDocumented(() => convolveSame(a, v));
      if ("error" in outcome) return;
      assert.equal((outcome.value as Float64Array).length, Math.max(a.length, v.length));
    });
  });

  it("agrees with the sum of products, to rounding error", () => {
    const small = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), {
      minLength: 1,
      maxLength: 40,
    });
    assertProperty([small, small], (a, v) => {
      const [long, short] = a.length >= v.length ? [a, v] : [v, a];
      const middle = Math.floor((short.length - 1) / 2);
      const sums = long.map((_, i) =>
        short.reduce((sum, x, j) => sum + x * (long[i + middle - j] ?? 0), 0),
      );
      // at most 40 products of 81; a transform of 128 points makes some 7 roundings of the largest
      assertClose(convolveSame(a, v), sums, 40 * 81 * 10 * Number.EPSILON);
    });
  });
});

describe("smoothedNoise, whatever it is given,", () => {
  it("gives as many finite samples as asked for or names what makes no sense", () => {
    const options = fc.record({
      N: mostly(size),
      Δt: mostly(fc.oneof(fc.double({ min: 0.1, max: 1 }), number)),
      // Not so wide that the window has millions of points: that works, but takes its time.
      σ: mostly(fc.oneof(fc.double({ min: 0.1, max: 20 }), number)),
      amplitude: mostly(number),
      seed: seedOf,
    });
    const isSlow = ({ Δt, σ }: { Δt: number; σ: number }) => {
      const M = (8 * σ) / Δt;
      return M > 1e4 && M <= 2 ** 24;
    };
    assertProperty([mostly(options)], (given) => {
      if (given instanceof Object && isSlow(given)) return;
      const outcome = finiteOrDocumented(() => smoothedNoise(given));
      if ("value" in outcome) assert.equal((outcome.value as Float64Array).length, given.N);
    });
  });
});

describe("newton, whatever it is given,", () => {
  const options = fc.oneof(
    fc.record(
      {
        derivative: fc.option(mostly(answers(number)), { nil: undefined }),
        tolerance: fc.option(mostly(number), { nil: undefined }),
        maxIterations: mostly(fc.integer({ min: 1, max: 60 })),
      },
      { requiredKeys: [] },
    ),
    anything,
  );

  it("finds a finite root or says why not, and asks no more often than it may", () => {
    assertProperty(
      [mostly(answers(number)), mostly(number), options],
      (f, x0, given) => {
        let calls = 0;
        const counted = () => {
          calls++;
          return (f as () => number)();
        };
        finiteOrDocumented(() => newton(typeof f === "function" ? counted : f, x0, given));
        const { maxIterations = 50 } = (given ?? {}) as { maxIterations?: number };
        if (calls > 0) assert.ok(calls <= maxIterations + 2, `${calls} calls`);
      },
      { numRuns: 5000 },
    );
  });

  it("takes answers that are no numbers for what they are", () => {
    assertProperty([fc.anything({ withBigInt: true }), number], (answer, x0) => {
      if (typeof answer === "number") return;
      finiteOrDocumented(() => newton(() => answer as never, x0));
      finiteOrDocumented(() => newton((x) => x - 3, x0, { derivative: () => answer as never }));
    });
  });

  it("finds a root of a cubic to the last bits, wherever it starts", () => {
    const root = fc.integer({ min: -1000, max: 1000 });
    const distinct = fc.uniqueArray(root, { minLength: 3, maxLength: 3 });
    const start = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    let found = 0;
    assertProperty([distinct, start], (roots, x0) => {
      // as a product of the distances to its roots, each exact to half a unit in the last place
      const f = (x: number) => roots.reduce((product, r) => product * (x - r), 1);
      const outcome = finiteOrDocumented(() => newton(f, x0));
      if ("error" in outcome) return;
      found++;
      const nearest = Math.min(...roots.map((r) => Math.abs((outcome.value as number) - r)));
      assert.ok(nearest <= 2e3 * Number.EPSILON, `${outcome.value} is ${nearest} off`);
    });
    assert.ok(found > 1800, `found a root in ${found} of 2000 cases`);
  });
});

describe("tables, whatever they are given,", () => {
  it("round finite numbers to a number that is near, and refuse others", () => {
    assertProperty([anything, mostly(fc.integer({ min: -1, max: 102 }))], (x, digits) => {
      const outcome = finiteOrDocumented(() => {
        const text = significant(x, digits);
        assert.match(text, /^-?\d[\d.]*(e[+-]\d+)?$/);
        return Math.abs(x) > 1e307 ? 0 : Number(text); // the largest may be rounded up
      });
      if ("error" in outcome || Math.abs(x) > 1e307) return;
      const error = Math.abs((outcome.value as number) - x);
      // half a unit of the last digit kept, and the rounding of the decimal number
      assert.ok(error <= Math.abs(x) * (5 * 10 ** -digits + 2 * Number.EPSILON), `${x} → ${x}`);
    });
  });

  it("show their cells inert or name what makes no sense", () => {
    const hostile = fc.constantFrom(
      "<script>alert(1)</script>",
      "<img src=x onerror=y>",
      "&lt;",
      "$",
    );
    const cell = mostly(fc.oneof(fc.string(), hostile, number)) as fc.Arbitrary<string>;
    const row = fc.array(cell, { minLength: 2, maxLength: 3 });
    const table = fc.record(
      {
        columns: mostly(
          fc.array(mostly(fc.oneof(fc.string(), hostile)), { minLength: 2, maxLength: 2 }),
        ),
        rows: mostly(fc.array(mostly(row), { maxLength: 3 })),
        caption: mostly(fc.oneof(fc.string(), hostile)),
      },
      { requiredKeys: ["columns", "rows"] },
    );
    const own = /<\/?(table|thead|tbody|caption|tr|td|th scope="col"|th|i|sub|sup|br)>/g;
    assertProperty([mostly(table)], (given) => {
      const outcome = finiteOrDocumented(() => printed(() => showTable(given)));
      if ("value" in outcome) assert.doesNotMatch(tableHtml(given).replace(own, ""), /[<>]/);
    });
  });
});

describe("the public API", () => {
  it("throws an error of its own for an argument that is missing", async () => {
    const functions = Object.entries(lib).filter(([, value]) => typeof value === "function");
    // The last is not called but caught; the others can do without any.
    const others = ["explorable", "printReproducibilityInfo", "reproducibilityInfo"];
    others.push("ConvergenceError");
    for (const [name, call] of functions) {
      if (others.includes(name)) continue;
      for (const argument of [undefined, null, 1n, Symbol("s"), "text", {}, [], () => 0]) {
        const make = call as unknown as new (x: unknown) => unknown;
        const use = call as (x: unknown) => unknown;
        const outcome = await (async () => {
          try {
            return await (name === "RandomState" ? new make(argument) : use(argument));
          } catch (error) {
            return error;
          }
        })();
        assert.ok(
          outcome instanceof TypeError || outcome instanceof RangeError,
          `${name}: ${outcome}`,
        );
        assert.match(outcome.message, /^\w+: .* must /, outcome.stack);
      }
    }
  });
});
