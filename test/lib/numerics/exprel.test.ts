import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { exprel } from "../../../lib/numerics/exprel.js";
import { assertClose } from "../../support/close.js";

describe("exprel", () => {
  it("is (eˣ − 1)/x, to the last digits of what mpmath computes", () => {
    // mpmath.expm1(x) / x with 30 digits; two units in the last place are allowed
    const reference: [number, number][] = [
      [-40, 0.025],
      [-1, 0.6321205588285577],
      [-1e-9, 0.9999999995],
      [1e-9, 1.0000000005],
      [2.5, 4.472997584281387],
      [10, 2202.546579480672],
    ];
    for (const [x, expected] of reference) assertClose(exprel(x), expected, 4.5e-16 * expected);
  });

  it("is 1 at 0, where the formula is 0/0", () => {
    assert.equal(exprel(0), 1);
    assert.equal(exprel(-0), 1);
  });

  it("keeps rates finite at every voltage, however far", () => {
    assert.equal(1 / exprel(1000), 0);
    assertClose(1 / exprel(-1000), 1000, 1e-12);
  });

  it("refuses what is not a finite number", () => {
    assert.throws(
      () => exprel(Number.NaN),
      /^RangeError: exprel: x must be a finite number, got NaN$/,
    );
    assert.throws(
      () => exprel("1" as never),
      /^TypeError: exprel: x must be a finite number, got "1"$/,
    );
  });
});
