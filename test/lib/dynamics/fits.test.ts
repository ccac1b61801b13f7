import { strict as assert } from "node:assert";
import fc from "fast-check";
import { describe, it } from "mocha";
import { voltageEquilibria } from "../../../lib/dynamics/equilibria.js";
import { fitAdEx, fitIzhikevich } from "../../../lib/dynamics/fits.js";
import { hodgkinHuxley2D } from "../../../lib/model.js";
import { leastSquares } from "../../../lib/numerics/leastSquares.js";
import { linspace } from "../../../lib/numerics/linspace.js";
import { zeroBetween } from "../../../lib/numerics/roots.js";
import { eulerErrors, fittedOrder } from "../../../lib/simulate/eulerErrors.js";
import { ms, mV } from "../../../lib/units.js";
import { assertClose } from "../../support/close.js";
import { current, reference, variant, variantParams } from "../../support/dynamics.js";
import { assertProperty } from "../../support/property.js";

describe("leastSquares", () => {
  it("finds the parameters that made the data", () => {
    const x = linspace(-1, 2, 50);
    const y = x.map((v) => 3 * Math.exp(-0.7 * v) + 0.2);
    const { parameters, rms, max } = leastSquares(
      ([a, b, c]) =>
        (v) =>
          a * Math.exp(b * v) + c,
      x,
      y,
      [1, -1, 0],
    );
    assertClose(parameters, [3, -0.7, 0.2], 1e-7);
    assert.ok(rms <= max && max < 1e-7, `${rms}, ${max}`);
  });

  it("stops where nothing gets better", () => {
    let count = 0;
    const line = ([a, b]: number[]) => {
      count++;
      return (x: number) => a + b * x;
    };
    leastSquares(line, [0, 1, 2, 3], [1, 1, 4, 4], [0, 0]);
    // twenty iterations of some seven functions each
    assert.ok(count < 200, `${count} functions`);
  });

  it("finds the straight line of the normal equations, with its residuals", () => {
    // Σx = 6, Σy = 10, Σxx = 14, Σxy = 21: slope (4·21 − 6·10)/(4·14 − 36) = 1.2, offset 0.7
    const line = leastSquares(
      ([a, b]) =>
        (x) =>
          a + b * x,
      [0, 1, 2, 3],
      [1, 1, 4, 4],
      [0, 0],
    );
    assertClose(line.parameters, [0.7, 1.2], 1e-9);
    assertClose(line.f(10), 12.7, 1e-8);
    // residuals 0.3, −0.9, 0.9, −0.3
    assertClose(line.rms, Math.sqrt(0.45), 1e-9);
    assertClose(line.max, 0.9, 1e-8);
  });

  it("refuses fewer points than parameters", () => {
    assert.throws(
      () =>
        leastSquares(
          ([a, b]) =>
            (x) =>
              a + b * x,
          [1],
          [1],
          [0, 0],
        ),
      /leastSquares: x must be as many points as parameters, 2, or more/,
    );
  });

  it("says when it ends elsewhere than at a least sum of squares", () => {
    const far =
      ([a]: number[]) =>
      (x: number) =>
        Math.exp(-((x - a) ** 2));
    assert.throws(
      () => leastSquares(far, [0, 1, 2], [0, 1, 0.2], [30]),
      /leastSquares: no least sum of squares was found from \[30\]; the search ended at \[30\]/,
    );
  });

  it("names the argument that makes no sense", () => {
    const line =
      ([a]: number[]) =>
      (x: number) =>
        a * x;
    assert.throws(() => leastSquares(1 as never, [1], [1], [1]), /family must be a function/);
    assert.throws(() => leastSquares(line, [], [], [1]), /x must be a non-empty array/);
    assert.throws(() => leastSquares(line, [1, 2], [1], [1]), /y must be as long as x, 2 elements/);
    assert.throws(() => leastSquares(line, [1], [Number.NaN], [1]), /y\[0\] must be a finite/);
    assert.throws(() => leastSquares(line, [1], [1], []), /initial must be a non-empty array/);
  });
});

