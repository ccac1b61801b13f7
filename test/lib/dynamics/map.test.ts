import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { hopfPoints } from "../../../lib/dynamics/hopf.js";
import {
  type BifurcationKind,
  type BifurcationPoint,
  bifurcationCurve,
  type ModelFamily,
} from "../../../lib/dynamics/map.js";
import { equilibriumFolds } from "../../../lib/dynamics/steadyCurrent.js";
import { hodgkinHuxley2D, squidAxonCorrected } from "../../../lib/model.js";
import { cm, mS, mV } from "../../../lib/units.js";
import { assertClose } from "../../support/close.js";
import { current, mapReference, variantParams } from "../../support/dynamics.js";

const range = { V_min: -110 * mV, V_max: 45 * mV };
const conductance = mS / cm ** 2;
type Free = "E_K" | "E_Na" | "shift";

/** The corrected neuron with one parameter free, in mV, the others as given. */
const familyOf =
  (free: Free, g_L = 0.3): ModelFamily =>
  (value) => {
    const shift = free === "shift" ? value / mV : 65;
    const params = variantParams(shift, g_L);
    const changed = free === "shift" ? params : { ...params, [free]: value };
    return hodgkinHuxley2D(changed, { tabulate: false });
  };
const shiftAndLeak: ModelFamily = (shift, g_L) =>
  hodgkinHuxley2D(variantParams(shift / mV, g_L / conductance), { tabulate: false });

const bounds: Record<Free, [number, number]> = {
  E_K: [-85 * mV, -50 * mV],
  E_Na: [30 * mV, 150 * mV],
  shift: [40 * mV, 100 * mV],
};
/** A value of each at which there are folds. */
const withFolds = { E_K: -70, E_Na: 100, shift: 72 };

function curveOf(kind: "fold" | "Hopf", free: Free, g_L = 0.3) {
  const family = familyOf(free, g_L);
  const value = withFolds[free] * mV;
  const find = kind === "fold" ? equilibriumFolds : hopfPoints;
  const [{ V }] = find(family(value), range);
  const start = { parameters: [value], V };
  return bifurcationCurve(family, kind, { ...range, start, bounds: [bounds[free]] });
}

/** Relative to the values, which are of order 1 to 1e3: mpmath has 50 digits, we some 9. */
const TOLERANCE = 1e-7;

function assertSame(ours: BifurcationPoint, theirs: (typeof mapReference.points)[number]) {
  const what = `${theirs.kind} in ${theirs.free}`;
  const free = theirs[theirs.free];
  assertClose(ours.parameters[0] / mV / Number(free), 1, TOLERANCE, `${what}: ${free}`);
  assertClose(ours.V / mV / Number(theirs.V), 1, TOLERANCE, `${what}: V`);
  assertClose(ours.n / Number(theirs.n), 1, TOLERANCE, `${what}: n`);
  assertClose(ours.I / current / Number(theirs.I), 1, TOLERANCE, `${what}: I`);
}

describe("equilibriumFolds", () => {
  it("finds none in the original and the corrected neuron, as mpmath", () => {
    for (const [shift, g_L] of [
      [0, 0.03],
      [65, 0.3],
    ]) {
      assert.deepEqual(equilibriumFolds(hodgkinHuxley2D(variantParams(shift, g_L)), range), []);
    }
  });

  it("finds the two of the corrected neuron with E_K = −70 mV where AUTO does", () => {
    const folds = equilibriumFolds(familyOf("E_K")(-70 * mV), range);
    assert.equal(folds.length, 2);
    const [[E_K, I, V]] = mapReference["curves by AUTO"]["folds over E_K"];
    assert.equal(E_K, -70);
    // AUTO's convergence is set to 1e-7
    assertClose([folds[0].I / current / I, folds[0].V / mV / V], [1, 1], 1e-6);
  });

  it("names the argument that makes no sense", () => {
    const model = hodgkinHuxley2D(squidAxonCorrected);
    assert.throws(() => equilibriumFolds({} as never, range), /equilibriumFolds: model.dV_dt/);
    assert.throws(
      () => equilibriumFolds(model, { V_min: 1, V_max: 0 }),
      /equilibriumFolds: V_max must be greater than V_min = 1, got 0/,
    );
  });
});

