import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { formatAll, formatRun } from "../../../lib/repro/format.js";
import type { ReproInfo, RunInfo } from "../../../lib/repro/info.js";

const hash = "0123456789abcdef0123456789abcdef01234567";
const run: RunInfo = {
  when: "2021-12-08T19:15:42+01:00",
  git: {
    commit: {
      hash,
      shortHash: "0123456",
      date: "2021-12-07T03:59:00Z",
      url: `https://github.com/ada/hh/commit/${hash}`,
    },
    changedFiles: [],
  },
};
const info: ReproInfo = {
  ...run,
  system: { os: "Windows 10 Pro, 10.0.19045 x64", cpu: "W-2123", cores: 8, memory: 34_304_655_360 },
  versions: {
    node: "20.20.2",
    v8: "11.3",
    tslab: "1.0.22",
    typescriptInTslab: "5.0.4",
    typescript: "7.0.2",
  },
  dependencies: [
    { name: "tslab", version: "1.0.22", development: false },
    { name: "c8", version: "10.0.0", development: true },
    { name: "lost", development: false },
  ],
  packages: ["a", "bb"].map((name) => ({ name, version: "1.0.0" })),
  python: { version: "3.11.2", packages: [{ name: "nbclient", version: "0.10.0" }] },
  lockFiles: { "package-lock.json": "ba7816bf", "requirements.txt": "ad" },
};

const changed = (...paths: string[]) => paths.map((path) => ({ status: "??", path }));
const withChanges = (...paths: string[]): ReproInfo => ({
  ...info,
  git: { ...run.git, changedFiles: changed(...paths) },
});
const text = (facts: Parameters<typeof formatRun>[0]) => formatRun(facts)["text/plain"];

describe("formatRun", () => {
  it("says when, with which commit, of when, and that nothing has changed", () => {
    assert.deepEqual(formatRun(run), {
      "text/html":
        "<p>Last run on 2021-12-08 19:15 (UTC+01:00).<br>\n" +
        `Git commit <a href="https://github.com/ada/hh/commit/${hash}"><code>0123456</code></a> ` +
        "of 2021-12-07 03:59 (UTC+00:00), no uncommitted changes.</p>",
      "text/plain":
        "Last run on 2021-12-08 19:15 (UTC+01:00).\n" +
        "Git commit 0123456 of 2021-12-07 03:59 (UTC+00:00), no uncommitted changes.",
    });
  });

  it("says which browser ran a page's cells, and which of them were edited", () => {
    const page = { browser: "Firefox <153>", edited: [] };
    assert.match(
      text({ ...run, page }),
      /\nRun in this page by Firefox <153>; no cell is edited\.$/,
    );
    const edited = { ...run, page: { ...page, edited: ["[3]", "[7]"] } };
    assert.match(text(edited), /; edited: \[3\], \[7\]\.$/);
    assert.match(formatRun(edited)["text/html"], /<code>Firefox &lt;153&gt;<\/code>.*<code>\[7\]</);
    assert.match(formatAll({ ...info, ...edited })["text/plain"], /that the page was built on:/);
  });

  it("puts the best format first", () => {
    assert.deepEqual(Object.keys(formatRun(run)), ["text/html", "text/plain"]);
    assert.deepEqual(Object.keys(formatAll(info)), ["text/html", "text/plain"]);
  });

  it("makes no link where there is no page of the commit", () => {
    const commit = { hash, shortHash: "0123456", date: "2021-12-07T03:59:00-03:30" };
    const html = formatRun({ ...run, git: { commit, changedFiles: [] } })["text/html"];
    assert.match(html, /Git commit <code>0123456<\/code> of 2021-12-07 03:59 \(UTC-03:30\), no/);
  });

  it("counts the changed files", () => {
    assert.match(text(withChanges("a")), /, uncommitted changes in 1 file\.$/);
    assert.match(text(withChanges("a", "b")), /, uncommitted changes in 2 files\.$/);
  });

  it("says that there is no commit yet, or why it is not known", () => {
    assert.match(
      text({ ...run, git: { changedFiles: changed("a") } }),
      /\nNo git commit yet, uncommitted changes in 1 file\.$/,
    );
    assert.match(
      text({ ...run, git: { problem: "git is not installed" } }),
      /\nGit commit unknown: git is not installed\.$/,
    );
  });

  it("names user and host only if they were asked for", () => {
    const asked = { ...run, identity: { user: "lpxtf3", host: "<DUIP74576>" } };
    assert.match(text(asked), /^Last run by lpxtf3 on <DUIP74576> on 2021-12-08 19:15/);
    assert.match(
      formatRun(asked)["text/html"],
      /^<p>Last run by <code>lpxtf3<\/code> on <code>&lt;DUIP74576&gt;<\/code> on 2021-12-08/,
    );
  });
});

