/** The search for all zeros of a function in an interval. */

import { outOfRange } from "../internal/check.js";
import { chandrupatla } from "./bracket.js";
import { ridders } from "./derivative.js";
import {
  behaviour,
  halves,
  leastBetween,
  type Piece,
  pieceBetween,
  type Real,
  scatter,
} from "./pieces.js";

/**
 * `zeros` without the checks of its arguments, see there, and in fewer pieces: what models compute is smooth
 * over a hundredth of their range.
 */
export function zerosIn(f: Real, a: number, b: number, pieces = 150): number[] {
  return new Search(f, a, b, pieces).run();
}

/** How often a piece is halved at most. */
const MOST_HALVINGS = 12;

/** A minimum of |f| this many times its value around is 0; so is one of a few rounding errors. */
const TOUCHES = 1e-12;
const ROUNDINGS = 16;

/** Zeros closer than this share of a piece are one: of both sides, or of an extremum and a side. */
const SAME = 1e-10;
const SAME_AS_TOUCHING = 1e-5;

interface Zero {
  x: number;
  /** Whether `f` touches 0 here, as far as can be seen, rather than crosses it. */
  touches: boolean;
}

class Search {
  private readonly f: Real;
  private readonly a: number;
  private readonly b: number;
  private readonly pieces: number;
  private readonly width: number;
  private found: Zero[] = [];

  constructor(f: Real, a: number, b: number, pieces: number) {
    this.f = (x) => {
      const y = f(x);
      if (typeof y !== "number" || Number.isNaN(y)) {
        throw outOfRange("zeros", `f(${x})`, "a finite number", y);
      }
      return y;
    };
    this.a = a;
    this.b = b;
    this.pieces = pieces;
    this.width = (b - a) / pieces;
  }

  run(): number[] {
    const { f, a, b, pieces } = this;
    const cut = (i: number) => (i === pieces ? b : a + ((b - a) * i) / pieces);
    let queue: Piece[] = [];
    for (let i = 0, y = f(a); i < pieces; i++) {
      const piece = pieceBetween(f, cut(i), cut(i + 1), y, f(cut(i + 1)));
      y = piece.y[4];
      queue.push(piece);
    }
    const flat: Piece[] = [];
    let rest: Piece[] = [];
    for (let level = 0; queue.length > 0; level++) {
      const unclear: Piece[] = [];
      for (const piece of queue) {
        const kind = behaviour(piece);
        if (kind === "monotone") this.crossing(piece.x[0], piece.x[4], piece);
        else if (kind === 1 || kind === -1) this.aroundExtremum(piece, kind);
        else if (kind === "unclear") (this.isFlat(piece, level) ? flat : unclear).push(piece);
      }
      // More of them than there were at first: `f` is not smooth anywhere, and won't be.
      const isLast = level === MOST_HALVINGS || unclear.length > pieces;
      if (isLast) rest = unclear;
      queue = isLast ? [] : unclear.flatMap((piece) => halves(f, piece));
    }
    for (const piece of joined(rest, 0)) this.betweenSamples(piece);
    for (const piece of joined(flat, this.width)) this.flatStretch(piece);
    return this.distinct();
  }

  /** The zero between `low` and `high` if `f` crosses 0 there, in the piece. */
  private crossing(low: number, high: number, { y }: Piece): void {
    const { f } = this;
    const [f_low, f_high] = [f(low), f(high)];
    if (Math.sign(f_low) * Math.sign(f_high) > 0) return;
    const x = chandrupatla(f, low, high, f_low, f_high);
    if (f(x) !== 0 && this.isJump(x, low, high, Math.max(...y.map(Math.abs)))) return;
    this.found.push({ x, touches: false });
  }

  /** Whether `f` changes next to `x` by nearly as much as further around, and by no rounding error. */
  private isJump(x: number, low: number, high: number, scale: number): boolean {
    const change = (distance: number) =>
      Math.abs(this.f(Math.min(x + distance, high)) - this.f(Math.max(x - distance, low)));
    const least = 4 * Number.EPSILON * Math.max(Math.abs(x), this.width);
    const near = change(least);
    if (near <= 1e-6 * scale && near < Infinity) return false;
    return !(near < 0.2 * change(Math.max(1e-5 * this.width, 1e4 * least)));
  }

