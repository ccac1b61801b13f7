/** What the frame shows for given positions of its sliders: in a worker, or where none may run. */

import { type MovingParts, movingParts } from "../moving.js";
import { pictures } from "../pictures.js";
import { type Positions, settingsAt } from "../settings.js";

export type PictureName = keyof typeof pictures;

export interface Question {
  readonly picture: PictureName;
  readonly positions: Positions;
  readonly width: number;
}

export interface Answer extends MovingParts {
  readonly question: Question;
  readonly text: string;
}

export function reckon(question: Question): Answer {
  const { picture, positions, width } = question;
  const { spec, text } = pictures[picture](settingsAt(positions), width);
  return { question, text, ...movingParts(spec) };
}
