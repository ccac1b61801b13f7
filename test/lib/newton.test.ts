import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { hodgkinHuxley2D, squidAxon } from "../../lib/model.js";
import { ConvergenceError, newton } from "../../lib/newton.js";
import { mV } from "../../lib/units.js";
import { assertClose } from "../support/close.js";
import { numpy } from "../support/reference.js";

/** The error of a call that must not converge. */
function failure(call: () => number): ConvergenceError {
  try {
    const root = call();
    assert.fail(`returned ${root}`);
  } catch (error) {
    assert.ok(error instanceof ConvergenceError, String(error));
    return error;
  }
}

/** A function that answers with these numbers in turn. */
function inTurn(answers: number[]): () => number {
  let calls = 0;
  return () => answers[calls++];
}

/** Where Newton's method is from 1 after steps of 1e-3 and 1e-9, and maybe farther. */
const beyond = (end: number) => end - 1e-3 - 1e-9;

describe("newton", () => {
  // [name, f, f′, start, root]; the tolerance is two units in the last place of the root.
  const known: [string, (x: number) => number, (x: number) => number, number, number][] = [
    ["x² − 2 from 1", (x) => x * x - 2, (x) => 2 * x, 1, Math.SQRT2],
    ["x² − 2 from −1", (x) => x * x - 2, (x) => 2 * x, -1, -Math.SQRT2],
    ["sin x from 3", Math.sin, Math.cos, 3, Math.PI],
    ["eˣ − 1 from 1", Math.expm1, Math.exp, 1, 0],
    ["x − 5 from 0", (x) => x - 5, () => 1, 0, 5],
    ["x³ − 1e-27 from 1e-8", (x) => x ** 3 - 1e-27, (x) => 3 * x * x, 1e-8, 1e-9],
    ["x − 1e6 from 0", (x) => x - 1e6, () => 1, 0, 1e6],
  ];
  for (const [name, f, derivative, x0, root] of known) {
    const tolerance = 2 * Number.EPSILON * Math.abs(root);
    it(`finds the root of ${name} with a derivative`, () => {
      assertClose(newton(f, x0, { derivative }), root, tolerance);
    });
    it(`finds the root of ${name} without a derivative`, () => {
      assertClose(newton(f, x0), root, tolerance);
    });
  }

  it("finds rest and threshold of the squid axon to 1e-12 mV", () => {
    const hh = hodgkinHuxley2D(squidAxon);
    const roots = [-60 * mV, 0 * mV].map((V0) => newton((V) => hh.dV_dt(V, 0, 0), V0) / mV);
    assertClose(roots, numpy["roots (mV)"].map(Number), 1e-12, "root in mV");
    assert.deepEqual(
      roots.map((root) => Number(root.toPrecision(4))),
      [-54.4, 2.007],
    );
  });

  it("returns the start when it is a root already", () => {
    assert.equal(
      newton((x) => x - 2, 2),
      2,
    );
    assert.equal(
      newton((x) => x - 2, 2, { derivative: () => 0 }),
      2,
    );
  });

  it("stops early at the tolerance it is given", () => {
    let calls = 0;
    const f = (x: number) => {
      calls++;
      return x * x - 2;
    };
    const rough = newton(f, 1, { tolerance: 0.1 });
    const roughCalls = calls;
    calls = 0;
    newton(f, 1);
    assert.ok(roughCalls < calls, `${roughCalls} calls against ${calls}`);
    assertClose(rough, Math.SQRT2, 0.1);
    assert.notEqual(rough, newton(f, 1));
  });

  it("begins the secant method where SciPy does, a little beyond the start", () => {
    for (const [x0, second] of [
      [1, 1.0002],
      [-1, -1.0002],
      [0, 1e-4],
    ]) {
      const asked: number[] = [];
      newton((x) => asked.push(x) && x - 5, x0, { tolerance: 100 });
      assertClose(asked.slice(0, 2), [x0, second], 1e-15);
    }
  });

  it("goes on from the better of the two first points of the secant", () => {
    // From 1 and 1.0002: a step of 1e-4 from the better one, of 3e-4 from the other.
    for (const root of [1.0003, 0.9999]) {
      let calls = 0;
      newton((x) => ++calls && Math.expm1(x - root), 1, { tolerance: 2e-4 });
      assert.equal(calls, 3);
    }
  });

  it("stops at a step that is as long as the tolerance", () => {
    const options = { derivative: (x: number) => 2 * x, tolerance: 2 };
    assert.equal(
      newton((x) => x * x, 4, options),
      2,
    );
  });

  it("takes the best of its last two points where the function is all rounding error", () => {
    // Steps of 1e-3 and 1e-9, and one that is longer again.
    const noisy = (last: number) => inTurn([1e-3, 1e-9, 1.5e-9, last]);
    const derivative = () => 1;
    const [worse, better, equal] = [2e-9, 1e-9, -1.5e-9].map((last) =>
      newton(noisy(last), 1, { derivative }),
    );
    assertClose([worse, better, equal], [1, 1 - 1.5e-9, 1 - 1.5e-9].map(beyond), 1e-15);
    // Who gives a tolerance wants it to be reached.
    const options = { derivative, tolerance: 1e-300, maxIterations: 3 };
    assert.match(failure(() => newton(noisy(1e-9), 1, options)).message, /no convergence after 3 /);
  });

  it("takes a slope of zero for rounding error after a step that was short", () => {
    const f = () => inTurn([1e-3, 1e-9, 1e-9]);
    const derivative = () => inTurn([1, 1, 0]);
    assertClose(newton(f(), 1, { derivative: derivative() }), beyond(1), 1e-15);
    const options = { derivative: derivative(), tolerance: 1e-300 };
    assert.match(failure(() => newton(f(), 1, options)).message, /flat step after 2 iterations/);
  });

  it("takes a step for short that is so beside the start, at a threefold root of zero", () => {
    // Each step leaves two thirds of x, so that beside x itself none ever is.
    const root = newton((x) => x ** 3, 1, { derivative: (x) => 3 * x ** 2 });
    assert.ok(Math.abs(root) < 2 * Math.sqrt(Number.EPSILON), `${root}`);
  });

  it("returns a root that it meets in its last step", () => {
    const options = { derivative: () => 1, maxIterations: 1 };
    assert.equal(
      newton((x) => x - 5, 0, options),
      5,
    );
    assert.match(
      failure(() => newton((x) => x * x - 5, 1, options)).message,
      /^newton: no convergence after 1 iteration, at x = 5 with f\(x\) = 20$/,
    );
  });

  it("says where it stood when it does not converge", () => {
    let calls = 0;
    const f = (x: number) => ++calls && x * x + 1;
    const error = failure(() => newton(f, 3, { maxIterations: 7 }));
    assert.equal(calls, 9); // two points of a secant, and seven steps
    assert.equal(error.iterations, 7);
    assertClose(error.residual, error.x ** 2 + 1, 0, "residual");
    assert.match(error.message, /^newton: no convergence after 7 iterations, at x = .* f\(x\) = /);
    assert.equal(error.name, "ConvergenceError");
  });

  it("does not take a slope of zero for an answer", () => {
    const flat = failure(() => newton(() => 1, 0));
    assert.match(flat.message, /flat step after 0 iterations, at x = 0 with/);
    assert.equal(flat.residual, 1);
    assert.match(
      failure(() => newton((x) => x * x + 1, 0, { derivative: (x) => 2 * x })).message,
      /flat step after 0 iterations, at x = 0 with f\(x\) = 1/,
    );
  });

  it("stops at the first value that is not finite", () => {
    assert.match(failure(() => newton(Math.log, -1)).message, /not finite .*f\(x\) = NaN/);
    assert.match(failure(() => newton((x) => 1 / x, 0)).message, /not finite .*Infinity/);
    assert.match(
      failure(() => newton((x) => x, 1, { derivative: () => Number.NaN })).message,
      /slope of NaN after 0 iterations/,
    );
  });

  it("names the argument that makes no sense", () => {
    const f = (x: number) => x;
    const cases: [() => number, RegExp][] = [
      [() => newton(3 as never, 0), /newton: f must be a function, got 3/],
      [() => newton(f, Number.NaN), /newton: x0 must be a finite number, got NaN/],
      [() => newton(f, "1" as never), /newton: x0 must be a finite number, got "1"/],
      [() => newton(f, 0, { derivative: 1 as never }), /newton: derivative must be a function/],
      [() => newton(f, 0, { tolerance: 0 }), /newton: tolerance must be a positive .* got 0/],
      [() => newton(f, 0, { maxIterations: 0 }), /newton: maxIterations must be an integer/],
      [() => newton(f, 0, { maxIterations: 2.5 }), /newton: maxIterations .* got 2.5/],
      [() => newton(f, 0, null as never), /newton: options must be an object, got null/],
    ];
    for (const [call, message] of cases) assert.throws(call, { message });
  });
});
