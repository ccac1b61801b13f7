/** Which packages are installed, read from the packages themselves; nothing is run for it. */

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runningKernel } from "../internal/display.js";

export interface Package {
  name: string;
  version: string;
}

export interface DirectDependency {
  name: string;
  /** The installed version; undefined if it is not installed. */
  version?: string;
  /** True for what only building, checking and testing needs. */
  development: boolean;
}

export interface PythonEnvironment {
  version: string;
  packages: Package[];
}

interface Manifest {
  name?: string;
  version?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** The folder of the project that `folder` is in: the nearest one with a package that has a name. */
export function projectRoot(folder: string): string {
  if (manifest(folder)?.name) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error("reproducibilityInfo: no package.json above lib/");
  return projectRoot(parent);
}

/** The dependencies named by the project's `package.json`, sorted by name. */
export function directDependencies(root: string): DirectDependency[] {
  const { dependencies = {}, devDependencies = {} } = manifest(root) ?? {};
  const list = (names: object, development: boolean) =>
    Object.keys(names).map((name) => ({
      name,
      version: manifest(join(root, "node_modules", name))?.version,
      development,
    }));
  return [...list(dependencies, false), ...list(devDependencies, true)].sort(byName);
}

/** All packages below `node_modules`, sorted; one that is there several times counts once. */
export function npmPackages(root: string): Package[] {
  const found = new Map<string, Package>();
  const visit = (folder: string): void => {
    for (const { path, name, isLink } of entries(folder)) {
      if (name.startsWith(".")) continue;
      if (name.startsWith("@")) {
        visit(path);
        continue;
      }
      const { name: ownName = name, version } = manifest(path) ?? {};
      if (version) found.set(`${ownName} ${version}`, { name: ownName, version });
      // What a link points at lies elsewhere, and may lead back here.
      if (!isLink) visit(join(path, "node_modules"));
    }
  };
  visit(join(root, "node_modules"));
  return [...found.values()].sort(byName);
}

/** What is installed in the project's own `.venv`; undefined if there is none. */
export function pythonEnvironment(root: string): PythonEnvironment | undefined {
  const config = text(join(root, ".venv", "pyvenv.cfg"));
  if (config === undefined) return undefined;
  const libraries = [
    join(root, ".venv", "Lib"), // Windows
    ...entries(join(root, ".venv", "lib")).map(({ path }) => path),
  ];
  const packages = new Map<string, Package>();
  for (const { path } of libraries.flatMap((library) => entries(join(library, "site-packages")))) {
    if (!path.endsWith(".dist-info")) continue;
    const [header] = (text(join(path, "METADATA")) ?? "").split(/\r?\n\r?\n/, 1);
    const name = /^Name:\s*(.+?)\s*$/m.exec(header)?.[1];
    const version = /^Version:\s*(.+?)\s*$/m.exec(header)?.[1];
    if (name && version) packages.set(`${name} ${version}`, { name, version });
  }
  return {
    version: /^version(?:_info)?\s*=\s*([\w.+]+)/m.exec(config)?.[1] ?? "unknown",
    packages: [...packages.values()].sort(byName),
  };
}

/** SHA-256 of the files that fix the version of every package, by file name. */
export function lockFileHashes(root: string): Record<string, string> {
  const files = ["package-lock.json", "requirements.txt"].filter((f) => existsSync(join(root, f)));
  const sha256 = (file: string) =>
    createHash("sha256")
      .update(readFileSync(join(root, file)))
      .digest("hex");
  return Object.fromEntries(files.map((file) => [file, sha256(file)]));
}

/**
 * The version of tslab and of the TypeScript inside it, and of the one that checks the project;
 * undefined for what is not installed. The tslab is the one that runs, else the project's own.
 */
export function toolVersions(root: string) {
  const kernel = runningKernel();
  const tslab = kernel ? dirname(dirname(kernel.file)) : join(root, "node_modules", "tslab");
  return {
    tslab: manifest(tslab)?.version,
    typescriptInTslab: embeddedTypeScript(tslab),
    typescript: manifest(join(root, "node_modules", "typescript"))?.version,
  };
}

function embeddedTypeScript(tslab: string): string | undefined {
  try {
    const file = createRequire(join(tslab, "package.json")).resolve(
      "@tslab/typescript-for-tslab/package.json",
    );
    return manifest(dirname(file))?.version;
  } catch {
    return undefined;
  }
}

function manifest(folder: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  } catch {
    return undefined;
  }
}

function text(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

interface Entry {
  name: string;
  path: string;
  isLink: boolean;
}

/** What is in a folder; nothing if it can't be listed. */
function entries(folder: string): Entry[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      path: join(folder, entry.name),
      isLink: entry.isSymbolicLink(),
    }));
  } catch {
    return [];
  }
}

/** By name, then version, ignoring case, the same in every locale. */
function byName(a: { name: string; version?: string }, b: { name: string; version?: string }) {
  const key = ({ name, version }: typeof a) => `${name.toLowerCase()} ${version}`;
  return key(a) < key(b) ? -1 : 1;
}
