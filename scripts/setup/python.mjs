/** The Python that `.venv` is made from. */

import { run, UserError } from "./run.mjs";

const MINIMUM = [3, 10];
const INSTALL = "install Python 3.10 or newer, from https://www.python.org/downloads/";

// Prints the version and whether venv can be used; Debian ships Python without ensurepip.
const PROBE = `
import sys
from importlib.util import find_spec
print(*sys.version_info[:3], int(bool(find_spec("venv") and find_spec("ensurepip"))))`;

/**
 * Finds Python ≥ 3.10 with venv: $PYTHON, or the usual names on PATH.
 * @returns {Promise<string[]>} the command and its leading arguments
 * @throws {UserError} that says what to install
 */
export async function findPython() {
  const names = process.env.PYTHON
    ? [[process.env.PYTHON]]
    : [["python3"], ["python"], ...(process.platform === "win32" ? [["py", "-3"]] : [])];
  let diagnosis = process.env.PYTHON
    ? `Python is not at $PYTHON (${process.env.PYTHON})`
    : "Python is missing";
  for (const [command, ...args] of names) {
    const { code, stdout } = await run(command, [...args, "-I", "-c", PROBE]);
    const found = /^(\d+) (\d+) (\d+) ([01])\s*$/.exec(stdout);
    if (code !== 0 || !found) continue;
    const [major, minor, patch, venv] = found.slice(1).map(Number);
    const version = `${major}.${minor}.${patch}`;
    if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
      diagnosis = `Python ${version} is too old`;
    } else if (!venv) {
      throw new UserError(
        `Python ${version} has no venv: install it (on Debian and Ubuntu: apt install python3-venv)`,
      );
    } else {
      return [command, ...args];
    }
  }
  throw new UserError(`${diagnosis}: ${INSTALL}`);
}
