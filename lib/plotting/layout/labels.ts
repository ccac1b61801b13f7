/**
 * Finds places for labels on the lines that they name.
 *
 * Each line has some two hundred candidates: boxes laid on a chord of the line, as long as the
 * label. One that touches another line, the zero line, the frame, or what else is in the way is no
 * candidate; the others cost the more, the steeper, the more curved, the closer to other lines and
 * the farther from the middle they are. Labels are then chosen one by one, that of the line with
 * the fewest candidates first. If all of them fit into one column for hardly more, they go there.
 * The same input always gives the same places.
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

/** What a label may cost more in a common column than in its best place. */
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
