import { strict as assert } from "node:assert";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "mocha";

const root = join(__dirname, "..", "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const readme = read("README.md");
const guides = ["README.md", "CONTRIBUTING.md"].concat(
  readdirSync(join(root, "docs"))
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
);

describe("The README", () => {
  it("shows the notebook's figure of the input currents, as committed", () => {
    const notebook = "notebooks/2021-12-06_local_HH_dV_shape.ipynb";
    const cells: { id: string; outputs: { data: Record<string, string> }[] }[] = JSON.parse(
      read(notebook),
    ).cells;
    const shown = cells.find(({ id }) => id === "figure-3")?.outputs[0].data["image/png"] ?? "";
    const file = readFileSync(join(root, "docs", "input-current.png"));
    assert.ok(file.equals(Buffer.from(shown, "base64")), "`npm run update` brings it up to date");
    assert.match(readme, /!\[[^\]]{20,}\]\(docs\/input-current\.png\)/);
  });

  it("maps every folder", () => {
    for (const folder of ["bench", "docs", "lib", "notebooks", "page", "scripts", "test"]) {
      assert.ok(readme.includes(`\n| \`${folder}/\` |`), folder);
    }
  });
});

describe("docs/architecture.md", () => {
  it("names every file at the top of lib/", () => {
    const files = readdirSync(join(root, "lib")).filter((file) => file.endsWith(".ts"));
    const text = read("docs/architecture.md");
    assert.deepEqual(
      files.filter((file) => !text.includes(`\`${file}\``)),
      [],
    );
  });
});

for (const guide of guides) {
  describe(guide, () => {
    const text = read(guide);

    it("links and refers only to files that exist", () => {
      const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, path]) =>
        join(dirname(guide), path),
      );
      const named = [...text.matchAll(/`((?:lib|page|scripts|test|docs|bench)\/[\w./-]*)`/g)].map(
        ([, path]) => path,
      );
      const missing = [...linked, ...named].filter(
        (path) => !/^lib\/dist|\.venv$/.test(path) && !existsSync(join(root, path)),
      );
      assert.deepEqual(missing, []);
    });

    it("names only npm scripts that exist", () => {
      const { scripts } = JSON.parse(read("package.json"));
      const named = [...text.matchAll(/npm (?:run )?([a-z]+(?::[a-z]+)?)/g)].map(
        ([, name]) => name,
      );
      const npm = ["install", "ci", "pack", "offline"];
      assert.deepEqual(
        named.filter((name) => !npm.includes(name) && !(name in scripts)),
        [],
      );
    });
  });
}
