import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { devNull, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "mocha";
import { commitUrl, gitState } from "../../../lib/repro/git.js";

const isWindows = process.platform === "win32";

describe("gitState", () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;
  let template: string;
  let firstCommit: string | undefined;

  before(() => {
    template = mkdtempSync(join(tmpdir(), "repro-git-"));
  });

  after(() => rmSync(template, { recursive: true, force: true }));

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "repro-git-")));
    env = { ...process.env };
    // Neither the settings of who runs the tests nor the hook that may run them take part.
    for (const name of Object.keys(process.env)) {
      if (name.startsWith("GIT_")) delete process.env[name];
    }
    process.env.GIT_CONFIG_GLOBAL = devNull;
    process.env.GIT_CONFIG_NOSYSTEM = "1";
    process.env.GIT_CEILING_DIRECTORIES = tmpdir();
  });

  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
    rmSync(folder, { recursive: true, force: true });
  });

  function git(cwd: string, ...args: string[]): string {
    const who = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
    const date = "2021-12-08T19:15:00+01:00";
    const withDate = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
    return execFileSync("git", [...who, ...args], { cwd, env: withDate, stdio: "pipe" }).toString();
  }

  function write(path: string, content = "1\n"): void {
    writeFileSync(join(folder, path), content);
  }

  /** A repository in the folder with one commit that holds `package.json`; returns its hash. */
  function repository(): string {
    if (!firstCommit) {
      git(template, "init", "-q", "-b", "main");
      writeFileSync(join(template, "package.json"), "{}\n");
      git(template, "add", ".");
      git(template, "commit", "-q", "-m", "One");
      firstCommit = git(template, "rev-parse", "HEAD").trim();
    }
    cpSync(template, folder, { recursive: true });
    return firstCommit;
  }

  function knownState() {
    const state = gitState(folder);
    return "problem" in state ? assert.fail(state.problem) : state;
  }

  it("knows the commit and its date, and that nothing has changed", () => {
    const hash = repository();
    const { commit, changedFiles } = knownState();
    assert.deepEqual(commit, {
      hash,
      shortHash: hash.slice(0, 7),
      date: "2021-12-08T19:15:00+01:00",
    });
    assert.deepEqual(changedFiles, []);
  });

  // Windows runs no scripts as programs.
  if (process.platform !== "win32") {
    it("knows them though git is a script that chatters on stderr", () => {
      const hash = repository();
      const real = execFileSync("which", ["git"], { encoding: "utf8" }).trim();
      const bin = join(folder, ".git", "bin");
      mkdirSync(bin);
      const script = `#!/bin/sh\necho "warning: setlocale: LC_ALL" >&2\nexec "${real}" "$@"\n`;
      writeFileSync(join(bin, "git"), script, { mode: 0o755 });
      process.env.PATH = `${bin}${delimiter}${process.env.PATH}`;
      const { commit, changedFiles } = knownState();
      assert.deepEqual([commit?.hash, changedFiles], [hash, []]);
    });
  }

  it("links the commit when the origin is a web host, without the credentials", () => {
    const hash = repository();
    git(folder, "remote", "add", "origin", "https://ada:s3cret@github.com/ada/hh.git");
    assert.equal(knownState().commit?.url, `https://github.com/ada/hh/commit/${hash}`);
  });

  it("lists files that are modified, new, deleted and renamed", () => {
    repository();
    for (const name of ["a", "b", "c"]) write(name, `${name} `.repeat(99));
    git(folder, "add", ".");
    git(folder, "commit", "-q", "-m", "Two");
    write("a", "changed");
    rmSync(join(folder, "b"));
    git(folder, "mv", "c", "d");
    mkdirSync(join(folder, "new"));
    write("new/e");
    write("new/f");
    assert.deepEqual(knownState().changedFiles, [
      { status: " M", path: "a" },
      { status: " D", path: "b" },
      { status: "R ", path: "d", from: "c" },
      { status: "??", path: "new/" },
    ]);
  });

  it("lists new files even if the user's settings hide them from `git status`", () => {
    repository();
    git(folder, "config", "status.showUntrackedFiles", "no");
    write("new");
    assert.deepEqual(knownState().changedFiles, [{ status: "??", path: "new" }]);
  });

  it("passes on file names with any characters as they are", function () {
    if (isWindows) this.skip(); // whose file names are tamer
    repository();
    const names = [
      "\x1b[31mred",
      " $x$ **a** [b](c)",
      "<img src=x onerror=alert(1)>",
      "a\nb → c",
      "日",
    ];
    for (const name of names) write(name);
    const paths = knownState().changedFiles.map(({ path }) => path);
    assert.deepEqual(paths.sort(), names.sort());
  });

  it("writes bytes of a file name that are not UTF-8 as escapes", function () {
    if (process.platform !== "linux") this.skip(); // others allow no such names
    repository();
    writeFileSync(Buffer.from(`${folder}/caf\xe9`, "latin1"), "");
    assert.deepEqual(knownState().changedFiles, [{ status: "??", path: "caf\\xe9" }]);
  });

  it("works before the first commit", () => {
    git(folder, "init", "-q");
    write("package.json");
    assert.deepEqual(gitState(folder), {
      commit: undefined,
      changedFiles: [{ status: "??", path: "package.json" }],
    });
  });

  it("works with a detached HEAD", () => {
    const hash = repository();
    git(folder, "checkout", "-q", "--detach");
    assert.equal(knownState().commit?.hash, hash);
  });

  it("works in a shallow clone", () => {
    repository();
    git(folder, "commit", "-q", "--allow-empty", "-m", "Two");
    const hash = git(folder, "rev-parse", "HEAD").trim();
    git(folder, "clone", "-q", "--depth=1", `file://${folder}`, "clone");
    const state = gitState(join(folder, "clone"));
    assert.ok(!("problem" in state));
    assert.equal(state.commit?.hash, hash);
    assert.equal(state.commit?.url, undefined);
  });

  it("says that there is no repository", () => {
    assert.deepEqual(gitState(folder), { problem: "the project is not in a git repository" });
  });

  it("doesn't take the repository around an unpacked copy for the project's", () => {
    repository();
    mkdirSync(join(folder, "copy"));
    write("copy/package.json");
    assert.deepEqual(gitState(join(folder, "copy")), {
      problem: "the project is not part of the git repository around it",
    });
  });

  it("describes a project that is a folder of a repository, without the other folders", () => {
    const hash = repository();
    mkdirSync(join(folder, "part"));
    write("part/package.json");
    write("elsewhere");
    git(folder, "add", "part");
    const state = gitState(join(folder, "part"));
    assert.ok(!("problem" in state));
    assert.equal(state.commit?.hash, hash);
    assert.deepEqual(state.changedFiles, [{ status: "A ", path: "part/package.json" }]);
  });

  it("ignores a GIT_DIR that points at another repository", () => {
    const hash = repository();
    process.env.GIT_DIR = join(folder, "nowhere");
    process.env.GIT_INDEX_FILE = join(folder, "nothing");
    assert.equal(knownState().commit?.hash, hash);
    assert.deepEqual(knownState().changedFiles, []);
  });

  it("says that git is not installed", () => {
    repository();
    process.env.PATH = folder;
    assert.deepEqual(gitState(folder), { problem: "git is not installed" });
  });

  it("says that the repository belongs to another user", () => {
    repository();
    process.env.GIT_TEST_ASSUME_DIFFERENT_OWNER = "1";
    assert.deepEqual(gitState(folder), {
      problem: "the repository belongs to another user (see git's safe.directory)",
    });
  });

  it("says when git fails otherwise, hangs or is killed, without git's own words", function () {
    if (isWindows) this.skip(); // no scripts that pass as git.exe
    const program = (body: string, timeout?: number) => {
      write("git", `#!/bin/sh\n${body}\n`);
      chmodSync(join(folder, "git"), 0o755);
      return gitState(folder, timeout);
    };
    process.env.PATH = `${folder}:${process.env.PATH}`;
    assert.deepEqual(program("echo /home/ada >&2; exit 7"), {
      problem: "git failed (exit code 7)",
    });
    assert.deepEqual(program("exec sleep 60", 200), { problem: "git takes too long" });
    assert.deepEqual(program("kill -9 $$"), { problem: "git failed (SIGKILL)" });
  });

  describe("runs no program that the repository names", () => {
    const trap = "echo trapped > trapped";
    const isTrapped = () => existsSync(join(folder, "trapped"));

    beforeEach(function () {
      if (isWindows) this.skip(); // the traps are shell scripts
      repository();
      write(".git/info/exclude", "trap*\n.gitattributes\n");
      write("trap", `#!/bin/sh\necho trapped > '${join(folder, "trapped")}'\n`);
      chmodSync(join(folder, "trap"), 0o755);
    });

    /** The trap works: it would catch a plain command. */
    function assertWouldTrap(...command: string[]) {
      try {
        git(folder, ...command);
      } catch {
        // The trap is a poor replacement for the program that git expects.
      }
      assert.ok(isTrapped(), "the trap does not work");
      rmSync(join(folder, "trapped"));
    }

    it("as file system monitor", () => {
      git(folder, "config", "core.fsmonitor", join(folder, "trap"));
      assertWouldTrap("status");
      assert.deepEqual(knownState().changedFiles, []);
      assert.ok(!isTrapped());
    });

    it("as content filter", () => {
      write(".gitattributes", "* filter=a=b\n");
      git(folder, "config", "filter.a=b.clean", `${trap}; cat`);
      git(folder, "config", "filter.a=b.required", "true");
      write("package.json", "[]\n");
      assertWouldTrap("status");
      write("package.json", "()\n");
      assert.deepEqual(knownState().changedFiles, [{ status: " M", path: "package.json" }]);
      assert.ok(!isTrapped());
    });

    it("to check a signature", () => {
      const commit = git(folder, "cat-file", "commit", "HEAD");
      const begin = "gpgsig -----BEGIN PGP SIGNATURE-----";
      write("trap.commit", commit.replace("\n\n", `\n${begin}\n -----END PGP SIGNATURE-----\n\n`));
      const hash = git(folder, "hash-object", "-t", "commit", "-w", "trap.commit").trim();
      git(folder, "reset", "-q", "--hard", hash);
      git(folder, "config", "log.showSignature", "true");
      git(folder, "config", "gpg.program", join(folder, "trap"));
      assertWouldTrap("log");
      assert.equal(knownState().commit?.hash, hash);
      assert.ok(!isTrapped());
    });

    it("to fetch objects that are missing", () => {
      git(folder, "config", "core.repositoryFormatVersion", "1");
      git(folder, "config", "extensions.partialClone", "origin");
      git(folder, "config", "remote.origin.url", `ext::${join(folder, "trap")}`);
      git(folder, "config", "remote.origin.promisor", "true");
      git(folder, "config", "protocol.ext.allow", "always");
      const tree = git(folder, "rev-parse", "HEAD^{tree}").trim();
      const file = join(folder, ".git", "objects", tree.slice(0, 2), tree.slice(2));
      renameSync(file, join(folder, "trap.tree"));
      write("package.json", "[]\n");
      git(folder, "update-index", "--no-split-index", "--add", "package.json");
      assertWouldTrap("status");
      const state = gitState(folder);
      // git's own helper for fetching is refused, and git sees that now by its exit, now by the pipe.
      assert.match(
        "problem" in state ? state.problem : "none",
        /^git failed \((exit code 128|SIGPIPE)\)$/,
      );
      assert.ok(!isTrapped());
    });

    it("though filters that the user set up still work", () => {
      write(".gitattributes", "* filter=own\n");
      process.env.GIT_CONFIG_COUNT = "1";
      process.env.GIT_CONFIG_KEY_0 = "filter.own.clean";
      process.env.GIT_CONFIG_VALUE_0 = "sed 's/.*/{}/'";
      git(folder, "config", "filter.other.clean", "true");
      write("package.json", "[]\n");
      assert.deepEqual(knownState().changedFiles, []);
    });
  });
});

