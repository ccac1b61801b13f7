/**
 * `npm test`: sets up and runs every check there is; ends with a line that counts them all.
 *
 * A check is a program; those that are mocha count each of their tests. The checks of a lane run
 * one after the other, the lanes side by side.
 */

import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build, python, pythonEnvironment, root, tsc } from "./setup/environment.mjs";
import { run, runCommand } from "./setup/run.mjs";
import { setup } from "./setup/setup.mjs";

/**
 * `titles`: of what failed.
 * @typedef {{ passed: number, failed: number, skipped: number, titles: string[] }} Counts
 */
/**
 * `shown`: whether its output is shown though all went well.
 * @typedef {{ name: string, program: string, args: string[], counts?: string, env?: NodeJS.ProcessEnv, shown?: boolean }} Check
 */

const node = process.execPath;
const bin = (/** @type {string[]} */ ...path) => join(root, "node_modules", ...path);
const biome = [bin("@biomejs", "biome", "bin", "biome"), "check", "--error-on-warnings", root];

/** V8's own counts of what these checks ran of lib/, from each of their processes. */
const measured = { NODE_V8_COVERAGE: join(build, "coverage", "v8") };

/**
 * Held against .c8rc.json when the lanes are through. What tsx adds to each file has branches as
 * well: monocart leaves them out, other than c8 on its own. `autoreload.ts` is tested as a copy.
 * @type {Check}
 */
const coverage = {
  name: "coverage",
  program: node,
  args: [bin("c8", "bin", "c8.js"), "report"],
  shown: true,
};

/** @type {Check[][]} */
const lanes = [
  [
    { name: "types", program: node, args: [tsc, "-p", root] },
    { name: "types in browsers", program: node, args: [tsc, "-p", join(root, "test", "browser")] },
    {
      name: "types of the notebooks",
      program: node,
      args: [join(root, "scripts", "notebooks", "typeErrors.mjs")],
    },
    { name: "lint", program: node, args: biome },
    { name: "lint of Python", program: python, args: ["-m", "ruff", "check", root] },
    { name: "format of Python", program: python, args: ["-m", "ruff", "format", "--check", root] },
    mocha("unit", ".mocharc.json", measured),
    mocha("programs", "test/lanes/programs.json", measured),
    mocha("notebooks", "test/lanes/notebooks.json"),
  ],
  [mocha("browser", "test/lanes/browser.json")],
  [mocha("Firefox", "test/lanes/firefox.json")],
];

/**
 * @param {string} name
 * @param {string} config
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Check}
 */
function mocha(name, config, env) {
  const counts = join(build, `${name}.counts.json`);
  const args = [bin("mocha", "bin", "mocha.js"), "--config", join(root, config)];
  args.push("--reporter", join(root, "scripts", "dev", "reporter.cjs"));
  if (process.stdout.isTTY) args.push("--color");
  // In CI nothing may be skipped, least of all a browser test because there is no browser.
  if (process.env.CI) args.push("--forbid-pending");
  return { name, program: node, args, counts, env, shown: true };
}

/**
 * @param {Check} check
 * @returns {Promise<Counts>}
 */
async function runCheck({ name, program, args, counts = "", env, shown = false }) {
  console.log(`  ${name} …`);
  rmSync(counts, { force: true });
  const began = performance.now();
  const { code, output } = await run(program, args, {
    env: { ...pythonEnvironment, COUNTS: counts, ...env },
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${code === 0 ? "✓" : "✗"} ${name} (${seconds} s)`);
  if (code !== 0 || shown) console.log(output.trimEnd());
  /** @type {Counts} */
  const counted = existsSync(counts)
    ? JSON.parse(readFileSync(counts, "utf8"))
    : { passed: Number(code === 0), failed: 0, skipped: 0, titles: [] };
  // A program that fails without a failed test, by an exception while loading, say, has failed.
  if (code !== 0 && counted.failed === 0) {
    counted.failed = 1;
    counted.titles = ["see above"];
  }
  return { ...counted, titles: counted.titles.map((title) => `${name}: ${title}`) };
}

await runCommand(async () => {
  await setup();
  mkdirSync(build, { recursive: true });
  rmSync(measured.NODE_V8_COVERAGE, { recursive: true, force: true });
  const perLane = await Promise.all(
    lanes.map(async (lane) => {
      const results = [];
      for (const check of lane) results.push(await runCheck(check));
      return results;
    }),
  );
  const results = [...perLane.flat(), await runCheck(coverage)];
  for (const title of results.flatMap(({ titles }) => titles)) console.log(`✗ ${title}`);
  const total = (/** @type {"passed" | "failed" | "skipped"} */ key) =>
    results.reduce((sum, counts) => sum + counts[key], 0);
  if (total("skipped") > 0) console.log(`${total("skipped")} skipped, for the reasons given above`);
  console.log(`${total("passed")} passed, ${total("failed")} failed`);
  if (total("failed") > 0) process.exitCode = 1;
});
