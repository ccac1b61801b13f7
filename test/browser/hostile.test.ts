import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "mocha";
import { formatAll } from "../../lib/repro/format.js";
import { python, pythonEnvironment, root } from "../../scripts/setup/environment.mjs";
import { inEachBrowser } from "../support/browser/browser.js";
import { open } from "../support/browser/opened.js";
import {
  type Cell,
  displayed,
  markdown,
  render,
  runScript,
  useFolder,
  writeNotebook,
} from "../support/browser/rendering.js";

const title = markdown("# A $\\dot{V}$ title\n\nA paragraph that says what it shows.");

// What `git status` may print: any character but / and NUL can be in a file's name.
const name = `<script>alert(1)</script><img src=x onerror=alert(2)><b onclick="alert(3)">x</b>.ipynb`;
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(4)</script></svg>`;
const printed: Cell[] = [
  { cell_type: "code", source: name, outputs: [{ output_type: "stream", text: `${name}\n` }] },
  displayed({ "text/markdown": `Changed: ${name} <iframe srcdoc="<script>alert(5)</script>">` }),
  displayed({ "text/html": `${name}<style>main { display: none }</style><form><input></form>` }),
  displayed({ "text/html": `<a href="javascript:alert(6)">here</a>` }),
  displayed({ "image/svg+xml": svg, "text/plain": `"><script>alert(7)</script>` }),
];

const script = `
  document.body.textContent = "alive";
  try { parent.document.title = "taken over"; } catch { document.body.append(", confined"); }
  fetch("https://example.org/").catch(() => document.body.append(", offline"));`;
const inside = `<p>static</p><img src="data:," onerror="document.title = 'handled'">
  <script>${script}</script><script src="https://example.org/x.js"></script>`;
const frame = `<iframe title="A figure" sandbox="allow-scripts allow-same-origin" srcdoc="${inside
  .replaceAll("&", "&amp;")
  .replaceAll('"', "&quot;")}"></iframe>`;

