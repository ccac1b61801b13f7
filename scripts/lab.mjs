/** `npm run lab [-- NAME] [-- OPTION …]`: JupyterLab on a notebook; edits in `lib/` are compiled. */

import { once } from "node:events";
import { compileOnEdit, openJupyterLab } from "./notebooks/jupyterlab.mjs";
import { select } from "./notebooks/notebooks.mjs";
import { pythonEnvironment, root } from "./setup/environment.mjs";
import { runCommand, UserError } from "./setup/run.mjs";
import { setup } from "./setup/setup.mjs";

await runCommand(async () => {
  const args = process.argv.slice(2);
  const options = args.filter((arg) => arg.startsWith("-"));
  const [name] = select(args.filter((arg) => !arg.startsWith("-")));
  if (!name) throw new UserError("There is no notebook to open");
  if (process.getuid?.() === 0 && !options.includes("--allow-root")) {
    throw new UserError(
      "JupyterLab lets root in only when asked to, in a container, say: npm run lab -- --allow-root",
    );
  }
  await setup();

  const compiler = await compileOnEdit(root);
  const lab = openJupyterLab(root, name, options, {
    env: { ...pythonEnvironment, LAB_COMPILER: String(compiler.pid) },
  });
  // A terminal sends Ctrl-C to these two as well; this process ends after them.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => lab.kill("SIGTERM"));
  process.on("SIGHUP", () => lab.kill("SIGTERM"));
  // Who started this may be killed, and so can't pass that on.
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid === parent || lab.kill("SIGTERM"), 1000);
  const [code] = await once(lab, "exit");
  clearInterval(watch);
  compiler.kill();
  process.exitCode = code ?? 1;
});
