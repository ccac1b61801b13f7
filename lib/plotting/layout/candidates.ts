/** Where a label could stand on its line, and how good each place is. */

import type { Polyline } from "./decimate.js";
import { type Box, grown, isWithin, overlap, segmentInside, type TurnedBox } from "./geometry.js";

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface LabelledLine {
  /** The line in pixels, one polyline for each stretch without a gap. */
  readonly polylines: readonly Polyline[];
  /** Size of the label; undefined for a line without one. */
  readonly label?: Size | undefined;
  /** The x at which the caller wants it, whatever is there. */
  readonly at?: number | undefined;
}

export interface LabelRequest {
  readonly frame: Box;
  /** In the order in which they are drawn: a later line covers an earlier one. */
  readonly lines: readonly LabelledLine[];
  /** Height of the zero line, which is drawn below the others. */
  readonly zeroAt?: number | undefined;
  /** What else a label must not touch. */
  readonly obstacles: readonly TurnedBox[];
}

export interface Candidate {
  readonly box: TurnedBox;
  readonly cost: number;
  /** Which of the columns that all lines share it is in. */
  readonly column?: number;
}

/** Room between a label and what it must not touch. */
export const gap = 2;
/** Less line than this beside a label, or between two labels, reads as a minus sign. */
export const stub = 14;
export const columnCount = 160;

/** Candidates spread along the line itself, for lines so steep that they miss the columns. */
const spreadCount = 40;
/** Lines this close to each other are seen as the one drawn last. */
const coincident = 1.6;

/** A text this wide must follow its line, or a reader can't tell which line it belongs to. */
const wordWidth = 60;

const cost = {
  /** For text turned by 90 degrees; grows with the square of the angle. */
  steepness: 1.5,
  /** For a line that bulges out of its label. */
  curvature: 1,
  /** For being as close to something else as allowed. */
  crowding: 1.2,
  /** For standing at the left or right end of the frame; grows with the square. */
  eccentricity: 0.4,
  /** For too little line on either side. */
  stub: 0.5,
  /** For a text of a word or more that does not follow its line; less for a single letter. */
  straying: 0.9,
};

/** The distances to other things that are distinguished, from crowded to free. */
const clearances = [gap, 8, 16] as const;

/** A point of a polyline, on the segment that starts at vertex `segment`. */
interface Position {
  readonly segment: number;
  readonly x: number;
  readonly y: number;
  readonly column?: number;
}

/** A place, and which vertices of its own line are under the label. */
interface Place {
  readonly box: TurnedBox;
  readonly cost: number;
  readonly under: readonly [number, number];
}

/** Every place where the label of line `index` touches nothing, or the one that the caller asks for. */
export function candidatesOf(request: LabelRequest, index: number): Candidate[] {
  const { lines, frame } = request;
  const { polylines, label, at } = lines[index];
  if (!label) return [];
  if (at !== undefined) return requested(polylines, at, label, frame);
  const middle = (frame.left + frame.right) / 2;
  const neighbours = neighboursOf(request, index);
  return polylines.flatMap((polyline) =>
    [...columnsOf(polyline, frame), ...spreadOf(polyline, frame)].flatMap((position) =>
      placesAt(polyline, position, label).flatMap((place) => {
        const crowding = crowdingOf(request, index, neighbours, polyline, place);
        if (crowding === undefined) return [];
        const eccentricity = (place.box.x - middle) / (middle - frame.left);
        const total =
          place.cost +
          cost.crowding * crowding +
          cost.eccentricity * eccentricity ** 2 +
          (hasStubs(polyline, position, label.width / 2, frame) ? 0 : cost.stub);
        return [{ box: place.box, cost: total, column: position.column }];
      }),
    ),
  );
}

/** The place that the caller asked for: it may touch anything, but the line must be there. */
function requested(
  polylines: readonly Polyline[],
  at: number,
  label: Size,
  frame: Box,
): Candidate[] {
  for (const polyline of polylines) {
    const position = positionAt(polyline, at);
    if (!position || !isWithinHeight(position, frame)) continue;
    const box = onChord(polyline, position, label)?.box ?? { ...position, angle: 0, ...label };
    return [{ box, cost: 0 }];
  }
  return [];
}

function isWithinHeight({ y }: Position, { top, bottom }: Box): boolean {
  return top <= y && y <= bottom;
}

