/** Whatever the functions of dynamics and figures are given, they end, with finite numbers or the documented error. */

import { strict as assert } from "node:assert";
import fc from "fast-check";
import { describe, it } from "mocha";
import * as lib from "../../../lib/index.js";
import { followCurve } from "../../../lib/numerics/continuation.js";
import type { EulerError } from "../../../lib/simulate/eulerErrors.js";
import { ms } from "../../../lib/units.js";
import {
  answers,
  anything,
  assertProperty,
  finiteOrDocumented,
  mostly,
  number,
  samples,
} from "../../support/property.js";

/** Those whose properties are elsewhere, and what is no function to call. */
const elsewhere = [
  ...["RandomState", "linspace", "gaussianWindow", "convolveSame", "smoothedNoise", "newton"],
  ...["showTable", "significant", "ConvergenceError"],
  // Take hardly an argument, or start threads, or draw for long: see their own tests.
  ...[
    "reproducibilityInfo",
    "printReproducibilityInfo",
    "phasePlane",
    "show",
    "ensemble",
    "explorable",
    "interactive",
  ],
];

const covered = new Set<string>();

/** A function as the tests call it: with anything. */
type Callable = (...given: never[]) => unknown;
const functions = Object.fromEntries(
  Object.entries({ ...lib, followCurve }).filter(([, value]) => typeof value === "function"),
) as unknown as Record<string, Callable>;

/** `function name, given these arguments, gives …`, for thousands of cases unless each takes long. */
function property(
  name: keyof typeof lib | "followCurve",
  given: fc.Arbitrary<unknown>[],
  {
    numRuns = 2000,
    least = numRuns / 20,
    use = (result) => result,
  }: { numRuns?: number; least?: number; use?: (result: never) => unknown } = {},
): void {
  covered.add(name);
  it(`${name} gives finite numbers or names what makes no sense`, () => {
    let worked = 0;
    assertProperty(
      given as [fc.Arbitrary<unknown>],
      (...values: unknown[]) => {
        const call = functions[name];
        const outcome = finiteOrDocumented(() => use(call(...(values as never[])) as never));
        if ("value" in outcome) worked++;
      },
      { numRuns },
    );
    assert.ok(worked >= least, `worked in ${worked} of ${numRuns} cases`);
  });
}

const around = (value: number) => {
  const [a, b] = [0.5 * value, 2 * value];
  return mostly(fc.double({ min: Math.min(a, b), max: Math.max(a, b), noNaN: true }));
};

const { rates, ...membrane } = lib.squidAxon4D;
const membraneParams = fc.record(
  Object.fromEntries(
    Object.entries(membrane).map(([name, value]) => [name, around(Number(value))]),
  ),
);
const someRates = mostly(
  fc.record(
    Object.fromEntries(
      Object.entries(rates).map(([name, rate]) => [
        name,
        fc.oneof(
          { weight: 60, arbitrary: fc.constant(rate) },
          { weight: 1, arbitrary: answers(number) },
          { weight: 1, arbitrary: anything },
        ),
      ]),
    ),
  ),
);
const params2D = fc
  .tuple(membraneParams, someRates, mostly(fc.constant(lib.squidAxon.h)))
  .map(([numbers, rates, h]) => ({ ...numbers, rates, h }));
const params4D = fc
  .tuple(membraneParams, someRates)
  .map(([numbers, rates]) => ({ ...numbers, rates }));

/** A squid's neuron; now and then something else that calls itself a model. */
const neuron = lib.hodgkinHuxley2D(lib.squidAxonCorrected);
const model = fc.oneof(
  { weight: 8, arbitrary: fc.constant(neuron) },
  {
    weight: 1,
    arbitrary: fc.record({
      dV_dt: answers(number),
      dn_dt: answers(number),
      n_inf: answers(number),
    }),
  },
  { weight: 1, arbitrary: anything },
);
const V = mostly(fc.double({ min: -0.1, max: 0.1, noNaN: true }));
const n = mostly(fc.double({ min: 0, max: 1, noNaN: true }));
const I = mostly(fc.double({ min: -0.1, max: 0.2, noNaN: true }));
const f = mostly(
  fc.oneof(fc.constantFrom(Math.sin, Math.exp, Math.log, Math.sqrt, Math.cbrt), answers(number)),
);
const input = mostly(
  fc
    .array(fc.double({ min: -0.1, max: 0.1 }), { minLength: 1, maxLength: 30 })
    .map((list) => Float64Array.from(list)),
);
const run = mostly(fc.record({ I: input, Δt: mostly(fc.constant(0.01 * ms)), V0: V }));
const range = mostly(fc.record({ V_min: mostly(fc.constant(-0.1)), V_max: V }));
const plane = mostly(
  fc.record({
    V_min: mostly(fc.constant(-0.11)),
    V_max: V,
    n_min: mostly(fc.constant(0)),
    n_max: n,
  }),
);

