/**
 * `npm run verify [-- NAME … --junit FILE --output-limit MB]`: re-executes the notebooks and compares
 * them with what is in `notebooks/`, all of it but what cells tagged `volatile` print. Exit code 1 if
 * anything differs. Notebooks that a user has added are compared like the others; no browser is
 * needed.
 */

import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import {
  committed,
  executed,
  forEachNotebook,
  parse,
  reexecute,
  story,
} from "./notebooks/notebooks.mjs";
import { junit, shown, summary } from "./notebooks/verdict.mjs";
import { runCommand } from "./setup/run.mjs";
import { setup } from "./setup/setup.mjs";

await runCommand(async () => {
  const { names, values, limit } = parse(process.argv.slice(2), { junit: { type: "string" } });
  const file = values.junit;
  await setup();
  const verdicts = await forEachNotebook(names, (name) => verify(name, limit));
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
 * @param {string} name
 * @param {string | undefined} limit
 * @returns {Promise<import("./notebooks/verdict.mjs").Verdict>}
 */
async function verify(name, limit) {
  const began = performance.now();
  const { code, output } = await reexecute(name, limit);
  const seconds = (performance.now() - began) / 1000;
  if (code !== 0) return { name, seconds, ran: false, findings: [story(output)] };
  // What it needs is installed by now, but was not when this command began.
  const { drifts } = await import("./notebooks/drift/drifts.mjs");
  const [was, is] = [committed, executed].map((path) =>
    JSON.parse(readFileSync(path(name), "utf8")),
  );
  return { name, seconds, ran: true, findings: drifts(was, is) };
}
