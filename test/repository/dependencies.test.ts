import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";

interface LockedPackage {
  version?: string;
  resolved?: string;
  integrity?: string;
  hasInstallScript?: boolean;
}

const read = (file: string) => readFileSync(file, "utf8");
const json = (file: string) => JSON.parse(read(file));
const EXACT = /^\d+\.\d+\.\d+$/;

for (const [names, folder] of [
  ["The Node packages", "."],
  ["The packages of npm run mutation", "test/mutation"],
]) {
  describe(names, () => areLocked(folder));
}

function areLocked(folder: string) {
  const project = json(`${folder}/package.json`);
  const { "": own, ...packages }: Record<string, LockedPackage> = json(
    `${folder}/package-lock.json`,
  ).packages;
  const wanted: Record<string, string> = { ...project.dependencies, ...project.devDependencies };

  it("are asked for by exact versions, which are the locked ones", () => {
    assert.ok(Object.keys(wanted).length > 0);
    for (const [name, version] of Object.entries(wanted)) {
      assert.match(version, EXACT, name);
      assert.equal(packages[`node_modules/${name}`]?.version, version, name);
    }
    for (const kind of ["dependencies", "devDependencies"]) {
      assert.deepEqual((own as Record<string, unknown>)[kind], project[kind]);
    }
  });

  it("are each locked to a SHA-512, and come from npm's registry", () => {
    assert.ok(Object.keys(packages).length > Object.keys(wanted).length);
    for (const [name, { resolved, integrity }] of Object.entries(packages)) {
      assert.match(integrity ?? "without integrity", /^sha512-[A-Za-z0-9+/]{86}==$/, name);
      if (resolved) assert.match(resolved, /^https:\/\/registry\.npmjs\.org\//, name);
    }
  });

  it("need no install scripts, and no command here lets one run", () => {
    // Both bring ready binaries; their scripts are for platforms without one. A new name here
    // has to be tried with --ignore-scripts first. (fsevents runs on macOS and is optional.)
    const scripted = Object.keys(packages).filter((name) => packages[name].hasInstallScript);
    const known = ["node_modules/esbuild", "node_modules/fsevents", "node_modules/zeromq"];
    assert.deepEqual(
      scripted.filter((name) => !known.includes(name)),
      [],
    );
    const files = [".binder/postBuild", ".ci/run", ".devcontainer/devcontainer.json"];
    files.push(".github/workflows/ci.yml", "scripts/setup/setup.mjs");
    const installs = files.flatMap((file) => read(file).match(/npm (ci|i|install)\b.*/g) ?? []);
    for (const command of installs) assert.match(command, / --ignore-scripts\b/);
  });
}

it("The environments of Binder and of the dev container, and plugins in the docs, are pinned", () => {
  const { image, features } = JSON.parse(
    read(".devcontainer/devcontainer.json").replace(/^\s*\/\/.*$/gm, ""),
  );
  assert.match(image, /@sha256:[0-9a-f]{64}$/);
  assert.equal(features, undefined);
  const packages = [...read(".binder/environment.yml").matchAll(/^ {2}- (.+)$/gm)];
  assert.ok(packages.length > 0);
  for (const [, name] of packages) assert.match(name, /^[a-z]+=\d+\.\d+\.\d+$/);
  const installs = read("docs/ensemble.md").match(/(?<=pip install ).*/g) ?? [];
  assert.ok(installs.length > 0);
  for (const name of installs.join(" ").split(" ")) assert.match(name, /^[\w-]+==[\d.]+$/);
});

for (const folder of ["", "bench/", "scripts/ensemble/"]) {
  describe(`The Python packages of ${folder}requirements.in`, () => {
    // An entry is one logical line: its end is escaped where it goes on.
    const entries = read(`${folder}requirements.txt`)
      .replace(/^\s*#.*\n/gm, "")
      .replace(/\\\n/g, " ")
      .split("\n")
      .filter((line) => line.trim() !== "");

    it("are each locked to one version and its SHA-256 hashes", () => {
      assert.ok(entries.length > 10);
      for (const entry of entries) {
        assert.match(entry, /^[a-z0-9.-]+==[\w.]+( ; [^;]+?)?( +--hash=sha256:[0-9a-f]{64})+ *$/);
      }
    });

    it("include all that are asked for", () => {
      const names = entries.map((entry) => entry.split("==")[0]);
      const wanted = read(`${folder}requirements.in`).match(/^[a-z0-9-]+/gm) ?? [];
      assert.ok(wanted.length > 0);
      assert.deepEqual(
        wanted.filter((name) => !names.includes(name)),
        [],
      );
    });
  });
}
