/** `npm run ensemble`: many runs, in shards, on this machine or on many; see docs/ensemble.md. */

import { help, parse } from "./ensemble/arguments.mjs";
import { allRunsIn, shardsIn } from "./ensemble/files.mjs";
import { runCommand } from "./setup/run.mjs";
import { setup } from "./setup/setup.mjs";

await runCommand(async () => {
  const request = parse(process.argv.slice(2));
  if (request.task === "help") return console.log(help);
  // Says what is missing before it installs anything.
  if (request.task === "merge") shardsIn(request.out);
  if (request.task === "figure") allRunsIn(request.out);
  await setup();
  // Only now are the packages there that these need.
  if (request.task === "simulate") {
    const { simulate } = await import("./ensemble/simulate.mjs");
    await simulate(request.plan, request.shard, request.out, request.workers);
  } else if (request.task === "merge") {
    const { merge } = await import("./ensemble/merge.mjs");
    await merge(request.out);
  } else {
    const { draw } = await import("./ensemble/figure.mjs");
    await draw(request.out);
  }
});
