import { spawn } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { root } from "../../scripts/setup/environment.mjs";

// Stands in for npm, and for what set-up uses of node_modules. Where $FAULT names a step, that is
// half done when it kills who called it; where it is "waiting", npm takes its time. npm fails with
// the words in $NPM_FAILURE.
const NPM = `
const { appendFileSync, mkdirSync, rmSync, writeFileSync } = require("node:fs");
appendFileSync("npm.log", process.argv.slice(2).join(" ") + "\\n");
const tsc = \`
const { mkdirSync, writeFileSync } = require("node:fs");
mkdirSync("lib/dist");
if (process.env.FAULT === "lib/dist") {
  mkdirSync("lib/dist/half");
  process.kill(process.ppid, "SIGKILL");
}
writeFileSync("lib/dist/index.js", "");\`;
const esbuild = \`
const { mkdirSync, writeFileSync } = require("node:fs");
const { dirname } = require("node:path");
exports.build = async ({ outfile, outdir = dirname(outfile) }) => {
  mkdirSync(outdir, { recursive: true });
  if (outfile) writeFileSync(outfile, "");
};\`;
const typescript = \`
const checker = { getSymbolAtLocation() {} };
exports.createProgram = () => ({
  getTypeChecker: () => checker,
  getSourceFile: () => ({}),
  getSourceFiles: () => [],
});
exports.ScriptTarget = exports.SymbolFlags = {};\`;
rmSync("node_modules", { recursive: true, force: true });
mkdirSync("node_modules/half", { recursive: true });
if (process.env.NPM_FAILURE) {
  console.error(process.env.NPM_FAILURE);
  process.exitCode = 1;
} else if (process.env.FAULT === "node_modules") process.kill(process.ppid, "SIGKILL");
else if (process.env.FAULT === "waiting") setTimeout(() => {}, 60_000);
else {
  rmSync("node_modules/half", { recursive: true });
  const compiler = "@tslab/typescript-for-tslab";
  for (const folder of [compiler, "esbuild", "patch-package", "typescript/bin"]) {
    mkdirSync("node_modules/" + folder, { recursive: true });
  }
  writeFileSync("node_modules/" + compiler + "/index.js", typescript);
  writeFileSync("node_modules/esbuild/index.js", esbuild);
  writeFileSync("node_modules/patch-package/index.js", "");
  writeFileSync("node_modules/typescript/bin/tsc", tsc);
}`;

// Stands in for Python. What it "executes" gets a line more, so that old and new can be told apart,
// and what $EDIT, commands of sed, makes of it; a notebook whose text has $BROKEN in it fails.
const python3 = (install: string) => `
case "$1 $2" in
  "-I -c") echo 3 12 1 1;;
  "-m venv")
    mkdir -p "$3/bin" "$3/half"
    if [ "$FAULT" = .venv ]; then kill -9 $PPID; exit; fi
    rmdir "$3/half"
    cp "$0" "$3/bin/python";;
  "-m pip") echo "$*" >> pip.log; ${install};;
  *execute.py\\ *)
    echo "$*" >> execute.log
    (sed "$EDIT" "$2"; echo) > "$3.$$"; mv "$3.$$" "$3"
    echo "  $2 [1/1] 0.01 s"
    if [ "$BROKEN" ] && grep -q "$BROKEN" "$2"; then
      echo "✗ $2: cell [1] failed" >&2; echo "    the <source>" >&2; exit 1
    fi;;
  *render.py\\ )
    if [ "$FAULT" = renderer ]; then echo "no page" >&2; exit 1; fi
    while IFS='"' read -r _ from _ to _; do cp "$from" "$to.$$"; mv "$to.$$" "$to"; echo null; done;;
esac`;

interface Circumstances {
  /** The folders with the programs there are. */
  path?: string;
  env?: NodeJS.ProcessEnv;
  /** JavaScript that runs first, with `fs` and `die` at hand, to make a call of `fs` fail. */
  fault?: string;
  uid?: number;
}

/** A small copy of the clone, with stand-ins for npm and Python, in which the scripts really run. */
export class Clone {
  /** Its name has to be quoted everywhere a shell or a URL could get hold of it. */
  readonly folder = join(mkdtempSync(join(tmpdir(), "clone-")), "Räum & 'Zeit' \u{1f9e0}");

  constructor() {
    for (const folder of ["lib", "docs"]) mkdirSync(this.at(folder), { recursive: true });
    const files = ["scripts", "page", "notebooks", "patches"];
    files.push("package-lock.json", "requirements.txt", "tsconfig.json", "lib/index.ts");
    files.push("lib/plotting/dark.json");
    for (const file of files) cpSync(join(root, file), this.at(file), { recursive: true });
    writeFileSync(this.at("npm-cli.js"), NPM);
  }

  remove() {
    rmSync(join(this.folder, ".."), { recursive: true, force: true });
  }

  at(...path: string[]): string {
    return join(this.folder, ...path);
  }

  /** A path with these shell scripts on it, and little else. */
  programs(scripts: Record<string, string>): string {
    const bin = mkdtempSync(this.at("bin-"));
    for (const [name, script] of Object.entries(scripts)) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    chmodSync(bin, 0o755);
    return [bin, "/bin", "/usr/bin"].join(delimiter);
  }

  /** A path with a good Python, whose pip does this. */
  python(install = "exit 0"): string {
    return this.programs({ python3: python3(install) });
  }

  /** Starts a script, with arguments perhaps, with the programs of one folder alone. */
  start(
    script: string | string[],
    { path = this.python(), env = {}, fault, uid }: Circumstances = {},
  ) {
    const { PYTHON: _, ...inherited } = process.env;
    const npm_execpath = this.at("npm-cli.js");
    const [file, ...args] = [script].flat();
    const options = [...preload(fault), this.at("scripts", file), ...args];
    const child = spawn(process.execPath, options, {
      cwd: this.folder,
      // Node hands NODE_V8_COVERAGE on by itself; who may not write could not write that either.
      env: { ...inherited, NODE_V8_COVERAGE: "", PATH: path, Path: path, npm_execpath, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    const ended = new Promise<{ code: number | null; output: string }>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, output }));
    });
    return { child, ended };
  }

  /** Runs a script to its end; the code is null if it was killed. */
  run(script: string | string[], circumstances?: Circumstances) {
    return this.start(script, circumstances).ended;
  }

  setUp(path?: string) {
    return this.run("setup/setup.mjs", { path });
  }
}

/** Node's options for running something first. */
function preload(fault: string | undefined): string[] {
  if (fault === undefined) return [];
  const module = `
    import fs from "node:fs";
    import { syncBuiltinESMExports } from "node:module";
    const die = () => process.kill(process.pid, "SIGKILL");
    ${fault}
    syncBuiltinESMExports();`;
  return ["--import", `data:text/javascript,${encodeURIComponent(module)}`];
}
