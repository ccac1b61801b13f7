/** Measures a task against its peers, and holds what they compute against each other. */

import { run } from "../scripts/setup/run.mjs";

/**
 * A program that prints `{"seconds": […], "result": […]}`; or why it can't be run here.
 * @typedef {{ name: string, program: string, args: string[], missing?: string }} Contender
 * @typedef {Contender & { target?: number }} Peer  `target`: how our time may compare with its own
 * @typedef {object} Row
 * @property {string} name
 * @property {string} title
 * @property {Contender} ours
 * @property {Peer[]} peers
 * @property {number} [tolerance]  by how much the results may differ, relative to the largest
 * @property {number} [rounds]  how often each contender is started, in turn; 3 by default
 *
 * @typedef {{ seconds: number[], result: number[], arrays?: number }} Outcome
 * @typedef {object} Comparison
 * @property {string} peer
 * @property {string} [missing]
 * @property {number} [seconds]  the peer's median
 * @property {number} [ratio]  our time to the peer's: the median of the rounds'
 * @property {number} [target]
 * @property {number} [difference]  between the results, relative to the largest
 */

/**
 * Starts ours and each peer in turn, several times over, so that a machine that slows down does so
 * for all of them.
 * @param {Row} row
 * @param {(line: string) => void} progress
 */
export async function measure({ ours, peers, tolerance = 1e-12, rounds = 3 }, progress) {
  const present = peers.filter(({ missing }) => !missing);
  /** @type {Map<Contender, Outcome[]>} */
  const outcomes = new Map([ours, ...present].map((contender) => [contender, []]));
  /** @type {Map<Contender, string>} */
  const failures = new Map();
  for (let round = 1; round <= rounds; round++) {
    for (const [contender, all] of outcomes) {
      if (failures.has(contender)) continue;
      progress(`round ${round} of ${rounds}, ${contender.name}`);
      try {
        all.push(await start(contender));
      } catch (error) {
        if (contender === ours) throw error;
        failures.set(contender, /** @type {Error} */ (error).message);
      }
    }
  }
  const own = outcomes.get(ours) ?? [];
  const comparisons = peers.map((peer) => {
    const missing = peer.missing ?? failures.get(peer)?.trim().split("\n").at(-1);
    return compare({ ...peer, missing }, own, outcomes.get(peer) ?? [], tolerance);
  });
  return { seconds: median(own.map(secondsOf)), arrays: own[0].arrays, comparisons };
}

/**
 * @param {Peer} peer
 * @param {Outcome[]} own
 * @param {Outcome[]} its
 * @param {number} tolerance
 * @returns {Comparison}
 */
export function compare({ name, missing, target }, own, its, tolerance) {
  if (missing) return { peer: name, missing };
  const difference = relativeDifference(own[0].result, its[0].result);
  if (!(difference <= tolerance)) {
    throw new Error(`${name} does not compute what lib does: it differs by ${difference}`);
  }
  const ratio = median(its.map((outcome, i) => secondsOf(own[i]) / secondsOf(outcome)));
  return { peer: name, seconds: median(its.map(secondsOf)), ratio, target, difference };
}

/** @param {Contender} contender */
async function start({ name, program, args }) {
  const { code, output, stdout } = await run(program, args);
  const line = stdout.trimEnd().split("\n").at(-1) ?? "";
  if (code !== 0) throw new Error(`${name} failed:\n${output}`);
  return /** @type {Outcome} */ (JSON.parse(line));
}

const secondsOf = (/** @type {Outcome} */ { seconds }) => median(seconds);

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * @param {number[]} a
 * @param {number[]} b
 */
function relativeDifference(a, b) {
  if (a.length !== b.length) return Number.NaN;
  const largest = Math.max(...b.map(Math.abs), Number.MIN_VALUE);
  return Math.max(0, ...a.map((value, i) => Math.abs(value - b[i]))) / largest;
}
