/** The state of the project's git repository, read without trusting what is in it. */

import { isUtf8 } from "node:buffer";
import { execFileSync } from "node:child_process";
import { dirname } from "node:path";

export interface Commit {
  /** 40 (SHA-1) or 64 (SHA-256) hexadecimal digits. */
  hash: string;
  /** As many of them as are unique in this repository. */
  shortHash: string;
  /** Committer's date, ISO 8601 with the committer's UTC offset. */
  date: string;
  /** The commit's page, if the remote `origin` is a web host. */
  url?: string;
}

export interface ChangedFile {
  /** Two letters as in `git status --short`: staged and unstaged change; `??` is untracked. */
  status: string;
  /** Relative to the repository, with `/`; bytes that are not UTF-8 are written `\xff`. */
  path: string;
  /** The former path of a renamed or copied file. */
  from?: string;
}

/** `commit` is undefined before the first commit; `problem` says why nothing is known. */
export type GitState = { commit?: Commit; changedFiles: ChangedFile[] } | { problem: string };

/**
 * Asks git about the repository that `folder` belongs to. Never throws, runs no shell, and gives up
 * on a question that takes git longer than `timeout` milliseconds.
 */
export function gitState(folder: string, timeout = 10_000): GitState {
  try {
    const git = gitIn(folder, timeout);
    const isTopLevel = git("rev-parse", "--show-prefix").trim() === "";
    if (!isTopLevel && git("ls-files", "-z", "--", "package.json") === "") {
      return { problem: "the project is not part of the git repository around it" };
    }
    return { commit: lastCommit(git), changedFiles: changedFiles(git) };
  } catch (error) {
    return { problem: problem(error as GitError) };
  }
}

type Git = (...args: string[]) => string;
/** What `execFileSync` throws. */
type GitError = { code?: string; status?: number | null; signal?: string | null; stderr?: string };

/**
 * `git` for a folder: returns what it prints, one character per byte; throws when it fails.
 *
 * A repository's own settings can name programs that git would run. The ones that the questions
 * asked here could reach are switched off: file system monitor, hooks (they come with writing the
 * index), signature checks, content filters, and the fetching of missing objects.
 */
function gitIn(folder: string, timeout: number): Git {
  const env: NodeJS.ProcessEnv = { ...process.env };
  // Inside a git hook these point at the repository that the hook was called for.
  for (const name of Object.keys(env)) {
    if (/^GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|PREFIX|NAMESPACE|.*OBJECT_.*)$/i.test(name)) {
      delete env[name];
    }
  }
  env.LC_ALL = "C";
  env.GIT_ALLOW_PROTOCOL = "none";

  const options = ["--no-optional-locks", "-c", "core.fsmonitor=", "-c", "log.showSignature=false"];
  const git: Git = (...args) =>
    execFileSync("git", ["-C", folder, ...options, ...args], {
      // Windows looks for programs in the current folder first: don't offer it the repository.
      cwd: dirname(process.execPath),
      env,
      encoding: "latin1",
      stdio: ["ignore", "pipe", "pipe"],
      timeout,
      maxBuffer: 2 ** 28,
      windowsHide: true,
    });
  let count = Number(env.GIT_CONFIG_COUNT ?? 0);
  for (const name of ownFilters(git)) {
    env[`GIT_CONFIG_KEY_${count}`] = name;
    env[`GIT_CONFIG_VALUE_${count}`] = "";
    env.GIT_CONFIG_COUNT = `${++count}`;
  }
  return git;
}

/** The settings of content filters that come with the repository, not with its user. */
function ownFilters(git: Git): string[] {
  const known = attempt(() => git("config", "-z", "--show-scope", "--name-only", "--list")) ?? "";
  const fields = known.split("\0");
  return fields.filter(
    (name, i) => name.startsWith("filter.") && /^(local|worktree)$/.test(fields[i - 1]),
  );
}

function lastCommit(git: Git): Commit | undefined {
  const head = attempt(() => git("rev-parse", "--quiet", "--verify", "HEAD"));
  if (head === undefined) return undefined;
  const answer = git("log", "-1", "--format=%H%n%h%n%cI");
  const [hash, shortHash, date] = answer.split("\n");
  const origin = attempt(() => git("remote", "get-url", "origin").trim());
  const url = origin && commitUrl(origin, hash);
  return { hash, shortHash, date, ...(url && { url }) };
}

/**
 * The web page of a commit, given the URL of the remote: `https://…`, `ssh://git@host/…` and
 * `git@host:…` alike. Credentials in it are left out. Undefined if the remote is not a web host: a
 * folder, or a host known on this machine or network only.
 */
export function commitUrl(remote: string, hash: string): string | undefined {
  const scpLike = /^(?:[^@/]+@)?([^:/@]+):(?!\/\/)\/?(.+)$/.exec(remote);
  const origin = scpLike ? `ssh://${scpLike[1]}/${scpLike[2]}` : remote;
  const parts =
    /^(https?|git|ssh|git\+ssh|ssh\+git):\/\/(?:[^/]*@)?([^/@]+)\/([^?#@]+)(?=[?#]|$)/i.exec(
      origin,
    );
  if (!parts) return undefined;
  const [, scheme, host, path] = parts;
  const isHttp = /^http/i.test(scheme);
  // The port of ssh or git is not the one of the web site; some sites have a host of its own for ssh.
  const site = isHttp
    ? host
    : host.replace(/:\d*$/, "").replace(/^(alt)?ssh\.(?=(github|gitlab|bitbucket)\.)/i, "");
  if (!/^[\w-]+(\.[\w-]+)*\.[a-z][\w-]*(:\d+)?$/i.test(site)) return undefined;
  if (/\.(local|localdomain|internal|lan|home|corp)(:\d+)?$/i.test(site)) return undefined;
  const repository = path.replace(/\/+$/, "").replace(/\.git$/, "");
  const page = /^bitbucket\.org$/i.test(site) ? "commits" : "commit";
  return new URL(`${isHttp ? scheme : "https"}://${site}/${repository}/${page}/${hash}`).href;
}

function changedFiles(git: Git): ChangedFile[] {
  const entries = git(
    ...["status", "--porcelain=v1", "-z", "--untracked-files=normal"],
    ...["--ignore-submodules=dirty", "--", "."],
  ).split("\0");
  const files: ChangedFile[] = [];
  for (let i = 0; i < entries.length - 1; i++) {
    const status = entries[i].slice(0, 2);
    const path = decodePath(entries[i].slice(3));
    // With -z the former name of a renamed or copied file follows as an entry of its own.
    files.push(
      /[RC]/.test(status) ? { status, path, from: decodePath(entries[++i]) } : { status, path },
    );
  }
  return files;
}

function decodePath(bytes: string): string {
  const buffer = Buffer.from(bytes, "latin1");
  if (isUtf8(buffer)) return buffer.toString();
  return bytes.replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
}

/** What `f` returns, or undefined if git exits with an error; other errors are thrown. */
function attempt(f: () => string): string | undefined {
  try {
    return f();
  } catch (error) {
    if (typeof (error as GitError).status === "number") return undefined;
    throw error;
  }
}

/** In our words: git's may contain the paths of this machine. */
function problem({ code, status, signal, stderr = "" }: GitError): string {
  if (code === "ENOENT") return "git is not installed";
  if (code === "ETIMEDOUT") return "git takes too long";
  if (/not a git repository/i.test(stderr)) return "the project is not in a git repository";
  if (/dubious ownership/.test(stderr)) {
    return "the repository belongs to another user (see git's safe.directory)";
  }
  return `git failed (${code ?? signal ?? `exit code ${status}`})`;
}
