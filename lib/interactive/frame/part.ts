/** Figures that are computed together, in a worker; within the page, where no worker may run. */

import type { Table } from "../../internal/tables.js";
import { describe } from "../../plotting/describe.js";
import { type FigurePicture, layoutFigure, pictureOf } from "../../plotting/layout/layout.js";
import type { FigureSpec } from "../../plotting/spec.js";
import type { Value } from "../controls.js";
import { contentOf } from "../shown.js";
import type { Definition, Library } from "../source.js";

/** What definitions are given: this library as a whole. */
declare const library: Library;
declare const definition: (lib: Library) => Definition;

interface Question {
  readonly names: readonly string[];
  readonly values: Readonly<Record<string, Value>>;
  readonly width: number;
  /** Whether a control is moving: then a coarser picture will do. */
  readonly isMoving: boolean;
}

/** A table, or a figure laid out and described, and a caption. */
export interface Shown {
  readonly name: string;
  readonly table?: Table;
  readonly picture?: FigurePicture;
  readonly words?: { title: string; details: string };
  readonly caption?: string;
}

export interface Answer {
  readonly shown: readonly Shown[];
  /** The controls that were read: the others change nothing. */
  readonly used: readonly string[];
  readonly error?: string;
}

/** Figures are drawn as narrow as this where there is no room. */
const narrow = 340;
/** How small a figure may be shown: its letters are then 10 pixels high. */
const smallest = 0.78;

let made: Definition | undefined;
/** The figures as they were when they last stood still. */
const still = new Map<string, FigurePicture>();

function answerTo({ names, values, width, isMoving }: Question): Answer {
  const used = new Set<string>();
  const watched = new Proxy(values, {
    get(target, name) {
      used.add(String(name));
      return target[String(name)];
    },
  });
  try {
    made ??= definition(library);
    const all = made.figures(watched, made.constants, library);
    return { shown: names.map((name) => shown(name, all[name], width, isMoving)), used: [...used] };
  } catch (error) {
    return { shown: [], used: Object.keys(values), error: String(error) };
  }
}

function shown(name: string, given: unknown, available: number, isMoving: boolean): Shown {
  const { spec, table, caption } = contentOf(name, given);
  if (!spec) return { name, table, caption };
  const picture = laidOut(spec, available / smallest, isMoving ? still.get(name) : undefined);
  if (!isMoving) still.set(name, picture);
  return { name, caption, picture, words: describe(spec) };
}

function laidOut(spec: FigureSpec, available: number, before?: FigurePicture): FigurePicture {
  const width = available < spec.width ? Math.min(narrow, spec.width) : spec.width;
  return pictureOf(layoutFigure({ ...spec, width }, before));
}

/** What runs in a worker. */
export function serveFigure(): void {
  globalThis.onmessage = ({ data }: MessageEvent<Question>) => postMessage(answerTo(data));
}

/** Answers the newest question, as soon as the one before it is answered. */
export class Part {
  readonly names: readonly string[];
  private readonly onAnswer: (answer: Answer) => void;
  private send: (question: Question) => void = () => {};
  private worker: Worker | undefined;
  /** Gives back the worker's address, which keeps the whole script in memory. */
  private release = () => {};
  private asked: Question | undefined;
  private next: Question | undefined;
  private used: readonly string[] | undefined;

  constructor(names: readonly string[], script: string, onAnswer: (answer: Answer) => void) {
    this.names = names;
    this.onAnswer = onAnswer;
    this.start(script);
  }

  /**
   * Starts a worker, in place of the one there is, whatever that is doing.
   *
   * @param script what the worker runs: the library, the figures, and this very script
   */
  start(script: string): void {
    this.worker?.terminate();
    this.release();
    [this.asked, this.next, this.used] = [undefined, undefined, undefined];
    const withinPage = (question: Question) => {
      setTimeout(() => this.answered(answerTo(question)));
    };
    this.send = withinPage;
    try {
      const url = URL.createObjectURL(new Blob([script]));
      const worker = new Worker(url);
      this.worker = worker;
      worker.onmessage = ({ data }: MessageEvent<Answer>) => this.answered(data);
      this.release = () => URL.revokeObjectURL(url);
      worker.addEventListener("message", this.release, { once: true });
      // A page may forbid workers; some browsers report that only afterwards.
      worker.onerror = () => {
        this.send = withinPage;
        if (this.asked) this.send(this.asked);
      };
      this.send = (question) => worker.postMessage(question);
    } catch {
      // Then figures are computed within the page.
    }
  }

  /** @param changed the controls that have; any of them by default */
  ask(question: Question, changed?: readonly string[]): void {
    if (changed && this.used && !this.asked) {
      if (!changed.some((name) => this.used?.includes(name))) return;
    }
    this.next = { ...question, values: { ...question.values } };
    if (!this.asked) this.proceed();
  }

  private answered(answer: Answer): void {
    this.used = answer.used;
    this.onAnswer(answer);
    this.proceed();
  }

  private proceed(): void {
    this.asked = this.next;
    this.next = undefined;
    if (this.asked) this.send(this.asked);
  }
}
