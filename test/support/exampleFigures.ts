/** The seven figures of the notebook, as functions: what tests and benchmarks draw. */

import {
  hodgkinHuxley2D,
  izhikevich,
  linePlot,
  linspace,
  simulate,
  smoothedNoise,
  squidAxon,
  stackedPlots,
  VdotPlot,
} from "../../lib/index.js";
import { mm, ms, mV, nA, nS, pF, second } from "../../lib/units.js";

const hh = hodgkinHuxley2D(squidAxon);
const area = nA / mm ** 2;

export const figure1 = () => VdotPlot({ curves: [{ dV_dt: (V) => hh.dV_dt(V, 0, 0) }] });

export function figure2() {
  const quadratic = izhikevich({ C: 1320 * pF, k: (0.7 * nS) / mV, V_r: -54.4 * mV, V_t: 2 * mV });
  return VdotPlot({
    curves: [
      { dV_dt: (V) => quadratic.dV_dt(V), label: "Izhikevich" },
      { dV_dt: (V) => hh.dV_dt(V, 0, 0), label: "HH 2D" },
    ],
    V: [-100 * mV, 20 * mV],
    xlim: [-100 * mV, 20 * mV],
    ylim: [-1.7, 4.9],
  });
}

export function figure3() {
  return VdotPlot({
    curves: [0, -10, 10, 20].map((I) => ({
      dV_dt: (V: number) => hh.dV_dt(V, 0, I * area),
      label: `$I = ${I}$ nA/mm²`,
    })),
    V: [-100 * mV, 10 * mV],
    xlim: [-83 * mV, 10 * mV],
    ylim: [-2.8, 3.1],
  });
}

export function figure4() {
  return VdotPlot({
    curves: [0, 0.1, 0.2, 0.3].map((n) => ({
      dV_dt: (V: number) => hh.dV_dt(V, n, 0),
      label: `$n = ${n}$`,
    })),
    V: [-100 * mV, 10 * mV],
    xlim: [-100 * mV, 10 * mV],
  });
}

const Δn = 0.001;
const n = linspace(0, 1, 1 / Δn, { endpoint: false });
const Vdot = n.map((n) => hh.dV_dt(0, n, 0) / (mV / ms));

export function figure5() {
  return linePlot({
    series: [{ x: n, y: Vdot }],
    x: { label: "$n$" },
    y: { label: "$\\dot{V}$ at $V = 0$ mV\n(mV/ms)", scale: "symlog", linthresh: 1e-6 },
  });
}

export function figure6() {
  const change = Vdot.slice(1).map((v, i) => (v - Vdot[i]) / v);
  return linePlot({
    series: [{ x: n.slice(1), y: change }],
    x: { label: "$n$" },
    y: {
      label: `$Δ\\dot{V} / Δn$ / $\\dot{V}$\nat $V = 0$ mV\n($Δn = ${Δn}$)`,
      limits: [0, undefined],
      format: "percent",
    },
  });
}

export function simulation(duration = 2 * second) {
  const Δt = 0.01 * ms;
  const N = Math.round(duration / Δt);
  const I = smoothedNoise({ N, Δt, σ: 6 * ms, amplitude: 1400 * area, seed: 1 });
  return { ...simulate(hh, { I, Δt, V0: -54.4 * mV }), I };
}

export function figure7({ t, V, n, I } = simulation()) {
  const x = t.map((t) => t / ms);
  const current = (I_x: (V: number, n: number) => number) => V.map((V, i) => I_x(V, n[i]) / area);
  return stackedPlots([
    linePlot({
      series: [{ x, y: V.map((V) => V / mV) }],
      x: { label: "Time (ms)" },
      y: { label: "Membrane voltage $V$ (mV)" },
    }),
    linePlot({
      series: [{ x, y: n }],
      x: { label: "Time (ms)" },
      y: { label: "Slow current gating variable $n$", limits: [-0.01, 1] },
    }),
    linePlot({
      series: [
        { x, y: current(hh.I_K), label: "$I_{K}$" },
        { x, y: current(hh.I_Na), label: "$I_{Na}$" },
        { x, y: current(hh.I_L), label: "$I_{L}$" },
      ],
      x: { label: "Time (ms)" },
      y: { label: "Membrane currents (nA/mm²)" },
    }),
    linePlot({
      series: [{ x, y: I.map((I) => I / area) }],
      x: { label: "Time (ms)" },
      y: { label: "Input current $I$ (nA/mm²)" },
    }),
  ]);
}

export const figures = [figure1, figure2, figure3, figure4, figure5, figure6, figure7];