function columnsOf(polyline: Polyline, frame: Box): Position[] {
  return Array.from({ length: columnCount }, (_, column) => {
    const x = frame.left + ((column + 0.5) / columnCount) * (frame.right - frame.left);
    const position = positionAt(polyline, x);
    return position && isWithinHeight(position, frame) ? { ...position, column } : undefined;
  }).filter((position) => position !== undefined);
}

function positionAt(line: Polyline, x: number): Position | undefined {
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [x0, x1] = [line[i], line[i + 2]];
    if (Math.min(x0, x1) <= x && x <= Math.max(x0, x1)) {
      const fraction = x0 === x1 ? 0.5 : (x - x0) / (x1 - x0);
      return { segment: i / 2, x, y: line[i + 1] + fraction * (line[i + 3] - line[i + 1]) };
    }
  }
  return undefined;
}

/** Positions at equal distances along the line. */
function spreadOf(line: Polyline, frame: Box): Position[] {
  const lengths = Array.from({ length: Math.max(0, line.length / 2 - 1) }, (_, segment) => {
    const i = 2 * segment;
    return Math.hypot(line[i + 2] - line[i], line[i + 3] - line[i + 1]);
  });
  const step = lengths.reduce((sum, length) => sum + length, 0) / spreadCount;
  const positions: Position[] = [];
  let next = step / 2;
  let before = 0;
  lengths.forEach((length, segment) => {
    const i = 2 * segment;
    for (; next < before + length; next += step) {
      const fraction = (next - before) / length;
      const x = line[i] + fraction * (line[i + 2] - line[i]);
      const y = line[i + 1] + fraction * (line[i + 3] - line[i + 1]);
      positions.push({ segment, x, y });
    }
    before += length;
  });
  return positions.filter((position) => isWithinHeight(position, frame));
}

/** The label along the line; where that would be steep or bent, also level, across the line. */
function placesAt(polyline: Polyline, position: Position, label: Size): Place[] {
  const along = onChord(polyline, position, label);
  if (along && Math.abs(along.box.angle) < Math.PI / 4) return [along];
  const level = across(polyline, position, label);
  return [along, level].filter((place) => place !== undefined);
}

/** On the chord that is as long as the label, if the line is straight enough there. */
function onChord(polyline: Polyline, position: Position, label: Size): Place | undefined {
  const from = pointAway(polyline, position, label.width / 2, -1);
  const to = pointAway(polyline, position, label.width / 2, 1);
  if (!from || !to) return undefined;
  const angle = upright(Math.atan2(to.y - from.y, to.x - from.x));
  const box = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, angle, ...label };
  const bulge = bulgeOf(polyline, from.segment + 1, to.segment, box);
  if (bulge > 0.8) return undefined;
  const steepness = (2 * angle) / Math.PI;
  return {
    box,
    cost: cost.steepness * steepness ** 2 + cost.curvature * bulge ** 2,
    under: [from.segment, to.segment],
  };
}

/** Level, on a line that enters above and leaves below; otherwise the label would hide a bend. */
function across(polyline: Polyline, position: Position, label: Size): Place | undefined {
  const { x, y } = position;
  const reach = Math.hypot(label.width, label.height) / 2 + gap;
  const from = pointAway(polyline, position, reach, -1);
  const to = pointAway(polyline, position, reach, 1);
  if (!from || !to || (from.y - y) * (to.y - y) > 0) return undefined;
  if (Math.min(Math.abs(from.y - y), Math.abs(to.y - y)) < label.height / 2) return undefined;
  const box = { x, y, angle: 0, ...label };
  const letters = Math.min(1, label.width / wordWidth);
  return { box, cost: cost.straying * letters, under: [from.segment, to.segment] };
}

/** The first point that is `distance` away from a position, along the line in one direction. */
function pointAway(
  line: Polyline,
  { segment, x, y }: Position,
  distance: number,
  direction: 1 | -1,
) {
  const first = direction === 1 ? segment + 1 : segment;
  for (let vertex = first; vertex >= 0 && 2 * vertex < line.length; vertex += direction) {
    const [x1, y1] = [line[2 * vertex], line[2 * vertex + 1]];
    if (Math.hypot(x1 - x, y1 - y) < distance) continue;
    const [x0, y0] =
      vertex === first
        ? [x, y]
        : [line[2 * (vertex - direction)], line[2 * (vertex - direction) + 1]];
    // |p₀ + s (p₁ − p₀) − p| = distance, for s in [0, 1]
    const [dx, dy, ex, ey] = [x1 - x0, y1 - y0, x0 - x, y0 - y];
    const [a, b, c] = [dx * dx + dy * dy, dx * ex + dy * ey, ex * ex + ey * ey - distance ** 2];
    const s = (-b + Math.sqrt(Math.max(0, b * b - a * c))) / a;
    return { segment: direction === 1 ? vertex - 1 : vertex, x: x0 + s * dx, y: y0 + s * dy };
  }
  return undefined;
}