describe("bifurcationCurve", () => {
  for (const free of ["E_K", "E_Na", "shift"] as const) {
    it(`of folds, over ${free}, has mpmath's cusps and Bogdanov–Takens points`, () => {
      const expected = mapReference.points.filter(
        (point) => point.free === free && Number(point.g_L) === 0.3,
      );
      const { special } = curveOf("fold", free);
      assert.deepEqual(
        special.map(({ kind }) => kind),
        expected.map(({ kind }) => kind),
      );
      for (const [i, point] of special.entries()) assertSame(point, expected[i]);
    });
  }

  it("of Hopf points ends at mpmath's Bogdanov–Takens points", () => {
    for (const free of ["E_K", "shift"] as const) {
      const { points, special } = curveOf("Hopf", free);
      assert.equal(special.length, 1);
      const expected = mapReference.points.find(
        ({ kind, ...point }) =>
          kind === "Bogdanov–Takens" && point.free === free && Number(point.g_L) === 0.3,
      );
      assert.ok(expected);
      assertSame(special[0], expected);
      const end = points[points.length - 1];
      assert.deepEqual(end.parameters, special[0].parameters);
      for (const { V, parameters } of points.filter((_, i) => i % 20 === 0)) {
        const there = hopfPoints(familyOf(free)(parameters[0]), range);
        assert.ok(
          there.some((hopf) => Math.abs(hopf.V - V) < 1e-9),
          `${V} at ${parameters}`,
        );
      }
    }
  });

  it("has the same course as AUTO's, which continues in both parameters itself", () => {
    for (const [name, kind, free] of [
      ["folds over E_K", "fold", "E_K"],
      ["Hopf points over E_K", "Hopf", "E_K"],
      ["Hopf points over the shift", "Hopf", "shift"],
    ] as const) {
      const family = familyOf(free);
      const theirs = mapReference["curves by AUTO"][name];
      assert.ok(theirs.length > 20, name);
      for (const [value, I, V] of theirs.filter((_, i) => i % 5 === 0)) {
        // A short piece of our curve through AUTO's point; a straight line, at 10 µV to either side.
        const near: [number, number] = [value * mV - 0.01 * mV, value * mV + 0.01 * mV];
        const { points } = bifurcationCurve(family, kind, {
          ...{
            ...range,
            start: { parameters: [value * mV], V: V * mV },
            bounds: [near],
            step: 0.5,
          },
        });
        const [first, last] = [points[0], points[points.length - 1]];
        const [p, q] = [first.parameters[0], last.parameters[0]];
        const I_there = first.I + ((last.I - first.I) * (value * mV - p)) / (q - p);
        // AUTO converges to 1e-7, but its derivatives are differences; I varies by hundreds.
        assertClose(I_there / current, I, 1e-5 * Math.max(100, Math.abs(I)), `${name} at ${value}`);
      }
    }
  });

  for (const kind of ["cusp", "Bogdanov–Takens"] as const) {
    it(`of type ${kind}, over shift and g_L, passes through mpmath's`, () => {
      const expected = mapReference.points.filter(
        (point) => point.free === "shift" && point.kind === kind,
      );
      assert.equal(expected.length, 3);
      const parameters = [Number(expected[0].shift) * mV, Number(expected[0].g_L) * conductance];
      const box: [number, number][] = [
        [40 * mV, 110 * mV],
        [0.02 * conductance, 2 * conductance],
      ];
      const whole = bifurcationCurve(shiftAndLeak, kind, {
        ...range,
        start: { parameters, V: Number(expected[0].V) * mV },
        bounds: box,
        step: 0.2,
      });
      assert.deepEqual(whole.special, []);
      for (const theirs of expected) {
        const g_L = Number(theirs.g_L) * conductance;
        // where the curve, followed from its nearest point, crosses this g_L
        const near = whole.points.reduce((a, b) =>
          Math.abs(a.parameters[1] - g_L) < Math.abs(b.parameters[1] - g_L) ? a : b,
        );
        const { special } = curveOf("fold", "shift", Number(theirs.g_L));
        // At g_L = 0.1 there are two more cusps, of a fold far below.
        const same = special.filter((point) => point.kind === kind);
        const distance = ({ V }: BifurcationPoint) => Math.abs(V / mV - Number(theirs.V));
        assertSame(same.sort((a, b) => distance(a) - distance(b))[0], theirs);
        // 0.2 of a quarter of 70 mV lies between the points at most
        assertClose(near.parameters[0] / mV, Number(theirs.shift), 3.5, "shift");
      }
    });
  }

  it("of folds or Hopf points at a constant input takes two parameters", () => {
    const I = 60 * current;
    const [{ V }] = hopfPoints(shiftAndLeak(65 * mV, 0.3 * conductance), range);
    const { points } = bifurcationCurve(shiftAndLeak, "Hopf", {
      ...range,
      start: { parameters: [65 * mV, 0.3 * conductance], V },
      bounds: [
        [60 * mV, 70 * mV],
        [0.1 * conductance, 1 * conductance],
      ],
      I,
      step: 0.2,
    });
    assert.ok(points.length > 5, `${points.length} points`);
    for (const point of points) {
      assertClose(point.I / current, 60, 1e-8);
      const [shift, g_L] = point.parameters;
      const there = hopfPoints(shiftAndLeak(shift, g_L), range);
      assert.ok(there.some((hopf) => Math.abs(hopf.V - point.V) < 1e-9));
    }
  });

  it("names the argument that makes no sense", () => {
    const start = { parameters: [-70 * mV], V: -50 * mV };
    const options = { ...range, start, bounds: [bounds.E_K] };
    const cases: [BifurcationKind, object, RegExp][] = [
      ["swallowtail" as never, {}, /kind must be fold, Hopf, cusp or Bogdanov–Takens, got "swall/],
      [
        "fold",
        { start: { parameters: [1, 2], V: 0 } },
        /start.parameters must be of length 1, got/,
      ],
      ["cusp", {}, /start.parameters must be of length 2/],
      ["fold", { I: 1 }, /start.parameters must be of length 2/],
      ["fold", { bounds: [] }, /bounds must be of length 1/],
      ["fold", { start: { ...start, V: 40 * mV } }, /start must be near a point of the curve/],
    ];
    for (const [kind, changed, message] of cases) {
      const given = { ...options, ...changed };
      assert.throws(() => bifurcationCurve(familyOf("E_K"), kind, given), message);
    }
    assert.throws(
      () => bifurcationCurve((() => 1) as never, "fold", options),
      /family\(…\) must be an object/,
    );
  });
});
