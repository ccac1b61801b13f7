/**
 * `npm run workflow [-- OPTIONS OF SNAKEMAKE]`: an ensemble in shards, merged and drawn, by
 * scripts/ensemble/Snakefile; on all cores of this machine, unless the options name others.
 */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { build, pythonEnvironment, root } from "./setup/environment.mjs";
import { run, runCommand, UserError } from "./setup/run.mjs";
import { setup, setupEnvironment } from "./setup/setup.mjs";

const folder = join(root, "scripts", "ensemble");
const WHERE = /^(--cores|-c\d*|--jobs|-j\d*|--executor|-e)(=|$)/;

await runCommand(async () => {
  await setup();
  const environment = join(folder, ".venv");
  const python = await setupEnvironment(environment, join(folder, "requirements.txt"));
  const given = process.argv.slice(2);
  const directory = join(build, "workflow");
  mkdirSync(directory, { recursive: true });
  // Shards appear whole or not at all, so whatever a killed run has left is taken up again.
  const args = ["--snakefile", join(folder, "Snakefile"), "--directory", directory];
  args.push("--rerun-incomplete", "--nolock");
  if (!given.some((option) => WHERE.test(option))) args.push("--cores", "all");
  const { code } = await run(python, ["-m", "snakemake", ...args, ...given], {
    env: { ...pythonEnvironment, XDG_CACHE_HOME: join(environment, "cache") },
    inherit: true,
  });
  if (code !== 0) throw new UserError("The workflow did not run to its end");
});
