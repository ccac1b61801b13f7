import { strict as assert } from "node:assert";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { decode } from "fast-png";
import { before, describe, it } from "mocha";
import { gitState } from "../../lib/repro/git.js";
import { build, notebooks, root } from "../../scripts/setup/environment.mjs";
import { becomes } from "../support/browser/becomes.js";
import { inEachBrowser } from "../support/browser/browser.js";
import { difference, saved, size, withoutCopies } from "../support/browser/download.js";
import { seriousFindings, useOpened } from "../support/browser/opened.js";
import { assertStrictPolicy } from "../support/browser/policy.js";
import { type Cell, render, useFolder } from "../support/browser/rendering.js";

const wide = { width: 1280, height: 900 };
const narrow = { width: 390, height: 844 };

const text = (source: string | string[]) => [source].flat().join("");
const sources = (cells: Cell[], type: Cell["cell_type"]) =>
  cells.filter((cell) => cell.cell_type === type).map((cell) => text(cell.source));
/** Markdown without its code, in which # and $ mean something else. */
const prose = (cells: Cell[]) =>
  sources(cells, "markdown").map((source) => source.replace(/```.*?```|`[^`\n]*`/gs, ""));

// $$…$$, $…$ or a bare \begin{…}…\end{…}.
const FORMULA = /\$\$(.+?)\$\$|(?<!\\)\$(.+?)(?<!\\)\$|(\\begin\{(\w+\*?)\}.+?\\end\{\4\})/gs;

describe("The page of a notebook", () => {
  const folder = useFolder();

  for (const file of readdirSync(notebooks).filter((name) => name.endsWith(".ipynb"))) {
    describe(file, () => {
      const { cells }: { cells: Cell[] } = JSON.parse(readFileSync(join(notebooks, file), "utf8"));
      const page = join(folder, `${basename(file, ".ipynb")}.html`);
      before(() => render(join(notebooks, file), page));

      it("is one file of at most 1.5 MB", () => {
        assert.ok(statSync(page).size <= 1.5e6, `it has ${statSync(page).size} bytes`);
      });

      inEachBrowser((browser, browserName) => {
        // Opened in either width, as a page begins differently; then both are looked at.
        const looks = {
          dark: useOpened(browser, page, { viewport: narrow, colorScheme: "dark" }),
          light: useOpened(browser, page, { viewport: wide, colorScheme: "light" }),
        };
        for (const colorScheme of ["dark", "light"] as const) {
          const look = looks[colorScheme];

          for (const [width, viewport] of Object.entries({ narrow, wide })) {
            const name = `${width} and ${colorScheme}`;

            it(`asks for nothing, says nothing and fits its window, ${name}`, async () => {
              const { page: opened, requests, messages } = look();
              await opened.setViewportSize(viewport);
              await becomes(
                () => opened.evaluate(() => document.documentElement.scrollWidth),
                viewport.width,
              );
              // To look at: what a page looks like is for a person to judge. Firefox takes 2 s for it.
              const picture = `${basename(file, ".ipynb")}, ${name}.png`;
              const path = join(build, "screenshots", picture);
              if (browserName === "chromium") await opened.screenshot({ path, fullPage: true });
              assert.deepEqual({ requests, messages }, { requests: [], messages: [] });
            });

            // What axe-core looks at is the same in Firefox, where it takes 20 to 40 seconds. Two looks
            // have both of what its rules depend on, the colours and the widths.
            if (browserName === "chromium" && (colorScheme === "light") === (viewport === wide))
              it(`has no serious finding of axe-core, ${name}`, async () => {
                assert.deepEqual(await seriousFindings(look().page), []);
              });
          }

          it(`draws figures on the paper of a ${colorScheme} page, with much that stands out`, async () => {
            const paper = colorScheme === "light" ? [255, 255, 255] : [22, 24, 27];
            for (const figure of (await look().page.locator("figure img").all()).slice(0, 3)) {
              const { data, width, channels } = decode(await figure.screenshot());
              // In the middle of the upper edge.
              const at = (3 * width + Math.round(width / 2)) * channels;
              assert.deepEqual([...data.subarray(at, at + 3)], paper);
              const ink = data.filter((c, i) => i % channels === 1 && Math.abs(c - paper[1]) > 150);
              assert.ok(ink.length > 500, `${ink.length} pixels`);
            }
          });

          it(`colours TypeScript, on a ${colorScheme} page`, async () => {
            const colours = await look()
              .page.locator("details.source .highlight span")
              .evaluateAll((spans) => [
                ...new Set(spans.map((span) => getComputedStyle(span).color)),
              ]);
            // Keywords, strings and numbers; names and punctuation have the colour of text.
            assert.ok(colours.length >= 3, `only ${colours.join(", ")}`);
          });

          // WebDriver BiDi, by which Firefox is driven, has no print preview.
          if (browserName === "chromium" && colorScheme === "dark")
            it("prints all of its text on white, without what only works on a screen", async () => {
              const { page: opened } = look();
              await opened.emulateMedia({ media: "print", colorScheme });
              const background = await opened.evaluate(
                () => getComputedStyle(document.body).backgroundColor,
              );
              const clipped = await opened
                .locator("pre")
                .evaluateAll(
                  (all) => all.filter((pre) => pre.scrollHeight > pre.clientHeight + 1).length,
                );
              assert.equal(background, "rgb(255, 255, 255)");
              assert.equal(await opened.locator("nav").isVisible(), false);
              assert.equal(clipped, 0);
              await opened.emulateMedia({ media: "screen", colorScheme });
            });
        }

        const opened = () => looks.light().page;

        it("shows each figure, with its description", async () => {
          const described = cells
            .flatMap((cell) => cell.outputs ?? [])
            .flatMap(({ data = {} }) => (data["image/svg+xml"] && !data["text/html"] ? [data] : []))
            .map((data) => text(data["text/plain"]));
          const shown = await opened()
            .locator("figure img")
            .evaluateAll((images) =>
              (images as HTMLImageElement[]).map((image) => ({
                alt: image.alt,
                drawn: image.complete && image.naturalWidth > 0 && image.clientWidth > 500,
              })),
            );
          assert.deepEqual(
            shown,
            described.map((alt) => ({ alt, drawn: true })),
          );
          assert.ok(described.length > 0 && described.every((alt) => alt.length > 10));
        });

        it("shows each formula as mathematics", async () => {
          const formulas = prose(cells).flatMap((source) =>
            [...source.matchAll(FORMULA)].map(([, block, inline, environment]) =>
              (block ?? inline ?? environment).trim(),
            ),
          );
          const shown = await opened()
            .locator("main math")
            .evaluateAll((elements) =>
              elements.map((math) => ({
                tex: math.querySelector("annotation")?.textContent?.trim(),
                drawn: math.getBoundingClientRect().width > 2 && !math.querySelector("merror"),
              })),
            );
          assert.deepEqual(
            shown,
            formulas.map((tex) => ({ tex, drawn: true })),
          );
          assert.ok(formulas.length > 0);
        });

        it("may fetch nothing, and run nothing but the scripts that are in it", async () => {
          await assertStrictPolicy(opened());
        });

        it("lists each section, and a click leads there", async () => {
          const sections = prose(cells).join("\n").match(/^##+ /gm) ?? [];
          const links = opened().locator("nav a");
          assert.equal(await links.count(), sections.length);
          const last = links.last();
          const target = decodeURIComponent((await last.getAttribute("href")) ?? "").slice(1);
          const heading = opened().locator(`[id="${target}"]`);
          assert.equal(await heading.evaluate((e) => e.tagName.startsWith("H")), true);
          await last.click();
          await opened().waitForFunction((id) => {
            const { top, bottom } = document.getElementById(id)?.getBoundingClientRect() ?? {};
            return top !== undefined && bottom !== undefined && top >= 0 && bottom <= innerHeight;
          }, target);
        });

        it("folds one code cell by keyboard, and all by a button", async () => {
          const code = opened().locator("main .highlight").filter({ visible: true });
          const count = await code.count();
          const cellCount = sources(cells, "code").length;
          assert.ok(count >= cellCount);
          await opened().locator("details.source > summary").first().press("Enter");
          await becomes(() => code.count(), count - 1);
          await opened().getByRole("button", { name: "Hide code" }).click();
          await becomes(() => code.count(), count - cellCount);
          await opened().getByRole("button", { name: "Show code" }).click();
          await becomes(() => code.count(), count);
        });

        it("says in its footer where it comes from, how to cite it and how to run it", async () => {
          const said = (await opened().locator("footer").innerText()).replace(/\s+/g, " ");
          const git = gitState(root);
          const commit = "commit" in git && git.commit;
          const citation = readFileSync(join(root, "CITATION.cff"), "utf8");
          const field = (name: string) =>
            new RegExp(`^ *${name}: "?(.*?)"?$`, "m").exec(citation)?.[1];
          for (const fact of [
            `notebooks/${file}, `,
            commit
              ? `commit ${commit.shortHash} of ${commit.date.slice(0, 10)}`
              : "no known commit",
            `${field("- name")} (${field("date-released")?.slice(0, 4)}). [Re] ${field("title")}.`,
            `Version ${field("version")}.`,
            "npm start",
            "npm test",
            `Licence ${field("license")}`,
          ]) {
            assert.ok(said.includes(fact), `${fact} in ${said}`);
          }
        });

        it("gives the notebook as it was executed, its PNG copies drawn again", async () => {
          const { page: opened, requests, messages } = looks.light();
          const { name, text: downloaded } = await saved(opened, browserName);
          assert.equal(name, file);
          const executed = readFileSync(join(notebooks, file), "utf8");
          const [given, drawn] = withoutCopies(downloaded);
          const [expected, copies] = withoutCopies(executed);
          assert.deepEqual(given.split("\n"), expected.split("\n"));
          assert.ok(copies.length > 0);
          assert.deepEqual(drawn.map(size), copies.map(size));
          // Of two rasterizers' pictures of one drawing little differs, at edges and in letters.
          for (const [i, share] of drawn.map((png, i) => difference(png, copies[i])).entries()) {
            assert.ok(share < 0.03, `${100 * share} % of the pixels of figure ${i + 1}`);
          }
          assert.deepEqual({ requests, messages }, { requests: [], messages: [] });
        });
      });
    });
  }
});
