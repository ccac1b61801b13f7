/** Every claim that the prose of the 2026-11-25 notebook makes, in the order of the notebook. */

import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { foldsAt } from "../../lib/dynamics/bifurcation.js";
import { cycleBranch } from "../../lib/dynamics/cycleBranch.js";
import { cyclingOnset, limitCycles } from "../../lib/dynamics/cycles.js";
import { planarEquilibria, voltageEquilibria } from "../../lib/dynamics/equilibria.js";
import { fitAdEx } from "../../lib/dynamics/fits.js";
import { foldShape } from "../../lib/dynamics/foldShape.js";
import { hopfPoints } from "../../lib/dynamics/hopf.js";
import { equilibriumFolds } from "../../lib/dynamics/steadyCurrent.js";
import { significant } from "../../lib/internal/tables.js";
import { squidAxon, squidAxonCorrected } from "../../lib/model/neurons.js";
import type { HHParams } from "../../lib/model/params.js";
import { type HH2D, hodgkinHuxley2D } from "../../lib/model.js";
import { derivative } from "../../lib/numerics/derivative.js";
import { integrate } from "../../lib/numerics/integrate.js";
import { linspace } from "../../lib/numerics/linspace.js";
import { zeroBetween } from "../../lib/numerics/roots.js";
import { spikeTimes } from "../../lib/simulate/spikes.js";
import { ms, mV } from "../../lib/units.js";
import { auto, current, cyclesReference, mapReference, variant } from "../support/dynamics.js";
import { proseOf, readNotebook, unfoundedNumbers } from "../support/prose.js";

const notebook = readNotebook("2026-11-25_map_of_excitability");
const range = { V_min: -110 * mV, V_max: 45 * mV };
const corrected = variant(65, 0.3);
const withE_K = (E_K: number) => hodgkinHuxley2D({ ...squidAxonCorrected, E_K: E_K * mV });

/** Asserts that the text of a cell has these words in it. */
function says(id: string, ...words: string[]): void {
  const prose = proseOf(notebook, id);
  for (const part of words) assert.ok(prose.includes(part), `“${part}” is not in “${prose}”`);
}

/** What a cell printed. */
const printed = (id: string) => notebook.cells.find((cell) => cell.id === id)?.printed ?? "";

/** A number as the prose has it. */
const digits = (x: number, count = 4) => significant(x, count).replace("-", "−");

/** The orbit from (V, n) at a constant input: its spikes. */
function spikes(model: HH2D, I: number, V0: number, n0: number): number[] {
  const t = linspace(0, 300 * ms, 15_001);
  const [V] = integrate((_t, [V, n]) => [model.dV_dt(V, n, I), model.dn_dt(V, n)], {
    ...{ y0: [V0, n0], t, scale: [100 * mV, 1] },
  });
  return spikeTimes(t, V, -20 * mV);
}

const rateOf = (times: number[]) => 1 / (times[times.length - 1] - times[times.length - 2]);

describe("The fourth notebook", () => {
  it("has no number in its prose that a cell does not print or start from", () => {
    assert.deepEqual(unfoundedNumbers(notebook), []);
  });

  it("prints mpmath's cusps and Bogdanov–Takens points, to eight digits", () => {
    const here = { E_K: -77, E_Na: 55, shift: 65 };
    const ours = mapReference.points.filter(({ g_L }) => Number(g_L) === 0.3);
    assert.equal(ours.length, 5);
    for (const { free, I, V, ...point } of ours) {
      const value = digits(Number(point[free]), 8);
      const row = printed("map-E_K")
        .split("\n")
        .find((line) => line.includes(value));
      assert.ok(row, `no row with ${value}`);
      assert.ok(row.includes(digits(Number(point[free]) - here[free], 3)), row);
      // the last of eight digits may round differently
      assert.ok(row.includes(digits(Number(I), 7).slice(0, -1)), `${row}: I = ${I}`);
      assert.ok(row.includes(digits(Number(V), 7).slice(0, -1)), `${row}: V = ${V}`);
      assert.ok(row.includes(point.kind), row);
    }
    for (const g_L of ["0.1", "1.0"]) {
      for (const { shift } of mapReference.points.filter((point) => point.g_L === g_L)) {
        assert.ok(printed("plane-table").includes(Number(shift).toFixed(6)), shift);
      }
    }
  });
});

