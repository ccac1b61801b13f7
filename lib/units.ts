/**
 * SI units as plain numbers, in SI base units.
 *
 * Multiply on entry (`-65 * mV`), divide at the axis (`V / mV`); everything in between is SI.
 * Both code points that keyboards give for the micro sign work: µ (U+00B5) and μ (U+03BC).
 */

export const mega = 1e6;
export const kilo = 1e3;
export const milli = 1e-3;
export const centi = 1e-2;
export const micro = 1e-6;
export const nano = 1e-9;
export const pico = 1e-12;

export const second = 1;
export const minute = 60 * second;
export const ms = milli * second;
export const Hz = 1 / second;

export const metre = 1;
export const cm = centi * metre;
export const mm = milli * metre;

export const ampere = 1;
export const μA = micro * ampere;
export const uA = μA;
export const nA = nano * ampere;
export const pA = pico * ampere;

export const volt = 1;
export const mV = milli * volt;

export const siemens = 1;
export const mS = milli * siemens;
export const nS = nano * siemens;

export const ohm = 1;
export const Mohm = mega * ohm;

export const farad = 1;
export const μF = micro * farad;
export const uF = μF;
export const nF = nano * farad;
export const pF = pico * farad;

// U+00B5, the micro sign of Western keyboards; the names above use U+03BC, the Greek letter.
export { uA as µA, uF as µF };
