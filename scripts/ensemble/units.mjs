/** The quantities of a run as people write them: in the units of the field, not those of lib. */

/**
 * @typedef {object} Unit
 * @property {string} unit  what people write
 * @property {number} factor  what 1 of it is in SI units, as lib has them
 * @property {string} SI  the name of that unit
 * @property {string} meaning
 * @property {string} label  its name on the axis of a figure
 */

// Those of lib/units.ts, written again: lib is not compiled yet when somebody asks for --help.
const [μF, mS, mV, nA] = [1e-6, 1e-3, 1e-3, 1e-9];
const [cm, mm] = [1e-2, 1e-3];

const conductance = { unit: "mS/cm²", factor: mS / cm ** 2, SI: "S/m²" };
const voltage = { unit: "mV", factor: mV, SI: "V" };
const current = { unit: "nA/mm²", factor: nA / mm ** 2, SI: "A/m²" };

/** @type {Record<string, Unit>} */
export const units = {
  g_K: { label: "$g_K$", ...conductance, meaning: "maximal conductance of potassium" },
  g_Na: { label: "$g_{Na}$", ...conductance, meaning: "maximal conductance of sodium" },
  g_L: { label: "$g_L$", ...conductance, meaning: "conductance of the leak" },
  E_K: { label: "$E_K$", ...voltage, meaning: "reversal potential of potassium" },
  E_Na: { label: "$E_{Na}$", ...voltage, meaning: "reversal potential of sodium" },
  E_L: { label: "$E_L$", ...voltage, meaning: "reversal potential of the leak" },
  c: {
    label: "$c$",
    unit: "μF/cm²",
    factor: μF / cm ** 2,
    SI: "F/m²",
    meaning: "membrane capacitance",
  },
  rateShift: {
    label: "Shift of the rates",
    ...voltage,
    meaning: "the rates are those at V + rateShift",
  },
  I: { label: "$I$", ...current, meaning: "constant input on top of the noise" },
  amplitude: {
    label: "Amplitude of the noise",
    ...current,
    meaning: "standard deviation of the noise before it is smoothed",
  },
  σ: {
    label: "$σ$",
    unit: "ms",
    factor: 1e-3,
    SI: "s",
    meaning: "width of the Gaussian that smooths it",
  },
  V0: { label: "$V_0$", ...voltage, meaning: "V at the start" },
  n0: { label: "$n_0$", unit: "from 0 to 1", factor: 1, SI: "1", meaning: "n at the start" },
};