describe("Whatever it is given, a model", () => {
  property("hodgkinHuxley2D", [mostly(params2D)], { use: () => 0 });
  property("hodgkinHuxley4D", [mostly(params4D)], { use: () => 0 });
  property("toODE", [mostly(params2D)], { numRuns: 60, use: () => 0 });
  property(
    "izhikevich",
    [mostly(fc.record({ C: around(1e-9), k: around(7e-7), V_r: V, V_t: V }))],
    { use: () => 0 },
  );
  const AdEx = fc.record({
    ...{ C: around(2e-10), g_L: around(3e-8), E_L: around(-0.07), V_T: around(-0.05) },
    ...{ Δ_T: around(2e-3), τ_w: around(0.14), a: around(4e-9), b: around(8e-11) },
    ...{ V_reset: around(-0.07), V_peak: around(0.02) },
  });
  property("adaptiveExponential", [mostly(AdEx)], { use: () => 0 });
  property("withShiftedRates", [mostly(params2D), V], { use: () => 0 });
  property("simulate", [model, run]);
  property("simulate4D", [
    fc.oneof(
      { weight: 8, arbitrary: fc.constant(lib.hodgkinHuxley4D(lib.squidAxon4D)) },
      { weight: 1, arbitrary: anything },
    ),
    run,
  ]);
  property("spikeTimes", [samples, samples, mostly(number)]);
});

