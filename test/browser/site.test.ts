import { strict as assert } from "node:assert";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "mocha";
import { becomes } from "../support/browser/becomes.js";
import { inEachBrowser } from "../support/browser/browser.js";
import { open, seriousFindings } from "../support/browser/opened.js";
import { assertStrictPolicy } from "../support/browser/policy.js";
import { markdown, runScript, useFolder, writeNotebook } from "../support/browser/rendering.js";

describe("The site", () => {
  const folder = useFolder();
  const site = join(folder, "site");
  const index = join(site, "index.html");
  before(() => {
    const first = join(folder, "a first.ipynb");
    const second = join(folder, "second.ipynb");
    writeNotebook(first, [
      markdown("# On $\\dot{V}$\n\nIt shows *this*.\n\nAnd $n$."),
      markdown(
        "## More\n\nSee [the second](second.ipynb#Part) and [the web](https://a.org/b.ipynb).",
      ),
    ]);
    writeNotebook(second, [markdown("# Second\n\nIt shows that."), markdown("## Part")]);
    const { status, stderr } = runScript("book.py", second, first, site);
    assert.equal(status, 0, stderr);
  });

  it("is a page for each notebook and an index", () => {
    assert.deepEqual(readdirSync(site).sort(), ["a first.html", "index.html", "second.html"]);
  });

  inEachBrowser((browser) => {
    it("says on its index what each notebook shows, and leads there", async () => {
      const { page, requests, messages } = await open(browser(), index);
      const articles = page.locator("article");
      const introductions = await articles.locator("p").allTextContents();
      assert.deepEqual(
        introductions.map((text) => text.replace(/\s+/g, " ")),
        ["It shows this.", "And nn.", "It shows that."], // n, and its TeX
      );
      assert.deepEqual({ requests, messages }, { requests: [], messages: [] });
      await articles.getByRole("link").first().click();
      await becomes(() => page.title(), "On V̇");
    });

    it("has an index that may fetch nothing, and run nothing but the script in it", async () => {
      await assertStrictPolicy((await open(browser(), index)).page);
    });

    it("leads from one notebook to a section of another", async () => {
      const { page } = await open(browser(), join(site, "a first.html"));
      const web = page.getByRole("link", { name: "the web" });
      assert.equal(await web.getAttribute("href"), "https://a.org/b.ipynb");
      await page.getByRole("link", { name: "the second" }).click();
      await becomes(() => page.title(), "Second");
      assert.equal(await page.locator("h2:target").innerText(), "Part¶");
    });

    it("has no serious finding of axe-core on its index, light or dark", async () => {
      for (const colorScheme of ["light", "dark"] as const) {
        const { page } = await open(browser(), index, { colorScheme });
        assert.deepEqual(await seriousFindings(page), [], colorScheme);
      }
    });
  });

  it("is not made of a notebook that can't be shown, and one line says which", () => {
    const broken = join(folder, "broken.ipynb");
    writeNotebook(broken, [markdown("# Title\n\n$\\unknowncommand$")]);
    const { status, stderr } = runScript("book.py", broken, join(folder, "none"));
    assert.equal(status, 1);
    assert.match(stderr, /^book: .*broken\.ipynb: cell 1: can't typeset .*\n$/);
  });
});
