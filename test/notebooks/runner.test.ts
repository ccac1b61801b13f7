import { strict as assert } from "node:assert";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { execute, notebook } from "../support/run.js";

describe("execute.py", () => {
  let folder: string;
  before(() => {
    // A name that has to be quoted everywhere a shell or a URL could get hold of it.
    folder = mkdtempSync(join(tmpdir(), "Räum & 'Zeit' "));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("runs a notebook in its own folder, and twice to the same bytes", async () => {
    const content = notebook(
      'import { basename } from "node:path";\nlet x = 1;',
      "for (let i = 0; i < 3; i++) console.log(i);\nbasename(process.cwd())",
      "",
      'import { display } from "tslab";\nconsole.log("first");\ndisplay.html("<b>x</b>");\nconsole.log("last");',
    );
    const first = await execute(folder, "good", content);
    assert.equal(first.code, 0, first.output);
    assert.match(first.output, /good\.ipynb \[3\/3\] \d/);
    assert.match(first.texts[1], /^0\n1\n2\nRäum & 'Zeit' \w+\n$/);
    const [, , empty, mixed] = first.executed.cells;
    assert.equal(empty.execution_count, null);
    assert.deepEqual(
      mixed.outputs?.map(({ output_type }) => output_type),
      ["stream", "display_data", "stream"],
    );
    assert.equal((await execute(folder, "good", content)).bytes, first.bytes);
  });

  const failures = [
    {
      title: "a cell that throws",
      code: ["const a = 1;", "const b = 2;\nthrow new RangeError('out of reach');", "a"],
      cell: 2,
      said: /failed.*const b = 2;.*RangeError: out of reach/s,
    },
    {
      title: "a type error",
      code: ['const a: string = "1";', "const n: number = a;"],
      cell: 2,
      said: /failed.*'string' is not assignable to type 'number'/s,
    },
    {
      title: "an unhandled rejection",
      code: ["const a = 1;\nPromise.reject(new Error('lost'));", "a"],
      cell: 1,
      said: /went on after its end.*UnhandledPromiseRejection: Error: lost/s,
    },
    {
      title: "a timer that throws after the last cell",
      code: ["const timer = setTimeout(() => { throw new Error('too late'); }, 300);"],
      cell: 1,
      said: /went on after its end.*UncaughtException: Error: too late/s,
    },
    {
      title: "an endless loop",
      code: ["const a = 1;", "for (;;);"],
      cell: 2,
      said: /did not finish in 3 s.*for \(;;\);/s,
    },
    {
      title: "a promise that never settles",
      code: ["await new Promise(() => {});"],
      cell: 1,
      said: /did not finish in 3 s/,
    },
    {
      title: "text on stderr",
      code: ["console.warn('mind the gap');", "1"],
      cell: 1,
      said: /wrote to stderr.*mind the gap/s,
    },
    {
      title: "a kernel that exits",
      code: ["const a = 1;", "process.exit(0);"],
      cell: 2,
      said: /cell \[2\] ended the kernel with exit code 0\n.*process\.exit\(0\)/s,
    },
    {
      title: "a kernel that is killed",
      code: ["const a = 1;", "process.kill(process.pid, 'SIGKILL');\nawait new Promise(() => {});"],
      cell: 2,
      said: /killed the kernel \(SIGKILL\).*process\.kill.*The kernel said nothing\./s,
    },
    {
      title: "a kernel that crashes",
      code: ["process.abort();"],
      cell: 1,
      said: /killed the kernel.*The kernel said:\n.*Native stack trace/s,
    },
  ];
  for (const { title, code, cell, said } of failures) {
    it(`fails on ${title}, names the cell and keeps the notebook so far`, async () => {
      const result = await execute(folder, "bad", notebook(...code), 3);
      assert.equal(result.code, 1);
      assert.match(result.output, said);
      assert.ok(result.output.includes(`bad.ipynb: cell [${cell}] `), result.output);
      const counts = result.executed.cells.map(({ execution_count }) => execution_count);
      assert.equal(counts[0], cell === 1 ? counts[0] : 1);
    });
  }

  it("does not take what the kernel does for itself for the cells' doing, however long a look takes", async () => {
    const slow = `const own = require("node:process");
const { getActiveResourcesInfo } = own;
let looks = 0;
own.getActiveResourcesInfo = () => {
  if (looks++ === 0) setImmediate(() => {});
  for (const end = Date.now() + 2100; Date.now() < end; );
  return getActiveResourcesInfo();
};`;
    const { code, output } = await execute(folder, "slow", notebook(slow));
    assert.equal(code, 0, output);
  });

  it("goes on after a cell that is tagged raises-exception", async () => {
    const tagged = { source: "throw new Error('as expected');", tags: ["raises-exception"] };
    const { code, output, texts } = await execute(folder, "tagged", notebook(tagged, "6 * 7"));
    assert.equal(code, 0, output);
    assert.match(texts[0], /Error: as expected/);
    assert.equal(texts[1], "42\n");
  });
});
