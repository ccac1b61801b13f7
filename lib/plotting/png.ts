/** PNG files with at most 256 colours, which keeps drawings small. */

import { encode } from "fast-png";

/** Pixels as red, green, blue and alpha, one byte each. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

interface Run {
  readonly color: number;
  length: number;
}

const paletteSize = 256;
/** How many are chosen for being frequent; the others for being unlike those chosen before. */
const frequentSize = 192;

/**
 * Encodes a picture without transparency. A figure has few colours and their blends at edges, rarely
 * more than a few hundred: those not in the palette are replaced by the most similar one.
 */
export function encodePng({ width, height, pixels }: Pixels): Uint8Array {
  const runs = runsOf(pixels);
  const { palette, indexOf } = choosePalette(runs);
  const data = new Uint8Array(width * height);
  let end = 0;
  for (const { color, length } of runs) {
    data.fill(indexOf.get(color) ?? 0, end, end + length);
    end += length;
  }
  return encode({ width, height, data, depth: 8, channels: 1, palette }, { zlib: { level: 8 } });
}

function choosePalette(runs: readonly Run[]) {
  const frequency = new Map<number, number>();
  for (const { color, length } of runs) {
    frequency.set(color, (frequency.get(color) ?? 0) + length);
  }
  const colors = [...frequency].sort(([a, m], [b, n]) => n - m || a - b).map(([color]) => color);
  const palette: number[][] = [];
  const indexOf = new Map<number, number>();
  const distances = colors.map(() => Number.POSITIVE_INFINITY);
  while (palette.length < Math.min(paletteSize, colors.length)) {
    const isFrequent = palette.length < frequentSize;
    const next = isFrequent ? palette.length : distances.indexOf(Math.max(...distances));
    const index = palette.push(channels(colors[next])) - 1;
    colors.forEach((color, i) => {
      const distance = squaredDistance(channels(color), palette[index]);
      if (distance >= distances[i]) return;
      distances[i] = distance;
      indexOf.set(color, index);
    });
  }
  return { palette, indexOf };
}

/** Stretches of one colour, as 0xRRGGBB: most of a figure is white. */
function runsOf(pixels: Uint8Array): Run[] {
  const runs: Run[] = [];
  let run = { color: -1, length: 0 };
  for (let i = 0; i < pixels.length; i += 4) {
    const color = (pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2];
    if (color === run.color) run.length++;
    else {
      run = { color, length: 1 };
      runs.push(run);
    }
  }
  return runs;
}

function channels(color: number): number[] {
  return [color >> 16, (color >> 8) & 255, color & 255];
}

function squaredDistance(a: readonly number[], b: readonly number[]): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}
