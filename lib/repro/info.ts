/** The types of the facts, which are plain data. */

import type { GitState } from "./git.js";
import type { DirectDependency, Package, PythonEnvironment } from "./packages.js";
import type { Identity, System } from "./system.js";

/** When the code ran, and which. */
export interface RunInfo {
  /** Local time with its UTC offset, ISO 8601. */
  when: string;
  git: GitState;
  /** User and host; only if asked for. */
  identity?: Identity;
}

/** Where the cells ran, if in a reader's browser. */
export interface PageInfo {
  /** How the browser identifies itself. */
  browser: string;
  /** The names of the cells that the reader has edited. */
  edited: string[];
}

/** Plain data, without any path outside the repository. */
export interface ReproInfo extends RunInfo {
  system: System;
  /** Undefined is what is not installed. */
  versions: {
    node: string;
    v8: string;
    tslab?: string;
    typescriptInTslab?: string;
    /** The compiler that checks the project and compiles `lib/`. */
    typescript?: string;
  };
  dependencies: DirectDependency[];
  packages: Package[];
  /** The project's own `.venv`; undefined if there is none. */
  python?: PythonEnvironment;
  /** SHA-256 of each lock file. */
  lockFiles: Record<string, string>;
  /** Only where a page ran the cells; all else is then what the page was built with. */
  page?: PageInfo;
}
