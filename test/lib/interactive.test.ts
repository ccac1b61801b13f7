import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { afterEach, before, describe, it } from "mocha";
import {
  cm,
  explorable,
  hodgkinHuxley2D,
  interactive,
  linspace,
  mm,
  mS,
  ms,
  mV,
  nA,
  planarEquilibria,
  show,
  simulate,
  smoothedNoise,
  spikeTimes,
  squidAxon,
  voltageEquilibria,
  withShiftedRates,
} from "../../lib/index.js";
import {
  type Controls,
  fragmentOf,
  initialValues,
  readableText,
  valueIn,
  valuesIn,
} from "../../lib/interactive/controls.js";
import { sliders } from "../../lib/interactive/explorable.js";
import { simulation, voltage } from "../../lib/interactive/explorableFigures.js";
import { assertClose } from "../support/close.js";

const values = { I: 5, n: 0.1, g_L: 0.1, shift: 60, amplitude: 2000, σ: 4, seed: 7 };
const perArea = nA / mm ** 2;
const g_L = 0.1 * (mS / cm ** 2);
const model = hodgkinHuxley2D(withShiftedRates({ ...squidAxon, g_L }, 60 * mV));

/** What an attribute or text says in HTML. */
const unescaped = (html: string) =>
  html
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
const frameOf = (html: string) => unescaped(/ srcdoc="([^"]*)"/.exec(html)?.[1] ?? "");
const pageOf = (html: string) =>
  JSON.parse(/id="page">(.*?)<\/script>/s.exec(frameOf(html))?.[1] ?? "");

/** Drawn once, which takes as long as most tests do together. */
let standard: ReturnType<typeof explorable>;
before(() => {
  standard = explorable();
});

