import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What NumPy and SciPy computed: see fixtures/numpy_reference.py. */
interface NumPyReference {
  simulation: {
    index: number[];
    traces: Record<"V" | "n" | "I" | "I_K" | "I_Na" | "I_L", number[]>;
    range: Record<"V" | "n" | "I" | "I_K" | "I_Na" | "I_L", [number, number]>;
  };
  "roots (mV)": [string, string];
  RandomState: {
    seeds: { seed: number; randn: number[]; randn2000: number; random: number[] }[];
    mixed: number[];
  };
  convolve: { a: number[]; v: number[]; same: number[] }[];
  /** Complex numbers as their real and imaginary parts in turn. */
  fft: { x: number[]; X: number[] }[];
  gaussian: { M: number; std: number; window: number[] }[];
  linspace: { args: [number, number, number]; endpoint: boolean; values: number[] }[];
}

export const numpy: NumPyReference = JSON.parse(
  readFileSync(join(__dirname, "..", "fixtures", "numpy_reference.json"), "utf8"),
);