describe("Whatever it is given, the analysis by", () => {
  property("derivative", [f, mostly(number), mostly(fc.double({ min: 1e-3, max: 1 }))]);
  property("zeroBetween", [f, mostly(number), mostly(number)]);
  property("zeros", [f, mostly(number), mostly(number), mostly(fc.integer({ min: 1, max: 40 }))]);
  // It overflows where exp does.
  property("exprel", [mostly(number)], { use: (result) => 1 / (1 + result) });
  const equilibria = fc.record({ I, n, V_min: mostly(fc.constant(-0.1)), V_max: V });
  property("voltageEquilibria", [model, mostly(equilibria)], { numRuns: 300 });
  property("planarEquilibria", [model, mostly(equilibria)], { numRuns: 300 });
  property("foldsAt", [model, n, range], { numRuns: 100 });
  property("hopfPoints", [model, range], { numRuns: 30 });
  const nearHopf = mostly(fc.record({ V: mostly(fc.constantFrom(-0.0308, -0.07)) }));
  const wide = mostly(fc.record({ step: mostly(fc.constantFrom(1, 2)) }));
  property("cycleBranch", [model, nearHopf, wide], { numRuns: 6, least: 1 });
  property("equilibriumFolds", [model, range], { numRuns: 30 });
  property("foldShape", [model, mostly(fc.record({ V, n }))], { numRuns: 300 });
  const family = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.constant((E_K: number) =>
        lib.hodgkinHuxley2D({ ...lib.squidAxonCorrected, E_K }),
      ),
    },
    { weight: 1, arbitrary: answers(number) },
  );
  const kind = mostly(fc.constantFrom("fold", "Hopf", "cusp", "Bogdanov–Takens"));
  const nearCurve = mostly(
    fc.record({
      parameters: mostly(fc.constantFrom([-0.07], [-0.06], [])),
      V: mostly(fc.constantFrom(-0.0506, -0.0611)),
    }),
  );
  const area = fc.record(
    {
      start: nearCurve,
      bounds: mostly(fc.constantFrom([[-0.072, -0.058]], [[-0.08, -0.06]])),
      V_min: mostly(fc.constant(-0.1)),
      V_max: mostly(fc.constant(0)),
      step: mostly(fc.constantFrom(0.2, 0.5)),
      I,
    },
    { requiredKeys: ["start", "bounds", "V_min", "V_max", "step"] },
  );
  property("bifurcationCurve", [family, kind, mostly(area)], { numRuns: 60, least: 1 });
  const model4D = fc.oneof(
    { weight: 8, arbitrary: fc.constant(lib.hodgkinHuxley4D(lib.squidAxon4D)) },
    { weight: 1, arbitrary: anything },
  );
  const range4D = mostly(fc.record({ V_min: mostly(fc.constant(-0.1)), V_max: V, I }));
  property("equilibria4D", [model4D, range4D], { numRuns: 100 });
  property("hopfPoints4D", [model4D, range], { numRuns: 20 });
  const start = mostly(fc.record({ V, n, I }));
  const box = mostly(
    fc.tuple(plane, mostly(fc.constant(undefined))).map(([p, step]) => ({ ...p, step })),
  );
  property("foldCurve", [model, start, box], { numRuns: 60 });
  const diagram = fc.record(
    {
      V_start: mostly(fc.double({ min: -0.067, max: -0.06, noNaN: true })),
      I_min: mostly(fc.constant(-0.1)),
      I_max: mostly(fc.constant(0.3)),
      V_min: mostly(fc.constant(-0.1)),
      V_max: mostly(fc.constantFrom(-0.05, 0.1)),
      n,
    },
    { requiredKeys: ["V_start", "I_min", "I_max", "V_min", "V_max"] },
  );
  property("equilibriumCurve", [model, mostly(diagram)], { numRuns: 60 });
  const two = (a: fc.Arbitrary<unknown>, b: fc.Arbitrary<unknown>) => mostly(fc.tuple(a, b));
  const curve = fc.record(
    {
      start: two(around(1), around(1)),
      scale: two(around(1), around(1)),
      bounds: two(two(around(-3), around(3)), two(around(-3), around(3))),
      step: mostly(fc.double({ min: 0.02, max: 0.3, noNaN: true })),
      maxPoints: mostly(fc.integer({ min: 0, max: 60 })),
    },
    { requiredKeys: ["start", "scale", "bounds", "maxPoints"] },
  );
  const implicit = fc.oneof(
    { weight: 6, arbitrary: fc.constant((x: number, y: number) => x * x + y * y - 2) },
    { weight: 2, arbitrary: fc.constant((x: number, y: number) => Math.sin(x) - y) },
    { weight: 1, arbitrary: answers(number) },
    { weight: 1, arbitrary: anything },
  );
  property("followCurve", [implicit, mostly(curve)], { numRuns: 200 });
  const crossing = fc.record({
    ...{
      y0: mostly(fc.array(around(1), { minLength: 2, maxLength: 2 })),
      i: mostly(fc.constantFrom(0, 1)),
    },
    ...{
      level: mostly(number),
      t_max: mostly(fc.constantFrom(3, 20)),
      scale: mostly(fc.constant([1, 1])),
    },
  });
  property(
    "integrateToCrossing",
    [mostly(fc.constant(([x, v]: number[]) => [v, -x])), mostly(crossing)],
    { numRuns: 300, use: (end) => end ?? 0 },
  );
  property(
    "integrate",
    [
      fc.oneof(
        fc.constant((_: number, y: number[]) => y.map((value) => -value)),
        fc.constant((t: number, y: number[]) => y.map((value) => t - value)),
        fc.constant((_: number, y: number[]) => y.map(Math.sqrt)),
        fc.constant(() => [0]),
        anything,
      ),
      mostly(
        fc.record(
          {
            y0: mostly(fc.array(around(-3), { minLength: 1, maxLength: 2 })),
            t: mostly(
              fc
                .uniqueArray(fc.double({ min: 0, max: 2, noNaN: true }), { maxLength: 5 })
                .map((list) => list.sort((a, b) => a - b)),
            ),
            scale: mostly(fc.array(around(1), { minLength: 1, maxLength: 2 })),
            tolerance: mostly(fc.constantFrom(1e-3, 1e-6)),
          },
          { requiredKeys: ["y0", "t", "scale"] },
        ),
      ),
    ],
    { numRuns: 100 },
  );
  property("limitCycles", [model, I], { numRuns: 20 });
  property("cyclingOnset", [fc.constant(neuron), around(0.05), around(0.1)], {
    numRuns: 5,
    least: 0,
  });
  const euler = fc.record({
    I: mostly(fc.constantFrom(() => 0, Math.sqrt, Math.log)),
    duration: mostly(fc.constant(1 * ms)),
    V0: V,
    Δt: mostly(fc.array(mostly(fc.constantFrom(0.1 * ms, 0.05 * ms)), { maxLength: 2 })),
    tolerance: mostly(fc.constant(1e-6)),
  });
  property("eulerErrors", [model, mostly(euler)], {
    numRuns: 10,
    least: 0,
    // NaN where there is no spike, as documented
    use: (errors: EulerError[]) => errors.map(({ Δt, max }) => [Δt, max]),
  });
});

