/**
 * Reproducibility info as plain text and as HTML.
 *
 * File names, versions and the like are not ours. They are shown inert: control characters as
 * visible escapes, HTML escaped, and inside `<code>` or `<pre>`, where no front end looks for
 * Markdown or formulas. No styles and no classes, since GitHub and nbviewer drop them.
 */

import type { MimeBundle } from "../internal/display.js";
import { escapeHtml } from "../internal/html.js";
import { alignedColumns } from "../internal/text.js";
import type { ChangedFile, GitState } from "./git.js";
import type { PageInfo, ReproInfo, RunInfo } from "./info.js";
import type { Package, PythonEnvironment } from "./packages.js";

/** A piece of a sentence: ours, or a foreign string to be shown as code, maybe linked. */
type Phrase = string | { code: string; url?: string };

interface Section {
  title: string;
  lines: string[];
  folded?: boolean;
}

/** When, and with which commit: a few lines. */
export function formatRun(run: RunInfo & { page?: PageInfo }): MimeBundle {
  const lines = [runLine(run), gitLine(run.git), ...(run.page ? [pageLine(run.page)] : [])];
  return {
    "text/html": `<p>${lines.map((line) => line.map(phraseToHtml).join("")).join("<br>\n")}</p>`,
    "text/plain": lines.map((line) => line.map(phraseToText).join("")).join("\n"),
  };
}

/** Everything; long lists are folded away in HTML. */
export function formatAll(info: ReproInfo): MimeBundle {
  const run = formatRun(info);
  const parts = sections(info).filter(({ lines }) => lines.length > 0);
  return {
    "text/html": [run["text/html"], ...parts.map(sectionToHtml)].join("\n"),
    "text/plain": [run["text/plain"], ...parts.map(sectionToText)].join("\n\n"),
  };
}

function runLine({ when, identity }: RunInfo): Phrase[] {
  const by: Phrase[] = identity
    ? [" by ", { code: identity.user }, " on ", { code: identity.host }]
    : [];
  return ["Last run", ...by, ` on ${dateAndTime(when)}.`];
}

function gitLine(git: GitState): Phrase[] {
  if ("problem" in git) return [`Git commit unknown: ${git.problem}.`];
  const n = git.changedFiles.length;
  const changes =
    n === 0 ? "no uncommitted changes" : `uncommitted changes in ${n} file${n === 1 ? "" : "s"}`;
  const { commit } = git;
  if (!commit) return [`No git commit yet, ${changes}.`];
  return [
    "Git commit ",
    { code: commit.shortHash, url: commit.url },
    ` of ${dateAndTime(commit.date)}, ${changes}.`,
  ];
}

function pageLine({ browser, edited }: PageInfo): Phrase[] {
  const cells = edited.flatMap((name, i): Phrase[] => [i === 0 ? "" : ", ", { code: name }]);
  const by: Phrase[] = ["Run in this page by ", { code: browser }];
  return edited.length === 0
    ? [...by, "; no cell is edited."]
    : [...by, "; edited: ", ...cells, "."];
}

function sections(info: ReproInfo): Section[] {
  const { git, system, versions, dependencies, packages, python, lockFiles, page } = info;
  const changedFiles = "problem" in git ? [] : git.changedFiles;
  return [
    {
      title: "Uncommitted changes",
      lines: changedFiles.map(changedFileLine),
      folded: changedFiles.length > 20,
    },
    {
      title: page ? "Platform that the page was built on" : "Platform",
      lines: alignedColumns([
        ["Operating system", system.os],
        ["Processor", `${system.cpu}, ${system.cores} logical cores`],
        ["Memory", `${(system.memory / 2 ** 30).toFixed(1)} GiB`],
        ["Node.js", `${versions.node} (V8 ${versions.v8})`],
        ["tslab", `${orNone(versions.tslab)} (TypeScript ${orNone(versions.typescriptInTslab)})`],
        ["TypeScript", `${orNone(versions.typescript)} (checks types, compiles lib)`],
      ]),
    },
    {
      title: "Direct dependencies",
      lines: alignedColumns(
        dependencies.map(({ name, version, development }) => [
          name,
          orNone(version),
          development ? "for development" : "",
        ]),
      ),
    },
    { title: "Lock files, SHA-256", lines: alignedColumns(Object.entries(lockFiles)) },
    { title: `All ${packages.length} npm packages`, lines: packageLines(packages), folded: true },
    ...(python ? [pythonSection(python)] : []),
  ];
}

function pythonSection({ version, packages }: PythonEnvironment): Section {
  const title = `Python ${version} with ${packages.length} packages`;
  return { title, lines: packageLines(packages), folded: true };
}

function changedFileLine({ status, path, from }: ChangedFile): string {
  return `${status} ${from === undefined ? "" : `${from} → `}${path}`;
}

function orNone(version: string | undefined): string {
  return version ?? "not installed";
}

function packageLines(packages: Package[]): string[] {
  return alignedColumns(packages.map(({ name, version }) => [name, version]));
}

/** `2021-12-08T19:15:00+01:00` as `2021-12-08 19:15 (UTC+01:00)`. */
function dateAndTime(iso: string): string {
  const offset = /Z$/.test(iso) ? "+00:00" : iso.slice(-6);
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} (UTC${offset})`;
}

function phraseToText(phrase: Phrase): string {
  return typeof phrase === "string" ? phrase : inert(phrase.code);
}

function phraseToHtml(phrase: Phrase): string {
  if (typeof phrase === "string") return escapeHtml(phrase);
  const code = `<code>${escapeHtml(inert(phrase.code))}</code>`;
  return phrase.url ? `<a href="${escapeHtml(phrase.url)}">${code}</a>` : code;
}

function sectionToText({ title, lines }: Section): string {
  return [`${inert(title)}:`, ...lines.map((line) => `  ${inert(line)}`)].join("\n");
}

/** As `<pre><code>`: JupyterLab and nbconvert set a bare `<pre>` in a proportional font. */
function sectionToHtml({ title, lines, folded }: Section): string {
  const body = lines.map((line) => escapeHtml(inert(line))).join("\n");
  return (
    `<details${folded ? "" : " open"}><summary><b>${escapeHtml(inert(title))}</b></summary>\n` +
    `<pre><code>${body}</code></pre></details>`
  );
}

/** Control, formatting (text direction, zero width) and unassigned characters as visible escapes. */
function inert(text: string): string {
  return text.replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`,
  );
}
