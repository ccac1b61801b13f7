/**
 * `npm run verify [-- NAME … --junit FILE]`: re-executes the notebooks and compares them with what
 * is in `notebooks/`, all of it but what cells tagged `volatile` print. Exit code 1 if anything
 * differs. Notebooks that a user has added are compared like the others; no browser is needed.
 */

import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import {
  committed,
  executed,
  forEachNotebook,
  reexecute,
  select,
  story,
} from "./notebooks/notebooks.mjs";
import { junit, shown, summary } from "./notebooks/verdict.mjs";
import { runCommand, UserError } from "./setup/run.mjs";
import { setup } from "./setup/setup.mjs";

await runCommand(async () => {
  const { names, file } = asked(process.argv.slice(2));
  await setup();
  const verdicts = await forEachNotebook(names, verify);
  for (const verdict of verdicts) console.log(shown(verdict));

  if (file !== undefined) {
    mkdirSync(dirname(resolve(file)), { recursive: true });
    writeFileSync(file, junit(verdicts));
  }
  const { GITHUB_STEP_SUMMARY } = process.env;
  if (GITHUB_STEP_SUMMARY) appendFileSync(GITHUB_STEP_SUMMARY, summary(verdicts));
  if (verdicts.some(({ findings }) => findings.length > 0)) process.exitCode = 1;
});

/**
 * @param {string[]} args
 * @throws {UserError} that says which argument makes no sense
 */
function asked(args) {
  const options = /** @type {const} */ ({ junit: { type: "string" } });
  try {
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true });
    return { names: select(positionals), file: values.junit };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(/** @type {Error} */ (error).message.split(". ")[0], 2);
  }
}

/**
 * @param {string} name
 * @returns {Promise<import("./notebooks/verdict.mjs").Verdict>}
 */
async function verify(name) {
  const began = performance.now();
  const { code, output } = await reexecute(name);
  const seconds = (performance.now() - began) / 1000;
  if (code !== 0) return { name, seconds, ran: false, findings: [story(output)] };
  // What it needs is installed by now, but was not when this command began.
  const { drifts } = await import("./notebooks/drift/drifts.mjs");
  const [was, is] = [committed, executed].map((path) =>
    JSON.parse(readFileSync(path(name), "utf8")),
  );
  return { name, seconds, ran: true, findings: drifts(was, is) };
}
