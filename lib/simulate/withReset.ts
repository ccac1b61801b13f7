/** Forward Euler for models whose spike is a reset. */

/** A spike as a rule: what happens when V reaches its peak. In the model's units. */
export interface Reset {
  /** V ≥ V_peak is a spike; its sample is V_peak. */
  V_peak: number;
  /** V after it. */
  V_reset: number;
  /** What it adds to n. */
  n_jump: number;
}

/** What a step is made of. */
interface Equations {
  dV_dt(V: number, n: number, I: number): number;
  dn_dt(V: number, n: number): number;
}

/** Takes all steps after the first sample; undefined, or the first that left the finite numbers. */
export function advanceWithReset(
  model: Equations,
  { V_peak, V_reset, n_jump }: Reset,
  I: Float64Array,
  Δt: number,
  { t, V, n }: Record<"t" | "V" | "n", Float64Array>,
): number | undefined {
  let [v, w] = [V[0], n[0]];
  for (let i = 1; i < V.length; i++) {
    if (v >= V_peak) [v, w] = [V_reset, w + n_jump];
    const dv = model.dV_dt(v, w, I[i - 1]) * Δt;
    w += model.dn_dt(v, w) * Δt;
    v += dv;
    // An exponential may overflow on its way up: that is a spike as well.
    if (v === Infinity) v = V_peak;
    if (!(Number.isFinite(v) && Number.isFinite(w))) return i;
    t[i] = i * Δt;
    V[i] = Math.min(v, V_peak);
    n[i] = w;
  }
  return undefined;
}
