/**
 * `npm run mutation [-- NAME …]`: makes every small change to lib/ that Stryker knows, one at a
 * time, and asks whether the tests of that file notice. What survives is printed; a file with less
 * than 90 % noticed is a failure.
 *
 * Stryker is installed into build/mutation/ when it is first needed: 250 packages that nothing else
 * uses, among them mocha 11, the newest that it knows. Its coverage analysis and ours don't mix.
 */

import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { build, root } from "./setup/environment.mjs";
import { npm } from "./setup/npm.mjs";
import { run, runCommand, step, UserError } from "./setup/run.mjs";
import { setup } from "./setup/setup.mjs";

/** The files whose changes are tried, with the tests that are asked if not `test/lib/<name>.test.ts`. */
const TESTS = {
  model: ["test/lib/model.test.ts", "test/lib/model/segments.test.ts", "test/lib/simulate.test.ts"],
  "model/integrateAndFire": undefined,
  "model/interpolate": undefined,
  "model/model4D": undefined,
  "model/neurons": ["test/lib/model.test.ts"],
  "model/params": ["test/lib/model.test.ts", "test/lib/model/model4D.test.ts"],
  "model/segments": undefined,
  simulate: ["test/lib/simulate.test.ts", "test/lib/model/integrateAndFire.test.ts"],
  "simulate/start": ["test/lib/simulate.test.ts"],
  "simulate/withReset": ["test/lib/simulate.test.ts", "test/lib/model/integrateAndFire.test.ts"],
  newton: undefined,
  noise: undefined,
  "noise/convolve": ["test/lib/noise/convolve.test.ts", "test/lib/noise.test.ts"],
  "noise/fourier": undefined,
  "noise/mersenneTwister": ["test/lib/noise.test.ts"],
  repro: undefined,
  "repro/format": undefined,
  "repro/git": undefined,
  "repro/packages": undefined,
  "repro/system": undefined,
  "repro/time": undefined,
};

/** In percent. */
const LEAST_SCORE = 90;

const tools = join(build, "mutation");

/** @param {(line: string) => void} progress */
async function install(progress) {
  mkdirSync(tools, { recursive: true });
  cpSync(join(root, "test", "mutation"), tools, { recursive: true });
  const args = ["ci", "--prefix", tools, "--ignore-scripts", "--no-audit", "--no-fund"];
  const { code, output } = await run(process.execPath, [npm(), ...args], { onLine: progress });
  if (code !== 0) throw new UserError(`Could not install Stryker: ${output.trim()}`);
  writeFileSync(join(tools, ".installed"), lock());
}

const lock = () => readFileSync(join(root, "test", "mutation", "package-lock.json"), "utf8");

/**
 * Tries all changes to a file. Prints those that no test notices, and returns the counts.
 * @param {keyof typeof TESTS} name
 */
async function mutate(name) {
  const require = createRequire(join(tools, "package.json"));
  const { Stryker } = await import(pathToFileURL(require.resolve("@stryker-mutator/core")).href);
  const stryker = new Stryker({
    mutate: [`lib/${name}.ts`],
    testRunner: "mocha",
    plugins: [require.resolve("@stryker-mutator/mocha-runner")],
    mochaOptions: {
      "no-config": true,
      require: ["tsx/cjs", join(tools, "mocha.cjs")],
      spec: TESTS[name] ?? [`test/lib/${name}.test.ts`],
    },
    coverageAnalysis: "perTest",
    concurrency: 1,
    // Beyond what the slowest test takes: an endless loop is ended, and counts as noticed.
    timeoutMS: 10_000,
    ignorePatterns: ["**", "!lib/**/*.ts", "!test/**", "!scripts/**", "!*.json"],
    tempDirName: join(tools, "sandboxes"),
    // Stryker's rewriting of it knows no TypeScript 7; a file that isn't there is left alone.
    tsconfigFile: "none.json",
    reporters: [],
    logLevel: "error",
  });
  /** @type {Mutant[]} */
  const mutants = await stryker.runMutationTest();
  const survivors = mutants.filter(({ status }) => ["Survived", "NoCoverage"].includes(status));
  for (const mutant of survivors) console.log(`    ${describe(mutant)}`);
  const noticed = mutants.filter(({ status }) => ["Killed", "Timeout"].includes(status)).length;
  return { noticed, survived: survivors.length };
}

/**
 * @typedef {object} Mutant
 * @property {string} status
 * @property {string} fileName
 * @property {string} replacement
 * @property {{ start: { line: number, column: number }, end: { line: number, column: number } }} location
 */

/**
 * A change as `lib/newton.ts:75:7 x < y → x <= y`.
 * @param {Mutant} mutant
 */
function describe({ fileName, replacement, location: { start, end } }) {
  const lines = readFileSync(fileName, "utf8").split("\n");
  const last = start.line === end.line ? end.column - 1 : undefined;
  const original = lines[start.line - 1].slice(start.column - 1, last);
  const place = `${relative(root, fileName)}:${start.line}:${start.column}`;
  return `${place} ${original} → ${replacement.split("\n")[0]}`;
}

/** @param {{ noticed: number, survived: number }} counts */
const score = ({ noticed, survived }) => (100 * noticed) / (noticed + survived);

await runCommand(async () => {
  const all = /** @type {(keyof typeof TESTS)[]} */ (Object.keys(TESTS));
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !Object.hasOwn(TESTS, name));
  if (unknown.length > 0) throw new UserError(`No ${unknown[0]} among ${all.join(", ")}`);
  await setup();
  const stamp = join(tools, ".installed");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lock()) {
    await step("Installing Stryker into build/mutation", install);
  }

  process.chdir(root);
  // Measured, the tests would take longer, and what they leave would be in the way of `npm test`.
  process.env.NODE_V8_COVERAGE = "";
  const rows = [];
  for (const name of all.filter((name) => asked.length === 0 || asked.includes(name))) {
    rows.push({ name, ...(await step(`lib/${name}.ts`, () => mutate(name))) });
  }
  const total = { name: "together", noticed: 0, survived: 0 };
  for (const { noticed, survived } of rows) {
    total.noticed += noticed;
    total.survived += survived;
  }
  console.log(`\n${"".padEnd(20)}changes  noticed  score`);
  for (const row of [...rows, total]) {
    const cells = [`${row.noticed + row.survived}`.padStart(7), `${row.noticed}`.padStart(7)];
    console.log(`${row.name.padEnd(20)}${cells.join("  ")}  ${score(row).toFixed(1)} %`);
  }
  const failed = rows.filter((row) => score(row) < LEAST_SCORE).map(({ name }) => name);
  if (failed.length > 0) throw new UserError(`Below ${LEAST_SCORE} %: ${failed.join(", ")}`);
});
