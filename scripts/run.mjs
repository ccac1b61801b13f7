/** Other programs, started without a shell, and what the terminal shows of them. */

import { spawn } from "node:child_process";
import { root } from "./environment.mjs";

/** A failure that is explained by its message alone; a command ends with it and exit code 1. */
export class Failure extends Error {}

/**
 * Runs a program in the clone's folder and resolves to what it printed on both streams.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, inherit?: boolean, onLine?: (line: string) => void }} [options]
 *   `inherit` passes the output straight to the terminal, `onLine` gets each line as it comes
 * @returns {Promise<{ code: number, output: string }>} code 127 if the program can't be started
 */
export function run(command, args, { env = process.env, inherit = false, onLine } = {}) {
  return new Promise((resolve) => {
    const stdio = inherit ? "inherit" : "pipe";
    const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", stdio, stdio] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
        output += text;
        const line = text.trimEnd().split("\n").at(-1);
        if (line) onLine?.(line);
      });
    }
    child.on("error", (error) => resolve({ code: 127, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Runs a step and tells of it: its title, a line of progress where the terminal can show one,
 * and the time it took.
 * @template T
 * @param {string} title
 * @param {(progress: (line: string) => void) => Promise<T>} step
 */
export async function tell(title, step) {
  const { isTTY, columns = 80 } = process.stdout;
  const began = performance.now();
  process.stdout.write(isTTY ? `  ${title} …` : `  ${title} …\n`);
  const result = await step((line) => {
    if (isTTY) process.stdout.write(`\r\x1b[K${`  ${title} … ${line}`.slice(0, columns - 1)}`);
  }).catch((error) => {
    if (isTTY) process.stdout.write("\n");
    throw error;
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`${isTTY ? "\r\x1b[K" : ""}✓ ${title} (${seconds} s)\n`);
  return result;
}

/**
 * Runs a command's main function; a Failure is told in one line, anything else with its stack.
 * @param {() => Promise<void>} main
 */
export async function command(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Failure ? `✗ ${error.message}` : error);
    process.exitCode = 1;
  }
}
