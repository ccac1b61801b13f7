/** npm without a shell, which Windows would need to start npm.cmd. */

import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UserError } from "./run.mjs";

/** The file of npm's own JavaScript, to be run by Node. */
export function npm() {
  const node = dirname(process.execPath);
  const found = [
    process.env.npm_execpath ?? "",
    join(node, "node_modules", "npm", "bin", "npm-cli.js"),
    join(node, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
    join(node, "..", "share", "nodejs", "npm", "bin", "npm-cli.js"),
  ].find((path) => basename(path) === "npm-cli.js" && existsSync(path));
  if (!found)
    throw new UserError("npm is missing: install Node with npm, from https://nodejs.org/");
  return found;
}
