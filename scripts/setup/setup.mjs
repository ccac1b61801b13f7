/**
 * Everything a fresh clone needs before a notebook can run. Uses nothing but Node itself, since
 * it runs before any package is installed.
 *
 * Each task makes one folder and, last of all, leaves a stamp in it: a hash of what it was made
 * from. A folder without the right stamp is half-made or outdated, and is made again.
 */

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { build, python, pythonEnvironment, pythonOf, root, tsc, venv } from "./environment.mjs";
import { withLock } from "./lock.mjs";
import { npm } from "./npm.mjs";
import { findPython } from "./python.mjs";
import { run, runCommand, step, UserError } from "./run.mjs";

/**
 * @typedef {object} Task
 * @property {string} title
 * @property {string} folder  what it makes
 * @property {string} result  a file in it that must be there
 * @property {() => string} inputs  a hash of all that the folder depends on
 * @property {(progress: (line: string) => void) => Promise<void>} make
 */

const kernel = join(venv, "share", "jupyter", "kernels", "tslab");
const kernelSpec = JSON.stringify({
  argv: [
    process.execPath,
    ...["--require", join(root, "scripts", "notebooks", "exitWithParent.cjs")],
    ...[join(root, "node_modules", "tslab", "bin", "tslab"), "kernel"],
    ...["--config-path", "{connection_file}"],
  ],
  display_name: "TypeScript",
  language: "typescript",
});

/** @type {Task} */
const nodePackages = {
  title: "Installing the Node packages",
  folder: join(root, "node_modules"),
  result: tsc,
  inputs: () =>
    hash([process.platform, process.arch, ...["package-lock.json", ...patches()].map(read)]),
  make: installNodePackages,
};

/** @type {Task} */
const jupyter = {
  title: "Installing JupyterLab into .venv",
  folder: venv,
  result: python,
  // Virtual environments and kernelspecs hold absolute paths: moving the clone outdates them.
  inputs: () => hash([root, process.execPath, read("requirements.txt")]),
  make: installJupyter,
};

/** @type {Task} */
const kernelSpecification = {
  title: "Installing the TypeScript kernel",
  folder: kernel,
  result: join(kernel, "kernel.json"),
  inputs: () => hash([kernelSpec]),
  make: installKernel,
};

/** @type {Task} */
const library = {
  title: "Compiling lib",
  folder: join(root, "lib", "dist"),
  result: join(root, "lib", "dist", "index.js"),
  inputs: () =>
    hash(
      ["package-lock.json", "tsconfig.json", "scripts/setup/bundle.mjs", ...sources()].map(read),
    ),
  make: compileLib,
};

/** Makes what is missing or outdated; instant when nothing is. */
export async function setup() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new UserError(
      `Node ${process.versions.node} is too old: install Node 20.19 or newer, from https://nodejs.org/`,
    );
  }
  await complete([
    [nodePackages, library],
    [jupyter, kernelSpecification],
  ]);
}

/**
 * Makes a virtual environment of Python packages, if it is missing or outdated: for what not every
 * reader needs.
 * @param {string} folder  where it is to be
 * @param {string} requirements  the file that locks the packages
 * @returns {Promise<string>} its Python
 */
export async function setupEnvironment(folder, requirements) {
  const task = {
    title: `Installing ${relative(root, requirements)} into ${relative(root, folder)}`,
    folder,
    result: pythonOf(folder),
    inputs: () => hash([folder, readFileSync(requirements, "utf8")]),
    make: (/** @type {(line: string) => void} */ progress) =>
      makeVirtualEnvironment(folder, requirements, progress),
  };
  await complete([[task]]);
  return task.result;
}

/**
 * Does each list of tasks in its order, and the lists side by side. If one fails, the others come
 * to their end first: a program that goes on would write to a terminal that is no longer ours.
 * @param {Task[][]} lanes
 */
