import { strict as assert } from "node:assert";
import { before, describe, it } from "mocha";
import { hodgkinHuxley2D, squidAxon } from "../../lib/model.js";
import { smoothedNoise } from "../../lib/noise.js";
import { type Model, type Simulation, simulate } from "../../lib/simulate.js";
import { mm, ms, mV, nA } from "../../lib/units.js";
import { assertClose } from "../support/close.js";
import { numpy } from "../support/reference.js";

/** V′ = −V/τ + I, n′ = −n: has an exact solution under forward Euler. */
const leak: Model = {
  dV_dt: (V, _n, I) => -V / 0.02 + I,
  dn_dt: (_V, n) => -n,
  n_inf: () => 0.5,
};

describe("simulate", () => {
  it("steps a linear equation as Euler's formula says", () => {
    const Δt = 1 * ms;
    const { t, V, n } = simulate(leak, { I: new Float64Array(100), Δt, V0: 0.08 });
    // V[i] = V0 (1 − Δt/τ)ⁱ and n[i] = n0 (1 − Δt)ⁱ; 100 steps of rounding
    assertClose(
      V,
      V.map((_, i) => 0.08 * 0.95 ** i),
      1e-16,
      "V",
    );
    assertClose(
      n,
      n.map((_, i) => 0.5 * 0.999 ** i),
      1e-14,
      "n",
    );
    assertClose(
      t,
      t.map((_, i) => i * 1e-3),
      1e-17,
      "t",
    );
  });

  it("uses each value of the input for the step that begins there", () => {
    const I = Float64Array.of(0, 3, 0, 0);
    const still: Model = { dV_dt: (_V, _n, I) => I, dn_dt: () => 0, n_inf: () => 0 };
    const { V } = simulate(still, { I, Δt: 0.5, V0: 1 });
    assert.deepEqual([...V], [1, 1, 2.5, 2.5]);
  });

  it("asks the model once per step, for one step less than there are values", () => {
    let calls = 0;
    const counted: Model = { ...leak, dV_dt: () => calls++ };
    for (const N of [1, 3, 501, 1200]) {
      calls = 0;
      simulate(counted, { I: new Float64Array(N), Δt: 1e-3, V0: 0 });
      assert.equal(calls, N - 1);
    }
  });

  it("starts n where it is given, or at its equilibrium", () => {
    const options = { I: new Float64Array(1), Δt: 1, V0: 0 };
    assert.equal(simulate(leak, options).n[0], 0.5);
    assert.equal(simulate(leak, { ...options, n0: 0.1 }).n[0], 0.1);
    assert.equal(simulate(leak, { ...options, n0: 0 }).n[0], 0);
  });

  describe("of the original's two seconds", () => {
    const { index, traces, range } = numpy.simulation;
    let result: Simulation;
    before(() => {
      const Δt = 0.01 * ms;
      const amplitude = (1400 * nA) / mm ** 2;
      const I = smoothedNoise({ N: 200_000, Δt, σ: 6 * ms, amplitude, seed: 1 });
      result = simulate(hodgkinHuxley2D(squidAxon), { I, Δt, V0: -54.4 * mV });
    });

    for (const name of ["V", "n"] as const) {
      it(`gives NumPy's ${name}, to 1e-12 of its range`, () => {
        const tolerance = 1e-12 * (range[name][1] - range[name][0]);
        const trace = result[name];
        assertClose(
          index.map((i) => trace[i]),
          traces[name],
          tolerance,
          name,
        );
        const extremes = trace.reduce(
          ([least, most], x) => [Math.min(least, x), Math.max(most, x)],
          [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
        );
        assertClose(extremes, range[name], tolerance, `range of ${name}`);
      });
    }

    it("has no spike", () => {
      assert.ok(result.V.every((V) => V < 0));
    });
  });

  it("does without n_inf where n0 is given", () => {
    const model = { dV_dt: () => 0, dn_dt: () => 1 };
    const { n } = simulate(model, { I: new Float64Array(2), Δt: 0.5, V0: 0, n0: 0.25 });
    assert.deepEqual([...n], [0.25, 0.75]);
  });

  it("says where the state left the finite numbers, in a model with a reset too", () => {
    const reset = { V_peak: 10, V_reset: 0, n_jump: 0 };
    const sinking: Model = { dV_dt: () => -1.5e308, dn_dt: () => 0, n_inf: () => 1, reset };
    const growing: Model = { dV_dt: () => 0, dn_dt: () => 1.5e308, n_inf: () => 0, reset };
    for (const model of [sinking, growing]) {
      assert.throws(() => simulate(model, { I: new Float64Array(5), Δt: 0.5, V0: 0 }), {
        name: "RangeError",
        message: "simulate: the state left the finite numbers at step 3 (t = 1.5 s)",
      });
    }
  });

  it("takes each step by the input before it, in a model with a reset too", () => {
    const reset = { V_peak: 10, V_reset: 0, n_jump: 0 };
    const sum = { dV_dt: (_V: number, _n: number, I: number) => I, reset };
    const { V } = simulate(sum, { I: new Float64Array([1, 2, 3]), Δt: 1, V0: 0 });
    assert.deepEqual([...V], [0, 1, 3]);
  });

  it("says where the state left the finite numbers", () => {
    const explosive: Model = { dV_dt: (V) => V * V, dn_dt: () => 0, n_inf: () => 0.25 };
    assert.throws(() => simulate(explosive, { I: new Float64Array(50), Δt: 1, V0: 1e200 }), {
      name: "RangeError",
      message:
        "simulate: the state left the finite numbers at step 1 (t = 1 s): V = Infinity V, " +
        "n = 0.25; the last finite state was V = 1e+200 V, n = 0.25",
    });
    const steady: Model = { dV_dt: () => 1.5e308, dn_dt: () => -0.25, n_inf: () => 1 };
    assert.throws(() => simulate(steady, { I: new Float64Array(5), Δt: 0.5, V0: 0 }), {
      message:
        "simulate: the state left the finite numbers at step 3 (t = 1.5 s): V = Infinity V, " +
        "n = 0.625; the last finite state was V = 1.5e+308 V, n = 0.75",
    });
    const open: Model = { dV_dt: () => 0, dn_dt: () => 1.5e308, n_inf: () => 1.5e308 };
    assert.throws(() => simulate(open, { I: new Float64Array(5), Δt: 1, V0: 0 }), {
      message: /at step 1 .*n = Infinity; /,
    });
    const lost: Model = { dV_dt: () => 0, dn_dt: () => Number.NaN, n_inf: () => 0.25 };
    assert.throws(() => simulate(lost, { I: new Float64Array(5), Δt: 1, V0: 0 }), {
      message: /at step 1 .*n = NaN/,
    });
    // steps are taken many at a time: the first that left is named, and the model's error is not
    const strict: Model = {
      ...explosive,
      dV_dt: (V) => {
        if (!Number.isFinite(V)) throw new Error("V is not finite");
        return V * V;
      },
    };
    assert.throws(() => simulate(strict, { I: new Float64Array(50), Δt: 1, V0: 2 ** 200 }), {
      message: /at step 3 .*V = Infinity V, .* the last finite state was V = 6\.\d+e\+240 V/,
    });
    const faulty: Model = {
      ...explosive,
      dV_dt: () => {
        throw new Error("of its own");
      },
    };
    assert.throws(() => simulate(faulty, { I: new Float64Array(5), Δt: 1, V0: 0 }), {
      message: "of its own",
    });
  });

  it("names the argument that makes no sense", () => {
    const good = { I: new Float64Array(3), Δt: 1e-5, V0: 0 };
    const cases: [() => unknown, string][] = [
      [() => simulate(null as never, good), "model must be an object, got null"],
      ...(["dV_dt", "dn_dt", "n_inf"] as const).map((name): [() => unknown, string] => [
        () => simulate({ ...leak, [name]: 1 as never }, good),
        `model.${name} must be a function, got 1`,
      ]),
      [() => simulate(leak, 7 as never), "options must be an object, got 7"],
      [
        () => simulate(leak, { ...good, I: new Float64Array(0) }),
        "I must be a non-empty array of finite numbers, got Float64Array of length 0",
      ],
      [
        () => simulate(leak, { ...good, I: Float64Array.of(0, NaN) }),
        "I[1] must be a finite number, got NaN",
      ],
      [
        () => simulate(leak, { ...good, Δt: -1e-5 }),
        "Δt must be a positive finite number of seconds, got -0.00001",
      ],
      [
        () => simulate(leak, { ...good, V0: Number.POSITIVE_INFINITY }),
        "V0 must be a finite number of volts, got Infinity",
      ],
      [() => simulate(leak, { ...good, n0: Number.NaN }), "n0 must be a finite number, got NaN"],
    ];
    for (const [call, message] of cases) assert.throws(call, { message: `simulate: ${message}` });
  });
});

describe("simulate of a neuron", () => {
  const model = hodgkinHuxley2D(squidAxon);
  const good = { I: new Float64Array(3), Δt: 0.01 * ms, V0: -60 * mV };

  it("asks for SI units where numbers look like mV, ms or nA/mm²", () => {
    const cases: [object, string][] = [
      [{ V0: -60 }, "V0 must be in SI units, volts (did you mean -60 * mV?), got -60"],
      [{ Δt: 10 }, "Δt must be in SI units, seconds (did you mean 10 * ms?), got 10"],
      [
        { I: new Float64Array([0, 60]) },
        "I[1] must be in SI units, A/m² (did you mean 60 * nA / mm ** 2?), got 60",
      ],
      [
        { I: new Float64Array([50, 60]) },
        "I[1] must be in SI units, A/m² (did you mean 60 * nA / mm ** 2?), got 60",
      ],
    ];
    for (const [wrong, message] of cases) {
      assert.throws(() => simulate(model, { ...good, ...wrong }), {
        name: "RangeError",
        message: `simulate: ${message}`,
      });
    }
    // A model in units of its own may have them.
    const variables = { V: { symbol: "V", min: -80, max: 40 }, n: { symbol: "w", min: 0, max: 1 } };
    const inMillivolts = { ...model, dV_dt: () => 0, dn_dt: () => 0, variables };
    assert.equal(simulate(inMillivolts, { ...good, V0: -60, n0: 2 }).V[2], -60);
  });

  it("refuses an n0 that is no share of gates", () => {
    for (const n0 of [-1, 1.5]) {
      assert.throws(() => simulate(model, { ...good, n0 }), {
        message: `simulate: n0 must be from 0 to 1, got ${n0}`,
      });
    }
  });

  it("says that it is the model's n_inf that is no number at V0, as where a rate is 0/0", () => {
    const α_n = (V: number) => (10 * mV - V) / (Math.exp((10 * mV - V) / (10 * mV)) - 1);
    const open = hodgkinHuxley2D({ ...squidAxon, rates: { ...squidAxon.rates, α_n } });
    assert.throws(() => simulate(open, { ...good, V0: 10 * mV }), {
      message: /simulate: the model's n_inf must be finite at V0 = 0.01, or the start be given/,
    });
  });
});
