/** PNG files as small as a drawing allows: of at most 256 colours. */

import { encode } from "fast-png";

/** Pixels as red, green, blue and alpha, a byte each. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

const paletteSize = 256;

/**
 * Encodes a picture without transparency. A figure has few colours and their blends at the edges,
 * seldom more than a few hundred: the 256 most frequent are kept, and each other one is replaced by
 * the most similar of them.
 */
export function encodePng({ width, height, pixels }: Pixels): Uint8Array {
  const runs = runsOf(pixels);
  const frequency = new Map<number, number>();
  for (const { color, length } of runs) {
    frequency.set(color, (frequency.get(color) ?? 0) + length);
  }
  const byFrequency = [...frequency]
    .sort(([a, m], [b, n]) => n - m || a - b)
    .map(([color]) => color);
  const palette = byFrequency.slice(0, paletteSize).map(channels);
  const indexOf = new Map(byFrequency.map((color, i) => [color, i]));
  for (const color of byFrequency.slice(paletteSize)) indexOf.set(color, nearest(palette, color));

  const data = new Uint8Array(width * height);
  let end = 0;
  for (const { color, length } of runs) {
    data.fill(indexOf.get(color) ?? 0, end, end + length);
    end += length;
  }
  return encode({ width, height, data, depth: 8, channels: 1, palette }, { zlib: { level: 9 } });
}

/** Stretches of one colour, as 0xRRGGBB: most of a figure is white. */
function runsOf(pixels: Uint8Array): { color: number; length: number }[] {
  const runs: { color: number; length: number }[] = [];
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

function nearest(palette: readonly (readonly number[])[], color: number): number {
  const [red, green, blue] = channels(color);
  const distances = palette.map(([r, g, b]) => (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2);
  return distances.indexOf(Math.min(...distances));
}
