import { strict as assert } from "node:assert";
import { before, describe, it } from "mocha";
import { tableRows } from "../support/docs.js";
import { originalFigure } from "../support/notebookFigures.js";
import {
  distancesTo,
  inFrame,
  inPixels,
  inSight,
  joined,
  original,
  type Path,
} from "../support/original.js";

/**
 * A line of the original is 4 pixels wide. Ours must run inside of it: no point that was read from
 * its pictures may be farther from ours than half of that. Reading them is good to some 0.2 pixels
 * where a line is straight and to 1.8 inside narrow bends, where two flanks have run into one; the
 * scale of an axis to half a pixel, since matplotlib puts grid lines on whole ones.
 */
const LINE = original["line width (pixels)"];
const TOLERANCE = LINE / 2;
/**
 * The other way around, nothing of ours may be missing there: each of our points is as near as a
 * line and a half to one that was read, unless it is behind a label or beside another curve. (The
 * points that were read are up to 2.8 pixels apart, and in the hollow of a narrow bend there are none.)
 */
const REACH = 1.5 * LINE;
/** Distances are not measured any farther than this, in pixels. */
const FAR = 10;

/** What our figures show in another unit than the points of the original are in. */
const units: Record<string, (y: number) => number> = {
  "log₁₀(−V̇ in mV/ms)": (y) => Math.log10(-y),
  "ΔV̇ / V̇ (%)": (y) => 100 * y,
};

const found: { figure: string; curve: string; points: number; away: number }[] = [];

Object.values(original.figures).forEach(({ panels }, index) => {
  describe(`The original's figure ${index + 1}, read from its picture,`, () => {
    let ours: Path[][];
    before(() => {
      ours = originalFigure(index + 1).spec.panels.map(({ series }, place) => {
        const unit = units[panels[place].y.label] ?? ((y: number) => y);
        return series.map((line) =>
          joined(inPixels(panels[place], line.x, Array.from(line.y, unit))),
        );
      });
    });

    panels.forEach((panel, place) => {
      Object.entries(panel.curves).forEach(([name, points], line) => {
        it(`has ${panel.y.label} of ${name} where ours is`, () => {
          const read = inPixels(panel, points.x, points.y);
          const path = ours[place][line];
          assert.ok(read.x.length > 200, "hardly anything of it was read");
          const away = Math.max(...distancesTo(path, read, FAR));
          const curve = `${panel.y.label} of ${name}`;
          found.push({ figure: String(index + 1), curve, points: read.x.length, away });
          assert.ok(away <= TOLERANCE, `a point of it is ${away.toFixed(1)} pixels from ours`);

          const others = ours[place].filter((other) => other !== path);
          const seen = inSight(panel, inFrame(panel, path), others, REACH);
          const missing = Math.max(0, ...distancesTo(read, seen, FAR));
          assert.ok(missing <= REACH, `a point of ours is ${missing.toFixed(1)} pixels from it`);
        });
      });
    });
  });
});

describe("The curves of the original's figures", () => {
  it("are 19, each as far from ours, in pixels, as said here and in docs/reproduction.md", () => {
    for (const { figure, curve, away } of found) {
      console.log(`      ${away.toFixed(1)}  figure ${figure}, ${curve}`);
    }
    assert.equal(found.length, 19);
    const rows = tableRows("reproduction.md", "figure");
    assert.equal(rows.length, 19);
    found.forEach(({ figure, curve, points, away }, i) => {
      assert.deepEqual(rows[i].slice(0, 3), [figure, curve, String(points)]);
      assert.ok(Math.abs(Number(rows[i][3]) - away) <= 0.1, `${curve}: ${away} pixels`);
    });
  });
});
