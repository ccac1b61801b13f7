import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { before, describe, it } from "mocha";
import { python, pythonEnvironment, root } from "../../scripts/setup/environment.mjs";
import { useBrowser } from "../support/browser/browser.js";
import { open } from "../support/browser/opened.js";
import { markdown, useFolder, writeNotebook } from "../support/browser/rendering.js";

const NAME = "2026-01-01 a & b.ipynb";

/** Where the footer's links lead, by what they say. */
const links = async (...opening: Parameters<typeof open>) => {
  const { page } = await open(...opening);
  const all = await page
    .locator("footer a:not([download])")
    .evaluateAll((found) =>
      (found as HTMLAnchorElement[]).map(({ innerText, href }): [string, string] => [
        innerText,
        href,
      ]),
    );
  return Object.fromEntries(all);
};

describe("The footer of a page", () => {
  const folder = useFolder();
  const clone = join(folder, "clone");
  const notebook = join(clone, "notebooks", NAME);
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@b.org", ...args], {
      cwd: clone,
      encoding: "utf8",
      env: { ...process.env, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: "1" },
    }).trim();
  /** The page of a notebook, rendered by a clone with this origin. */
  const rendered = (name: string, origin: string, from = notebook) => {
    git("config", "remote.origin.url", origin);
    const page = join(folder, `${name}.html`);
    execFileSync(python, [join(clone, "page", "render.py"), from, page], {
      cwd: clone,
      env: pythonEnvironment,
    });
    return page;
  };
  let commit = "";
  before(() => {
    mkdirSync(join(clone, "notebooks"), { recursive: true });
    for (const file of ["page", "CITATION.cff"]) {
      cpSync(join(root, file), join(clone, file), { recursive: true });
    }
    for (const file of ["lib", "node_modules"]) {
      symlinkSync(join(root, file), join(clone, file), "junction");
    }
    writeNotebook(notebook, [markdown("# A title\n\nText.")]);
    git("init", "--quiet");
    git("add", "page", "notebooks", "CITATION.cff");
    git("commit", "--quiet", "--message", "All");
    commit = git("rev-parse", "HEAD");
  });

  // What a link says and where it leads is the same in each browser.
  describe("in Chromium", () => {
    const browser = useBrowser("chromium");

    it("leads to GitHub and to Binder, if that is where origin is", async () => {
      const page = rendered("github", "git@github.com:someone/some-work.git");
      const repository = "https://github.com/someone/some-work";
      const file = `notebooks/${NAME}`;
      const opens = "lab%2Ftree%2Fnotebooks%2F2026-01-01%20a%20%26%20b.ipynb";
      assert.deepEqual(await links(browser(), page), {
        [file]: `${repository}/blob/${commit}/notebooks/2026-01-01%20a%20%26%20b.ipynb`,
        [commit.slice(0, 7)]: `${repository}/commit/${commit}`,
        [repository]: repository,
        "on Binder": `https://mybinder.org/v2/gh/someone/some-work/${commit}?urlpath=${opens}`,
      });
    });

    it("leads to the commit on any other web host, and not to files where it can't know", async () => {
      const page = rendered("other", "https://user:secret@git.a.org/some/work");
      const repository = "https://git.a.org/some/work";
      const found = await links(browser(), page);
      assert.deepEqual(Object.keys(found), [commit.slice(0, 7), repository, "on Binder"]);
      const start = `https://mybinder.org/v2/git/https%3A%2F%2Fgit.a.org%2Fsome%2Fwork/${commit}?`;
      assert.ok(found["on Binder"].startsWith(start), found["on Binder"]);
    });

    it("leads nowhere if origin is a folder, and then says which commit", async () => {
      const page = rendered("folder", "/srv/git/work.git");
      assert.deepEqual(await links(browser(), page), {});
      const { page: opened } = await open(browser(), page);
      const code = opened.locator("footer code[title]");
      assert.equal(await code.getAttribute("title"), commit);
      assert.doesNotMatch(await opened.content(), /srv\/git/); // in base64, "srv" may well be
    });

    it("says nothing of this clone for a notebook from elsewhere, which it has to download", async () => {
      const elsewhere = join(folder, "elsewhere.ipynb");
      writeNotebook(elsewhere, [markdown("# A title\n\nText.")]);
      const page = rendered("elsewhere", "git@github.com:someone/some-work.git", elsewhere);
      const { page: opened } = await open(browser(), page);
      const said = await opened.locator("footer").innerText();
      assert.match(said, /^Notebook\s+Download \.ipynb, with its outputs$/);
    });
  });
});
