import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { gaussianWindow, RandomState, smoothedNoise } from "../../lib/noise.js";
import { linspace } from "../../lib/numerics/linspace.js";
import { mm, ms, nA } from "../../lib/units.js";
import { assertClose } from "../support/close.js";
import { numpy } from "../support/reference.js";

// The polar method takes a logarithm and a square root: C's and JavaScript's may differ in the last
// bit of each, which is at most 2 ulp of numbers below 8.
const LAST_BITS = 2 * Number.EPSILON * 4;

describe("RandomState", () => {
  for (const { seed, randn, randn2000, random } of numpy.RandomState.seeds) {
    it(`draws NumPy's normal numbers from seed ${seed}`, () => {
      const samples = new RandomState(seed).randn(2001);
      assertClose(samples.slice(0, randn.length), randn, LAST_BITS, "randn");
      assertClose(samples[2000], randn2000, LAST_BITS, "randn[2000]");
    });

    it(`draws NumPy's uniform numbers from seed ${seed}`, () => {
      const state = new RandomState(seed);
      assert.deepEqual(
        random.map(() => state.random()),
        random,
      );
    });
  }

  it("draws the golden values of NumPy's own test suite", () => {
    // numpy/random/tests/test_randomstate.py, TestRandomDist: test_random_sample and test_randn
    const seed = 1234567890;
    const uniform = [
      0.61879477158567997, 0.59162362775974664, 0.88868358904449662, 0.89165480011560816,
      0.4575674820298663, 0.7781880808593471,
    ];
    const normal = [
      1.3401634577186312, 1.7375912277193608, 1.498988344300628, -0.2286433324536169,
      2.031033998682787, 2.1703249460565526,
    ];
    const state = new RandomState(seed);
    assertClose(
      uniform.map(() => state.random()),
      uniform,
      0,
    );
    assertClose(new RandomState(seed).randn(6), normal, LAST_BITS);
  });

  it("keeps the second number of a pair for the next call, as NumPy does", () => {
    const state = new RandomState(7);
    const mixed = [...state.randn(3), state.random(), ...state.randn(2), state.random()];
    assertClose(mixed, numpy.RandomState.mixed, LAST_BITS);
  });

  it("gives the same numbers in one call and in many", () => {
    const [one, many] = [new RandomState(3), new RandomState(3)];
    const inPieces = [many.randn(1), many.randn(0), many.randn(4)].flatMap((part) => [...part]);
    assert.deepEqual([...one.randn(5)], inPieces);
  });

  it("takes only seeds that NumPy takes", () => {
    for (const seed of [-1, 2 ** 32, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => new RandomState(seed), {
        name: "RangeError",
        message: `RandomState: seed must be an integer from 0 to 4294967295, got ${seed}`,
      });
    }
    assert.throws(() => new RandomState("1" as never), { name: "TypeError" });
    assert.throws(() => new RandomState(undefined as never), { name: "TypeError" });
  });

  it("checks how many numbers are asked of it before it makes room for them", () => {
    for (const N of [-1, 1.5, 1e300, Number.NaN]) {
      assert.throws(() => new RandomState(1).randn(N), { name: "RangeError", message: /randn: N/ });
    }
  });
});

describe("gaussianWindow", () => {
  for (const { M, std, window } of numpy.gaussian) {
    it(`is SciPy's for ${M} points and a width of ${std}`, () => {
      assertClose(gaussianWindow(M, std), window, Number.EPSILON, "window"); // the last bit of exp
    });
  }

  it("names the argument that makes no sense", () => {
    assert.throws(() => gaussianWindow(-1, 1), { message: /gaussianWindow: M must be .* got -1/ });
    assert.throws(() => gaussianWindow(3, 0), {
      message: "gaussianWindow: std must be a positive finite number of points, got 0",
    });
  });
});

