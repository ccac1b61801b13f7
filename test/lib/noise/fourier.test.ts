import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { FourierTransform } from "../../../lib/noise/fourier.js";
import { assertClose } from "../../support/close.js";
import { numpy } from "../../support/reference.js";

/** Where the transform leaves each frequency: found by waves that have only one. */
function places(size: number): number[] {
  return Array.from({ length: size }, (_, frequency) => {
    const wave = new Float64Array(2 * size);
    for (let j = 0; j < size; j++) {
      const angle = (2 * Math.PI * frequency * j) / size;
      wave[2 * j] = Math.cos(angle) / size;
      wave[2 * j + 1] = Math.sin(angle) / size;
    }
    new FourierTransform(size).forward(wave);
    const found = Array.from({ length: size }, (_, k) => k).filter((k) => wave[2 * k] > 0.5);
    assert.equal(found.length, 1);
    return found[0];
  });
}

describe("FourierTransform", () => {
  for (const { x, X } of numpy.fft) {
    const size = x.length / 2;

    it(`gives numpy.fft.fft of ${size} numbers, in an order of its own`, () => {
      const transformed = Float64Array.from(x);
      new FourierTransform(size).forward(transformed);
      const inOrder = places(size).flatMap((k) => [transformed[2 * k], transformed[2 * k + 1]]);
      // some log₂ size rounding errors of the largest
      assertClose(inOrder, X, 10 * Number.EPSILON * Math.max(...X.map(Math.abs)));
    });

    it(`finds its way back from ${size} frequencies`, () => {
      const changed = Float64Array.from(x);
      const transform = new FourierTransform(size);
      transform.forward(changed);
      transform.inverse(changed);
      const largest = Math.max(...x.map(Math.abs));
      assertClose(
        changed.map((value) => value / size),
        x,
        10 * Number.EPSILON * largest,
      );
    });
  }
});
