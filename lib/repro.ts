/** What a reader needs to know to run the notebook again and get the same. */

import { checkObject } from "./internal/check.js";
import { displayBundle } from "./internal/display.js";
import { formatAll, formatRun } from "./repro/format.js";
import { gitState } from "./repro/git.js";
import type { ReproInfo, RunInfo } from "./repro/info.js";
import {
  directDependencies,
  lockFileHashes,
  npmPackages,
  projectRoot,
  pythonEnvironment,
  toolVersions,
} from "./repro/packages.js";
import { identity, system } from "./repro/system.js";
import { localTime } from "./repro/time.js";

export type { ReproInfo } from "./repro/info.js";

export interface IdentityOption {
  /** Whether to include the names of the user and the computer; by default they stay private. */
  identity?: boolean;
}

export interface PrintOptions extends IdentityOption {
  /** Whether to add the platform, versions and packages; by default only the time and the commit. */
  verbose?: boolean;
}

/**
 * Everything that the result of a run may depend on: time, git commit and uncommitted changes,
 * machine, versions, packages. Works without git, without a commit and outside a repository:
 * `git.problem` then says why nothing is known.
 */
export function reproducibilityInfo(options: IdentityOption = {}): ReproInfo {
  checkObject("reproducibilityInfo", "options", options);
  const { identity = false } = options;
  const root = projectRoot(__dirname);
  return {
    ...runInfo(root, identity),
    system: system(),
    versions: {
      node: process.versions.node,
      v8: process.versions.v8,
      ...toolVersions(root),
    },
    dependencies: directDependencies(root),
    packages: npmPackages(root),
    python: pythonEnvironment(root),
    lockFiles: lockFileHashes(root),
  };
}

/**
 * Shows below the cell when it was run and with which git commit; `verbose`, also the changed
 * files, platform, versions, dependencies, hashes of the lock files and all packages. The names of
 * user and computer are shown with `identity: true` only. Outside a notebook it prints.
 */
export function printReproducibilityInfo(options: PrintOptions = {}): void {
  checkObject("printReproducibilityInfo", "options", options);
  const { verbose, identity = false } = options;
  displayBundle(
    verbose
      ? formatAll(reproducibilityInfo({ identity }))
      : formatRun(runInfo(projectRoot(__dirname), identity)),
  );
}

function runInfo(root: string, withIdentity: boolean): RunInfo {
  return {
    when: localTime(new Date()),
    git: gitState(root),
    ...(withIdentity && { identity: identity() }),
  };
}
