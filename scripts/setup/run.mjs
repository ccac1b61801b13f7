/** Other programs, started without a shell, and what the terminal shows of them. */

import { spawn } from "node:child_process";
import { root } from "./environment.mjs";

/** A failure that is explained by its message alone; a command ends with it and its exit code. */
export class Failure extends Error {
  /**
   * @param {string} message
   * @param {number} [exitCode]
   */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Runs a program in the clone's folder and resolves to what it printed. A signal to end this
 * process goes to the program; once that has ended, it is a Failure.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, inherit?: boolean, echo?: boolean, onLine?: (line: string) => void }} [options]
 *   `inherit` passes the output straight to the terminal, `echo` shows it as it comes and keeps it,
 *   `onLine` gets each line
 * @returns {Promise<{ code: number, output: string, stdout: string }>} `output` is both streams as
 *   they came, for people; what is parsed is `stdout`, since a wrapper or a shell without its locale
 *   may warn on the other. Code 127 if the program can't be started.
 */
export function run(
  command,
  args,
  { env = process.env, inherit = false, echo = false, onLine } = {},
) {
  return new Promise((resolve, reject) => {
    const stdio = inherit ? "inherit" : "pipe";
    const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", stdio, stdio] });
    let output = "";
    let stdout = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
        output += text;
        if (stream === child.stdout) stdout += text;
        if (echo) process.stdout.write(text);
        const line = text.trimEnd().split("\n").at(-1);
        if (line) onLine?.(line);
      });
    }
    let interrupted = false;
    const interrupt = (/** @type {NodeJS.Signals} */ signal) => {
      interrupted = true;
      child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, interrupt);
    const end = (/** @type {{ code: number, output: string, stdout: string }} */ result) => {
      for (const signal of SIGNALS) process.off(signal, interrupt);
      if (interrupted) reject(new Failure("Interrupted"));
      else resolve(result);
    };
    child.on("error", (error) => end({ code: 127, output: error.message, stdout }));
    child.on("close", (code) => end({ code: code ?? 1, output, stdout }));
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
 * Runs a command's main function. A Failure is told in one line, and so is a folder that can't be
 * written or a disk that is full; anything else with its stack.
 * @param {() => Promise<void>} main
 */
export async function command(main) {
  try {
    await main();
  } catch (error) {
    const message = error instanceof Failure ? error.message : refusal(error);
    console.error(message ? `✗ ${message}` : error);
    process.exitCode = error instanceof Failure ? error.exitCode : 1;
  }
}

/**
 * What a file system's refusal to write means for who runs a command.
 * @param {unknown} error
 */
function refusal(error) {
  const { code = "", path, message } = /** @type {NodeJS.ErrnoException} */ (error);
  if (["EACCES", "EPERM", "EROFS"].includes(code) && path) {
    return `Can't write ${path}: this folder has to be writable`;
  }
  return ["ENOSPC", "EDQUOT"].includes(code) ? `The disk is full (${message})` : undefined;
}
