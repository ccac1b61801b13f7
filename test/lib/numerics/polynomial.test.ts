import { describe, it } from "mocha";
import { polynomialZeros } from "../../../lib/numerics/polynomial.js";
import { assertClose } from "../../support/close.js";

describe("polynomialZeros", () => {
  const check = (a: number[], zeros: [re: number, im: number][], tolerance: number) => {
    const found = polynomialZeros(a);
    for (const [part, i] of [
      ["re", 0],
      ["im", 1],
    ] as const) {
      const values = found.map((zero) => zero[part]);
      assertClose(
        values,
        zeros.map((zero) => zero[i]),
        tolerance,
        part,
      );
    }
  };

  it("are real and complex ones, the greatest real part first", () => {
    // (x − 3)(x + 2)(x² + 2x + 5)
    check(
      [1, -3, -17, -30],
      [
        [3, 0],
        [-1, 2],
        [-1, -2],
        [-2, 0],
      ],
      1e-13,
    );
    check(
      [0, 1],
      [
        [0, 1],
        [0, -1],
      ],
      1e-15,
    );
  });

  it("are found where they are as far apart as the rates of a stiff neuron", () => {
    // (x − 0.25)(x + 0.015625)(x + 0.125)(x + 4): powers of two, so that the coefficients are exact
    const zeros = [0.25, -0.015625, -0.125, -4];
    let a = [1];
    for (const zero of zeros) {
      a = [...a, 0].map((a_k, k) => a_k - (k > 0 ? zero * a[k - 1] : 0));
    }
    check(
      a.slice(1),
      zeros.map((zero) => [zero, 0]),
      1e-14,
    );
  });

  it("are zero where all coefficients are", () => {
    check(
      [0, 0],
      [
        [0, 0],
        [0, 0],
      ],
      0,
    );
  });
});
