/** Simulates beside the page, so that it stays quick; within it, where no worker may run. */

import { type Answer, type Question, reckon } from "./reckon.js";

/** Answers the newest question, as soon as the one before it is answered. */
export class Simulator {
  private readonly onAnswer: (answer: Answer) => void;
  private send: (question: Question) => void;
  private asked: Question | undefined;
  private next: Question | undefined;

  /** @param script the text of this very script, which a worker runs as well */
  constructor(script: string, onAnswer: (answer: Answer) => void) {
    this.onAnswer = onAnswer;
    const withinPage = (question: Question) => {
      setTimeout(() => this.answered(reckon(question)));
    };
    this.send = withinPage;
    try {
      const worker = new Worker(URL.createObjectURL(new Blob([script])));
      worker.onmessage = ({ data }: MessageEvent<Answer>) => this.answered(data);
      // A page may forbid workers; some browsers tell only afterwards.
      worker.onerror = () => {
        this.send = withinPage;
        if (this.asked) this.send(this.asked);
      };
      this.send = (question) => worker.postMessage(question);
    } catch {
      // It stays within the page.
    }
  }

  ask(question: Question): void {
    this.next = question;
    if (!this.asked) this.proceed();
  }

  private answered(answer: Answer): void {
    this.onAnswer(answer);
    this.proceed();
  }

  private proceed(): void {
    this.asked = this.next;
    this.next = undefined;
    if (this.asked) this.send(this.asked);
  }
}

/** What the worker does. */
export function serve(): void {
  globalThis.onmessage = ({ data }: MessageEvent<Question>) => postMessage(reckon(data));
}