describe("explorable", () => {
  it("is the same to the byte each time, and at most 200 KB without its picture", () => {
    const { html = "", png, description } = standard;
    assert.equal(explorable().html, html);
    const picture = (4 / 3) * png().length;
    assert.ok(Buffer.byteLength(html) - picture < 200_000);
    const size = Buffer.byteLength(html) + picture + description.length;
    assert.ok(size < 400_000, `it has ${size} bytes`);
  });

  it("shows its picture and says what is in it where frames are taken out", () => {
    const { html = "", png, description } = standard;
    const still = html.replace(/<iframe.*<\/iframe>/s, "");
    const [, alt, source] = /<img alt="([^"]*)".* src="([^"]*)">/.exec(still) ?? [];
    assert.equal(unescaped(alt ?? ""), description);
    assert.equal(source, `data:image/png;base64,${Buffer.from(png()).toString("base64")}`);
    assert.match(
      alt,
      /V̇ = 0 at −54\.40 mV \(stable\), 2\.01 mV \(unstable\), 54\.96 mV \(stable\)/,
    );
    assert.match(alt, /No spikes in 2 s/);
  });

  it("confines its frame, which fetches nothing and runs the scripts that it names", () => {
    const { html = "" } = standard;
    assert.match(html, /<iframe [^>]*sandbox="allow-scripts" /);
    const frame = frameOf(html);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(frame)?.[1] ?? "";
    const hash = (text: string | Buffer) =>
      `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const packed = /id="library">([^<]*)</.exec(frame)?.[1] ?? "";
    const library = gunzipSync(Buffer.from(packed, "base64"));
    const scripts = [...frame.matchAll(/<script(?: id="definition")?>(.*?)<\/script>/gs)];
    const [style] = /(?<=<style>).*?(?=<\/style>)/s.exec(frame) ?? [""];
    assert.equal(scripts.length, 2);
    assert.deepEqual(policy.split("; "), [
      "default-src 'none'",
      `script-src ${[...scripts.map(([, text]) => hash(text)), hash(library)].join(" ")}`,
      `style-src ${hash(style)}`,
      "worker-src blob:",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    assert.deepEqual(frame.match(/https?:\/\/[\w./]+/g), null);
  });

  it("has a slider for each setting, with its value on a step", () => {
    const { controls } = pageOf(explorable({ I: 12.34 * perArea, seed: 7 }).html ?? "");
    assert.deepEqual(Object.keys(controls), Object.keys(sliders));
    assert.deepEqual([controls.I.value, controls.seed.value, controls.σ.value], [12.3, 7, 6]);
  });

  it("names the setting that makes no sense", () => {
    for (const [start, message] of [
      [{ I: Number.NaN }, "explorable: I must be a finite number, got NaN"],
      [{ σ: 1 }, "explorable: σ must be from 1 to 20 ms, got 1000"],
      [{ n: -0.1 }, "explorable: n must be from 0 to 0.5, got -0.1"],
      [{ V: 0 }, /^explorable: a setting must be one of I, n, g_L, .*, got "V"$/],
      [null, "explorable: start must be an object, got null"],
    ] as const) {
      assert.throws(() => explorable(start as never), { message });
    }
    for (const end of ["min", "max"] as const) {
      const all = Object.entries(sliders).map(([name, one]) => [name, one[end] * one.SI]);
      explorable(Object.fromEntries(all));
    }
  });
});

describe("show", () => {
  const kernel = "/opt/tslab/dist/jupyter.js";
  afterEach(() => {
    delete require.cache[kernel];
  });

  it("sends an explorable figure as HTML, and as PNG and text for where HTML is not shown", () => {
    let sent: Record<string, string> = {};
    const lastWriteDisplayData = ({ data }: { data: typeof sent }) => {
      sent = data;
    };
    require.cache[kernel] = { exports: { lastWriteDisplayData } } as NodeJS.Module;
    show(standard);
    assert.deepEqual(sent, {
      "text/html": standard.html,
      "image/png": Buffer.from(standard.png()).toString("base64"),
      "text/plain": standard.description,
    });
  });
});

describe("The figures of the explorable", () => {
  it("show V̇ and its equilibria", () => {
    const { figure, caption } = voltage(values);
    const [{ series, dots = [] }] = figure.spec.panels;
    const V = linspace(-100 * mV, 65 * mV, 1000);
    assert.deepEqual(
      series[0].y,
      V.map((v) => model.dV_dt(v, 0.1, 5 * perArea) / (mV / ms)),
    );
    const equilibria = voltageEquilibria(model, { n: 0.1, I: 5 * perArea, V_min: -300 * mV });
    assert.deepEqual(
      dots.map(({ x, filled }) => ({ x, filled })),
      equilibria.map((e) => ({ x: e.V / mV, filled: e.stability === "stable" })),
    );
    assert.equal(caption.match(/stable\)/g)?.length, equilibria.length);
  });

  it("show the simulation", () => {
    const { figure, caption } = simulation(values);
    const [input, membrane] = figure.spec.panels.map(({ series }) => series[0].y);
    const I = 5 * perArea;
    const noise = smoothedNoise({
      N: 200_000,
      Δt: 0.01 * ms,
      σ: 4 * ms,
      amplitude: 2000 * perArea,
      seed: 7,
    });
    const inputs = noise.map((sample) => sample + I);
    const V0 = planarEquilibria(model, { I })[0].V;
    const { t, V } = simulate(model, { I: inputs, Δt: 0.01 * ms, V0 });
    // The figure scales one noise by all amplitudes, which is another rounding: 10⁻¹⁵ of the input,
    // and not much more of the voltage, in hundreds of mV; a thousandth of a pixel is 10⁻³ mV.
    for (let i = 0; i < V.length; i += 100) {
      assertClose(input[i], inputs[i] / perArea, 1e-9);
      assertClose(membrane[i], V[i] / mV, 1e-6);
    }
    assert.match(caption, new RegExp(`^${spikeTimes(t, V).length} spikes in 2 s`));
  });

  it("start from a rest, at every end of the sliders", () => {
    const ends = (name: keyof typeof sliders) => [sliders[name].min, sliders[name].max];
    for (const I of ends("I")) {
      for (const g_L of ends("g_L")) {
        for (const shift of ends("shift")) {
          const { caption } = simulation({ ...values, I, g_L, shift });
          assert.match(caption, /^(No|\d+) spikes? in 2 s, from −[\d.]+ mV\.$/);
        }
      }
    }
  });
});

describe("What the notebooks say to try", () => {
  const start = initialValues(sliders) as unknown as typeof values;
  const shown = (changed: Partial<typeof values>) => {
    const at = { ...start, ...changed };
    return [voltage(at).caption, simulation(at).caption];
  };
  const zeros = (changed: Parameters<typeof shown>[0]) => shown(changed)[0].match(/mV/g)?.length;
  const spikes = (changed: Parameters<typeof shown>[0]) => shown(changed)[1].split(" ")[0];
  const corrected = { shift: 65, g_L: 0.3 };

  it("is a fold between 13.4 and 13.5 nA/mm², and in the corrected neuron between n = 0.3 and rest", () => {
    assert.deepEqual(
      [13.4, 13.5].map((I) => zeros({ I })),
      [3, 1],
    );
    assert.deepEqual(
      [0.318, 0.3].map((n) => zeros({ ...corrected, n })),
      [3, 1],
    );
  });

  it("is 14 spikes with the rates shifted, and none with the corrected leak as well", () => {
    assert.deepEqual([{ shift: 65 }, corrected].map(spikes), ["14", "No"]);
  });
});

describe("interactive", () => {
  const line = (y: number) => `lib.linePlot({ series: [{ x: [0, 1], y: [0, ${y}] }] })`;
  const controls: Controls = {
    a: { label: "$a$", min: 0, max: 2, step: 0.5, value: 1, unit: "mV" },
    N: { label: "$N$", min: 1, max: 9, step: 2, value: 3 },
    kind: { label: "kind", options: ["one", 2], value: "one" },
    on: { label: "on", value: true },
    p: { label: "p", point: "line", x: -1, y: 2 },
  };
  /** A figure of a function with this body. */
  const from = (body: string, constants: object = {}, some: object = {}) =>
    interactive({
      controls: some as Controls,
      constants,
      figures: new Function(`return (values, constants, lib) => ${body}`)(),
    });

  it("makes its figures of the controls' values and the constants, from their sources", () => {
    const { html = "", description } = interactive({
      controls: { a: { label: "$a$", min: 0, max: 2, step: 0.5, value: 1.5 } },
      constants: {
        square: (x: number) => x * x,
        object: {
          cube(x: number) {
            return x ** 3;
          },
        },
        numbers: [1, -0, Number.POSITIVE_INFINITY, Float64Array.of(4)],
        neuron: { ...squidAxon, g_L: 7 },
      },
      figures: ({ a }, { square, object, numbers, neuron }, lib) => ({
        table: {
          columns: ["a", "b", "c", "d"],
          rows: [[square(a), object.cube(2), Object.is(numbers[1], -0) ? "-0" : "0", neuron.g_L]],
        },
        line: {
          figure: lib.linePlot({ series: [{ x: [0, 1], y: [0, neuron.rates.β_n(0)] }] }),
          caption: "It rises.",
        },
      }),
    });
    assert.match(description, /2\.25 +8 +-0 +7/);
    assert.match(description, /It rises\./);
    // The library's own functions are taken from the library there.
    assert.ok(frameOf(html).includes('"rates": library.squidAxon.rates'));
  });

  it("says which name the reader's page will not have, and how to pass it", () => {
    const outside = 3;
    const use = () =>
      interactive({
        controls: {},
        figures: (_values, _constants, lib) => ({
          line: lib.linePlot({ series: [{ x: [0, 1], y: [0, outside] }] }),
        }),
      });
    const passIt = "which the reader's page will not have: pass it in constants";
    assert.throws(use, {
      name: "ReferenceError",
      message: `interactive: figures uses outside, ${passIt}`,
    });
    // Node's names are not there either, and what tslab makes of imports is named as it was written.
    assert.throws(() => from("{ a: process.env }"), /figures uses process, which/);
    assert.throws(
      () => from("({ a: [lib_1.mV, lib_1.linePlot] })"),
      /uses mV, linePlot, which .*: take it from the third argument, lib$/,
    );
    assert.throws(
      () => from("({ a: exports.g })"),
      /figures uses g, which .* pass it in constants/,
    );
    assert.throws(
      () => from("({ a: constants.f() })", { f: new Function("return () => hidden")() }),
      /figures uses hidden/,
    );
    // Other errors are the function's own.
    assert.throws(() => from("{ throw new TypeError('no') }"), {
      name: "TypeError",
      message: "no",
    });
  });

  it("names the argument that makes no sense", () => {
    const good = `({ line: ${line(1)} })`;
    const wrong = (control: object) => () => from(good, {}, { a: { label: "a", ...control } });
    const number = { min: 0, max: 1, step: 0.1, value: 0 };
    for (const [act, message] of [
      [
        wrong({ ...number, max: 0 }),
        "interactive: controls.a.max must be greater than min = 0, got 0",
      ],
      [wrong({ ...number, step: 0 }), /controls\.a\.step must be a positive finite number, got 0/],
      [wrong({ ...number, value: 2 }), "interactive: controls.a.value must be from 0 to 1, got 2"],
      [wrong({ options: [1, 2], value: 3 }), /controls\.a\.value must be one of 1, 2, got 3/],
      [wrong({ value: 3 }), /controls\.a must be a number with min, max and step/],
      [
        wrong({ point: "plane", x: 0, y: 0 }),
        /controls\.a\.point must be a figure of line, got "plane"/,
      ],
      [wrong({ point: "line", x: Number.NaN, y: 0 }), /controls\.a\.x must be a finite number/],
      [wrong({ ...number, label: 3 }), /controls\.a's label, unit and description must be strings/],
      [
        () => from(good, { when: new Date() }),
        /constants\.when must be data or functions, not a Date/,
      ],
      [
        () => from(good, { now: Date.now }),
        /constants\.now must be a function with a source of its own/,
      ],
      [() => from("3"), /figures' result must be an object, got 3/],
      [() => from("({})"), /figures' result must be at least one figure/],
      [() => from("({ a: { b: 1 } })"), /figures' a must be a figure or a table/],
      [
        () => interactive({ controls: {}, figures: 3 as never }),
        /figures must be a function, got 3/,
      ],
    ] as const) {
      assert.throws(act, { message });
    }
    const circle: { self?: object } = {};
    circle.self = circle;
    assert.throws(() => from(good, circle), /constants\.self must be without circles/);
  });

  it("keeps a script in a string from ending the script that it is in", () => {
    const { html = "" } = from(`({ line: ${line(1)}, text: 0 || ${line(2)} })`, {
      text: "</script><!--<script>",
    });
    const [, definition] = /<script id="definition">(.*?)<\/script>/s.exec(frameOf(html)) ?? [];
    assert.match(definition ?? "", /"<\\\/script><\\!--<script>"/);
  });

  it("has links that hold the values, within their bounds, and only for itself", () => {
    const values = { a: 0.123, N: 5, kind: 2, on: false, p: { x: 0.5, y: -1e-7 } };
    const link = fragmentOf("abcd", values);
    assert.deepEqual(valuesIn(link, "abcd", controls), values);
    assert.equal(valuesIn(link, "other", controls), undefined);
    assert.equal(valuesIn("#simulation", "abcd", controls), undefined);
    assert.deepEqual(valuesIn("#explore:a=1e9&N=4.2&kind=no&on=maybe&p=1&V=5", "abcd", controls), {
      ...initialValues(controls),
      a: 2,
      N: 5,
    });
    assert.equal(valueIn(controls.a, ""), undefined);
  });

  it("reads values with their unit and a true minus", () => {
    assert.equal(readableText(controls.a, -1.5), "−1.5 mV");
    assert.equal(readableText(controls.p, { x: -1, y: 2 }), "(−1, 2)");
    assert.equal(readableText(controls.on, false), "off");
  });
});
