/** Boxes, turned or not, and what is inside them; in pixels, with y pointing down. */

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

export function isWithin({ x, y, angle, width, height }: TurnedBox, frame: Box): boolean {
  const cos = Math.abs(Math.cos(angle)) / 2;
  const sin = Math.abs(Math.sin(angle)) / 2;
  const reachX = width * cos + height * sin;
  const reachY = width * sin + height * cos;
  return (
    frame.left <= x - reachX &&
    x + reachX <= frame.right &&
    frame.top <= y - reachY &&
    y + reachY <= frame.bottom
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
 * The heights, along the box and from its middle line, at which the segment from (x0, y0) to
 * (x1, y1) enters and leaves a box; undefined if it misses the box. Liang and Barsky's clipping.
 */
export function segmentInside(
  { x, y, angle, width, height }: TurnedBox,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): { readonly v0: number; readonly v1: number } | undefined {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const u0 = (x0 - x) * cos + (y0 - y) * sin;
  const v0 = (y0 - y) * cos - (x0 - x) * sin;
  const du = (x1 - x0) * cos + (y1 - y0) * sin;
  const dv = (y1 - y0) * cos - (x1 - x0) * sin;
  // A segment parallel to an edge crosses it infinitely far away.
  const tu = du === 0 ? Number.POSITIVE_INFINITY : width / 2 / Math.abs(du);
  const tv = dv === 0 ? Number.POSITIVE_INFINITY : height / 2 / Math.abs(dv);
  if (du === 0 && Math.abs(u0) > width / 2) return undefined;
  if (dv === 0 && Math.abs(v0) > height / 2) return undefined;
  const middleU = du === 0 ? 0 : -u0 / du;
  const middleV = dv === 0 ? 0 : -v0 / dv;
  const from = Math.max(0, middleU - tu, middleV - tv);
  const to = Math.min(1, middleU + tu, middleV + tv);
  return from > to ? undefined : { v0: v0 + from * dv, v1: v0 + to * dv };
}