for (const { shift, g_L, n, V: ends, AdEx, Izhikevich } of reference.fits) {
  describe(`Fitted to V̇ from ${ends.map((v) => v.toFixed(1)).join(" to ")} mV,`, () => {
    const V = linspace(ends[0] * mV, ends[1] * mV, 201);
    const model = variant(shift, g_L);
    const y = V.map((v) => model.dV_dt(v, n, 0));
    const unit = mV / ms;

    it("AdEx has SciPy's parameters and residuals", () => {
      const fit = fitAdEx(V, y);
      const found = [fit.τ / ms, fit.E_L / mV, fit.V_T / mV, fit.Δ_T / mV];
      // around the least sum of squares it hardly changes: seven digits of the parameters
      assertClose(found, [AdEx.τ, AdEx.E_L, AdEx.V_T, AdEx.Δ_T], 1e-6);
      assertClose(fit.rms / unit, AdEx.rms, 1e-9, "rms (mV/ms)");
      assertClose(fit.max / unit, AdEx.max, 1e-6, "largest residual (mV/ms)");
      assertClose(fit.dV_dt(V[0]) / unit, y[0] / unit, AdEx.max + 1e-6, "V̇ (mV/ms)");
    });

    it("Izhikevich's parabola is NumPy's", () => {
      const fit = fitIzhikevich(V, y);
      const [c0, c1, c2] = Izhikevich.coefficients;
      const vertex = -c1 / (2 * c2);
      const least = c0 - c1 ** 2 / (4 * c2);
      assertClose(fit.a * mV * ms, c2, 1e-9, "a (1/(mV ms))");
      assertClose(fit.V_v / mV, vertex, 1e-5, "vertex (mV)");
      assertClose(fit.dV_dt_v / unit, least, 1e-6, "V̇ at the vertex (mV/ms)");
      assertClose(fit.rms / unit, Izhikevich.rms, 1e-8, "rms (mV/ms)");
      assertClose(fit.max / unit, Izhikevich.max, 1e-6, "largest residual (mV/ms)");
      assert.equal(fit.zeros.length, least < 0 ? 2 : 0);
      for (const zero of fit.zeros) assertClose(fit.dV_dt(zero) / unit, 0, 1e-9);
    });
  });
}

describe("fitAdEx and fitIzhikevich", () => {
  const V = Float64Array.from({ length: 20 }, (_, i) => (-60 + i) * mV);
  const lines: [string, Float64Array][] = [
    ["a constant", V.map(() => 3)],
    ["a rising line", V.map((v) => 2 + 30 * v)],
    ["a falling line", V.map((v) => 2 - 30 * v)],
  ];
  for (const [fitted, name, parameters] of [
    [fitAdEx, "fitAdEx", 4],
    [fitIzhikevich, "fitIzhikevich", 3],
  ] as const) {
    for (const [what, dV_dt] of lines) {
      it(`${name} refuses ${what}, which has no threshold`, () => {
        assert.throws(() => fitted(V, dV_dt), {
          name: "RangeError",
          message: new RegExp(`^${name}: dV_dt must be curved, with a minimum; it is a straight`),
        });
      });
    }

    it(`${name} refuses fewer points than parameters`, () => {
      const few = V.slice(0, parameters - 1);
      assert.throws(
        () =>
          fitted(
            few,
            few.map((v) => v * v),
          ),
        new RegExp(`^RangeError: ${name}: V must be ${parameters} different voltages or more`),
      );
    });
  }
});

