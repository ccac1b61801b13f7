import { strict as assert } from "node:assert";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { root } from "../../scripts/setup/environment.mjs";
import { type Cell, execute, notebook, textOf } from "../support/run.js";

/** The first column of the table in docs/tslab.md, what to run, and how it has to end. */
interface Way {
  way: string;
  code: string;
}
interface Kept extends Way {
  kept: (cell: Cell) => boolean;
}
interface Failing extends Way {
  said: RegExp;
  /** What of the output is in the notebook nevertheless. */
  texts?: string[];
  env?: NodeJS.ProcessEnv;
}

const WORKER = 'import { Worker } from "node:worker_threads";\nimport { once } from "node:events";';
const CHILD = 'import { spawn } from "node:child_process";\nimport { once } from "node:events";';

const kept: Kept[] = [
  {
    way: "3,000 lines printed in a loop",
    code: 'for (let i = 0; i < 3000; i++) console.log("line " + i);',
    kept: (cell) => textOf(cell) === numbered(3000),
  },
  {
    way: "one line of 4 MB",
    code: 'console.log("x".repeat(4e6));',
    kept: (cell) => textOf(cell) === `${"x".repeat(4e6)}\n`,
  },
  {
    way: "3,000 displays in a loop",
    code: `{ const { display } = require("tslab");
for (let i = 0; i < 3000; i++) display.html(String(i)); }`,
    kept: ({ outputs = [] }) =>
      outputs.length === 3000 &&
      outputs.every(({ data }, i) => [data?.["text/html"]].flat().join("") === String(i)),
  },
  {
    way: "text printed after an `await`, or by a timer that is waited for",
    code: `await new Promise<void>((resolve) => { setTimeout(() => { console.log("timer"); resolve(); }, 200); });
console.log("after");`,
    kept: (cell) => textOf(cell) === "timer\nafter\n",
  },
  {
    way: "text of a worker that has ended",
    code: `${WORKER}
await once(new Worker('console.log("from a worker")', { eval: true }), "exit").then(() => {});`,
    kept: (cell) => textOf(cell) === "from a worker\n",
  },
  {
    way: "text of a child process, piped to `process.stdout`",
    code: `${CHILD}
const child = spawn(process.execPath, ["-e", 'console.log("from a child")']);
child.stdout.pipe(process.stdout);
await once(child, "close").then(() => {});`,
    kept: (cell) => textOf(cell) === "from a child\n",
  },
  {
    way: "a character whose bytes come in two pieces",
    code: `process.stdout.write(Buffer.from([0xc3]));
process.stdout.write(Buffer.from([0xa9, 0x0a]));
const written = 2;`,
    kept: (cell) => textOf(cell) === "é\n",
  },
  {
    way: "`process.stdout.write` with a callback that is waited for",
    code: `await new Promise<void>((resolve) => process.stdout.write("written\\n", () => resolve()));
const called = true;`,
    kept: (cell) => textOf(cell) === "written\n",
  },
  {
    way: "half a surrogate pair, which no text can hold: U+FFFD stands for it",
    code: 'console.log("\\ud83e");',
    kept: (cell) => textOf(cell) === "\ufffd\n",
  },
];

const failing: Failing[] = [
  {
    way: "more than 5 MB in one cell, or what `--output-limit` says",
    code: 'const more = "for ever";\nfor (;;) console.log(more);',
    said: /cell \[1\] made more than 5 MB of output \(--output-limit allows more\)/,
  },
  {
    way: "bytes that are not text",
    code: "const bytes = process.stdout.write(Buffer.from([0xff, 0xfe]));",
    said: /cell \[1\] wrote to stderr.*Bytes written to stdout are not UTF-8 text/s,
  },
  {
    way: "half a surrogate pair in a display",
    code: 'require("tslab").display.html("\\ud83e");\nconst shown = true;',
    said: /cell \[1\] made an output that is no text/,
  },
  {
    way: "text printed by a timer while a later cell runs",
    code: "const timer = setTimeout(() => console.log('late'), 500);",
    said: /cell \[1\] went on after its end \(await what it starts\).*The kernel said:\n {4}late\n/s,
    texts: ["", ""],
  },
  {
    way: 'text of a child process with `stdio: "inherit"`, or of `fs.writeSync(1, …)`',
    code: `import { spawnSync } from "node:child_process";
const child = spawnSync(process.execPath, ["-e", 'console.log("past")'], { stdio: "inherit" });`,
    said: /cell \[1\] wrote past the notebook.*The kernel said:\n {4}past\n/s,
  },
  {
    way: "100,000 lines right before `process.exit(3)`: they are kept",
    code: 'for (let i = 0; i < 100_000; i++) console.log("line " + i);\nprocess.exit(3);',
    said: /cell \[1\] ended the kernel with exit code 3\n/,
    texts: [numbered(100_000), ""],
  },
  {
    way: "a kernel that runs out of memory",
    code: "const all: number[][] = [];\nfor (;;) all.push(new Array(1e6).fill(Math.random()));",
    said: /^✗ \S+ cell \[1\] ran out of memory\n {2}The run so far is in .*\n$/,
    env: { NODE_OPTIONS: "--max-old-space-size=500" },
  },
  {
    way: "200 promises rejected unseen: quoted are the first lines",
    code: "for (let i = 0; i < 200; i++) void Promise.reject(new Error('unseen'));\nconst all = 200;",
    said: /cell \[1\] went on after its end.*Error: unseen\n {8}at cell \[1\], line 1\n.* {2}… and 388 more lines\n/s,
  },
];

