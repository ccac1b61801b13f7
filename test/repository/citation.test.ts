import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";

const read = (file: string) => readFileSync(join(__dirname, "..", "..", file), "utf8");
const citation = read("CITATION.cff");

// `cffconvert --validate` checks the file against its schema; it brings twenty packages with it.
describe("CITATION.cff", () => {
  it("has each of its fields once, and those that a citation needs", () => {
    const fields = [...citation.matchAll(/^([a-z-]+):/gm)].map(([, field]) => field);
    assert.deepEqual(fields, [...new Set(fields)]);
    for (const field of [
      ...["cff-version", "message", "title", "abstract", "type", "authors", "license"],
      ...["version", "date-released", "preferred-citation", "references"],
    ]) {
      assert.ok(fields.includes(field), field);
    }
  });

  it("is of the version that package.json and CHANGELOG.md have, and of its date", () => {
    const { version } = JSON.parse(read("package.json"));
    const [, date] =
      new RegExp(`^## ${version} \\((\\d{4}-\\d\\d-\\d\\d)\\)$`, "m").exec(read("CHANGELOG.md")) ??
      [];
    const all = (field: string) =>
      [...citation.matchAll(new RegExp(`^(?:  )?${field}: (.*)$`, "gm"))].map(([, value]) => value);
    assert.deepEqual(all("version"), [version, version]);
    assert.deepEqual(all("date-released"), [`"${date}"`, `"${date}"`]);
  });

  it("names persons only for works that are theirs", () => {
    const own = citation.slice(0, citation.indexOf("\nreferences:"));
    assert.doesNotMatch(own, /family-names|given-names|orcid|Doe\b|TODO|example\./);
    assert.match(citation, /^ +- family-names: Fiers\n +given-names: Tomas$/m);
  });
});
