import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { describe, it } from "mocha";

// All that is used of child_process: what takes a program and its arguments, and types.
const HARMLESS =
  /import type \{[^}]*\} from "node:child_process"|import \{( ?(spawn|spawnSync|execFile|execFileSync),?)+ \} from "node:child_process"|import\("node:child_process"\)\.SpawnOptions/g;

const languages = {
  "JavaScript or TypeScript": {
    ending: /\.([cm]?js|ts)$/,
    offends: (code: string) =>
      /child_process|\bshell\s*:/.test(code.replace(/\s+/g, " ").replace(HARMLESS, "")),
    offences: [
      'import { exec } from "node:child_process";',
      'import {\n  execSync,\n  spawn,\n} from "node:child_process";',
      'import * as child from "node:child_process";',
      'require("node:child_process").execSync("ls")',
      'spawn("ls", [], { shell: true });',
    ],
  },
  "Python or Snakemake": {
    ending: /(\.py|Snakefile)$/,
    offends: (code: string) =>
      /shell\s*[=:]|\bos\.(system|popen|spawn)|getoutput|subprocess_shell|^from (os|subprocess) /m.test(
        code,
      ),
    offences: [
      'os.system("ls")',
      'subprocess.run("ls", shell=True)',
      "from subprocess import getoutput as run",
      'rule all:\n    shell: "ls"',
      'await asyncio.create_subprocess_shell("ls")',
    ],
  },
};

const files = ["bench", "lib", "page", "scripts", "test"]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  )
  .filter(
    (file) => !file.split(sep).some((part) => ["dist", "node_modules", ".venv"].includes(part)),
  );

describe("No shell is given a string", () => {
  for (const [language, { ending, offends, offences }] of Object.entries(languages)) {
    it(`by ${language}`, () => {
      for (const offence of offences) assert.ok(offends(offence), offence);
      const ours = files.filter((file) => ending.test(file) && !__filename.endsWith(file));
      assert.ok(ours.length > 2);
      assert.deepEqual(
        ours.filter((file) => offends(readFileSync(file, "utf8"))),
        [],
      );
    });
  }
});
