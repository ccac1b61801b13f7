import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import { afterEach, before, describe, it } from "mocha";
import { movingParts } from "../../lib/explorable/moving.js";
import { pictures } from "../../lib/explorable/pictures.js";
import {
  fragmentOf,
  positionsFor,
  positionsIn,
  positionText,
  settingsAt,
  sliders,
  snapped,
} from "../../lib/explorable/settings.js";
import {
  cm,
  explorable,
  hodgkinHuxley2D,
  linspace,
  mm,
  mS,
  ms,
  mV,
  nA,
  planarEquilibria,
  type Settings,
  show,
  simulate,
  smoothedNoise,
  spikeTimes,
  squidAxon,
  voltageEquilibria,
  withShiftedRates,
} from "../../lib/index.js";
import { renderSvg } from "../../lib/plotting/node.js";
import { assertClose } from "../support/close.js";

const settings: Settings = {
  I: 5 * (nA / mm ** 2),
  n: 0.1,
  g_L: 0.1 * (mS / cm ** 2),
  shift: 60 * mV,
  amplitude: 2000 * (nA / mm ** 2),
  σ: 4 * ms,
  seed: 7,
};
const model = hodgkinHuxley2D(withShiftedRates({ ...squidAxon, g_L: settings.g_L }, 60 * mV));

/** What an attribute or text says in HTML. */
const unescaped = (html: string) => html.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
const frameOf = (html: string) => unescaped(/ srcdoc="([^"]*)"/.exec(html)?.[1] ?? "");

/** Drawn once, which takes as long as most tests do together. */
let standard: ReturnType<typeof explorable>;
before(() => {
  standard = explorable();
});

