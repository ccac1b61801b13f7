import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { BrokenCurveError, followCurve } from "../../../lib/numerics/continuation.js";
import { assertClose } from "../../support/close.js";

const circle = (x: number, y: number) => x * x + y * y - 1;
const wide: [[number, number], [number, number]] = [
  [-2, 2],
  [-2, 2],
];

describe("followCurve", () => {
  it("goes once around a circle and stays on it", () => {
    const points = followCurve(circle, { start: [0, 0.9], scale: [1, 1], bounds: wide });
    for (const [x, y] of points) assertClose(Math.hypot(x, y), 1, 1e-12, "radius");
    const angles = points.map(([x, y]) => Math.atan2(x, y));
    for (const direction of [-3, -2, -1, 0, 1, 2, 3]) {
      const nearest = Math.min(...angles.map((angle) => Math.abs(angle - direction)));
      assert.ok(nearest < 0.05, `a point near the angle ${direction}, off by ${nearest}`);
    }
    assert.deepEqual(points[0], points[points.length - 1]);
    // 2π at steps of 0.05, and not twice around
    assert.ok(points.length >= 125 && points.length <= 130, `${points.length} points`);
  });

  it("passes a fold", () => {
    const points = followCurve((x, y) => x - y * y, {
      start: [1, -1],
      scale: [1, 1],
      bounds: wide,
    });
    assertClose(Math.min(...points.map(([x]) => x)), 0, 1e-3);
    for (const end of [points[0], points[points.length - 1]]) assertClose(end[0], 2, 0.01);
  });

  it("takes steps of the length asked for, in units of the scales", () => {
    const line = { start: [0, 0] as [number, number], scale: [1, 1e-6] as [number, number] };
    const points = followCurve((x, y) => y - 1e-6 * x, {
      ...line,
      bounds: [
        [-1, 1],
        [-1, 1],
      ],
      step: 0.1,
    });
    assertClose(points[5][0] - points[4][0], 0.1 / Math.SQRT2, 1e-9);
  });

  it("shortens its steps where the curve is sharp", () => {
    const sharp = (x: number, y: number) => y - Math.sqrt(x * x + 1e-3);
    const points = followCurve(sharp, { start: [-1, 1], scale: [1, 1], bounds: wide, step: 0.3 });
    for (const [x, y] of points) assertClose(y, Math.sqrt(x * x + 1e-3), 1e-9);
    assert.ok(points.some(([x]) => x > 1) && points.some(([x]) => x < -1));
  });

  it("ends at its bounds and after the most points", () => {
    const options = { start: [0, 1] as [number, number], scale: [1, 1] as [number, number] };
    const half = followCurve(circle, {
      ...options,
      bounds: [
        [-2, 2],
        [0, 2],
      ],
    });
    for (const [, y] of half) assert.ok(y >= 0, `${y}`);
    assertClose([half[0][1], half[half.length - 1][1]], [0, 0], 0.01);
    const few = followCurve(circle, { ...options, bounds: wide, maxPoints: 3 });
    assert.equal(few.length, 7);
  });

  it("says when there is no curve to follow", () => {
    const none = (x: number, y: number) => x * x + y * y + 1;
    assert.throws(() => followCurve(none, { start: [0, 1], scale: [1, 1], bounds: wide }), {
      name: "RangeError",
      message: /followCurve: start must be near a point of the curve/,
    });
    const outside = { start: [0, 1] as [number, number], scale: [1, 1] as [number, number] };
    assert.throws(
      () =>
        followCurve(circle, {
          ...outside,
          bounds: [
            [3, 4],
            [3, 4],
          ],
        }),
      /inside of/,
    );
  });

  it("says where a curve breaks off", () => {
    // it can't be followed past x = 0, where F jumps
    const broken = (x: number, y: number) => (x < 0 ? y : y + 1e9);
    assert.throws(
      () => followCurve(broken, { start: [-1, 0], scale: [1, 1], bounds: wide }),
      /followCurve: the curve can't be followed beyond \(-?0\.\d+, 0\)/,
    );
  });

  it("keeps the points up to a cusp", () => {
    // y² = x³: both branches end in the cusp at (0, 0)
    const cusp = (x: number, y: number) => y * y - x ** 3;
    let points: number[][] = [];
    try {
      followCurve(cusp, { start: [1, 1], scale: [1, 1], bounds: wide });
    } catch (error) {
      assert.ok(error instanceof BrokenCurveError, String(error));
      points = error.points;
    }
    assert.ok(points.length > 20, `${points.length} points`);
    for (const [x, y] of points) assertClose(cusp(x, y), 0, 1e-9, `F at (${x}, ${y})`);
    const distance = ([x, y]: number[]) => Math.hypot(x, y);
    assert.ok(Math.min(...points.map(distance)) < 0.01);
    assert.ok(Math.max(...points.map(distance)) > 1.5);
  });

  it("says that a constant F has no curve", () => {
    assert.throws(
      () =>
        followCurve((_x: number, _y: number) => 3, { start: [0, 1], scale: [1, 1], bounds: wide }),
      {
        name: "RangeError",
        message: /F must have a gradient at start = \(0, 1\), got \(0, 0\): F is 3 around it/,
      },
    );
  });

  it("goes once around a great circle in space, the tangent of which is never along an axis", () => {
    const onSphereAndPlane = (x: number, y: number, z: number) => [
      x * x + y * y + z * z - 1,
      x + 2 * y + 3 * z,
    ];
    const side: [number, number] = [-2, 2];
    const points = followCurve(onSphereAndPlane, {
      start: [0.9, -0.4, 0],
      scale: [1, 1, 1],
      bounds: [side, side, side],
    });
    for (const [x, y, z] of points) {
      assertClose(onSphereAndPlane(x, y, z), [0, 0], 1e-12, "the equations");
    }
    assert.deepEqual(points[0], points[points.length - 1]);
    assert.ok(points.length >= 125 && points.length <= 130, `${points.length} points`);
    // a helix does not close, and leaves through the top and the bottom
    const helix = followCurve((x, y, z) => [x - Math.cos(z), y - Math.sin(z)], {
      start: [1, 0, 0],
      scale: [1, 1, 1],
      bounds: [side, side, side],
    });
    const [bottom, top] = [helix[0], helix[helix.length - 1]]
      .map(([, , z]) => z)
      .sort((a, b) => a - b);
    assert.ok(bottom < -1.95 && top > 1.95, `from ${bottom} to ${top}`);
  });

  it("names the argument that makes no sense", () => {
    const options = { start: [0, 1], scale: [1, 1], bounds: wide };
    assert.throws(
      () => followCurve(1 as never, options as never),
      /followCurve: F must be a function/,
    );
    const cases: [object, RegExp][] = [
      [{ ...options, scale: [0, 1] }, /scale\[0\] must be a positive/],
      [{ ...options, scale: [1, 1, 1] }, /scale must be as long as start, 2 elements/],
      [{ ...options, step: -1 }, /step must be a positive/],
      [{ ...options, maxPoints: 0 }, /maxPoints must be an integer/],
    ];
    for (const [bad, message] of cases) {
      assert.throws(() => followCurve(circle, bad as never), { message });
    }
  });
});