describe("Whatever it is given, the fit by", () => {
  const column = mostly(
    fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }),
  );
  const parabola =
    ([a, b]: number[]) =>
    (x: number) =>
      a + b * x * x;
  const family = fc.oneof(
    { weight: 6, arbitrary: fc.constant(parabola) },
    { weight: 1, arbitrary: answers(number).map((g) => () => g) },
    { weight: 1, arbitrary: anything },
  );
  property("leastSquares", [family, column, column, mostly(fc.tuple(around(1), around(1)))], {
    numRuns: 200,
  });
  property("fitIzhikevich", [column, column], { numRuns: 200 });
  property("fitAdEx", [column, column], { numRuns: 100 });
  property("fittedOrder", [column, column], { numRuns: 200 });
});

describe("Whatever it is given, a picture by", () => {
  property("nullclines", [model, I, plane], {
    numRuns: 20,
    // NaN where there is none, as documented
    use: ({ V, n }: ReturnType<typeof lib.nullclines>) => [V.x, n.x, n.y],
  });
  property(
    "vectorField",
    [model, I, plane, mostly(fc.tuple(mostly(fc.nat({ max: 9 })), mostly(fc.nat({ max: 9 }))))],
    { numRuns: 300 },
  );
  property("pathLines", [samples, samples, mostly(fc.record({ color: fc.constant("#000") }))], {
    use: (lines: lib.Series[]) => lines.map(({ x, y }) => [x, y]),
  });
  const points = fc.array(number, { minLength: 4, maxLength: 4 });
  const rising = fc
    .array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 4, maxLength: 4 })
    .map((list) => list.sort((a, b) => a - b));
  const series = mostly(
    fc.record(
      {
        x: mostly(rising),
        y: mostly(points),
        label: mostly(fc.constantFrom("$n_{Na}$", "}", "x")),
        labelX: mostly(number),
        dashed: mostly(fc.boolean()),
      },
      { requiredKeys: ["x", "y"] },
    ),
  );
  const axis = mostly(
    fc.record(
      {
        limits: mostly(rising.map(([low, , , high]) => [low, high])),
        label: mostly(fc.constant("$V$")),
        ticks: mostly(points),
      },
      { requiredKeys: [] },
    ),
  );
  const plot = fc.record(
    {
      series: mostly(fc.array(series, { maxLength: 2 })),
      x: axis,
      y: axis,
      width: mostly(fc.constant(400)),
      dots: mostly(fc.constant([])),
    },
    { requiredKeys: ["series"] },
  );
  property("linePlot", [mostly(plot)], { use: () => 0 });
  const figure = lib.linePlot({ series: [{ x: [0, 1], y: [0, 1] }] });
  property("stackedPlots", [mostly(fc.array(mostly(fc.constant(figure)), { maxLength: 3 }))], {
    use: () => 0,
  });
  const curve = mostly(fc.record({ dV_dt: f }));
  property(
    "VdotPlot",
    [
      mostly(
        fc.record({
          curves: mostly(fc.array(curve, { maxLength: 2 })),
          num: mostly(fc.integer({ min: 1, max: 20 })),
        }),
      ),
    ],
    { numRuns: 500, use: () => 0 },
  );
});

describe("Whatever it is given, a grid of runs by", () => {
  const grid = mostly(
    fc.record(
      {
        seeds: mostly(fc.tuple(mostly(fc.nat({ max: 20 })), mostly(fc.nat({ max: 40 })))),
        values: mostly(
          fc.dictionary(
            fc.constantFrom("I", "g_L", "σ", "x"),
            mostly(fc.array(number, { maxLength: 3 })),
            { maxKeys: 2 },
          ),
        ),
      },
      { requiredKeys: ["seeds"] },
    ),
  );
  property("gridSize", [grid]);
  property("gridRuns", [grid, mostly(fc.nat({ max: 9 })), mostly(fc.nat({ max: 40 }))]);
});

describe("Every public function", () => {
  it("has a property like these", () => {
    const isCovered = (name: string) => covered.has(name) || elsewhere.includes(name);
    assert.deepEqual(
      Object.keys(functions).filter((name) => !isCovered(name)),
      [],
    );
  });
});
