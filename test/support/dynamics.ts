import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withShiftedRates } from "../../lib/model/neurons.js";
import { hodgkinHuxley2D, hodgkinHuxley4D, squidAxon } from "../../lib/model.js";
import { exprel } from "../../lib/numerics/exprel.js";
import { cm, mm, mS, ms, mV, nA, uF } from "../../lib/units.js";

/** nA/mm². */
export const current = nA / mm ** 2;

/** What mpmath, SciPy and NumPy computed, in mV, ms and nA/mm²: see fixtures/dynamics_reference.py. */
interface DynamicsReference {
  bifurcations: {
    shift: number;
    g_L: number;
    rest: { V: string; "eigenvalues (1/ms)": [string, string][] }[];
    zeros: { n: number; V: string[] }[];
    folds: { n: number; V: string[]; I: string[] }[];
    "folds of the whole": string[];
    hopf: { V: string; I: string; "frequency (1/ms)": string; l1: string }[];
    "I(V)": [number, string, string][];
  }[];
  orbits: {
    t: number[];
    "2D": { V: number[]; n: number[]; spikes: number[] };
    "4D": { V: number[]; spikes: number[] };
    "cycle at 100": { period: number; n: number };
    "last spike within 1 s": Record<string, number>;
  };
  "spikes on noise": {
    "2D": Record<string, number[]>;
    "2D, twice the noise": number[];
    "4D, twice the noise": number[];
  };
  fits: {
    shift: number;
    g_L: number;
    n: number;
    V: [number, number];
    AdEx: { τ: number; E_L: number; V_T: number; Δ_T: number; rms: number; max: number };
    Izhikevich: { coefficients: [number, number, number]; rms: number; max: number };
  }[];
  cortical: {
    rests: string[];
    "zeros, n and h held": string[];
    "fold of the whole": { V: string; I: string };
    "spikes after a step to 10": number[];
  };
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(join(__dirname, "..", "fixtures", name), "utf8"));
}

export const reference = read<DynamicsReference>("dynamics_reference.json");

/** What AUTO computed, in mV, ms and nA/mm²: see fixtures/xppaut_reference.py. */
export const auto = read<{
  folds: { n: number; V: number; I: number }[];
  hopf: { shift: number; g_L: number; V: number; I: number }[];
  cycles: {
    shift: number;
    g_L: number;
    onset: number;
    orbits: { I: number; period: number; stable: boolean }[];
  }[];
}>("xppaut_reference.json");

/** What mpmath and AUTO found as parameters change, in mV, ms, mS/cm² and nA/mm²: map_reference.py. */
export const mapReference = read<{
  points: {
    kind: "cusp" | "Bogdanov–Takens";
    free: "E_K" | "E_Na" | "shift";
    E_K: string;
    E_Na: string;
    shift: string;
    g_L: string;
    V: string;
    n: string;
    I: string;
  }[];
  /** Of the original neuron at n = 0, of the corrected one at n_inf(−65 mV). */
  "shapes of folds at fixed n": Record<"n" | "V" | "a" | "Δ", string>[];
  /** The second parameter, I and V of their points. */
  "curves by AUTO": Record<
    "folds over E_K" | "Hopf points over E_K" | "Hopf points over the shift",
    [number, number, number][]
  >;
}>("map_reference.json");

/** Branches of cycles, by AUTO and SciPy, in mV, ms and nA/mm²: see fixtures/cycles_reference.py. */
export const cyclesReference = read<{
  cortical: {
    "I of the homoclinic orbit": number;
    "I of the last cycle": number;
    "V of the saddle": number;
    /** 1/ms */
    eigenvalues: number[];
    "periods at I": [I: number, period: number][];
    "cycles by h": [h: number, I: number, period: number | null][];
  };
  corrected: [I: number, period: number, V_min: number, V_max: number, stable: boolean][];
}>("cycles_reference.json");

/** The whole simulation by brian2: see fixtures/brian2_reference.py. */
export const brian2 = read<{
  index: number[];
  "V (V)": number[];
  n: number[];
  "sum of V (V)": number;
  "range of V (V)": [number, number];
  "range of n": [number, number];
}>("brian2_reference.json");

/** The parameters with the rates' voltage shifted (mV) and a g_L (mS/cm²): the fixture's variants. */
export function variantParams(shift: number, g_L: number) {
  return { ...withShiftedRates(squidAxon, shift * mV), g_L: g_L * (mS / cm ** 2) };
}

export function variant(shift: number, g_L: number) {
  return hodgkinHuxley2D(variantParams(shift, g_L));
}

const at = (middle: number) => (V: number) => (V / mV - middle) / 9;

/** The cortical neuron of Neuronal Dynamics, section 2.2. */
export const pyramidal = hodgkinHuxley4D({
  c: uF / cm ** 2,
  ...{ E_K: -77 * mV, E_Na: 55 * mV, E_L: -65 * mV },
  ...{ g_K: 35 * (mS / cm ** 2), g_Na: 40 * (mS / cm ** 2), g_L: 0.3 * (mS / cm ** 2) },
  rates: {
    α_m: (V) => (0.182 * 9) / exprel(-at(-35)(V)) / ms,
    β_m: (V) => (0.124 * 9) / exprel(at(-35)(V)) / ms,
    α_n: (V) => (0.02 * 9) / exprel(-at(25)(V)) / ms,
    β_n: (V) => (0.002 * 9) / exprel(at(25)(V)) / ms,
    α_h: (V) => (0.25 * Math.exp(-(V / mV + 90) / 12)) / ms,
    β_h: (V) => (0.25 * Math.exp((V / mV + 62) / 6 - (V / mV + 90) / 12)) / ms,
  },
});
