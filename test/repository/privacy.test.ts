import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { homedir, hostname } from "node:os";
import { join } from "node:path";
import { describe, it } from "mocha";

const root = join(__dirname, "..", "..");

// A folder of somebody's: on Unix, macOS, Windows. Ada and tslab are made up, for tests.
const SOMEBODYS =
  /(?<![\w.~)\]}-])\/(?:(?:home|Users)\/(?!(?:ada|tslab)\b)|(?:root|tmp|work|workspaces?)\/)[\w.]|\b[A-Z]:\\+Users\\+\w/;

describe("What is committed", () => {
  // What is committed is known in a clone, not in a download of the files.
  const isClone = existsSync(join(root, ".git")) || process.env.CI;
  const title = "names no machine: no folder of somebody's, no name of a host";
  (isClone ? it : it.skip)(isClone ? title : `${title} (this is no clone)`, () => {
    for (const path of ["/home/alan/hh", "in /tmp/x", "C:\\\\Users\\\\alan", "/root/.npm"]) {
      assert.match(path, SOMEBODYS);
    }
    const own = [root, homedir()].filter(({ length }) => length > 5);
    // A plain word can be a host's name, and occur by chance.
    if (/[\d.-]/.test(hostname())) own.push(hostname());
    const listed = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" });
    const files = listed.split("\0").filter((file) => file && existsSync(join(root, file)));
    assert.ok(files.length > 0);
    for (const file of files) {
      const content = readFileSync(join(root, file), "latin1");
      for (const name of own) assert.ok(!content.includes(name), `${file} contains “${name}”`);
      // Pictures can spell anything.
      const isText = !/\.(png|ipynb)$/.test(file) && file !== "test/repository/privacy.test.ts";
      if (isText)
        assert.doesNotMatch(content, SOMEBODYS, `${file} contains a folder of somebody's`);
    }
  });
});
