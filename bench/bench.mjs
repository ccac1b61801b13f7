/**
 * `npm run bench [-- NAME … --json FILE]`: how fast lib is on this machine, as ratios to peers that
 * compute the same thing.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build, pythonEnvironment, root } from "../scripts/setup/environment.mjs";
import { run, runCommand, step, UserError } from "../scripts/setup/run.mjs";
import { setup, setupEnvironment } from "../scripts/setup/setup.mjs";
import { measure } from "./measure.mjs";
import { limits, rowsFor } from "./rows.mjs";
import { limitTable, table } from "./table.mjs";

const folder = join(build, "bench");

await runCommand(async () => {
  const { positionals: names, values } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "string" } },
  });
  await setup();
  const { python, noPython } = await pythonOfPeers();
  mkdirSync(folder, { recursive: true });
  const rows = rowsFor({ python, noPython, c: await compileC(), ...writeInputs(), folder });
  const known = [...rows, ...limits].map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown) throw new UserError(`There is no row ${unknown}: there are ${known.join(", ")}`);
  const isWanted = (/** @type {{ name: string }} */ { name }) =>
    names.length === 0 || names.includes(name);

  const measured = [];
  for (const row of rows.filter(isWanted)) {
    const result = await step(row.title, (progress) => measure(row, progress));
    measured.push({ name: row.name, title: row.title, ...result });
  }
  const limited = [];
  for (const { name, program, args, read } of limits.filter(isWanted)) {
    const { code, output, stdout } = await step(name, () =>
      run(program, args, { env: pythonEnvironment }),
    );
    if (code !== 0) throw new UserError(output);
    limited.push(...read(JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "")));
  }
  const machine = await describeMachine(python);
  console.log(`\n${[machine, table(measured), limitTable(limited)].filter(Boolean).join("\n\n")}`);
  if (values.json) {
    writeFileSync(values.json, `${JSON.stringify({ machine, measured, limited }, null, 2)}\n`);
  }
});

/** The peers' Python, or why there is none: the other peers can do without it. */
async function pythonOfPeers() {
  const folder = join(root, "bench", ".venv");
  try {
    const python = await setupEnvironment(folder, join(root, "bench", "requirements.txt"));
    return { python };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { python: "", noPython: error.message };
  }
}

/** The C programs, compiled; without those that this compiler can't compile. */
async function compileC() {
  const compile = async (
    /** @type {string} */ name,
    /** @type {string} */ source,
    /** @type {string[]} */ ...options
  ) => {
    const program = join(folder, process.platform === "win32" ? `${name}.exe` : name);
    const args = ["-O3", ...options, "-o", program, join(root, "bench", source), "-lm"];
    const { code } = await run("gcc", args);
    return code === 0 ? program : undefined;
  };
  return {
    euler: await compile("euler", "euler.c"),
    native: await compile("euler-native", "euler.c", "-march=native", "-ffast-math"),
    tables: await compile("euler-tables", "euler.c", "-DTABLES"),
    ensemble: await compile("ensemble", "ensemble.c", "-march=native", "-ffast-math", "-fopenmp"),
  };
}

/** Writes the input currents that all simulators get. */
function writeInputs() {
  const { ms, originalNoise, smoothedNoise } = createRequire(import.meta.url)("../lib");
  const write = (/** @type {string} */ name, /** @type {number} */ N, times = 1) => {
    const amplitude = times * originalNoise.amplitude;
    const I = smoothedNoise({ N, Δt: 0.01 * ms, ...originalNoise, amplitude });
    writeFileSync(join(folder, name), I);
    return join(folder, name);
  };
  return {
    input: write("2s.f64", 200_000),
    spikingInput: write("spikes.f64", 200_000, 5),
    longInput: write("100s.f64", 1e7),
  };
}

/** @param {string} python */
async function describeMachine(python) {
  const versions = [
    "import platform",
    "from importlib.metadata import version",
    "names = ('NumPy', 'SciPy', 'numba', 'brian2')",
    "print('Python ', platform.python_version(), *(f', {name} {version(name)}' for name in names), sep='')",
  ].join("\n");
  const programs = [...(python ? [run(python, ["-c", versions])] : []), run("gcc", ["--version"])];
  const said = await Promise.all(programs);
  return [
    `${cpus().length} × ${cpus()[0].model}`,
    `Node ${process.versions.node}, V8 ${process.versions.v8}`,
    ...said.filter(({ code }) => code === 0).map(({ stdout }) => stdout.split("\n")[0]),
  ].join("\n");
}
