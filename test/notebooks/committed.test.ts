import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { homedir, hostname } from "node:os";
import { join } from "node:path";
import { describe, it } from "mocha";
import { unpacked, withoutPacked } from "../support/packed.js";

interface Output {
  output_type: string;
  name?: string;
  data?: Record<string, string | string[]>;
}

interface Cell {
  id: string;
  cell_type: string;
  metadata: Record<string, unknown>;
  source: string | string[];
  outputs?: Output[];
}

/** What GitHub, nbviewer and a JupyterLab that does not trust the notebook can show. */
const shownTypes: ReadonlySet<string> = new Set([
  "image/jpeg",
  "image/png",
  "image/svg+xml",
  "text/html",
  "text/latex",
  "text/markdown",
  "text/plain",
]);

// A folder of somebody's machine: Unix, macOS, Windows, or as a URL.
const MACHINE_PATH =
  /(?<![\w.)\]}/-])\/(?:home|root|Users|tmp|var|usr|opt|mnt|private|work|workspaces?)\/[\w.-]+|\b[A-Z]:\\+\w|file:\/\//;

const root = join(__dirname, "..", "..");
const folder = join(root, "notebooks");

for (const file of readdirSync(folder).filter((name) => name.endsWith(".ipynb"))) {
  describe(`The committed ${file}`, () => {
    const json = readFileSync(join(folder, file), "utf8");
    const { nbformat, nbformat_minor, metadata, cells } = JSON.parse(json);
    const outputs = (cells as Cell[]).flatMap((cell) => cell.outputs ?? []);
    const bundles = outputs.flatMap(({ data }) => (data ? [data] : []));
    // A picture's base64 can spell anything.
    const texts = [
      ...(cells as Cell[]).map(({ source }) => [source].flat().join("")),
      JSON.stringify(outputs, (key, value) => (key.startsWith("image/") ? undefined : value)),
      JSON.stringify(metadata),
    ];

    it("is of nbformat 4.5, with cells whose ids are there once", () => {
      assert.deepEqual([nbformat, nbformat_minor], [4, 5]);
      const ids = (cells as Cell[]).map(({ id }) => id);
      assert.ok(ids.every((id) => /^[\w-]{1,64}$/.test(id)));
      assert.equal(new Set(ids).size, ids.length);
    });

    // The reproduction is smaller than the original was. Each figure with controls has the library:
    // one more would not fit in.
    const limits: Record<string, number> = { "2021-12-06": 739, "2026-11-22": 1700 };
    const limit = limits[file.slice(0, 10)] ?? 850;
    it(`is no larger than ${limit} KB`, () => {
      assert.ok(Buffer.byteLength(json) <= 1000 * limit, `${Buffer.byteLength(json)} bytes`);
    });

    it("opens with the TypeScript kernel", () => {
      const { kernelspec, language_info } = metadata;
      assert.ok(
        kernelspec && language_info,
        `${file} never ran here: execute it with npm run update`,
      );
      assert.deepEqual([kernelspec.name, kernelspec.language], ["tslab", "typescript"]);
      assert.equal(language_info.name, "typescript");
    });

    it("has outputs, none of them an error or a warning", () => {
      const kinds = outputs.map(({ output_type, name }) => name ?? output_type);
      assert.ok(kinds.length > 0, `${file} has no outputs: execute it with npm run update`);
      assert.deepEqual(
        kinds.filter((kind) => !["stdout", "display_data", "execute_result"].includes(kind)),
        [],
      );
    });

    it("has only outputs that GitHub and nbviewer show", () => {
      const types = bundles.flatMap((data) => Object.keys(data));
      assert.deepEqual(
        types.filter((type) => !shownTypes.has(type)),
        [],
      );
      for (const data of bundles) assert.ok("text/plain" in data, Object.keys(data).join(", "));
    });

    it("has each figure as SVG, or HTML to explore, as PNG for where that is not trusted, and in words", () => {
      const figures = bundles.filter((data) => "image/svg+xml" in data || "image/png" in data);
      for (const data of figures) {
        assert.ok("image/svg+xml" in data || "text/html" in data);
        assert.ok("image/png" in data && "text/plain" in data);
        assert.doesNotMatch(
          [data["image/svg+xml"] ?? []].flat().join(""),
          /<(?:style|script|image)\b|url\(http/,
        );
      }
    });

    it("has no path of the machine it ran on, nor its name", () => {
      for (const text of texts) {
        assert.doesNotMatch(text, MACHINE_PATH);
        for (const secret of [homedir(), root]) {
          const isIn = secret.length > 1 && unpacked(text).includes(secret);
          assert.ok(!isIn, `${secret} is in the notebook`);
        }
        // A machine may be called "vm": among 200,000 letters of base64 that is there by chance.
        assert.doesNotMatch(
          withoutPacked(text),
          new RegExp(`(?<!\\w)${hostname().replace(/[.*+?^$()[\]{}|\\]/g, "\\$&")}(?!\\w)`),
        );
      }
    });

    it("has no times of execution in its metadata, which would differ from run to run", () => {
      for (const cell of cells as Cell[]) assert.equal(cell.metadata.execution, undefined);
    });
  });
}