async function complete(lanes) {
  if (lanes.flat().every(isDone)) return;
  await withLock(join(build, "setup.lock"), async () => {
    const results = await Promise.allSettled(
      lanes.map(async (tasks) => {
        for (const task of tasks) {
          if (isDone(task)) continue;
          const inputs = task.inputs();
          await step(task.title, task.make);
          writeFileSync(stamp(task), inputs);
        }
      }),
    );
    const failed = results.find(({ status }) => status === "rejected");
    if (failed) throw /** @type {PromiseRejectedResult} */ (failed).reason;
  });
}

const stamp = (/** @type {Task} */ { folder }) => join(folder, ".setup-stamp");

/** @param {Task} task */
function isDone(task) {
  const file = stamp(task);
  return (
    existsSync(task.result) && existsSync(file) && readFileSync(file, "utf8") === task.inputs()
  );
}

/** @param {(line: string) => void} progress */
async function installNodePackages(progress) {
  const args = [npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  await runOrFail("Could not install the Node packages", process.execPath, args, progress);
  const patch = join(root, "node_modules", "patch-package", "index.js");
  await runOrFail("Could not patch the Node packages", process.execPath, [
    patch,
    "--error-on-fail",
  ]);
}

/** @param {(line: string) => void} progress */
async function installJupyter(progress) {
  await makeVirtualEnvironment(venv, join(root, "requirements.txt"), progress);
  mkdirSync(pythonEnvironment.IPYTHONDIR, { recursive: true });
}

async function installKernel() {
  mkdirSync(kernel, { recursive: true });
  writeFileSync(join(kernel, "kernel.json"), kernelSpec);
}

/**
 * @param {string} folder
 * @param {string} requirements
 * @param {(line: string) => void} progress
 */
async function makeVirtualEnvironment(folder, requirements, progress) {
  rmSync(folder, { recursive: true, force: true });
  const [base, ...args] = await findPython();
  const name = relative(root, folder);
  await runOrFail(`Could not make ${name}`, base, [...args, "-m", "venv", folder], progress);
  const pip = ["-m", "pip", "--no-input", "--disable-pip-version-check", "install"];
  // Wheels with the locked hashes only: nothing is compiled, no install script runs.
  const locked = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--no-compile"];
  const install = [...pip, ...locked, "-r", requirements];
  await runOrFail("Could not install the Python packages", pythonOf(folder), install, progress);
}

async function compileLib() {
  rmSync(join(root, "lib", "dist"), { recursive: true, force: true });
  await runOrFail("lib does not compile", process.execPath, [tsc, "-p", join(root, "lib")]);
  const bundle = join(root, "scripts", "setup", "bundle.mjs");
  await runOrFail("lib can't be bundled for browsers", process.execPath, [bundle]);
}

/**
 * Runs a program that has to succeed.
 * @param {string} failure  what to say when it does not
 * @param {string} program
 * @param {string[]} args
 * @param {(line: string) => void} [onLine]
 */
async function runOrFail(failure, program, args, onLine) {
  const { code, output } = await run(program, args, { env: pythonEnvironment, onLine });
  if (code === 0) return;
  console.error(output.trim());
  throw new UserError(`${failure}: ${reason(output)}`);
}

/**
 * The line of an installer's output that says why it failed.
 * @param {string} output
 */
function reason(output) {
  // npm ends with where its log is; pip with a package that it, unconnected, could not find.
  if (UNCONNECTED.test(output)) return "there is no connection to where they are downloaded from";
  const lines = output.trim().split(/\r?\n/);
  const errors = lines.filter((line) => /^(npm )?error\b/i.test(line));
  return errors.findLast((line) => !line.includes("complete log")) ?? lines.at(-1);
}

const UNCONNECTED =
  /\b(EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|connection broken by)\b/;

const patches = () => readdirSync(join(root, "patches")).map((file) => join("patches", file));

const sources = () =>
  ["lib", join("page", "live")].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => !file.startsWith("dist") && /\.(ts|js|json|css)$/.test(file))
      .map((file) => join(folder, file))
      .sort(),
  );

const read = (/** @type {string} */ file) => `${file}\n${readFileSync(join(root, file), "utf8")}`;

const hash = (/** @type {string[]} */ parts) =>
  createHash("sha256").update(parts.join("\0")).digest("hex");

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) void runCommand(setup);
