/** The machine and the programs that a result was computed with. */

import { readFileSync } from "node:fs";
import os from "node:os";

export interface System {
  os: string;
  /** Model of the (first) processor. */
  cpu: string;
  /** Logical cores. */
  cores: number;
  /** Main memory in bytes. */
  memory: number;
}

export interface Identity {
  user: string;
  host: string;
}

export function system(): System {
  const cpus = os.cpus();
  return {
    os: operatingSystem(),
    // Some virtual machines and ARM boards name none.
    cpu: cpus[0]?.model.trim() || "unknown processor",
    cores: cpus.length || os.availableParallelism(),
    memory: os.totalmem(),
  };
}

/** What `operatingSystem` asks, so that a test can answer for other machines. */
const thisMachine = () => ({
  platform: os.platform() as string,
  release: os.release(),
  version: os.version(),
  arch: os.arch(),
  read: (file: string) => readFileSync(file, "utf8"),
});

/** Name and version as its users know them, its kernel, and the architecture. */
export function operatingSystem(machine = thisMachine()): string {
  const { platform, release, version, arch, read } = machine;
  /** The first group of `pattern` in a file; nothing where there is none. */
  const find = (file: string, pattern: RegExp): string | undefined => {
    try {
      return pattern.exec(read(file))?.[1];
    } catch {
      return undefined;
    }
  };
  switch (platform) {
    case "linux": {
      const name = find("/etc/os-release", /^PRETTY_NAME="?(.*?)"?\s*$/m);
      return `${name ? `${name}, ` : ""}Linux ${release} ${arch}`;
    }
    case "darwin": {
      const plist = "/System/Library/CoreServices/SystemVersion.plist";
      const name = find(plist, /<key>ProductVersion<\/key>\s*<string>(.*?)<\/string>/);
      return `macOS${name ? ` ${name}` : ""}, Darwin ${release} ${arch}`;
    }
    case "win32":
      return `${version}, ${release} ${arch}`;
    default:
      return `${platform} ${release} ${arch}`;
  }
}

export function identity(): Identity {
  return { user: userName(), host: os.hostname() };
}

/** A container may run under a user id that has no name. */
function userName(): string {
  try {
    return os.userInfo().username;
  } catch {
    return "unknown user";
  }
}