describe("A page of what can't be trusted", () => {
  const folder = useFolder();
  const rendered = async (file: string, cells: Cell[]) => {
    const notebook = join(folder, `${file} & more.ipynb`);
    const page = join(folder, `${file}.html`);
    writeNotebook(notebook, [title, ...cells]);
    await render(notebook, page);
    return page;
  };

  inEachBrowser((browser) => {
    it("shows names that git prints as text, whatever they are", async () => {
      const { page, requests, messages } = await open(browser(), await rendered("names", printed));
      await page.getByText("here").click();
      for (const bold of await page.locator("main b").all()) await bold.dispatchEvent("click");
      assert.deepEqual({ requests, messages }, { requests: [], messages: [] });
      const shown = (await page.locator("main").textContent())?.split("<script>alert(1)</script>");
      // In source and printed text; of HTML and Markdown tags go, and scripts with what is in them.
      assert.equal(shown?.length, 1 + 2);
      assert.deepEqual(await page.locator("main b").allTextContents(), ["x", "x"]);
      assert.equal(await page.locator("main :is(script, style, form, input, iframe)").count(), 0);
      const alt = await page.locator("figure img").getAttribute("alt");
      assert.equal(alt, `"><script>alert(7)</script>`);
    });

    it("shows what terminals obey as text, but for colours", async () => {
      const esc = "\x1b";
      const link = `${esc}]8;;javascript:alert(8)\x07link${esc}]8;;\x07`;
      const text = `${esc}[31mred${esc}[0m ${link} ${esc}]0;title\x07 \x9b31m${esc}[32m${name}\0\r`;
      const cells: Cell[] = [
        { cell_type: "code", source: "1", outputs: [{ output_type: "stream", text }] },
        displayed({ "text/plain": text }),
      ];
      const { page, requests, messages } = await open(browser(), await rendered("ansi", cells));
      assert.deepEqual({ requests, messages }, { requests: [], messages: [] });
      const shown = `red �]8;;javascript:alert(8)�link�]8;;� �]0;title� �31m${name}��`;
      assert.deepEqual(await page.locator("pre.output").allTextContents(), [shown, shown]);
      assert.equal(await page.locator("pre.output .ansi-red-fg").count(), 2);
      assert.equal(await page.locator("pre.output :not(span)").count(), 0);
    });

    it("shows what printReproducibilityInfo finds as text, whatever it is", async () => {
      const evil = `${name} **b** $e$ \x1b[31m\u202e`;
      const commit = { hash: "0", shortHash: evil, date: "2021-12-08T19:15:00Z" };
      const changedFiles = [{ status: "R ", path: evil, from: evil }];
      const info = { when: "2021-12-08T19:15:00Z", git: { commit, changedFiles } };
      const all = formatAll({
        ...info,
        identity: { user: evil, host: evil },
        system: { os: evil, cpu: evil, cores: 1, memory: 1 },
        versions: { node: "20", v8: "11" },
        dependencies: [],
        packages: [{ name: evil, version: evil }],
        lockFiles: {},
      });
      const file = await rendered("info", [displayed({ ...all })]);
      const { page, requests, messages } = await open(browser(), file);
      assert.deepEqual({ requests, messages }, { requests: [], messages: [] });
      const shown = (await page.locator("main").textContent())?.split(
        `${name} **b** $e$ \\u{1b}[31m\\u{202e}`,
      );
      assert.equal(shown?.length, 1 + 9);
      assert.equal(await page.locator(".cell.code :is(b b, img, script, math)").count(), 0);
    });

    it("runs the scripts of a displayed <iframe srcdoc>, in a sandbox, and nothing else of it", async () => {
      const file = await rendered("frame", [
        displayed({ "text/html": frame, "text/plain": "A figure" }),
      ]);
      const { page, messages } = await open(browser(), file);
      const body = page.frameLocator("iframe").locator("body");
      await body.getByText("offline").waitFor();
      assert.equal(await body.textContent(), "alive, confined, offline");
      assert.equal(await page.title(), "A V̇ title");
      // Browsers report each thing that the policy stopped: the handler, the script and the request.
      const stopped = messages.filter((message) =>
        /Security Policy|settings blocked/.test(message),
      );
      for (const what of [/event handler/, /example\.org\/x\.js/, /example\.org\/['\s]/]) {
        assert.ok(
          stopped.some((message) => what.test(message)),
          `${what} in ${messages.join("\n")}`,
        );
      }
      assert.equal(await page.frames()[1].title(), "");
    });
  });

  it("is the same to the byte when rendered again, by another process as well", async () => {
    const cells = [displayed({ "text/html": frame }), markdown("$$\\frac12$$")];
    const page = await rendered("again", cells);
    const once = readFileSync(page);
    assert.ok(once.equals(readFileSync(await rendered("again", cells))));
    assert.equal(runScript("render.py", join(folder, "again & more.ipynb"), page).status, 0);
    assert.ok(once.equals(readFileSync(page)));
  });

  const refusals: Record<string, [Cell[], RegExp]> = {
    "a formula that can't be typeset": [
      [title, markdown("$\\dot{V$")],
      /^render: .*: cell 2: can't typeset "\\dot\{V": .*$/,
    ],
    "an image that would have to be fetched": [
      [title, markdown("![a](https://example.org/a.png)")],
      /^render: .*: cell 2: the image "https:\/\/example.org\/a.png" would have to be fetched: .*$/,
    ],
    "an image in HTML that would have to be fetched": [
      [title, markdown('<img src="https://example.org/a.png" alt="x">')],
      /^render: .*: cell 2: an image in HTML has no data: .*$/,
    ],
    "an attachment that is missing": [
      [title, markdown("Text."), markdown("![](attachment:missing.png)")],
      /^render: .*: cell 3: the cell has no attachment "missing.png"$/,
    ],
    "a file that is no image": [
      [title, markdown("![](refused.ipynb.png)")],
      /^render: .*: cell 2: "refused.ipynb.png" is not an image .*$/,
    ],
    "a formula with a link": [
      [title, markdown("$\\href{javascript:alert(1)}{x}$")],
      /^render: .*: cell 2: can't typeset "\\href\{javascript:alert\(1\)\}\{x\}": [^\n]{0,120}$/,
    ],
    "a long formula with an error": [
      [title, markdown(`$$${"x + ".repeat(1000)}\\unknown$$`)],
      /^render: .*: cell 2: can't typeset "[x+ ]{59}…": [^\n]{0,120}$/,
    ],
    "a notebook without a title": [
      [markdown("Text.")],
      /^render: .*: needs a heading of level 1.*$/,
    ],
  };
  for (const [what, [cells, message]] of Object.entries(refusals)) {
    it(`is not made of ${what}: one line says so, and nothing is left behind`, async () => {
      const notebook = join(folder, "refused.ipynb");
      writeNotebook(notebook, cells);
      writeFileSync(`${notebook}.png`, "not an image");
      await assert.rejects(render(notebook, join(folder, "refused.html")), { message });
      assert.equal(existsSync(join(folder, "refused.html")), false);
    });
  }

  for (const [what, json] of [
    ["is not valid", `{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{}]}`],
    ["is a list", "[]"],
    ["is empty", ""],
    ["has a number for cells", `{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": 3}`],
    ["is cut off", `{"nbformat": 4, "cells": [`],
  ]) {
    it(`is not made of a notebook that ${what}, and one line says so`, async () => {
      const notebook = join(folder, "broken.ipynb");
      writeFileSync(notebook, json);
      const message = /^render: .+ is not a valid notebook: .+$/;
      await assert.rejects(render(notebook, join(folder, "broken.html")), { message });
    });
  }

  it("is not made of what is no notebook by the program alone either, and its exit code says so", () => {
    const { status, stderr } = runScript("render.py", join(folder, "none.ipynb"), "none.html");
    assert.equal(status, 1);
    assert.match(stderr, /^render: .+none\.ipynb.+\n$/);
  });
});

/** Renders a page, and prints how long it computed: on a busy machine it takes any time. */
const RENDER = `import sys, time
sys.path.insert(0, "page")
from render import render
failure = render(*sys.argv[1:])
print(time.process_time())
sys.exit(failure)`;

describe("A page of very much output", () => {
  const folder = useFolder();
  const rendered = (name: string, cell: Cell) => {
    const [notebook, page] = ["ipynb", "html"].map((ending) => join(folder, `${name}.${ending}`));
    writeNotebook(notebook, [title, cell]);
    const options = { cwd: root, env: pythonEnvironment, encoding: "utf8" } as const;
    const { status, stdout, stderr } = spawnSync(python, ["-c", RENDER, notebook, page], options);
    assert.equal(status, 0, stderr);
    return { seconds: Number(stdout), html: readFileSync(page, "utf8") };
  };
  // A page of nothing takes 2 s, half of it to load Python's modules; before, they took 77 s and 13 s.
  let limit: number;
  before(() => {
    limit = 4 * rendered("small", displayed({ "text/plain": "x" })).seconds;
  });

  it("shows the first and the last of 300,000 coloured lines, and says how many are left out", () => {
    const text = Array.from({ length: 300_000 }, (_, i) => `\x1b[3${(i % 7) + 1}m<${i}>\x1b[0m\n`);
    const outputs = [{ output_type: "stream" as const, text: text.join("") }];
    const { html, seconds } = rendered("lines", { cell_type: "code", source: "1", outputs });
    for (const shown of ["&lt;0&gt;", "&lt;999&gt;", "&lt;299000&gt;", "&lt;299999&gt;"])
      assert.ok(html.includes(shown), shown);
    assert.ok(!html.includes("&lt;1000&gt;"));
    assert.match(html, /… 298000 lines are left out here; the notebook has them …/);
    assert.ok(seconds > 0 && seconds < limit, `${seconds} s`);
  });

  it("is made of 20,000 nested elements", () => {
    const nested = `${"<div>".repeat(20_000)}deep${"</div>".repeat(20_000)}`;
    const { html, seconds } = rendered("nested", displayed({ "text/html": nested }));
    assert.ok(html.includes("deep"));
    assert.ok(seconds > 0 && seconds < limit, `${seconds} s`);
  });
});

describe("Sections of a page", () => {
  const folder = useFolder();

  inEachBrowser((browser) => {
    it("have different anchors though they have the same name", async () => {
      const notebook = join(folder, "same.ipynb");
      const file = join(folder, "same.html");
      const same = "## Same\n\n## Same\n\n### Same\n\n## $n$ & <i>m</i>";
      writeNotebook(notebook, [title, markdown(same)]);
      await render(notebook, file);
      const { page } = await open(browser(), file);
      const links = await page
        .locator("nav a")
        .evaluateAll((all) => all.map((link) => link.getAttribute("href")));
      assert.deepEqual(links, ["#Same", "#Same-2", "#Same-3", "#n-%26-m"]);
      assert.equal(await page.locator("[id='n-&-m']").count(), 1);
    });
  });
});
