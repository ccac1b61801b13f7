import { strict as assert } from "node:assert";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { readDocs, tableRows } from "../support/docs.js";
import { auto } from "../support/dynamics.js";

const root = join(__dirname, "..", "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const toNumber = (text: string) => Number(text.replace("−", "-"));
const notebooks = ["2021-12-06_local_HH_dV_shape", "2026-11-22_beyond_local_HH_dV_shape"].map(
  (name) => `notebooks/${name}.ipynb`,
);
const PAGE = "https://tfiers.github.io/phd/nb/2021-12-06__local_HH_dV_shape.html";

describe("docs/reproduction.md", () => {
  const text = readDocs("reproduction.md");

  it("has numbers that the notebooks print, and their differences from the original's", () => {
    const printed = notebooks.map(read).join("").replaceAll("−", "-");
    const rows = tableRows("reproduction.md", "", "original", "here");
    assert.ok(rows.length >= 10);
    for (const [what, original, here, difference] of rows) {
      const number = new RegExp(`(?<![\\d.])${toNumber(here)}(?![\\d.]*\\d)`);
      assert.match(printed, number, what);
      const off = toNumber(here) - toNumber(original);
      assert.ok(Math.abs(off - toNumber(difference)) < 1e-9, `${what}: ${off}`);
    }
  });

  it("has AUTO's numbers, and lib's within 1e-5 of them", () => {
    const theirs = [
      ...[...auto.folds, ...auto.hopf].map(({ I }) => I),
      ...auto.cycles.flatMap(({ onset, orbits }) => [onset, ...orbits.map((o) => o.period)]),
    ].map((value) => value.toPrecision(8));
    const rows = tableRows("reproduction.md", "", "`lib/`", "AUTO");
    assert.ok(rows.length >= 10);
    for (const [what, ours, autos] of rows) {
      assert.ok(theirs.includes(autos), `${what}: ${autos}`);
      assert.ok(Math.abs(toNumber(ours) / toNumber(autos) - 1) <= 1e-5, what);
    }
  });

  it("names files that exist, and commits by all of their digits where it links to them", () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, path]) =>
      join("docs", path),
    );
    const named = [...text.matchAll(/`((?:test|docs|lib)\/[\w./-]+)`/g)].map(([, path]) => path);
    const missing = [...links, ...named].filter((path) => !existsSync(join(root, path)));
    assert.deepEqual(missing, []);
    assert.ok(links.length >= 3 && named.length >= 8);
    const pinned = [...text.matchAll(/github\.com\/tfiers\/phd\/(?:blob|tree)\/([^/)]+)/g)];
    assert.ok(pinned.length >= 2);
    for (const [, commit] of pinned) assert.match(commit, /^[0-9a-f]{40}$/);
  });

  it("is where the README sends readers, and links to the original's page as all others do", () => {
    assert.match(read("README.md"), /\]\(docs\/reproduction\.md\)/);
    for (const file of ["README.md", "CITATION.cff", "docs/reproduction.md", notebooks[0]]) {
      assert.ok(read(file).includes(PAGE), file);
      assert.doesNotMatch(read(file), /tfiers\.github\.io\/phd\/?(?!\/?nb\/2021)/, file);
    }
  });
});
