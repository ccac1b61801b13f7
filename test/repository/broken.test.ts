/** A mistake in lib/, or in the notebook, turns the test red that is about it, and its message says what is wrong. */

import { strict as assert } from "node:assert";
import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";

const root = join(__dirname, "..", "..");

interface Mistake {
  file: string;
  right: string;
  wrong: string;
  /** The test that has to notice. */
  red: string;
  says: RegExp;
  /** One that is about something else. */
  green: string;
  files: string[];
}

const parts = ["model", "noise", "simulate"].map((name) => `test/lib/${name}.test.ts`);
const figures = ["test/notebooks/2021-12-06_original.test.ts"];
const isFar = /^a point of it is (\d\.\d|10\.0) pixels from ours$/;
const shown = (figure: number, curve: string) =>
  `The original's figure ${figure}, read from its picture, has ${curve} where ours is`;

const mistakes: Record<string, Mistake> = {
  "a sign": {
    file: "lib/model.ts",
    right: "return -this.p.g_K *",
    wrong: "return this.p.g_K *",
    red: "hodgkinHuxley2D gives NumPy's I_K along the simulated trajectory, to 1e-12 of its range",
    says: /^I_K\[0\] is (\d\S+), expected -\1 ± /,
    green:
      "hodgkinHuxley2D gives NumPy's I_Na along the simulated trajectory, to 1e-12 of its range",
    files: parts,
  },
  "the sign of potassium's current": {
    file: "lib/model.ts",
    right: "return -this.p.g_K *",
    wrong: "return this.p.g_K *",
    red: shown(4, "V̇ (mV/ms) of n = 0.3"),
    says: isFar,
    green: shown(3, "V̇ (mV/ms) of I = 10"),
    files: figures,
  },
  "g_L by a tenth": {
    file: "notebooks/2021-12-06_local_HH_dV_shape.ipynb",
    right: "g_L: 0.03 *",
    wrong: "g_L: 0.033 *",
    red: shown(1, "V̇ (mV/ms) of HH 2D"),
    says: isFar,
    green: shown(7, "I (nA/mm²) of I"),
    files: figures,
  },
  "the noise's seed": {
    file: "lib/noise.ts",
    right: "RandomState(seed).randn(N)",
    wrong: "RandomState(seed + 1).randn(N)",
    red: shown(7, "I (nA/mm²) of I"),
    says: isFar,
    green: shown(1, "V̇ (mV/ms) of HH 2D"),
    files: figures,
  },
  "a unit": {
    file: "lib/model/neurons.ts",
    right: "c: 1 * (μF / cm ** 2)",
    wrong: "c: 1 * (μF / cm)",
    red: "squidAxon has the original's values, its quirks included",
    says: /^value\[6\] is 0\.01\d*, expected 1 ± /,
    green:
      "hodgkinHuxley2D gives NumPy's I_K along the simulated trajectory, to 1e-12 of its range",
    files: parts,
  },
  "a seed": {
    file: "lib/noise.ts",
    right: "RandomState(seed).randn(N)",
    wrong: "RandomState(seed + 1).randn(N)",
    red: "smoothedNoise is the original's input current, to 1e-12 of its range",
    says: /^I\[0\] is \S+, expected \S+ ± /,
    green: "RandomState draws NumPy's normal numbers from seed 1",
    files: parts,
  },
  "a step": {
    file: "lib/internal/eulerSteps.ts",
    right: "I[i - 1]",
    wrong: "I[i]",
    red: "simulate uses each value of the input for the step that begins there",
    says: /^Expected values to be strictly deep-equal/,
    green: "simulate starts n where it is given, or at its equilibrium",
    files: parts,
  },
};

describe("A project in which", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "broken-"));
    const isSource = (path: string) => !/[\\/](dist|scripts|browser)$/.test(path);
    for (const name of ["lib", "notebooks", "test"]) {
      cpSync(join(root, name), join(folder, name), { recursive: true, filter: isSource });
    }
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [what, { file, right, wrong, red, says, green, files }] of Object.entries(mistakes)) {
    it(`${what} is wrong fails the test about it, and says so`, async () => {
      const path = join(folder, file);
      const code = readFileSync(path, "utf8");
      assert.equal(code.split(right).length, 2, `${file} has no place with ${right}, or several`);
      writeFileSync(path, code.replace(right, wrong));
      const { failures, passes } = await testedIn(folder, files, [red, green]).finally(() =>
        writeFileSync(path, code),
      );
      const noticed = failures.find(({ fullTitle }) => fullTitle === red);
      assert.match(noticed?.err.message ?? "nothing fails", says);
      assert.ok(passes.some(({ fullTitle }) => fullTitle === green));
    });
  }
});

interface Tested {
  failures: { fullTitle: string; err: { message: string } }[];
  passes: { fullTitle: string }[];
}

/** What the tests with these titles find in a folder. */
function testedIn(folder: string, files: string[], titles: string[]): Promise<Tested> {
  const mocha = join(root, "node_modules", "mocha", "bin", "mocha.js");
  const output = join(folder, "tested.json");
  const reporter = ["--reporter", "json", "--reporter-option", `output=${output}`];
  const only = titles.map((title) => title.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|");
  const args = [mocha, "--no-config", "--require", "tsx/cjs", "--timeout", "60000", ...reporter];
  args.push("--grep", only);
  const env = { ...process.env, NODE_V8_COVERAGE: "" };
  return new Promise<Tested>((resolve, reject) => {
    execFile(process.execPath, [...args, ...files], { cwd: folder, env }, (error) =>
      // Failed tests are an error as well, but one that is written down.
      existsSync(output) ? resolve(JSON.parse(readFileSync(output, "utf8"))) : reject(error),
    );
  }).finally(() => rmSync(output, { force: true }));
}
