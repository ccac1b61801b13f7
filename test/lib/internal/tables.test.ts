import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import {
  showTable,
  significant,
  type Table,
  tableHtml,
  tableText,
} from "../../../lib/internal/tables.js";

const table: Table = {
  columns: ["$g_{Na}$", "value"],
  rows: [
    ["<b>&", -54.39999998],
    ["$\\dot{V}$", 1e-7],
  ],
  caption: "Two *rows*",
};

describe("significant", () => {
  it("rounds to four digits, without zeros at the end", () => {
    assert.deepEqual(
      [-54.39999998, 2.0065016, 0, 1e-7, 123456, 200_000].map((x) => significant(x)),
      ["-54.4", "2.007", "0", "1e-7", "123500", "200000"],
    );
    assert.equal(significant(Math.PI, 2), "3.1");
  });
});

describe("a table", () => {
  it("is HTML with its texts escaped, its mathematics typeset and a true minus", () => {
    assert.equal(
      tableHtml(table),
      [
        "<table>",
        "<caption>Two *rows*</caption>",
        '<thead><tr><th scope="col"><i>g</i><sub>Na</sub></th><th scope="col">value</th></tr></thead>',
        "<tbody>",
        "<tr><td>&lt;b&gt;&amp;</td><td>−54.4</td></tr>",
        "<tr><td><i>V̇</i></td><td>1e−7</td></tr>",
        "</tbody>",
        "</table>",
      ].join("\n"),
    );
  });

  it("is text in columns, an accent taking no room of its own", () => {
    assert.equal(tableText(table), "Two *rows*\ng_Na  value\n<b>&  −54.4\nV̇     1e−7");
  });

  it("has as many digits as it is asked for", () => {
    const π = { columns: ["π"], rows: [[-Math.PI]], digits: 8 };
    assert.equal(tableText(π), "π\n−3.1415927");
    assert.match(tableHtml(π), /<td>−3.1415927<\/td>/);
    assert.throws(() => showTable({ ...π, digits: 0 }), {
      message: "showTable: digits must be an integer from 1 to 100, got 0",
    });
  });

  it("has as many cells in each row as columns", () => {
    assert.throws(() => showTable({ columns: ["a", "b"], rows: [["1", 2], [3]] }), {
      name: "TypeError",
      message: "showTable: rows[1] must be 2 cells, got Array of length 1",
    });
  });
});
