/** Boxes, turned or not, and what is inside of them; all in pixels, y growing downwards. */

/** Edges of an upright rectangle. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A rectangle around (x, y), turned by `angle` radians clockwise. */
export interface TurnedBox {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly width: number;
  readonly height: number;
}

type Point = readonly [number, number];

export function turnedBox({ left, top, right, bottom }: Box): TurnedBox {
  return {
    x: (left + right) / 2,
    y: (top + bottom) / 2,
    angle: 0,
    width: right - left,
    height: bottom - top,
  };
}

export function grown(box: TurnedBox, by: number, byWidth = by): TurnedBox {
  return { ...box, width: box.width + 2 * byWidth, height: box.height + 2 * by };
}

export function corners({ x, y, angle, width, height }: TurnedBox): Point[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([i, j]) => {
    const [u, v] = [(i * width) / 2, (j * height) / 2];
    return [x + u * cos - v * sin, y + u * sin + v * cos];
  });
}

export function isWithin(box: TurnedBox, frame: Box): boolean {
  return corners(box).every(
    ([x, y]) => frame.left <= x && x <= frame.right && frame.top <= y && y <= frame.bottom,
  );
}

/** Whether two boxes share an inner point: no edge of either has them on different sides. */
export function overlap(a: TurnedBox, b: TurnedBox): boolean {
  const [pa, pb] = [corners(a), corners(b)];
  return [a.angle, a.angle + Math.PI / 2, b.angle, b.angle + Math.PI / 2].every((direction) => {
    const [cos, sin] = [Math.cos(direction), Math.sin(direction)];
    const along = ([x, y]: Point) => x * cos + y * sin;
    const [sa, sb] = [pa.map(along), pb.map(along)];
    return Math.max(...sa) > Math.min(...sb) && Math.max(...sb) > Math.min(...sa);
  });
}

/**
 * The part of the segment from (x0, y0) to (x1, y1) inside of a box, in the box' own coordinates
 * (u along its width, v along its height, from its middle), by Liang and Barsky's clipping.
 */
export function inside(box: TurnedBox, x0: number, y0: number, x1: number, y1: number) {
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  const u0 = (x0 - box.x) * cos + (y0 - box.y) * sin;
  const v0 = (y0 - box.y) * cos - (x0 - box.x) * sin;
  const du = (x1 - x0) * cos + (y1 - y0) * sin;
  const dv = (y1 - y0) * cos - (x1 - x0) * sin;
  let from = 0;
  let to = 1;
  for (const [start, change, half] of [
    [u0, du, box.width / 2],
    [v0, dv, box.height / 2],
  ]) {
    if (change === 0) {
      if (Math.abs(start) > half) return undefined;
      continue;
    }
    const ends = [(-half - start) / change, (half - start) / change];
    from = Math.max(from, Math.min(...ends));
    to = Math.min(to, Math.max(...ends));
    if (from > to) return undefined;
  }
  return { u0: u0 + from * du, v0: v0 + from * dv, u1: u0 + to * du, v1: v0 + to * dv };
}
