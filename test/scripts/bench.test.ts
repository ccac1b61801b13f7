import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { compare, measure, median } from "../../bench/measure.mjs";
import { limitTable, table } from "../../bench/table.mjs";

/** A contender that says what it is given to say. */
const saying = (name: string, seconds: number[], result: number[]) => ({
  name,
  program: process.execPath,
  args: ["-e", `console.log("loading …"); console.log('${JSON.stringify({ seconds, result })}')`],
});

describe("A row of the benchmark", () => {
  it("has our median, the peers', and the ratio of the two", async () => {
    const row = {
      name: "row",
      title: "a task",
      ours: saying("lib", [3, 1, 2], [1, 2]),
      peers: [
        { ...saying("C", [4, 4, 5], [1, 2]), target: 0.5 },
        { ...saying("Fortran", [], []), missing: "no compiler found" },
      ],
      rounds: 2,
    };
    const { seconds, comparisons } = await measure(row, () => undefined);
    assert.equal(seconds, 2);
    assert.deepEqual(comparisons, [
      { peer: "C", seconds: 4, ratio: 0.5, target: 0.5, difference: 0 },
      { peer: "Fortran", missing: "no compiler found" },
    ]);
  });

  it("is not made of peers that compute something else", () => {
    const peer = saying("C", [], []);
    const outcome = (result: number[]) => [{ seconds: [1], result }];
    const compared = (a: number[], b: number[]) => () =>
      compare(peer, outcome(a), outcome(b), 1e-12);
    assert.doesNotThrow(compared([1, 1e-13], [1, 0]));
    const message = /^Error: C does not compute what lib does: it differs by/;
    assert.throws(compared([1, 1e-11], [1, 0]), message);
    assert.throws(compared([1, Number.NaN], [1, 0]), message);
    assert.throws(compared([1], [1, 0]), message);
  });

  it("says why a peer could not be run, and goes on with the others", async () => {
    const peers = [
      { name: "brian2", program: process.execPath, args: ["-e", "throw 'no compiler'"] },
      saying("C", [4], [1]),
    ];
    const row = { name: "row", title: "a task", ours: saying("lib", [2], [1]), peers };
    const { comparisons } = await measure(row, () => undefined);
    assert.match(comparisons[0].missing ?? "", /\S/);
    assert.equal(comparisons[1].ratio, 0.5);
  });

  it("fails with what a program said before it failed", async () => {
    const broken = { name: "C", program: process.execPath, args: ["-e", "throw 'no memory'"] };
    const row = { name: "row", title: "a task", ours: broken, peers: [] };
    await assert.rejects(
      measure(row, () => undefined),
      /^Error: C failed:\n(.*\n)*.*no memory/,
    );
  });
});

describe("The benchmark's table", () => {
  it("says what was reached, what was not, and what could not be run", () => {
    const comparisons = [
      { peer: "C", seconds: 0.0125, ratio: 0.48, target: 0.5, difference: 1e-16 },
      { peer: "numba", seconds: 0.0055, ratio: 1.09, target: 1.05, difference: 0 },
      { peer: "brian2", missing: "no wheel" },
    ];
    const text = table([{ title: "Euler", seconds: 6e-3, arrays: 3, comparisons }]);
    assert.deepEqual(text.split("\n"), [
      "               median   ratio  to reach              difference",
      "Euler  lib     6.00 ms         3.0 arrays of memory",
      "       C       12.5 ms  0.48   ≤ 0.5 ✓               1e-16",
      "       numba   5.50 ms  1.1    ≤ 1.1 ✗               0e+0",
      "       brian2  not run         no wheel",
    ]);
  });

  it("says which limits are kept", () => {
    const rows = [
      { what: "figure", value: 12, unit: "ms", limit: 60 },
      { what: "kernel", value: 1.5, unit: "s" },
    ];
    assert.equal(limitTable(rows), "figure  12.0 ms  ≤ 60 ✓\nkernel  1.50 s");
  });
});

describe("median", () => {
  it("is the middle value, or the mean of the middle two", () => {
    assert.equal(median([3, 1, 20]), 3);
    assert.equal(median([4, 1, 2, 30]), 3);
  });
});