  /** The none, one or two zeros on a piece on which the second derivative has one sign. */
  private aroundExtremum(piece: Piece, sign: 1 | -1): void {
    const { x, y } = piece;
    const [start, end] = [sign * y[0], sign * y[4]];
    if (start < 0 && end < 0) return;
    if (start < 0 || end < 0) {
      this.crossing(x[0], x[4], piece);
      return;
    }
    const extremum = this.extremum(x[0], x[4], sign);
    const least = sign * this.f(extremum);
    const noise = scatter(this.f, extremum, this.width, this.a, this.b);
    if (least < -ROUNDINGS * noise) {
      this.crossing(x[0], extremum, piece);
      this.crossing(extremum, x[4], piece);
    } else if (least <= Math.max(ROUNDINGS * noise, TOUCHES * Math.max(start, end))) {
      const ends = [0, 4].filter((i) => y[i] === 0).map((i) => x[i]);
      for (const zero of ends.length > 0 ? ends : [extremum]) {
        this.found.push({ x: zero, touches: true });
      }
    }
  }

  /** Where sign · f is least between `low` and `high`: to more digits where its slope is zero. */
  private extremum(low: number, high: number, sign: number): number {
    const { f, a, b, width } = this;
    const x = leastBetween((s) => sign * f(s), low, high);
    const [left, right] = [Math.max(x - 1e-4 * width, low), Math.min(x + 1e-4 * width, high)];
    const step = Math.min(width / 2, left - a, b - right);
    if (!(step > width / 100)) return x;
    const slope = (s: number) => ridders(f, s, step);
    const [slope_left, slope_right] = [slope(left), slope(right)];
    if (!(slope_left * slope_right < 0)) return x;
    return chandrupatla(slope, left, right, slope_left, slope_right);
  }

  /** Whether `f` is nothing but rounding error on a piece. */
  private isFlat({ x, y }: Piece, level: number): boolean {
    const most = Math.max(...y.map(Math.abs));
    if (most === 0) return true;
    if (level < 3 || most === Infinity) return false;
    return most <= 2 * ROUNDINGS * scatter(this.f, x[2], this.width, this.a, this.b);
  }

  /** One zero for a stretch on which `f` is all rounding error, in place of those found in it. */
  private flatStretch({ x, y }: Piece): void {
    const [low, high] = [x[0], x[x.length - 1]];
    // At its edges, where `f` is hardly more than its rounding errors, these look like zeros.
    const isFar = (zero: Zero) => zero.x < 2 * low - high || zero.x > 2 * high - low;
    this.found = this.found.filter(isFar);
    const [f_low, f_high] = [y[0], y[y.length - 1]];
    const crosses = f_low * f_high < 0;
    const zero = crosses ? chandrupatla(this.f, low, high, f_low, f_high) : (low + high) / 2;
    this.found.push({ x: zero, touches: true });
  }

  /** The zeros of a stretch that no polynomial fits, by what can be seen at its points. */
  private betweenSamples(piece: Piece): void {
    const { x, y } = piece;
    const before = this.found.length;
    for (let i = 1; i < x.length; i++) {
      if (Math.sign(y[i - 1]) * Math.sign(y[i]) <= 0) this.crossing(x[i - 1], x[i], piece);
    }
    const crosses = y.some((value) => Math.sign(value) !== Math.sign(y[0]));
    if (this.found.length > before || crosses) return;
    const lowest = leastBetween((s) => Math.abs(this.f(s)), x[0], x[x.length - 1]);
    const around = [lowest - this.width, lowest + this.width].map((s) =>
      Math.abs(this.f(Math.min(Math.max(s, this.a), this.b))),
    );
    if (
      around.every(Number.isFinite) &&
      Math.abs(this.f(lowest)) <= TOUCHES * Math.max(...around)
    ) {
      this.found.push({ x: lowest, touches: true });
    }
  }

  /** What was found, in order, without what was found from both sides. */
  private distinct(): number[] {
    const distinct: Zero[] = [];
    for (const zero of this.found.sort((p, q) => p.x - q.x)) {
      const last = distinct.at(-1);
      const nearness = last?.touches || zero.touches ? SAME_AS_TOUCHING : SAME;
      if (!last || zero.x - last.x > nearness * this.width) distinct.push(zero);
      else if (Math.abs(this.f(zero.x)) < Math.abs(this.f(last.x))) {
        distinct[distinct.length - 1] = zero;
      }
    }
    return distinct.map(({ x }) => x);
  }
}

/** Neighbouring pieces as one; as much as `gap` may be missing between them. */
function joined(pieces: Piece[], gap: number): Piece[] {
  const all: Piece[] = [];
  for (const { x, y } of pieces.sort((p, q) => p.x[0] - q.x[0])) {
    const last = all.at(-1);
    const end = last?.x.at(-1) ?? -Infinity;
    if (last && x[0] - end <= gap) {
      last.x.push(...x.slice(x[0] === end ? 1 : 0));
      last.y.push(...y.slice(x[0] === end ? 1 : 0));
    } else all.push({ x: [...x], y: [...y] });
  }
  return all;
}
