/**
 * A neuron for XPPAUT, and so for AUTO: B. Ermentrout (2002), "Simulating, Analyzing, and Animating
 * Dynamical Systems: A Guide to XPPAUT for Researchers and Students", SIAM.
 */

import { checkFinite, checkFunction, outOfRange } from "../internal/check.js";
import { linspace } from "../numerics/linspace.js";
import { cm, mS, ms, mV, uF } from "../units.js";
import { checkParams, type HHParams } from "./params.js";
import { m_inf } from "./segments.js";

/** The tables end where no neuron goes: V in mV, n. Cubic splines between so many points miss by 1e-10. */
const V_RANGE: [number, number, number] = [-150, 150, 3001];
const n_RANGE: [number, number, number] = [-0.5, 1.5, 201];

/**
 * The two-dimensional neuron of `hodgkinHuxley2D` as the files of an XPPAUT model: an `.ode` file, and a
 * table of each function that is not a formula, to lie beside it. In mV, ms, nA/mm², μF/cm², mS/cm²;
 * the input is the parameter `I`.
 *
 * @param name of the `.ode` file, without the ending
 * @returns the texts of the files by their names
 * @throws TypeError | RangeError for parameters that make no sense, for rates that are not finite at some
 *   voltage of the table, and for an `I_other`, which a table can't hold
 *
 * @example
 * for (const [file, text] of Object.entries(toODE(squidAxon))) writeFileSync(file, text);
 */
export function toODE(p: HHParams, name = "neuron"): Record<string, string> {
  checkParams("toODE", p, ["m", "n"]);
  checkFunction("toODE", "h", p.h);
  if (p.I_other !== undefined) throw outOfRange("toODE", "I_other", "undefined", p.I_other);
  if (!/^\w+$/.test(name)) throw outOfRange("toODE", "name", "letters, digits and _", name);
  const { c, E_K, E_Na, E_L, g_K, g_Na, g_L, rates, h } = p;
  const tables = {
    minf: table("m_inf at V (mV)", V_RANGE, (V) => m_inf(rates, V * mV)),
    an: table("α_n at V (mV)", V_RANGE, (V) => rates.α_n(V * mV) * ms),
    bn: table("β_n at V (mV)", V_RANGE, (V) => rates.β_n(V * mV) * ms),
    hn: table("h at n", n_RANGE, h),
  };
  const rest = -65 * mV;
  const n_rest = rates.α_n(rest) / (rates.α_n(rest) + rates.β_n(rest));
  const perArea = mS / cm ** 2;
  const ode = `# The two-dimensional Hodgkin-Huxley model, by toODE. mV, ms, nA/mm2, uF/cm2, mS/cm2:
# 10 nA/mm2 charge 1 uF/cm2 by 1 mV/ms.
par I=0
par c=${digits(c / (uF / cm ** 2))}
par EK=${digits(E_K / mV)}, ENa=${digits(E_Na / mV)}, EL=${digits(E_L / mV)}
par gK=${digits(g_K / perArea)}, gNa=${digits(g_Na / perArea)}, gL=${digits(g_L / perArea)}

${Object.keys(tables)
  .map((table) => `table ${table} ${name}_${table}.tab`)
  .join("\n")}

V'=(I/10-gK*n^4*(V-EK)-gNa*minf(V)^3*hn(n)*(V-ENa)-gL*(V-EL))/c
n'=an(V)*(1-n)-bn(V)*n

init V=-65, n=${digits(n_rest)}
@ total=200, dt=0.05, meth=83dp, tol=1e-10, atol=1e-10, xlo=0, xhi=200, ylo=-100, yhi=60
done
`;
  const files = Object.entries(tables).map(([table, text]) => [`${name}_${table}.tab`, text]);
  return { [`${name}.ode`]: ode, ...Object.fromEntries(files) };
}

/** A file that XPPAUT reads as a cubic spline ("s"): how many values, from where to where, the values. */
function table(
  what: string,
  [from, to, num]: [number, number, number],
  f: (x: number) => number,
): string {
  const values = Array.from(linspace(from, to, num), (x) => {
    const value = f(x);
    checkFinite("toODE", `${what} = ${x}`, value);
    return digits(value);
  });
  return `${[`s${num}`, from, to, ...values].join("\n")}\n`;
}

/** Twelve digits: those that do not depend on whose exp it was. */
const digits = (x: number) => String(Number(x.toPrecision(12)));