describe("commitUrl", () => {
  const page = (remote: string) => commitUrl(remote, "abc");

  it("finds the web page for all forms of a remote", () => {
    for (const remote of [
      "https://github.com/ada/hh.git",
      "https://github.com/ada/hh/",
      "https://ada@github.com/ada/hh",
      "https://ada:p@ss@github.com/ada/hh.git",
      "https://github.com/ada/hh.git?private_token=s3cret#s3cret",
      "git@github.com:ada/hh.git",
      "github.com:ada/hh",
      "ssh://git@github.com/ada/hh.git",
      "ssh://git@github.com:22/ada/hh.git",
      "ssh://git@ssh.github.com:443/ada/hh.git",
      "git+ssh://git@github.com/ada/hh.git",
      "git://github.com/ada/hh.git",
    ]) {
      assert.equal(page(remote), "https://github.com/ada/hh/commit/abc", remote);
    }
  });

  it("knows other hosts than GitHub", () => {
    assert.equal(page("git@codeberg.org:a/b.git"), "https://codeberg.org/a/b/commit/abc");
    assert.equal(page("git@gitlab.com:a/b/c.git"), "https://gitlab.com/a/b/c/commit/abc");
    assert.equal(page("git@git.sr.ht:~ada/hh"), "https://git.sr.ht/~ada/hh/commit/abc");
    assert.equal(page("git@bitbucket.org:a/b.git"), "https://bitbucket.org/a/b/commits/abc");
    assert.equal(
      page("http://git.example.org:8080/a/b"),
      "http://git.example.org:8080/a/b/commit/abc",
    );
  });

  it("makes no link for folders, nor for hosts that only this machine or network knows", () => {
    for (const remote of [
      "",
      "/srv/git/hh.git",
      "../hh.git",
      "C:\\git\\hh",
      "C:/git/hh",
      "file:///srv/git/hh.git",
      "ext::sh -c true",
      "javascript://github.com/%0aalert(1)",
      "git@work:ada/hh.git",
      "https://localhost:3000/ada/hh",
      "https://10.0.0.5/ada/hh",
      "ssh://git@[::1]/ada/hh",
      "https://git.lab.internal/ada/hh",
      "https://nas.local:3000/ada/hh",
      "https://ada.x:12/s3cret@github.com/ada/hh",
      "https://github.com",
    ]) {
      assert.equal(page(remote), undefined, remote);
    }
  });

  it("escapes what could end a link", () => {
    assert.equal(
      page('https://github.com/a"><script>/b c'),
      "https://github.com/a%22%3E%3Cscript%3E/b%20c/commit/abc",
    );
  });
});
