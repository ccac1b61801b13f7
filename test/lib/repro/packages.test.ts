import { strict as assert } from "node:assert";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import {
  directDependencies,
  lockFileHashes,
  npmPackages,
  projectRoot,
  pythonEnvironment,
  toolVersions,
} from "../../../lib/repro/packages.js";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "repro-packages-"));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string | object): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
}

function install(path: string, version: string, name = path.replace(/^.*node_modules\//, "")) {
  write(`${path}/package.json`, { name, version });
}

describe("projectRoot", () => {
  it("is the nearest folder upward with a package that has a name", () => {
    write("package.json", { name: "project" });
    write("lib/package.json", { main: "dist/index.js" });
    write("lib/dist/index.js", "");
    assert.equal(projectRoot(join(root, "lib", "dist")), root);
    assert.equal(projectRoot(root), root);
  });

  it("throws if there is none", () => {
    assert.throws(() => projectRoot("/"), {
      message: "reproducibilityInfo: no package.json above lib/",
    });
  });
});

describe("directDependencies", () => {
  it("lists what package.json names, with the installed version", () => {
    write("package.json", {
      dependencies: { b: "^1.0.0", "@scope/a": "1.0.0" },
      devDependencies: { c: "1.0.0", B2: "1.0.0" },
    });
    install("node_modules/b", "1.2.3");
    install("node_modules/@scope/a", "1.0.1");
    install("node_modules/c", "3.0.0");
    install("node_modules/other", "1.0.0");
    assert.deepEqual(directDependencies(root), [
      { name: "@scope/a", version: "1.0.1", development: false },
      { name: "b", version: "1.2.3", development: false },
      { name: "B2", version: undefined, development: true },
      { name: "c", version: "3.0.0", development: true },
    ]);
  });

  it("are none without a package.json, or if it names none", () => {
    assert.deepEqual(directDependencies(root), []);
    write("package.json", { name: "project" });
    assert.deepEqual(directDependencies(root), []);
  });
});

describe("npmPackages", () => {
  it("lists what is installed at any depth, once a version, sorted", () => {
    install("node_modules/zed", "1.0.0");
    install("node_modules/Ant", "2.0.0");
    install("node_modules/@scope/bee", "1.0.0");
    install("node_modules/zed/node_modules/bee", "1.0.0");
    install("node_modules/zed/node_modules/bee/node_modules/@deep/cat", "1.0.0");
    install("node_modules/Ant/node_modules/zed", "1.0.0");
    install("node_modules/b_e", "1.0.0");
    install("node_modules/dog", "3.0.0");
    install("node_modules/Ant/node_modules/dog", "2.0.0");
    assert.deepEqual(
      npmPackages(root).map(({ name, version }) => `${name} ${version}`),
      [
        "@deep/cat 1.0.0",
        "@scope/bee 1.0.0",
        "Ant 2.0.0",
        "b_e 1.0.0",
        "bee 1.0.0",
        "dog 2.0.0",
        "dog 3.0.0",
        "zed 1.0.0",
      ],
    );
  });

  it("gives an alias its own name", () => {
    install("node_modules/alias", "1.0.0", "original");
    assert.deepEqual(npmPackages(root), [{ name: "original", version: "1.0.0" }]);
  });

  it("passes over what is no package, and packages it can't read", () => {
    install("node_modules/.cache", "1.0.0");
    write("node_modules/notes.txt", "");
    write("node_modules/@file", "");
    write("node_modules/nameless/dist/package.json", { name: "part", version: "1.0.0" });
    write("node_modules/broken/package.json", "{");
    write("node_modules/nameless/package.json", { version: "1.0.0" });
    assert.deepEqual(npmPackages(root), [{ name: "nameless", version: "1.0.0" }]);
  });

  it("names a linked package, but not what it has installed for itself", function () {
    if (process.platform === "win32") this.skip(); // where links need a privilege
    install("elsewhere/linked", "9.0.0", "linked");
    install("elsewhere/linked/node_modules/inner", "1.0.0");
    mkdirSync(join(root, "node_modules"));
    symlinkSync(join(root, "elsewhere", "linked"), join(root, "node_modules", "linked"));
    assert.deepEqual(npmPackages(root), [{ name: "linked", version: "9.0.0" }]);
  });

  it("are none where nothing is installed", () => {
    assert.deepEqual(npmPackages(root), []);
  });
});

describe("pythonEnvironment", () => {
  const metadata = (name: string, version: string) =>
    `Metadata-Version: 2.1\nX-Name: other\nName: ${name}\nVersion: ${version}\n\nName: of a chapter\nVersion: 0\n`;

  it("reads the packages of .venv from their metadata", () => {
    write(".venv/pyvenv.cfg", "home = /usr/bin\nversion = 3.11.2\n");
    const site = ".venv/lib/python3.11/site-packages";
    write(`${site}/numpy-1.21.1.dist-info/METADATA`, metadata("numpy", "1.21.1"));
    write(`${site}/Jinja2-3.1.dist-info/METADATA`, metadata("Jinja2", "3.1"));
    write(`${site}/~umpy.dist-info/RECORD`, "left over by a broken pip install");
    write(`${site}/mute-1.dist-info/METADATA`, "Metadata-Version: 2.1\n\nName: mute\nVersion: 1\n");
    write(`${site}/old-1.dist-info/METADATA`, "Metadata-Version: 2.1\nName: old\n");
    write(`${site}/zmq-27.dist-info/METADATA`, metadata("zmq", "27"));
    write(`${site}/anyio-4.dist-info/METADATA`, metadata("anyio", "4"));
    write(`${site}/spaced-5.dist-info/METADATA`, "Name:spaced\nVersion:  5\n");
    write(`${site}/numpy/METADATA`, metadata("no package", "1"));
    assert.deepEqual(pythonEnvironment(root), {
      version: "3.11.2",
      packages: [
        { name: "anyio", version: "4" },
        { name: "Jinja2", version: "3.1" },
        { name: "numpy", version: "1.21.1" },
        { name: "spaced", version: "5" },
        { name: "zmq", version: "27" },
      ],
    });
  });

  it("knows the folders of Windows and the words of virtualenv", () => {
    write(".venv/pyvenv.cfg", "base-version = 2\r\nversion_info=3.12.1.final.0\r\n");
    write(
      ".venv/Lib/site-packages/numpy-2.0.dist-info/METADATA",
      metadata("numpy", "2.0").replaceAll("\n", "\r\n"),
    );
    assert.deepEqual(pythonEnvironment(root), {
      version: "3.12.1.final.0",
      packages: [{ name: "numpy", version: "2.0" }],
    });
  });

  it("is undefined without .venv, and empty in a half-made one", () => {
    assert.equal(pythonEnvironment(root), undefined);
    write(".venv/pyvenv.cfg", "home = /usr/bin\n");
    assert.deepEqual(pythonEnvironment(root), { version: "unknown", packages: [] });
  });
});

describe("lockFileHashes", () => {
  it("are the SHA-256 of the lock files that are there", () => {
    assert.deepEqual(lockFileHashes(root), {});
    write("requirements.txt", "abc"); // FIPS 180-2, appendix B.1
    assert.deepEqual(lockFileHashes(root), {
      "requirements.txt": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    });
    write("package-lock.json", "");
    assert.deepEqual(Object.keys(lockFileHashes(root)), ["package-lock.json", "requirements.txt"]);
  });
});

describe("toolVersions", () => {
  it("are undefined for what is not installed", () => {
    assert.deepEqual(toolVersions(root), {
      tslab: undefined,
      typescriptInTslab: undefined,
      typescript: undefined,
    });
  });

  it("are those of the project's tslab outside a notebook", () => {
    install("node_modules/tslab", "1.0.22");
    install("node_modules/@tslab/typescript-for-tslab", "5.0.4");
    install("node_modules/typescript", "7.0.2");
    assert.deepEqual(toolVersions(root), {
      tslab: "1.0.22",
      typescriptInTslab: "5.0.4",
      typescript: "7.0.2",
    });
  });

  it("are those of the tslab that runs, with the TypeScript next to or inside it", () => {
    install("node_modules/tslab", "1.0.22");
    install("node_modules/@tslab/typescript-for-tslab", "5.0.4");
    install("global/node_modules/tslab", "1.9.9");
    install("global/node_modules/tslab/node_modules/@tslab/typescript-for-tslab", "5.9.9");
    const file = join(root, "global", "node_modules", "tslab", "dist", "jupyter.js");
    require.cache[file] = { exports: { lastWriteDisplayData: () => undefined } } as NodeJS.Module;
    try {
      assert.deepEqual(toolVersions(root), {
        tslab: "1.9.9",
        typescriptInTslab: "5.9.9",
        typescript: undefined,
      });
    } finally {
      delete require.cache[file];
    }
  });
});
