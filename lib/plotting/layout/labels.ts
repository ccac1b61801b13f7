/**
 * Finds places for labels on the lines that they name.
 *
 * Each line has about two hundred candidates: boxes on a chord of the line that is as long as the
 * label. Boxes that touch another line, the zero line, the frame or an obstacle are dropped; the
 * others cost more the steeper, more curved, closer to other lines and farther from the middle they
 * are. Places are then chosen label by label, starting with the line that has the fewest candidates.
 * If all labels fit into one column at little extra cost, they go there. The result is
 * deterministic.
 */

import {
  type Candidate,
  candidatesOf,
  columnCount,
  gap,
  type LabelRequest,
  stub,
} from "./candidates.js";
import { grown, overlap, type TurnedBox } from "./geometry.js";

/** How much more a label may cost in a common column than in its best place. */
const columnBonus = 0.5;

/** A box for each line's label; undefined where there is no label, or no room for it. */
export function placeLabels(request: LabelRequest): (TurnedBox | undefined)[] {
  const { lines } = request;
  const candidates = lines.map((_, i) => candidatesOf(request, i));
  const labelled = lines.flatMap((line, i) => (line.label ? i : []));
  const free = choose(candidates, labelled);
  const column = commonColumn(candidates, labelled);
  const costs = (chosen: readonly (Candidate | undefined)[]) =>
    chosen.reduce((sum, candidate) => sum + (candidate?.cost ?? 0), 0);
  const missing = free.filter((candidate, i) => lines[i].label && !candidate).length;
  const better =
    column && missing === 0 && costs(column) > costs(free) + columnBonus * labelled.length;
  return (column && !better ? column : free).map((candidate) => candidate?.box);
}

type Choice = (Candidate | undefined)[];

function clash(a: TurnedBox, b: TurnedBox): boolean {
  return overlap(grown(a, gap, stub / 2), grown(b, gap, stub / 2));
}

/** The cheapest candidates that don't touch each other: greedily, then improved one by one. */
function choose(
  candidates: readonly (readonly Candidate[])[],
  labelled: readonly number[],
): Choice {
  const chosen: Choice = candidates.map(() => undefined);
  const order = [...labelled].sort((i, j) => candidates[i].length - candidates[j].length || i - j);
  for (let sweep = 0; sweep < 3; sweep++) {
    for (const line of order) {
      const others = chosen.flatMap((other, i) => (other && i !== line ? other.box : []));
      chosen[line] = cheapest(
        candidates[line].filter(({ box }) => !others.some((other) => clash(box, other))),
      );
    }
  }
  return chosen;
}

function cheapest(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.reduce<Candidate | undefined>(
    (best, candidate) => (best && best.cost <= candidate.cost ? best : candidate),
    undefined,
  );
}

/** The cheapest column in which all labels fit. */
function commonColumn(
  candidates: readonly (readonly Candidate[])[],
  labelled: readonly number[],
): Choice | undefined {
  if (labelled.length < 2) return undefined;
  let best: Choice | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let column = 0; column < columnCount; column++) {
    const chosen: Choice = candidates.map((list) =>
      cheapest(list.filter((candidate) => candidate.column === column)),
    );
    const boxes = labelled.map((line) => chosen[line]?.box);
    const fits = boxes.every((a, i) => a && boxes.slice(0, i).every((b) => b && !clash(a, b)));
    const cost = labelled.reduce((sum, line) => sum + (chosen[line]?.cost ?? 0), 0);
    if (fits && cost < bestCost) [best, bestCost] = [chosen, cost];
  }
  return best;
}
