import { strict as assert } from "node:assert";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";

const root = join(__dirname, "..", "..");
const readme = readFileSync(join(root, "README.md"), "utf8");

describe("The README", () => {
  it("shows the notebook's figure of the input currents, as committed", () => {
    const notebook = join(root, "notebooks", "2021-12-06_local_HH_dV_shape.ipynb");
    const cells: { id: string; outputs: { data: Record<string, string> }[] }[] = JSON.parse(
      readFileSync(notebook, "utf8"),
    ).cells;
    const shown = cells.find(({ id }) => id === "figure-3")?.outputs[0].data["image/png"] ?? "";
    const file = readFileSync(join(root, "docs", "input-current.png"));
    assert.ok(file.equals(Buffer.from(shown, "base64")), "`npm run update` brings it up to date");
    assert.match(readme, /!\[[^\]]{20,}\]\(docs\/input-current\.png\)/);
  });

  it("links only to files that exist", () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, path]) => path);
    const missing = links.filter((path) => !existsSync(join(root, path)));
    assert.deepEqual(missing, []);
    assert.ok(links.length > 3);
  });

  it("names only npm scripts that exist", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const named = [...readme.matchAll(/npm (?:run )?([a-z]+)/g)].map(([, name]) => name);
    const unknown = named.filter((name) => name !== "install" && !(name in scripts));
    assert.deepEqual(unknown, []);
  });

  it("maps every folder, and every file at the top of lib/", () => {
    const folders = ["bench", "docs", "lib", "notebooks", "page", "scripts", "test"];
    for (const folder of folders) assert.ok(readme.includes(`\n| \`${folder}/\` |`), folder);
    const files = readdirSync(join(root, "lib")).filter((file) => file.endsWith(".ts"));
    const plumbing = ["index.ts", "autoreload.ts"];
    const unnamed = files.filter(
      (file) => !plumbing.includes(file) && !readme.includes(`\`${file}\``),
    );
    assert.deepEqual(unnamed, []);
  });
});