/** The same direction, turned so that text along it is not upside down. */
function upright(angle: number): number {
  if (angle > Math.PI / 2) return angle - Math.PI;
  return angle <= -Math.PI / 2 ? angle + Math.PI : angle;
}

/** How far the vertices from `first` to `last` are from the middle of a box; 1 is its edge. */
function bulgeOf(line: Polyline, first: number, last: number, { x, y, angle, height }: TurnedBox) {
  let bulge = 0;
  for (let i = 2 * first; i <= 2 * last; i += 2) {
    const v = (line[i + 1] - y) * Math.cos(angle) - (line[i] - x) * Math.sin(angle);
    bulge = Math.max(bulge, Math.abs(v) / (height / 2));
  }
  return bulge;
}

function hasStubs(polyline: Polyline, position: Position, half: number, frame: Box): boolean {
  return ([-1, 1] as const).every((direction) => {
    const end = pointAway(polyline, position, half + stub, direction);
    return end && isWithin({ ...end, angle: 0, width: 0, height: 0 }, frame);
  });
}

/** A line that a label must not touch, unless it is within `hides` of the label's own line. */
interface Neighbour {
  readonly line: Polyline;
  readonly hides: number;
}

function neighboursOf({ frame, lines, zeroAt }: LabelRequest, index: number): Neighbour[] {
  const zeroLine = zeroAt === undefined ? [] : [[frame.left, zeroAt, frame.right, zeroAt]];
  return [
    ...zeroLine.map((line) => ({ line, hides: coincident })),
    ...lines.flatMap(({ polylines }, i) =>
      i === index ? [] : polylines.map((line) => ({ line, hides: i < index ? coincident : 0 })),
    ),
  ];
}

/** 0 for a place with room around it, 1 for one that just fits, undefined for one that does not. */
function crowdingOf(
  { frame, lines, obstacles }: LabelRequest,
  index: number,
  neighbours: readonly Neighbour[],
  own: Polyline,
  { box, under }: Place,
): number | undefined {
  const needed = grown(box, gap);
  if (!isWithin(needed, frame)) return undefined;
  if (obstacles.some((obstacle) => overlap(needed, obstacle))) return undefined;
  const boxes = clearances.map((clearance) => grown(box, clearance));
  let closest = boxes.length;
  const visit = (line: Polyline, hides: number, from = 0, to = line.length / 2 - 1) => {
    closest = Math.min(closest, closestOf(boxes, line, hides, from, to));
  };
  for (const { line, hides } of neighbours) visit(line, hides);
  for (const line of lines[index].polylines) if (line !== own) visit(line, 0);
  visit(own, 0, 0, under[0]);
  visit(own, 0, under[1] + 1);
  return closest === 0 ? undefined : 1 - closest / boxes.length;
}

/**
 * The index of the first of some nested boxes that the segments between a line's vertices `from` and
 * `to` enter; segments within `hides` of the middle of the box do not count.
 */
function closestOf(
  boxes: readonly TurnedBox[],
  line: Polyline,
  hides: number,
  from: number,
  to: number,
): number {
  const { x, y, width, height } = boxes[boxes.length - 1];
  const reach = Math.hypot(width, height) / 2;
  let closest = boxes.length;
  for (let i = 2 * from; i < 2 * to && closest > 0; i += 2) {
    const x0 = line[i];
    const y0 = line[i + 1];
    const x1 = line[i + 2];
    const y1 = line[i + 3];
    if (Math.max(x0, x1) < x - reach || Math.min(x0, x1) > x + reach) continue;
    if (Math.max(y0, y1) < y - reach || Math.min(y0, y1) > y + reach) continue;
    while (closest > 0) {
      const part = segmentInside(boxes[closest - 1], x0, y0, x1, y1);
      if (!part || Math.max(Math.abs(part.v0), Math.abs(part.v1)) < hides) break;
      closest--;
    }
  }
  return closest;
}
