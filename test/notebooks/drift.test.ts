import { strict as assert } from "node:assert";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { drifts } from "../../scripts/notebooks/drift/drifts.mjs";
import { build } from "../../scripts/setup/environment.mjs";
import { type Cell, execute, type Notebook, notebook, textOf } from "../support/run.js";

/** A notebook in the style of the real ones: a parameter, a number, a table, a figure. */
const small = (parameter: string, colour: string) =>
  notebook(
    'import { linePlot, linspace, show, showTable } from "../../lib";',
    `const C = ${parameter};\nC * Math.PI`,
    'showTable({ columns: ["C", "C²"], rows: [[C, C ** 2]] });',
    { source: "new Date()", tags: ["volatile"] },
    `const x = linspace(0, 1, 50);
show(linePlot({ series: [{ x: x, y: x.map((v) => v * v), color: "${colour}" }] }));`,
  );

describe("drifts", () => {
  let folder: string;
  let committed: Notebook;
  before(async () => {
    mkdirSync(build, { recursive: true });
    folder = mkdtempSync(join(build, "drift-"));
    const { code, output, executed } = await execute(folder, "small", small("2", "#1f77b4"));
    assert.equal(code, 0, output);
    committed = executed;
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** The committed notebook, changed. */
  const changed = (change: (cells: Cell[]) => void): Notebook => {
    const copy = structuredClone(committed);
    change(copy.cells);
    return copy;
  };
  const edit = (cell: Cell, type: string, change: (content: string) => string) => {
    for (const { data = {} } of cell.outputs ?? []) {
      const content = [data[type]].flat().join("");
      data[type] = change(content);
      assert.notEqual(data[type], content);
    }
  };
  const redrawn = (change: (svg: string) => string) =>
    changed((cells) => edit(cells[4], "image/svg+xml", change));

  it("finds none when nothing but a volatile output has changed", async () => {
    const { executed } = await execute(folder, "again", small("2", "#1f77b4"));
    assert.notEqual(textOf(executed.cells[3]), textOf(committed.cells[3]));
    assert.deepEqual(drifts(committed, executed), []);
  });

  it("shows what a changed parameter and a changed colour do, with the cells' numbers", async () => {
    const { code, output, executed } = await execute(folder, "other", small("3", "#d62728"));
    assert.equal(code, 0, output);
    // The cells' text differs as well; what is asked here is whether the outputs tell.
    for (const [index, cell] of executed.cells.entries())
      cell.source = committed.cells[index].source;
    const found = drifts(committed, executed);
    assert.equal(
      found[0],
      String.raw`cell [2] printed "9.42477796076938\n", was "6.283185307179586\n"`,
    );
    assert.match(found[1], /^cell \[3\] text\/html: .*<td>3<\/td>.*, was .*<td>2<\/td>/);
    assert.match(found[2], /^cell \[3\] text\/plain: /);
    assert.ok(
      found.some((text) =>
        /^cell \[5\] image\/svg\+xml: svg > .*: stroke "#d62728", was "#1f77b4"$/.test(text),
      ),
      found.join("\n"),
    );
  });

  it("finds a colour in a figure, and no rounding of a coordinate", () => {
    const other = redrawn((svg) => svg.replaceAll("#1f77b4", "#1f77b5"));
    assert.match(
      drifts(committed, other).join("\n"),
      /^cell \[5\] .*stroke "#1f77b5", was "#1f77b4"$/m,
    );
    const start = /(?<=d="M)[\d.]+/;
    const near = redrawn((svg) => svg.replace(start, (x) => String(Number(x) + 0.01)));
    assert.deepEqual(drifts(committed, near), []);
    const far = redrawn((svg) => svg.replace(start, (x) => String(Number(x) + 0.1)));
    assert.match(drifts(committed, far).join("\n"), /^cell \[5\] .* > path\[1\]: d "M/);
  });

  it("finds a missing cell, a new cell and a moved cell", () => {
    const shorter = changed((cells) => cells.splice(2, 1));
    assert.match(drifts(committed, shorter).join("\n"), /^cell \[3\] is missing: "showTable/);
    assert.match(drifts(shorter, committed).join("\n"), /^cell \[3\] is new: "showTable/);
    const swapped = changed((cells) => cells.splice(1, 2, cells[2], cells[1]));
    assert.deepEqual(drifts(committed, swapped), ["cell [2] has changed its place"]);
  });

  it("finds an output that is gone, and a PNG of another size", () => {
    const gone = changed((cells) => cells[4].outputs?.pop());
    assert.match(
      drifts(committed, gone).join("\n"),
      /^cell \[5\] shows nothing, was display_data of image/,
    );
    const wide = changed((cells) =>
      edit(cells[4], "image/png", (base64) => {
        const bytes = Buffer.from(base64, "base64");
        bytes.writeUInt32BE(99, 16);
        return bytes.toString("base64");
      }),
    );
    assert.match(
      drifts(committed, wide).join("\n"),
      /^cell \[5\] image\/png: 99×\d+ pixels, was \d+×\d+ pixels$/,
    );
  });

  it("tells a number apart from its neighbours by the ninth digit", () => {
    const with_ = (text: string) =>
      changed((cells) => {
        cells[1].outputs = [{ output_type: "stream", name: "stdout", text }];
      });
    assert.deepEqual(drifts(with_("n: −1.00000000001e−5"), with_("n: −1.00000000002e−5")), []);
    assert.equal(drifts(with_("n: 1.0000001"), with_("n: 1.0000002")).length, 1);
    assert.equal(drifts(with_("n: 1"), with_("m: 1")).length, 1);
    assert.equal(drifts(with_("n: 1"), with_("n: 1 2")).length, 1);
  });
});