describe("The fourth notebook's claim that", () => {
  it("the corrected neuron's steady-state current only rises", () => {
    assert.deepEqual(equilibriumFolds(corrected, range), []);
    assert.ok(equilibriumFolds(withE_K(-72), range).length === 0);
    assert.ok(equilibriumFolds(withE_K(-67), range).length === 2);
  });

  it("folds are 5.27 mV of E_K, 3.84 mV of the shift or 14.1 mV of E_Na away", () => {
    const distance = (kind: string, free: "E_K" | "E_Na" | "shift", from: number) => {
      const point = mapReference.points.find((each) => each.kind === kind && each.free === free);
      assert.ok(point);
      return digits(Number(point[free]) - from, 3);
    };
    const E_K = `${distance("cusp", "E_K", -77)} mV`;
    const shift = `${distance("cusp", "shift", 65)} mV`;
    says("map-read", `${E_K} of $E_\\mathrm{K}$`, `${shift} of the shift`);
    says("map-read", `by ${distance("cusp", "E_Na", 55)} mV`);
    const BT = `${distance("Bogdanov–Takens", "E_K", -77)} mV of $E_\\mathrm{K}$ away`;
    says("map-read", BT);
    says("answers", E_K, shift, `${distance("cusp", "E_Na", 55)} mV`, BT);
  });

  it("the Hopf point's V and n do not depend on E_K", () => {
    const V = [-77, -70, -65].map((E_K) => hopfPoints(withE_K(E_K), range)[0].V);
    assert.ok(Math.max(...V) - Math.min(...V) < 1e-9);
  });

  it("each of the three kinds of neuron has the end of rest that is said", () => {
    const first = (E_K: number) => {
      const model = withE_K(E_K);
      const points = [
        ...equilibriumFolds(model, range).map((point) => ({ ...point, end: "fold" })),
        ...hopfPoints(model, range).map((point) => ({ ...point, end: "Hopf point" })),
      ];
      const end = points.sort((a, b) => a.V - b.V)[0];
      const [rest] = planarEquilibria(model, { I: end.I - 0.1 * current });
      return { model, end, rest };
    };
    for (const [E_K, end, kind] of [
      [-77, "Hopf point", "stable focus"],
      [-67, "Hopf point", "stable focus"],
      [-60, "fold", "stable node"],
    ] as const) {
      const found = first(E_K);
      assert.equal(found.end.end, end);
      assert.equal(found.rest.kind, kind);
      const { model, rest } = found;
      const above = spikes(model, found.end.I + 1 * current, rest.V, rest.n);
      const below = spikes(model, found.end.I - 1 * current, 0, 0.1);
      const row = printed("kinds")
        .split("\n")
        .find((line) => line.startsWith(digits(E_K)));
      for (const value of [above[0] / ms, rateOf(above), rateOf(below)]) {
        assert.ok(row?.includes(digits(value)), `${digits(value)} in ${row}`);
      }
      if (E_K === -60) says("kinds-read", `goes on at ${digits(rateOf(below))} Hz`);
    }
  });

  it("a leak ten times as large moves the borders little", () => {
    const at = (kind: string, g_L: number) =>
      mapReference.points
        .filter((each) => each.kind === kind && each.free === "shift")
        .filter((each) => Number(each.g_L) === g_L)
        .map((each) => Number(each.shift).toFixed(3))[0];
    says("plane-read", `from ${at("cusp", 0.1)} to ${at("cusp", 1)} mV`);
    const BT = "Bogdanov–Takens";
    says("plane-read", `from ${at(BT, 0.1)} to ${at(BT, 1)} mV`);
  });

  it("the figure to explore has the map, and the phase plane of the place in it", () => {
    const [rest] = planarEquilibria(corrected, { I: 50 * current });
    const restText = `${rest.kind} at (${digits(rest.V / mV, 3)}, ${digits(rest.n, 3)})`;
    for (const words of ["Folds and Hopf points over E_K and I", restText]) {
      assert.ok(printed("interactive-map").includes(words), `${words} in what is shown`);
    }
  });

  it("the branch of cycles leads from one Hopf point back to the onset and on to the other", () => {
    const [lower, upper] = hopfPoints(corrected, range);
    assert.ok(lower.l1 > 0 && upper.l1 < 0);
    const onset = cyclingOnset(corrected, 0.5 * lower.I, 0.99 * lower.I);
    for (const cell of ["cycles-read", "answers"]) {
      says(cell, `${digits(lower.I / current)} nA/mm²`, `${digits(onset / current, 7)} nA/mm²`);
      says(cell, `${digits(upper.I / current)} nA/mm²`);
    }
    const theirs = auto.cycles.find(({ shift }) => shift === 65);
    assert.ok(theirs && Math.abs(onset / current / theirs.onset - 1) < 1e-6);

    const branch = cycleBranch(corrected, lower, { step: 0.15 });
    const stable = branch.filter((cycle) => cycle.stable);
    const [spike, last] = [stable[0], stable[stable.length - 1]];
    says("cycles-read", `from ${digits(1 / spike.period)} to ${digits(1 / last.period)} Hz`);
    assert.ok(last.V_max - last.V_min < 4 * mV, "it shrinks into the upper Hopf point");
    const least = Math.min(...branch.map(({ I }) => I));
    const within = (width: number) =>
      branch.filter((cycle) => !cycle.stable && cycle.I - least < width * current);
    const lowest = Math.min(...within(0.004).map(({ V_max }) => V_max));
    says(
      "cycles-read",
      `0.004 nA/mm² above the onset its peak is still below ${digits(lowest / mV)}`,
    );
    const peaks = within(1e-6).map(({ V_max }) => V_max / mV);
    assert.ok(
      Math.min(...peaks) < -30 && Math.max(...peaks) > 40,
      "a full spike within 1e-6 nA/mm²",
    );
    const logarithms = branch.map(({ exponent, period }) => exponent * period);
    says("cycles-read", `reaches ${digits(Math.max(...logarithms))} on the way`);
    assert.ok(Math.max(...logarithms) > 290 * Math.log(10), "a factor of 10^290");
    const rates = [45, 100, 1000, 3000].map((I) => {
      const stable = limitCycles(corrected, I * current).filter((cycle) => cycle.stable);
      return 1 / stable[0].period;
    });
    assert.deepEqual(
      [...rates].sort((a, b) => a - b),
      rates,
    );
  });

  it("spiking begins below the end of rest, by 19.48 nA/mm² and by 9.616 near the cusp", () => {
    for (const E_K of [-77, -72]) {
      const model = withE_K(E_K);
      const [{ I }] = hopfPoints(model, range);
      const below = I - cyclingOnset(model, I - 45 * current, I - current);
      says("map-read", `over ${digits(below / current)} nA/mm²`);
    }
  });

  it("the cortical neuron's spiking ends in a fold of cycles just below SciPy's homoclinic orbit", () => {
    const { cortical: theirs } = cyclesReference;
    const [homoclinic, last] = [theirs["I of the homoclinic orbit"], theirs["I of the last cycle"]];
    says("cortical-read", `${digits(homoclinic, 9)} nA/mm²`, `At ${digits(last, 9)} nA/mm²`);
    says("answers", `${digits(last, 9)} nA/mm²`);
    assert.ok(homoclinic > last && homoclinic - last < 1e-6);
    const [λ_u, λ_s] = theirs.eigenvalues.map((λ) => 1000 * λ);
    says("cortical-read", `${digits(λ_u)} and ${digits(λ_s)}/s`, `= ${digits(1000 / λ_u)} ms`);
    assert.ok(λ_u + λ_s > 0, "the cycle that the homoclinic orbit sheds is unstable");
    // The multiplier rises towards 1, and the waits are printed with ever smaller differences.
    const rows = printed("cortical-periods")
      .split(/\n|(?=The orbit)/)
      .map((row) => row.split(/ {2,}/).map(Number));
    const multipliers = rows.filter((row) => row.length === 4 && row[3] > 0).map((row) => row[3]);
    assert.ok(multipliers.length === 3 && multipliers[2] > 0.4 && multipliers[2] < 1);
    assert.deepEqual(
      [...multipliers].sort((a, b) => a - b),
      multipliers,
    );
    const slopes = rows.filter((row) => row.length === 3 && row[2] > 0).map((row) => row[2]);
    assert.ok(slopes.length === 6 && slopes[5] > 1000 / λ_u);
    says("cortical-read", `${slopes[5]} ms at last`);
    assert.ok(slopes.every((slope, i) => i === 0 || slope < slopes[i - 1]));
  });

  it("the unstable cortical cycle leads from the fold to the homoclinic orbit, as by SciPy", () => {
    const { cortical: theirs } = cyclesReference;
    const homoclinic = theirs["I of the homoclinic orbit"];
    const rows = printed("cortical-branch")
      .split("\n")
      .map((row) => row.split(/ {2,}/));
    for (const [h, I, period] of theirs["cycles by h"]) {
      const row = rows.find(([first]) => first === String(h));
      assert.ok(row, `no cycle with h = ${h}`);
      // both know inputs to 2e-11 nA/mm², of which the notebook's unit is 1e-7
      const from = Number(row[1].replace("−", "-"));
      assert.ok(Math.abs(from - (I - homoclinic) * 1e7) < 1e-3, `${row}: ${I - homoclinic}`);
      assert.equal(row[2], period === null ? "–" : digits(period));
      assert.equal(row[3], h < 0.232 ? "unstable" : "stable");
    }
    const { "cycles by h": all, "I of the last cycle": last } = theirs;
    assert.ok(all.every(([, I]) => I >= last - 1e-9));
  });

  it("a push out of the unstable cycle starts the spikes, and one into it ends them", () => {
    const I = 50 * current;
    const [unstable] = limitCycles(corrected, I);
    const [{ V, n }] = planarEquilibria(corrected, { I });
    for (const [share, isSpiking] of [
      [1.2, true],
      [0.8, false],
    ] as const) {
      const times = spikes(corrected, I, V, n + share * (unstable.n - n));
      assert.equal((times[times.length - 1] ?? 0) > 250 * ms, isSpiking);
    }
  });

  const subjects: [string, HHParams, number][] = [
    ["original", squidAxon, 0],
    ["corrected", squidAxonCorrected, corrected.n_inf(-65 * mV)],
  ];
  const shapes = (change: (p: HHParams) => HHParams = (p) => p, Δn = 0) =>
    subjects.map(([, params, n]) => {
      const model = hodgkinHuxley2D(change(params));
      const [fold] = foldsAt(model, n + Δn, range);
      return { model, fold, ...foldShape(model, fold) };
    });

  it("the parabola is 10 % off at 0.8775 and 0.9755 mV, and rest 54.32 and 1.837 times as far", () => {
    for (const [i, { model, fold, a, Δ }] of shapes().entries()) {
      const tenth = 0.3 * Δ;
      const [rest] = voltageEquilibria(model, { n: fold.n });
      says("parabola-read", digits(tenth / mV), digits((fold.V - rest.V) / tenth));
      says("answers", digits(tenth / mV));
      // The formula itself: the quadratic term against what V̇ does, with the term after next left out.
      const rise = (x: number) => model.dV_dt(fold.V + x, fold.n, 0);
      const error = (rise(tenth) - rise(0)) / (a * tenth ** 2) - 1;
      assert.ok(error > 0.1 && error < 0.115, `${subjects[i][0]}: ${error}`);
    }
  });

  const wider = (factor: number) => (p: HHParams) => {
    const { α_m, β_m } = p.rates;
    const middle = zeroBetween((V) => α_m(V) - β_m(V), -100 * mV, 60 * mV);
    const from = (V: number) => middle + (V - middle) / factor;
    return {
      ...p,
      rates: { ...p.rates, α_m: (V: number) => α_m(from(V)), β_m: (V: number) => β_m(from(V)) },
    };
  };
  /** By how many percent Δ changes. */
  const percent = (change: (p: HHParams) => HHParams, Δn = 0) => {
    const before = shapes();
    return shapes(change, Δn).map(({ Δ }, i) => 100 * (Δ / before[i].Δ - 1));
  };

  it("the slope of the activation sets Δ, and E_Na and n hardly do", () => {
    const [narrow, lessNa, moreN] = [
      percent(wider(0.9)),
      percent((p) => ({ ...p, E_Na: p.E_Na - 10 * mV })),
      percent((p) => p, 0.1),
    ];
    const three = (x: number) => digits(Math.abs(x), 3);
    says("sensitivity-read", `by −${three(narrow[0])} and −${three(narrow[1])} %`);
    says("sensitivity-read", `${three(lessNa[0])} and ${three(lessNa[1])} % for 10 mV`);
    says("sensitivity-read", `${three(moreN[1])} % for 0.1 more`);
  });

  it("Δ_T is what the activation and the curvature predict, and what is fitted", () => {
    for (const { model, fold, a } of shapes()) {
      const { n } = fold;
      const rise = derivative((V) => Math.log(model.m_inf(V) ** 3), fold.V, 2 * mV);
      const p = fold.n === 0 ? squidAxon : squidAxonCorrected;
      const curvature = (p.g_L + p.g_K * n ** 4) / p.c / (2 * a);
      const [rest, threshold] = voltageEquilibria(model, { n });
      const V = linspace(rest.V - 20 * mV, threshold.V, 201);
      const { Δ_T } = fitAdEx(
        V,
        V.map((v) => model.dV_dt(v, n, 0)),
      );
      says("cortex-read", digits(1 / rise / mV), digits(curvature / mV), digits(Δ_T / mV));
    }
  });

  it("Δ is 1.5 mV where the activation is half as wide", () => {
    const slopeOf = ({ rates: { α_m, β_m } }: HHParams) => {
      const middle = zeroBetween((V) => α_m(V) - β_m(V), -100 * mV, 60 * mV);
      return 1 / (4 * derivative((V) => α_m(V) / (α_m(V) + β_m(V)), middle, 4 * mV));
    };
    for (const i of [0, 1]) {
      const factor = zeroBetween((x) => shapes(wider(x))[i].Δ - 1.5 * mV, 0.4, 1);
      const narrow = wider(factor)(subjects[i][1]);
      says("cortex-read", digits(factor), `${digits(slopeOf(narrow) / mV)}`);
      says("cortex-read", `${digits(shapes(wider(factor))[i].fold.V / mV)}`);
      says("answers", `${digits(slopeOf(subjects[i][1]) / mV)} to`, digits(slopeOf(narrow) / mV));
    }
  });
});
