/** Where things are in this clone, and the environment that keeps Jupyter inside it. */

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const notebooks = join(root, "notebooks");
export const build = join(root, "build");
export const venv = join(root, ".venv");
export const python = pythonOf(venv);

/**
 * The Python of a virtual environment.
 * @param {string} folder
 */
export function pythonOf(folder) {
  return process.platform === "win32"
    ? join(folder, "Scripts", "python.exe")
    : join(folder, "bin", "python");
}

/** TypeScript's compiler; `node_modules/.bin/tsc` is the older one that tslab brings. */
export const tsc = join(root, "node_modules", "typescript", "bin", "tsc");

const jupyter = join(venv, "jupyter");
const inherited = { ...process.env };
for (const name of ["JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "PYTHONHOME", "PYTHONPATH"]) {
  delete inherited[name];
}

/** For every Python process: all of Jupyter's settings, kernels and traces stay in `.venv`. */
export const pythonEnvironment = {
  ...inherited,
  VIRTUAL_ENV: venv,
  PYTHONNOUSERSITE: "1",
  PYTHONUTF8: "1",
  JUPYTER_PREFER_ENV_PATH: "1",
  JUPYTER_CONFIG_DIR: join(jupyter, "config"),
  JUPYTER_DATA_DIR: join(jupyter, "data"),
  JUPYTER_RUNTIME_DIR: join(jupyter, "runtime"),
  JUPYTERLAB_SETTINGS_DIR: join(jupyter, "lab", "settings"),
  JUPYTERLAB_WORKSPACES_DIR: join(jupyter, "lab", "workspaces"),
  IPYTHONDIR: join(jupyter, "ipython"),
};
