/** Pages of notebooks, rendered one after the other by one program: its start is most of the work. */

import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { python, pythonEnvironment, root } from "../setup/environment.mjs";
import { UserError } from "../setup/run.mjs";

/** Starts the program beside whatever else is done; it ends with this process or by `end`. */
export function startRenderer() {
  const child = spawn(python, [join(root, "page", "render.py")], {
    cwd: root,
    env: pythonEnvironment,
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    said += text;
  });
  // A program that has ended says so by ending its answers.
  child.stdin.on("error", () => {});
  child.on("error", (error) => {
    said += error.message;
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  /** @type {Promise<unknown>} */
  let before = Promise.resolve();

  /**
   * @param {string} notebook
   * @param {string} page
   */
  const ask = async (notebook, page) => {
    child.stdin.write(`${JSON.stringify([notebook, page])}\n`);
    const { done, value } = await answers.next();
    if (done) throw new UserError(`The renderer ended: ${said.trim()}`);
    const failure = JSON.parse(value);
    if (failure !== null) throw new UserError(failure);
  };

  return {
    /**
     * Renders a notebook file as a page, once those asked for before are done.
     * @param {string} notebook
     * @param {string} page
     * @returns {Promise<void>}
     * @throws {UserError} that says what is wrong with the notebook
     */
    render(notebook, page) {
      const rendered = before.then(() => ask(notebook, page));
      before = rendered.catch(() => {});
      return rendered;
    },
    end() {
      child.stdin.end();
    },
  };
}
