/** How models hand `simulate` a faster way to take steps, without either knowing the other. */

/** Arrays of one value per step. */
export interface Trace {
  /** Time, in seconds. */
  t: Float64Array;
  /** Voltage, in volts. */
  V: Float64Array;
  /** Gating variable, from 0 to 1. */
  n: Float64Array;
}

/** Takes the Euler steps that lead to `from`, …, `to - 1`: each from the values before it. */
export type EulerSteps = (
  trace: Trace,
  I: Float64Array,
  Δt: number,
  from: number,
  to: number,
) => void;

/** The functions of a model that its steps compute. */
interface RightHandSide {
  dV_dt(V: number, n: number, I: number): number;
  dn_dt(V: number, n: number): number;
}

/**
 * The steps of any model, by its own functions.
 *
 * A function that is called often gets better machine code from V8 than a long loop, which it has
 * to replace while it runs, before it has seen how it ends.
 */
export function plainSteps(model: RightHandSide): EulerSteps {
  return ({ t, V, n }, I, Δt, from, to) => {
    let V_i = V[from - 1];
    let n_i = n[from - 1];
    for (let i = from; i < to; i++) {
      const dV = model.dV_dt(V_i, n_i, I[i - 1]) * Δt;
      const dn = model.dn_dt(V_i, n_i) * Δt;
      V_i += dV;
      n_i += dn;
      t[i] = i * Δt;
      V[i] = V_i;
      n[i] = n_i;
    }
  };
}

/** By the function itself: a model with another `dV_dt` is another model. */
const known = new WeakMap<
  RightHandSide["dV_dt"],
  { dn_dt: RightHandSide["dn_dt"]; steps: EulerSteps }
>();

/** Offers these steps for every model that has these two functions. */
export function offerSteps({ dV_dt, dn_dt }: RightHandSide, steps: EulerSteps): void {
  known.set(dV_dt, { dn_dt, steps });
}

/** The steps that are offered for this model, if any. */
export function offeredSteps({ dV_dt, dn_dt }: RightHandSide): EulerSteps | undefined {
  const offer = known.get(dV_dt);
  return offer?.dn_dt === dn_dt ? offer.steps : undefined;
}