/** What goes on after the last cell: two timers, a worker and a child process. */
const left: Way[] = [
  {
    way: "an exception five seconds after the last cell",
    code: "const timer = setTimeout(() => { throw new Error('too late'); }, 7000);",
  },
  {
    way: "`setInterval` left running",
    code: "const timer = setInterval(() => {}, 1000);",
  },
  {
    way: "a worker left running",
    code: `${WORKER}\nconst worker = new Worker("setTimeout(() => {}, 1e6)", { eval: true });`,
  },
  {
    way: "a child process left running",
    code: `${CHILD}\nconst child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 20_000)"]);`,
  },
];

function numbered(count: number): string {
  return Array.from({ length: count }, (_, i) => `line ${i}\n`).join("");
}

describe("What a kernel prints or does", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "output-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("is in the notebook, in every way that does not fail the run", async () => {
    const content = notebook(...kept.map(({ code }) => code));
    const { code, output, executed } = await execute(folder, "kept", content);
    assert.equal(code, 0, output);
    const lost = kept.filter(({ kept }, i) => !kept(executed.cells[i]));
    assert.deepEqual(
      lost.map(({ way }) => way),
      [],
    );
  });

  it("is in the notebook if it is 1,000,000 lines, as fast as a loop prints them", async () => {
    const print = 'for (let i = 0; i < 1e6; i++) console.log("line " + i);';
    const options = ["--output-limit", "20"];
    const { code, output, texts } = await execute(
      folder,
      "many",
      notebook(print),
      60,
      {},
      ...options,
    );
    assert.equal(code, 0, output);
    assert.ok(texts[0] === numbered(1e6));
    // 4.7 s on two cores that do nothing else; a message for each line takes minutes.
    const seconds = Number(/\[1\/1\] ([\d.]+) s/.exec(output)?.[1]);
    assert.ok(seconds < 50, `${seconds} s`);
  });

  const second = "await new Promise((resolve) => setTimeout(resolve, 1000));\nconst end = true;";

  it("fails the run if it is left running, and each is counted", async () => {
    // The timer that ends is started last.
    const cells = [...left.map(({ code }) => code).reverse(), second];
    const { code, output } = await execute(folder, "left", notebook(...cells));
    assert.equal(code, 1, output);
    const message = "cell [5] is the last, but something goes on after it";
    assert.ok(output.includes(`${message}: 1 child process, 2 timers, 1 worker\n`), output);
  });

  for (const { way, code, said, texts, env } of failing) {
    it(`fails the run: ${way}`, async () => {
      const result = await execute(folder, "failing", notebook(code, second), 60, env);
      assert.equal(result.code, 1, result.output);
      assert.match(result.output, said);
      if (texts) assert.deepEqual(result.texts, texts);
      assert.ok(result.texts.join("").length < 5e6);
    });
  }

  it("stands in the table of docs/tslab.md, way by way", () => {
    const rows = readFileSync(join(root, "docs", "tslab.md"), "utf8")
      .split("\n")
      .map((line) => /^\| (.+?) \| .+ \| (kept|fails)/.exec(line)?.slice(1))
      .filter((row) => row !== undefined);
    const expected = [
      ...kept.map(({ way }) => [way, "kept"]),
      ...[...failing, ...left].map(({ way }) => [way, "fails"]),
    ];
    assert.deepEqual(rows, expected);
  });
});