describe("smoothedNoise", () => {
  it("gives N samples, the middle of the convolution, also where the window is longer", () => {
    const [N, Δt, σ] = [10, 1 * ms, 6 * ms]; // the window has 48 points
    const white = new RandomState(3).randn(N);
    const weights = gaussianWindow(48, 6);
    const full = Array.from({ length: N + 48 - 1 }, (_, k) =>
      white.reduce((sum, x, i) => sum + x * ((weights[k - i] ?? 0) / 48), 0),
    );
    const first = Math.floor((full.length - N) / 2);
    const smoothed = smoothedNoise({ N, Δt, σ, amplitude: 1, seed: 3 });
    // sums of ten products of order 0.01: the transform's rounding stays below 1e-15
    assertClose(smoothed, full.slice(first, first + N), 1e-14);
  });

  const original = { N: 200_000, Δt: 0.01 * ms, σ: 6 * ms, amplitude: (1400 * nA) / mm ** 2 };

  it("is the original's input current, to 1e-12 of its range", () => {
    const I = smoothedNoise({ ...original, seed: 1 });
    const { index, traces, range } = numpy.simulation;
    const tolerance = 1e-12 * (range.I[1] - range.I[0]);
    assertClose(
      index.map((i) => I[i]),
      traces.I,
      tolerance,
      "I",
    );
    assertClose(
      I.reduce((a, b) => Math.min(a, b)),
      range.I[0],
      tolerance,
      "least I",
    );
    assertClose(
      I.reduce((a, b) => Math.max(a, b)),
      range.I[1],
      tolerance,
      "greatest I",
    );
  });

  it("is proportional to its amplitude", () => {
    const few = { N: 500, Δt: 0.1 * ms, σ: 1 * ms, seed: 5 };
    const [once, twice] = [1, 2].map((amplitude) => smoothedNoise({ ...few, amplitude }));
    assertClose(
      twice,
      once.map((sample) => 2 * sample),
      1e-15,
    );
  });

  it("has as many samples as were asked for when the window is longer", () => {
    const window = gaussianWindow(80, 10).map((weight) => weight / 80);
    const white = new RandomState(4).randn(3);
    const expected = [0, 1, 2].map((i) =>
      white.reduce((sum, sample, j) => sum + sample * window[39 + i - j], 0),
    );
    const noise = smoothedNoise({ N: 3, Δt: 1 * ms, σ: 10 * ms, amplitude: 1, seed: 4 });
    assertClose(noise, expected, 1e-15);
  });

  it("names the argument that makes no sense", () => {
    const good = { N: 10, Δt: 1 * ms, σ: 2 * ms, amplitude: 1, seed: 1 };
    const cases: [Partial<typeof good>, string][] = [
      [{ N: 0 }, "N must be an integer from 1 to 16777216, got 0"],
      [{ N: 1e12 }, "N must be an integer from 1 to 16777216, got 1000000000000"],
      [{ Δt: -1e-5 }, "Δt must be a positive finite number of seconds, got -0.00001"],
      [{ σ: 0 }, "σ must be a positive finite number of seconds, got 0"],
      [{ amplitude: Infinity }, "amplitude must be a finite number, got Infinity"],
      [{ seed: -1 }, "seed must be an integer from 0 to 4294967295, got -1"],
      [{ seed: 2 ** 32 }, "seed must be an integer from 0 to 4294967295, got 4294967296"],
      [{ Δt: 2, σ: 1e9 }, "8 σ/Δt must be from 0.5 to 16777207, got 4000000000"],
      [{ Δt: 1, σ: 1 / 17 }, `8 σ/Δt must be from 0.5 to 16777207, got ${8 / 17}`],
      [{ Δt: 0.01 * ms, σ: 6 }, "σ must be in SI units, seconds (did you mean 6 * ms?), got 6"],
      // A sample more than there is memory for, and refused before any is taken.
      [{ N: 2 ** 24 - 78, Δt: 1, σ: 10 }, "8 σ/Δt must be from 0.5 to 79, got 80"],
      [
        { amplitude: 1e308, seed: 4 },
        "the samples, for this amplitude, must be finite numbers, got NaN at index 0",
      ],
    ];
    for (const [bad, message] of cases) {
      const expected = { name: "RangeError", message: `smoothedNoise: ${message}` };
      assert.throws(() => smoothedNoise({ ...good, ...bad }), expected);
    }
    assert.throws(() => smoothedNoise(undefined as never), {
      name: "TypeError",
      message: "smoothedNoise: options must be an object, got undefined",
    });
  });

  it("takes a long window for what is meant where the steps are a millisecond or longer", () => {
    const options = { N: 10, amplitude: 1, seed: 1 };
    assert.equal(smoothedNoise({ ...options, Δt: 1 * ms, σ: 2 }).length, 10);
  });

  it("is white noise if the window is a single point", () => {
    const noise = smoothedNoise({ N: 5, Δt: 8, σ: 1, amplitude: 3, seed: 4 });
    const white = new RandomState(4).randn(5).map((sample) => 3 * sample);
    assertClose(noise, white, 10 * Number.EPSILON * 3);
  });
});

describe("linspace", () => {
  for (const { args, endpoint, values } of numpy.linspace) {
    it(`(${args.join(", ")}, endpoint=${endpoint}) is NumPy's to the last bit`, () => {
      assert.deepEqual([...linspace(...args, { endpoint })], values);
    });
  }

  it("ends at the stop by default", () => {
    assert.deepEqual([...linspace(0, 1, 3)], [0, 0.5, 1]);
  });

  it("names the argument that makes no sense", () => {
    const cases: [() => Float64Array, RegExp][] = [
      [() => linspace(Number.NaN, 1, 2), /linspace: start must be a finite number, got NaN/],
      [() => linspace(0, Number.POSITIVE_INFINITY, 2), /linspace: stop must be/],
      [() => linspace(-1.7e308, 1.7e308, 2), /linspace: stop - start must be/],
      [() => linspace(0, 1, -1), /linspace: num must be an integer from 0/],
      [() => linspace(0, 1, 2.5), /linspace: num .* got 2.5/],
      [() => linspace(0, 1, 2, { endpoint: 0 as never }), /linspace: endpoint must be a boolean/],
      [() => linspace(0, 1, 2, null as never), /^linspace: options must be an object, got null$/],
    ];
    for (const [call, message] of cases) assert.throws(call, { message });
  });
});
