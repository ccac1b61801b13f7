import { strict as assert } from "node:assert";
import fc from "fast-check";
import { describe, it } from "mocha";
import { linePlot } from "../../../lib/index.js";
import { clampToStrip, m4, simplify } from "../../../lib/plotting/layout/decimate.js";
import { corners, overlap, type TurnedBox } from "../../../lib/plotting/layout/geometry.js";
import { placeLabels } from "../../../lib/plotting/layout/labels.js";
import { layoutFigure } from "../../../lib/plotting/layout/layout.js";

/** Numbers as data have them: of everyday size, huge, tiny, missing. */
const sample = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -100, max: 100, noNaN: true }) },
  { weight: 1, arbitrary: fc.double({ noDefaultInfinity: true, noNaN: true }) },
  { weight: 1, arbitrary: fc.double({ min: -1e-300, max: 1e-300, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0, -0, 1e-320) },
);
const finite = sample.filter(Number.isFinite);
const column = fc.array(sample, { minLength: 1, maxLength: 60 });

/** x that rises, now and then not at all. */
const points = column.chain((y) =>
  fc.record({
    x: fc
      .array(finite, { minLength: y.length, maxLength: y.length })
      .map((x) => x.sort((a, b) => a - b)),
    y: fc.constant(y),
  }),
);

describe("m4", () => {
  const columns = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { maxLength: 300 });

  it("keeps first, lowest, highest and last of each column, in their order", () => {
    fc.assert(
      fc.property(columns, fc.double({ min: 0.01, max: 2, noNaN: true }), (y, density) => {
        const x = y.map((_, i) => i * density);
        const [kept = []] = m4(x, y, (value) => value);
        assert.deepEqual(
          kept,
          [...new Set(kept)].sort((a, b) => a - b),
        );
        const byColumn = (indices: number[]) => {
          const groups = new Map<number, number[]>();
          for (const i of indices) {
            groups.set(Math.floor(x[i]), [...(groups.get(Math.floor(x[i])) ?? []), i]);
          }
          return groups;
        };
        const all = byColumn(y.map((_, i) => i));
        for (const [name, indices] of byColumn(kept)) {
          const whole = all.get(name) ?? [];
          const extremes = (of: number[]) => [
            of[0],
            of.at(-1),
            Math.min(...of.map((i) => y[i])),
            Math.max(...of.map((i) => y[i])),
          ];
          assert.ok(indices.length <= 4);
          assert.deepEqual(extremes(indices), extremes(whole));
        }
        assert.equal(byColumn(kept).size, all.size);
      }),
    );
  });

  it("splits at every value that is not finite, and keeps the finite ones around it", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(1, 2, Number.NaN), { maxLength: 30 }), (y) => {
        const x = y.map((_, i) => i);
        const expected = y.flatMap((value, i) => (Number.isNaN(value) ? [] : i));
        const stretches = m4(x, y, (value) => value);
        assert.deepEqual(stretches.flat(), expected);
        for (const stretch of stretches) {
          assert.equal(stretch.length - 1, (stretch.at(-1) ?? 0) - stretch[0]);
        }
      }),
    );
  });
});

const coordinate = fc.double({ min: -500, max: 500, noNaN: true });
const polyline = fc
  .array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 80 })
  .map((vertices) => vertices.flat());

function distanceToSegment(x: number, y: number, [x0, y0, x1, y1]: number[]): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const s = Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x0 + s * dx - x, y0 + s * dy - y);
}

describe("simplify", () => {
  it("stays within the tolerance of every vertex that it leaves out", () => {
    fc.assert(
      fc.property(polyline, fc.constantFrom(0.04, 5, 50), (line, tolerance) => {
        const short = simplify(line, tolerance);
        assert.deepEqual(short.slice(0, 2), line.slice(0, 2));
        assert.deepEqual(short.slice(-2), line.slice(-2));
        for (let i = 0; i < line.length; i += 2) {
          const distances = Array.from({ length: Math.max(1, short.length / 2 - 1) }, (_, j) =>
            distanceToSegment(line[i], line[i + 1], [...short, ...short.slice(-2)].slice(2 * j)),
          );
          assert.ok(Math.min(...distances) <= tolerance * (1 + 1e-9), `vertex ${i / 2}`);
        }
      }),
    );
  });

  it("makes two points of a straight line", () => {
    const line = Array.from({ length: 100 }, (_, i) => [i, 3 * i]).flat();
    assert.deepEqual(simplify(line, 0.04), [0, 0, 99, 297]);
  });
});