describe("formatAll", () => {
  it("adds the platform, versions, dependencies, hashes and packages in aligned columns", () => {
    assert.equal(
      formatAll(withChanges("b", "new/"))["text/plain"],
      `Last run on 2021-12-08 19:15 (UTC+01:00).
Git commit 0123456 of 2021-12-07 03:59 (UTC+00:00), uncommitted changes in 2 files.

Uncommitted changes:
  ?? b
  ?? new/

Platform:
  Operating system  Windows 10 Pro, 10.0.19045 x64
  Processor         W-2123, 8 logical cores
  Memory            31.9 GiB
  Node.js           20.20.2 (V8 11.3)
  tslab             1.0.22 (TypeScript 5.0.4)
  TypeScript        7.0.2 (checks types, compiles lib)

Direct dependencies:
  tslab  1.0.22
  c8     10.0.0         for development
  lost   not installed

Lock files, SHA-256:
  package-lock.json  ba7816bf
  requirements.txt   ad

All 2 npm packages:
  a   1.0.0
  bb  1.0.0

Python 3.11.2 with 1 packages:
  nbclient  0.10.0`,
    );
  });

  it("folds the lists of all packages away in HTML, and nothing else", () => {
    const html = formatAll(withChanges("b"))["text/html"];
    const titles = (pattern: RegExp) => [...html.matchAll(pattern)].map(([, title]) => title);
    assert.deepEqual(titles(/<details open><summary><b>(.*?)<\/b>/g), [
      "Uncommitted changes",
      "Platform",
      "Direct dependencies",
      "Lock files, SHA-256",
    ]);
    assert.deepEqual(titles(/<details><summary><b>(.*?)<\/b>/g), [
      "All 2 npm packages",
      "Python 3.11.2 with 1 packages",
    ]);
    assert.match(
      html,
      /<\/summary>\n<pre><code>a {3}1\.0\.0\nbb {2}1\.0\.0<\/code><\/pre><\/details>\n/,
    );
  });

  it("folds a long list of changed files away", () => {
    const files = Array.from({ length: 21 }, (_, i) => `file ${i}`);
    const isFolded = (...paths: string[]) =>
      formatAll(withChanges(...paths))["text/html"].includes("<details><summary><b>Uncommitted");
    assert.ok(isFolded(...files));
    assert.ok(!isFolded(...files.slice(1)));
  });

  it("leaves out what there is none of", () => {
    const plain = formatAll({
      ...info,
      git: { problem: "git is not installed" },
      packages: [],
      python: undefined,
      lockFiles: {},
      versions: { node: "20.20.2", v8: "11.3" },
    })["text/plain"];
    assert.doesNotMatch(plain, /Uncommitted|SHA-256|All 0|Python/);
    assert.match(plain, /\n {2}tslab {13}not installed \(TypeScript not installed\)\n/);
    assert.match(plain, /\n {2}TypeScript {8}not installed /);
  });

  it("shows both names of a renamed file", () => {
    const changedFiles = [{ status: "R ", path: "new", from: "old" }];
    const plain = formatAll({ ...info, git: { ...run.git, changedFiles } })["text/plain"];
    assert.match(plain, /\n {2}R {2}old → new\n/);
  });

  it("shows HTML, Markdown, formulas and control characters in names inert", () => {
    const evil = `<img src=x onerror="alert(1)">&amp; **b** [c](d) $e$ \x1b[31m\x9bm\r\n\u202efed\u2028\u200b`;
    const escapes = String.raw`\u{1b}[31m\u{9b}m\u{d}\u{a}\u{202e}fed\u{2028}\u{200b}`;
    const all = formatAll({
      ...withChanges(evil),
      identity: { user: evil, host: evil },
      system: { ...info.system, os: evil, cpu: evil },
      dependencies: [{ name: evil, version: evil, development: false }],
      packages: [{ name: evil, version: evil }],
      python: { version: "3.11", packages: [{ name: evil, version: evil }] },
      lockFiles: { [evil]: evil },
    });
    const count = (string: string, part: string) => string.split(part).length - 1;
    assert.equal(count(all["text/plain"], `$e$ ${escapes}`), 13);
    assert.equal(count(all["text/html"], `$e$ ${escapes}`), 13);
    assert.equal(
      count(all["text/html"], "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;amp;"),
      13,
    );
    for (const content of Object.values(all)) {
      assert.doesNotMatch(content.replaceAll("\n", ""), /[\p{C}\p{Zl}\p{Zp}]/u);
    }
    // Only our own tags, and foreign text only within code and pre, where formulas are not set.
    const ours =
      /<(\/?(p|b|br|code|pre|details|summary)|details open|a href="https:[^"<>]*"|\/a)>/g;
    assert.doesNotMatch(all["text/html"].replace(ours, ""), /[<>"]/);
    const outside = all["text/html"].replace(/<(code|pre)>.*?<\/\1>/gs, "");
    assert.doesNotMatch(outside, /alert|\$/);
  });
});
