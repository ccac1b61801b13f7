/** Every file of lib/ has tests: in the file of its name, or where CONTRIBUTING.md says. */

import { strict as assert } from "node:assert";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildSync, transformSync } from "esbuild";
import { describe, it } from "mocha";

const root = join(__dirname, "..", "..");

/** Whether there is code in a file, apart from types. */
const hasCode = (file: string) =>
  transformSync(readFileSync(join(root, "lib", file), "utf8"), { loader: "ts" }).code !== "";

/** The files of lib/, as `dynamics/hopf`. */
const names = readdirSync(join(root, "lib"), { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => /^(?!dist\/).*(?<!\.d)\.ts$/.test(file) && hasCode(file))
  .map((file) => file.replace(/\.ts$/, ""));

const testOf = (name: string) => `test/${name.startsWith("browser/") ? "" : "lib/"}${name}.test.ts`;
const hasOwnTest = (name: string) => existsSync(join(root, "test", "lib", `${name}.test.ts`));

/** The table: each name of a file or of a folder's files, as `dynamics/*`, with the tests. */
const [, table = ""] = readFileSync(join(root, "CONTRIBUTING.md"), "utf8").split(
  "| in `lib/` | tested by |",
);
const quoted = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
const testsOf = new Map(
  [...table.matchAll(/^\| (`.*) \| (`.*) \|$/gm)].flatMap(([, files, tests]) =>
    quoted(files).map((file) => [file, quoted(tests).map(testOf)] as const),
  ),
);
const rowOf = (name: string) => (testsOf.has(name) ? name : `${dirname(name)}/*`);

describe("A file of lib/", () => {
  it("has a test file of its name, or a row in CONTRIBUTING.md", () => {
    const without = names.filter((name) => !hasOwnTest(name) && !testsOf.has(rowOf(name)));
    assert.deepEqual(without, []);
  });

  it("is loaded by the tests that its row names", () => {
    const loadedBy = new Map<string, Set<string>>();
    for (const test of new Set([...testsOf.values()].flat())) {
      const { metafile } = buildSync({
        absWorkingDir: root,
        entryPoints: [test],
        bundle: true,
        write: false,
        metafile: true,
        logLevel: "silent",
        platform: "node",
        packages: "external",
        outdir: "build",
        loader: { ".json": "empty", ".css": "empty" },
      });
      loadedBy.set(test, new Set(Object.keys(metafile.inputs)));
    }
    const untouched = names
      .filter((name) => !hasOwnTest(name) && !runsElsewhere(name))
      .flatMap((name) =>
        (testsOf.get(rowOf(name)) ?? [])
          .filter((test) => !loadedBy.get(test)?.has(`lib/${name}.ts`))
          .map((test) => `${test} does not load lib/${name}.ts`),
      );
    assert.deepEqual(untouched, []);
  });
});

/** Whether a browser or a thread loads the file, as part of a bundle. */
const runsElsewhere = (name: string) =>
  /^(browser|interactive\/frame)\//.test(name) || name === "ensemble/worker";

describe("The table of tests in CONTRIBUTING.md", () => {
  it("has no row that is not needed", () => {
    const needed = new Set(names.filter((name) => !hasOwnTest(name)).map(rowOf));
    const idle = [...testsOf.keys()].filter((row) => !needed.has(row));
    assert.deepEqual(idle, []);
  });
});