describe("clampToStrip", () => {
  it("leaves what is inside the strip as it was, and nothing outside", () => {
    fc.assert(
      fc.property(polyline, (line) => {
        const clamped = clampToStrip(line, "y", -100, 200);
        const ys = (of: number[]) => of.filter((_, i) => i % 2 === 1);
        assert.ok(ys(clamped).every((y) => -100 <= y && y <= 200));
        const inside = ys(line).filter((y) => -100 < y && y < 200);
        const kept = ys(clamped).filter((y) => -100 < y && y < 200);
        assert.deepEqual(kept, inside);
      }),
    );
  });
});

describe("placeLabels", () => {
  const frame = { left: 0, top: 0, right: 500, bottom: 300 };
  const lines = fc.array(
    fc.record({
      polylines: fc
        .array(fc.double({ min: -100, max: 400, noNaN: true }), { minLength: 2, maxLength: 40 })
        .map((ys) => [ys.flatMap((y, i) => [(500 * i) / (ys.length - 1), y])]),
      label: fc.record({
        width: fc.integer({ min: 10, max: 120 }),
        height: fc.integer({ min: 10, max: 25 }),
      }),
    }),
    { minLength: 1, maxLength: 6 },
  );

  it("never lets labels overlap each other, leave the frame, or hide another line", () => {
    fc.assert(
      fc.property(lines, (lines) => {
        const boxes = placeLabels({ frame, lines, zeroAt: 150, obstacles: [] });
        const placed = boxes.filter((box) => box !== undefined);
        placed.forEach((a, i) => {
          assert.ok(placed.slice(0, i).every((b) => !overlap(a, b)));
          assert.ok(corners(a).every(([x, y]) => x >= 0 && x <= 500 && y >= 0 && y <= 300));
        });
        boxes.forEach((box, i) => {
          for (const [j, { polylines }] of lines.entries()) {
            // An earlier line that coincides with the labelled one is hidden by it anyway.
            if (box && j > i) assert.ok(!crosses(polylines[0], box), `line ${j}, label ${i}`);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it("gives the same places for the same lines", () => {
    fc.assert(
      fc.property(lines, (lines) => {
        const request = { frame, lines, zeroAt: 150, obstacles: [] };
        assert.deepEqual(placeLabels(request), placeLabels(structuredClone(request)));
      }),
      { numRuns: 30 },
    );
  });
});

/** Whether points every pixel along a line are in a box: simple on purpose. */
function crosses(line: readonly number[], box: TurnedBox): boolean {
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [x0, y0, x1, y1] = line.slice(i, i + 4);
    const steps = Math.ceil(Math.hypot(x1 - x0, y1 - y0));
    for (let k = 0; k <= steps; k++) {
      const x = x0 + (k / steps) * (x1 - x0) - box.x;
      const y = y0 + (k / steps) * (y1 - y0) - box.y;
      const [u, v] = [x * cos + y * sin, y * cos - x * sin];
      if (Math.abs(u) < box.width / 2 && Math.abs(v) < box.height / 2) return true;
    }
  }
  return false;
}

describe("layoutFigure", () => {
  const axis = fc.record({
    scale: fc.constantFrom("linear", "symlog"),
    linthresh: fc.constantFrom(1e-6, 1, 100),
    format: fc.constantFrom(undefined, "percent"),
  } as const);

  it("lays out any data with finite coordinates, and a label for each tick", () => {
    fc.assert(
      fc.property(fc.array(points, { minLength: 1, maxLength: 4 }), axis, (data, y) => {
        const series = data.map((one, i) => ({ ...one, label: `$x_${i}$` }));
        const [panel] = layoutFigure(linePlot({ series, y, zeroLine: true }).spec).panels;
        const coordinates = panel.marks.series.flatMap(({ polylines }) => polylines.flat());
        const labels = panel.marks.series.filter(({ label }) => label !== undefined);
        assert.ok(coordinates.every(Number.isFinite));
        assert.ok(panel.x.domain[0] < panel.x.domain[1] && panel.y.domain[0] < panel.y.domain[1]);
        assert.equal(panel.y.ticks.length, panel.y.tickLabels.length);
        assert.ok(labels.length + panel.legend.length === series.length);
      }),
      { numRuns: 60 },
    );
  });
});