describe("fitAdEx", () => {
  it("finds the model that made the data, however sharp, steep and far from threshold it is", () => {
    const around = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true });
    assertProperty(
      [around(0.3, 10), around(1, 100), around(2, 15), around(5, 60)],
      (Δ_T, τ, distance, below) => {
        // rest below the threshold by some Δ_T, in mV and ms; up to where V̇ rises
        const [E_L, V_T] = [-65, -65 + distance * Δ_T];
        const V = linspace(E_L - below, V_T + 2 * Δ_T, 201);
        const rate = (v: number) => (-(v - E_L) + Δ_T * Math.exp((v - V_T) / Δ_T)) / τ;
        const fit = fitAdEx(
          V.map((v) => v * mV),
          V.map((v) => rate(v) * (mV / ms)),
        );
        // the data are exact: what is left is the search's own last step
        assertClose(fit.Δ_T / mV / Δ_T, 1, 1e-5, "Δ_T, relative");
        assertClose(fit.V_T / mV, V_T, 1e-5 * distance * Δ_T, "V_T (mV)");
        assertClose(fit.τ / ms / τ, 1, 1e-5, "τ, relative");
      },
      { numRuns: 60 },
    );
  });

  it("finds one for any width of sodium's activation", () => {
    for (const [shift, g_L, n] of [
      [0, 0.03, 0],
      [65, 0.3, 0.3177],
    ]) {
      const params = variantParams(shift, g_L);
      const { α_m, β_m } = params.rates;
      const middle = zeroBetween((V) => α_m(V) - β_m(V), -100 * mV, 60 * mV);
      for (const width of [0.3, 0.45, 0.7, 1]) {
        const from = (V: number) => middle + (V - middle) / width;
        const wider = { α_m: (V: number) => α_m(from(V)), β_m: (V: number) => β_m(from(V)) };
        const model = hodgkinHuxley2D({ ...params, rates: { ...params.rates, ...wider } });
        const [rest, threshold] = voltageEquilibria(model, { n });
        for (const below of [5, 40]) {
          const V = linspace(rest.V - below * mV, threshold.V, 201);
          const y = V.map((v) => model.dV_dt(v, n, 0));
          const { Δ_T, rms } = fitAdEx(V, y);
          assert.ok(Δ_T > 0.1 * mV && Δ_T < 10 * mV);
          assert.ok(rms < 0.05 * Math.max(...y.map(Math.abs)), `${rms} V/s at ${width}`);
        }
      }
    }
  });
});

describe("eulerErrors", () => {
  const model = variant(65, 0.3);
  const Δt = [0.01, 0.005, 0.0025].map((step) => step * ms);
  const run = { I: () => 100 * current, duration: 20 * ms, V0: -65 * mV, Δt };

  it("halve with Δt: forward Euler is of first order", () => {
    // −V′/τ and a constant input: everything is known
    const leak = {
      dV_dt: (V: number, _n: number, I: number) => (I - V) / (10 * ms),
      dn_dt: () => 0,
      n_inf: () => 0,
    };
    const errors = eulerErrors(leak, { ...run, I: () => 1, V0: 0, duration: 10 * ms });
    // the largest error is at t = τ: ((1 − Δt/τ)^(τ/Δt) − 1/e) V
    for (const { Δt: step, max, spikes } of errors) {
      const exact = Math.exp(-1) - (1 - step / (10 * ms)) ** ((10 * ms) / step);
      assertClose(max, exact, 1e-9, `error at ${step} s`);
      assert.ok(Number.isNaN(spikes));
    }
    const { order } = fittedOrder(
      Δt,
      errors.map(({ max }) => max),
    );
    assertClose(order, 1, 1e-3, "order");
  });

  it("of spike times are of first order in a spiking neuron", () => {
    const errors = eulerErrors(model, run).map(({ spikes }) => spikes);
    assertClose(fittedOrder(Δt, errors).order, 1, 0.1, "order");
  });

  it("names the argument that makes no sense", () => {
    const cases: [object | null, RegExp][] = [
      [null, /options must be an object/],
      [{ ...run, I: 1 }, /I must be a function, got 1/],
      [{ ...run, duration: 0 }, /duration must be a positive/],
      [{ ...run, Δt: [] }, /Δt must be a non-empty array/],
      [{ ...run, Δt: [-1] }, /Δt\[0\] must be a positive/],
      [{ ...run, Δt: [0.3 * ms] }, /Δt\[0\] must be a whole fraction of 0.02 s, got 0.0003/],
    ];
    for (const [options, message] of cases) {
      assert.throws(() => eulerErrors(model, options as never), { message });
    }
  });
});

describe("fittedOrder", () => {
  it("finds the power law that made the data", () => {
    const Δt = [1e-5, 2e-5, 4e-5];
    const { order, C } = fittedOrder(
      Δt,
      Δt.map((step) => 7 * step ** 2.5),
    );
    assertClose(order, 2.5, 1e-9);
    assertClose(C / 7, 1, 1e-7);
  });
});