describe("explorable", () => {
  it("is the same to the byte each time, and less than 400 KB with all its formats", () => {
    const { html = "", png, description } = standard;
    assert.equal(explorable().html, html);
    const size = Buffer.byteLength(html) + (4 / 3) * png().length + description.length;
    assert.ok(size < 400_000, `it has ${size} bytes`);
  });

  it("shows its picture and says what is in it where frames are taken out", () => {
    const { html = "", png, description } = standard;
    const still = html.replace(/<iframe.*<\/iframe>/s, "");
    const [, alt, source] = /<img alt="([^"]*)".* src="([^"]*)">/.exec(still) ?? [];
    assert.equal(alt, description);
    assert.equal(source, `data:image/png;base64,${Buffer.from(png()).toString("base64")}`);
    assert.match(
      alt,
      /V̇ = 0 at −54\.40 mV \(stable\), 2\.01 mV \(unstable\), 54\.96 mV \(stable\)/,
    );
    assert.match(alt, /No spikes in 2 s/);
  });

  it("confines its frame, which fetches nothing and runs the one script that it names", () => {
    const { html = "" } = standard;
    assert.match(html, /<iframe [^>]*sandbox="allow-scripts" /);
    const frame = frameOf(html);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(frame)?.[1] ?? "";
    const hashed = (tag: string) => {
      const parts = [...frame.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, "gs"))];
      assert.equal(parts.length, 1, tag);
      return `'sha256-${createHash("sha256").update(parts[0][1]).digest("base64")}'`;
    };
    assert.deepEqual(policy.split("; "), [
      "default-src 'none'",
      `script-src ${hashed("script")}`,
      `style-src ${hashed("style")}`,
      "worker-src blob:",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    const addresses = frame.match(/https?:\/\/[\w./]+/g) ?? [];
    assert.deepEqual([...new Set(addresses)], ["http://www.w3.org/2000/svg"]);
  });

  it("has a slider for each setting, with a label, a unit, and its value on a step", () => {
    const frame = frameOf(explorable({ I: 12.34 * (nA / mm ** 2), seed: 7 }).html ?? "");
    for (const { name } of sliders) {
      assert.match(frame, new RegExp(`<label for="${name}">[^<]`));
      assert.match(frame, new RegExp(`<input type="range" id="${name}" `));
    }
    assert.match(frame, /<output for="I">12\.3 nA\/mm²<\/output>\s*<input [^>]* value="12\.3"/);
    assert.match(frame, /<output for="seed">7<\/output>/);
    assert.match(frame, /<output for="σ">6\.0 ms<\/output>/);
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
      explorable(
        Object.fromEntries(sliders.map((slider) => [slider.name, slider[end] * slider.SI])),
      );
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

describe("The pictures of an explorable figure", () => {
  it("show V̇ and its equilibria for the settings", () => {
    const { spec, text } = pictures.voltage(settings, 640);
    const [{ series, dots = [] }] = spec.panels;
    const V = linspace(-100 * mV, 65 * mV, 1000);
    assert.deepEqual(
      series[0].y,
      V.map((v) => model.dV_dt(v, 0.1, settings.I) / (mV / ms)),
    );
    const equilibria = voltageEquilibria(model, { n: 0.1, I: settings.I, V_min: -300 * mV });
    assert.deepEqual(
      dots.map(({ x, filled }) => ({ x, filled })),
      equilibria.map((e) => ({ x: e.V / mV, filled: e.stability === "stable" })),
    );
    assert.equal(text.match(/stable\)/g)?.length, equilibria.length);
  });

  it("show the simulation for the settings", () => {
    const { spec, text } = pictures.simulation(settings, 640);
    const [input, voltage] = spec.panels.map(({ series }) => series[0].y);
    const { I, amplitude, σ, seed } = settings;
    const noise = smoothedNoise({ N: 200_000, Δt: 0.01 * ms, σ, amplitude, seed });
    const inputs = noise.map((sample) => sample + I);
    const V0 = planarEquilibria(model, { I })[0].V;
    const { t, V } = simulate(model, { I: inputs, Δt: 0.01 * ms, V0 });
    // The picture scales one noise by all amplitudes, which is another rounding: 10⁻¹⁵ of the input,
    // and not much more of the voltage, in hundreds of mV; a thousandth of a pixel is 10⁻³ mV.
    for (let i = 0; i < V.length; i += 100) {
      assertClose(input[i], inputs[i] / (nA / mm ** 2), 1e-9);
      assertClose(voltage[i], V[i] / mV, 1e-6);
    }
    assert.match(text, new RegExp(`^${spikeTimes(t, V).length} spikes in 2 s`));
  });

  it("start from a rest, at every end of the sliders", () => {
    const ends = (name: string) => {
      const found = sliders.find((slider) => slider.name === name);
      return found ? [found.min * found.SI, found.max * found.SI] : [];
    };
    for (const I of ends("I")) {
      for (const g_L of ends("g_L")) {
        for (const shift of ends("shift")) {
          const { text } = pictures.simulation({ ...settings, I, g_L, shift }, 640);
          assert.match(text, /^(No|\d+) spikes? in 2 s, from −[\d.]+ mV\.$/);
        }
      }
    }
  });

  it("are told by their moving parts as Plot draws them", () => {
    for (const picture of Object.values(pictures)) {
      for (const width of [640, 340]) {
        const { spec } = picture(settings, width);
        const svg = renderSvg(spec);
        const all = (pattern: RegExp) => [...svg.matchAll(pattern)].map((match) => match.slice(1));
        const { paths, dots } = movingParts(spec);
        assert.deepEqual(
          paths,
          all(/<path d="([^"]*)"/g).map(([d]) => d),
        );
        assert.deepEqual(
          dots.map(({ cx, cy, filled }) => [`${cx}`, `${cy}`, filled ? "#000" : "#fff"]),
          all(/<circle cx="([^"]*)" cy="([^"]*)" r="5" fill="([^"]*)"/g),
        );
      }
    }
  });
});

describe("What the notebooks say to try", () => {
  const shown = (changed: Partial<Record<keyof Settings, number>>) => {
    const at = settingsAt({ ...positionsFor({}), ...changed });
    return Object.values(pictures).map((picture) => picture(at, 640).text);
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

describe("The sliders' positions", () => {
  const start = positionsFor({});

  it("are in a link, and back, on each slider's whole length", () => {
    for (const slider of sliders) {
      for (let share = 0; share <= 1; share += 1 / 16) {
        const at = snapped(slider, slider.min + share * (slider.max - slider.min));
        const positions = { ...start, [slider.name]: at };
        assert.deepEqual(positionsIn(fragmentOf(positions), start), positions);
      }
    }
  });

  it("come out of a link as far as it has any, within the sliders' ends", () => {
    const linked = positionsIn("#explore:I=1e9&n=&g_L=much&seed=3.2&V=5", start);
    assert.deepEqual(linked, { ...start, I: 40, seed: 3 });
    assert.equal(positionsIn("#simulation", start), undefined);
    assert.equal(positionsIn("", start), undefined);
  });

  it("are read with their unit, and as many digits as the step has", () => {
    const texts = sliders.map((slider) => positionText(slider, slider.min));
    const expected = "−10.0 nA/mm², 0.000, 0.01 mS/cm², 0.0 mV, 0 nA/mm², 1.0 ms, 0".split(", ");
    assert.deepEqual(texts, expected);
  });
});
