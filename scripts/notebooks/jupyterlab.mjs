/** JupyterLab on a clone of this project, and the compiler that follows the edits in its `lib/`. */

import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { python, pythonEnvironment, root } from "../setup/environment.mjs";

/** @typedef {import("node:child_process").SpawnOptions} SpawnOptions */

/**
 * Starts JupyterLab with a notebook open. It listens on this machine only, wants a token, prints
 * the address with it, and logs nothing but errors, so that type errors stand out: of its warnings
 * none says what a reader could do. It ends when this process does.
 * @param {string} folder  the clone: what the file browser shows
 * @param {string} notebook  the name of one of its notebooks
 * @param {string[]} [args]  more options for `jupyter lab`
 * @param {SpawnOptions} [options]
 */
export function openJupyterLab(folder, notebook, args = [], options = {}) {
  const server = [
    `--ServerApp.root_dir=${folder}`,
    "--ServerApp.ip=127.0.0.1",
    "--ServerApp.answer_yes=True", // one Ctrl-C ends it
    "--MultiKernelManager.default_kernel_name=tslab",
    "--Application.log_level=ERROR",
  ];
  // Where a browser is opened, and the address that is printed for who opens one.
  server.push(`--LabApp.default_url=/lab/tree/notebooks/${encodeURIComponent(notebook)}.ipynb`);
  return spawn(python, [join(root, "scripts", "notebooks", "lab.py"), ...server, ...args], {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
    ...options,
    env: {
      ...(options.env ?? pythonEnvironment),
      LAB_STARTED_BY: String(process.pid),
      JUPYTER_CONFIG_PATH: join(root, "scripts", "notebooks", "jupyter"), // no news, no look for updates
    },
  });
}

/**
 * Compiles `lib/` now and after every edit, until it is killed; prints the type errors there are.
 * The next run of an import cell picks the result up (see `lib/autoreload.ts`).
 * @param {string} folder  the clone
 * @param {SpawnOptions} [options]
 */
export async function compileOnEdit(folder, options = {}) {
  // `bin/tsc` starts the compiler as a child, which would survive when `bin/tsc` is killed.
  const locator = join(root, "node_modules", "typescript", "lib", "getExePath.js");
  const { default: getExePath } = await import(pathToFileURL(locator).href);
  const args = ["-p", join(folder, "lib"), "--watch", "--preserveWatchOutput"];
  return spawn(getExePath(), args, { stdio: ["ignore", "inherit", "inherit"], ...options });
}
