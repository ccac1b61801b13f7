/** Other programs, started without a shell, and what the terminal shows of them. */

import { spawn } from "node:child_process";
import { root } from "./environment.mjs";

/** A failure that its message alone explains; a command ends with it and its exit code. */
export class UserError extends Error {
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
 * process goes to the program; once that has ended, it is a UserError.
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
      if (interrupted) reject(new UserError("Interrupted"));
      else resolve(result);
    };
    child.on("error", (error) => end({ code: 127, output: error.message, stdout }));
    child.on("close", (code) => end({ code: code ?? 1, output, stdout }));
  });
}

/** The steps that are under way; in a terminal each has a line, rewritten in place. */
/** @type {{ title: string, progress: string }[]} */
const underWay = [];

/**
 * Prints a line above those of the steps under way, and draws these again.
 * @param {string} [line]
 */
function print(line) {
  const { isTTY, columns = 80 } = process.stdout;
  const up = drawn > 0 ? `\x1b[${drawn}A\x1b[J` : "";
  const lines = underWay.map(({ title, progress }) =>
    `  ${title} … ${progress}`.trimEnd().slice(0, columns - 1),
  );
  drawn = isTTY ? lines.length : 0;
  const text = [...(line === undefined ? [] : [line]), ...(isTTY ? lines : [])];
  process.stdout.write(up + text.map((each) => `${each}\n`).join(""));
}
let drawn = 0;

/**
 * Runs a step and shows it: its title, its progress where a terminal can show it, and the time it
 * took. Several may be under way at a time.
 * @template T
 * @param {string} title
 * @param {(progress: (line: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const { isTTY } = process.stdout;
  const shown = { title, progress: "" };
  const began = performance.now();
  underWay.push(shown);
  print(isTTY ? undefined : `  ${title} …`);
  try {
    const result = await work((line) => {
      shown.progress = line.trim();
      if (isTTY) print();
    });
    underWay.splice(underWay.indexOf(shown), 1);
    print(`✓ ${title} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
    return result;
  } catch (error) {
    underWay.splice(underWay.indexOf(shown), 1);
    if (isTTY) print(`✗ ${title}`);
    throw error;
  }
}

/**
 * Runs a command's main function. A UserError is shown as one line, and so is a folder that can't be
 * written or a disk that is full; anything else with its stack.
 * @param {() => Promise<void>} main
 */
export async function runCommand(main) {
  try {
    await main();
  } catch (error) {
    const message = error instanceof UserError ? error.message : refusal(error);
    console.error(message ? `✗ ${message}` : error);
    process.exitCode = error instanceof UserError ? error.exitCode : 1;
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
