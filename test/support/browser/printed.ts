import type { ChildProcess } from "node:child_process";

/** What a program prints, on both streams, for who waits for certain words. */
export class Printed {
  readonly #child: ChildProcess;
  #text = "";

  constructor(child: ChildProcess) {
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#text += text;
        child.emit("printed");
      });
    }
  }

  /** Resolves to what matches the pattern, after all that earlier calls resolved to. */
  next(pattern: RegExp): Promise<string> {
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void) => {
        this.#child.off("printed", look).off("error", reject).off("close", ended);
        finish();
      };
      const look = () => {
        const found = pattern.exec(this.#text);
        if (!found) return;
        this.#text = this.#text.slice(found.index + found[0].length);
        settle(() => resolve(found[0]));
      };
      const ended = () =>
        settle(() => reject(new Error(`ended without printing ${pattern}:\n${this.#text}`)));
      this.#child.on("printed", look).on("error", reject).on("close", ended);
      look();
    });
  }
}
