/** The page comes to life: its cells can be edited, and run in a kernel of its own. */

import { CellView } from "./cellView.js";
import { Names } from "./descriptions.js";
import { notebookFile } from "./notebook.js";
import { save } from "./outputs.js";
import type { Failure, FromKernel, Output, Pack } from "./protocol.js";
import { Session } from "./session.js";
import { type Edits, linkedEdits, linkTo, remember, remembered } from "./share.js";

/** A number that has not moved for so many milliseconds rests. */
const rest = 250;

class LivePage {
  readonly #pack: Pack;
  readonly #cells: readonly CellView[];
  readonly #names: Names;
  readonly #session: Session;
  readonly #status = document.createElement("p");
  readonly #buttons = new Map<string, HTMLButtonElement>();
  #collected: Output[] = [];
  #running: number | undefined;
  /** The cell that the reader asked to run, until the kernel has begun with any. */
  #asked: number | undefined;
  #isBusy = false;
  /** Whether the kernel is at work only on what is in view, since a number moves. */
  #isFollowing = false;
  /** Cells that moved while the kernel was busy. */
  #moved = new Set<number>();
  #resting: ReturnType<typeof setTimeout> | undefined;
  readonly #inView = new Set<number>();
  /** What cells are to show with the browser's next frame. */
  readonly #later = new Map<number, () => void>();

  constructor(pack: Pack) {
    this.#pack = pack;
    const code = pack.notebook.cells.filter(({ cell_type }) => cell_type === "code");
    const elements = document.querySelectorAll<HTMLElement>(".cell.code");
    this.#cells = code.map(({ id, source }, i) => new CellView(elements[i], id, source, i + 1));
    this.#names = new Names(pack.descriptions, this.#cells);
    this.#session = new Session(
      pack,
      (message) => this.#receive(message),
      (message) => this.#broke(message),
    );
    this.#addBar();
    this.#watch();
    this.#addEditors();
  }

  /** Edits as they came, with a link or from before a reload: shown, and not run. */
  showEdits(edits: Edits): void {
    for (const cell of this.#cells) {
      const source = edits[cell.id];
      if (source === undefined || source === cell.original) continue;
      cell.setSource(source);
      cell.isStale = true;
    }
    const names = this.#edited();
    if (names.length === 0) return;
    this.#say(`Edited: ${names.join(", ")}. They have not run: read them first, then Run all.`);
  }

  runAll(): void {
    this.#run([...this.#cells.keys()]);
  }

  #edited(): string[] {
    return this.#cells.filter((cell) => cell.isEdited).map(({ name }) => name);
  }

  #run(changed: readonly number[], only?: readonly number[]): void {
    this.#isFollowing = only !== undefined;
    this.#asked = changed[0];
    this.#busy(true);
    void this.#session.send({
      sources: this.#cells.map(({ source }) => source),
      changed,
      only,
      edited: this.#edited(),
      browser: navigator.userAgent,
    });
  }

  #receive(message: FromKernel): void {
    if ("stale" in message) {
      // What follows a number at once is not dimmed, so that it does not flicker.
      const follows = (i: number) => this.#isFollowing && this.#inView.has(i);
      for (const i of message.stale) this.#cells[i].isStale ||= !follows(i);
    } else if ("began" in message) {
      this.#collected = [];
      this.#running = message.began;
      this.#asked = undefined;
    } else if ("output" in message) {
      this.#collect(message.output);
    } else if ("full" in message) {
      this.#later.get(message.cell)?.();
      this.#cells[message.cell].refine(message.full, this.#tools(message.cell));
    } else if ("failure" in message) {
      this.#running = undefined;
      const { cell, failure } = message;
      const collected = this.#collected;
      if (this.#moved.size === 0) this.#show(cell, failure);
      else this.#showLater(cell, () => this.#show(cell, failure, collected));
    } else if ("csv" in message) {
      save("figure.csv", "text/csv", message.csv);
    } else {
      this.#busy(false);
      if (this.#moved.size > 0) this.#follow();
    }
  }

  #collect(output: Output): void {
    const last = this.#collected.at(-1);
    if (last && "stream" in output && "stream" in last && last.stream === output.stream) {
      this.#collected[this.#collected.length - 1] = { ...last, text: last.text + output.text };
    } else {
      this.#collected.push(output);
    }
  }

  /** With the browser's next frame: until then the kernel is at work on where the number has moved to. */
  #showLater(cell: number, show: () => void): void {
    if (this.#later.size === 0) requestAnimationFrame(() => this.#showAll());
    this.#later.set(cell, show);
  }

  #showAll(): void {
    for (const show of this.#later.values()) show();
  }

  #tools(i: number) {
    return {
      csv: (figure: number) => this.#session.ask(i, figure),
      pack: this.#pack,
      isEdited: this.#edited().length > 0,
    };
  }

  #show(i: number, failure: Failure | undefined, collected = this.#collected): void {
    this.#later.delete(i);
    const nameOf = (cell: number) => `cell ${this.#cells[cell].name}`;
    this.#cells[i].show(collected, failure, this.#tools(i), nameOf);
  }

  #busy(isBusy: boolean): void {
    this.#isBusy = isBusy;
    document.body.dataset.kernel = isBusy ? "busy" : "idle";
    const stop = this.#buttons.get("Stop");
    if (stop) stop.disabled = !isBusy;
    if (this.#moved.size > 0 || this.#resting !== undefined) return;
    if (!isBusy) this.#addEditors();
    const failed = this.#cells.filter(({ element }) => element.classList.contains("failed"));
    const outcome = failed.length === 0 ? "All done." : `An error: cell ${failed[0].name}.`;
    this.#say(isBusy ? "Running …" : outcome);
  }

  #say(text: string): void {
    this.#status.textContent = text;
  }

  #stop(): void {
    this.#session.stop();
    this.#stopped("Stopped.");
  }

  #broke(message: string): void {
    this.#session.stop();
    this.#stopped(`The kernel has ended: ${message}`);
  }

  #stopped(text: string): void {
    this.#showAll();
    if (this.#running !== undefined) this.#show(this.#running, undefined);
    const stopped = this.#running ?? this.#asked;
    if (stopped !== undefined) {
      this.#cells[stopped].isStale = true;
      this.#cells[stopped].note(text);
    }
    this.#running = this.#asked = undefined;
    // Nobody draws these in full now.
    for (const cell of this.#cells) cell.isStale ||= cell.isCoarse;
    clearTimeout(this.#resting);
    this.#resting = undefined;
    this.#moved.clear();
    this.#busy(false);
    this.#say(text);
  }

  /** While a number moves, what is in view follows first; the rest when it rests. */
  #follow(): void {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.#resting = undefined;
      const moved = [...this.#moved];
      this.#moved.clear();
      this.#run(moved);
    }, rest);
    if (this.#isBusy || this.#moved.size === 0) return;
    const moved = [...this.#moved];
    this.#moved.clear();
    this.#run(moved, [...this.#inView]);
  }

  /** Asked for while a number moves: to measure where the cells are would lay out the page each time. */
  #watch(): void {
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const i = this.#cells.findIndex(({ element }) => element === target);
        if (isIntersecting) {
          this.#inView.add(i);
          requestIdleCallback(() => this.#addEditor(i));
        } else {
          this.#inView.delete(i);
        }
      }
    });
    for (const { element } of this.#cells) observer.observe(element);
  }

  #changed(i: number, isMoving: boolean | undefined): void {
    const cell = this.#cells[i];
    remember(this.#edits());
    if (isMoving === undefined) {
      cell.isStale = true;
      return;
    }
    this.#moved.add(i);
    this.#follow();
  }

  #edits(): Edits {
    const edited = this.#cells.filter((cell) => cell.isEdited);
    return Object.fromEntries(edited.map(({ id, source }) => [id, source]));
  }

  #reset(cells: readonly number[]): void {
    for (const i of cells) this.#cells[i].setSource(this.#cells[i].original);
    remember(this.#edits());
    this.#run(cells);
  }

  /** Of cells out of sight, one after the other, while neither page nor kernel has anything to do. */
  #addEditors(): void {
    requestIdleCallback(() => {
      const next = this.#cells.findIndex((cell) => !cell.isEditable);
      if (next === -1 || this.#isBusy) return;
      this.#addEditor(next);
      this.#addEditors();
    });
  }

  #addEditor(i: number): void {
    this.#cells[i].edit({
      run: () => this.#run([i]),
      runAndGoOn: () => {
        this.#run([i]);
        if (i + 1 === this.#cells.length) return;
        this.#addEditor(i + 1);
        this.#cells[i + 1].focus();
      },
      changed: (isMoving) => this.#changed(i, isMoving),
      reset: () => this.#reset([i]),
      names: this.#names,
    });
  }

  #addBar(): void {
    const bar = document.createElement("section");
    bar.className = "live-bar";
    bar.setAttribute("aria-label", "Run this page");
    const button = (name: string, act: () => void) => {
      const one = document.createElement("button");
      one.type = "button";
      one.textContent = name;
      one.addEventListener("click", act);
      this.#buttons.set(name, one);
      bar.append(one);
    };
    button("Run all", () => this.runAll());
    button("Stop", () => this.#stop());
    button("Reset all", () => this.#reset([...this.#cells.keys()]));
    button("Copy link", () => void this.#copyLink());
    button("Download .ipynb", () => void this.#download());
    const citation = document.querySelector("#page-citation dd")?.textContent?.trim();
    if (citation) button("Cite", () => void this.#cite(citation));
    this.#status.setAttribute("role", "status");
    bar.append(this.#status);
    document.body.append(bar);
    (this.#buttons.get("Stop") as HTMLButtonElement).disabled = true;
  }

  async #copyLink(): Promise<void> {
    const link = await linkTo(this.#edits());
    history.replaceState(null, "", link);
    try {
      await navigator.clipboard.writeText(link);
      this.#say("Copied: the link brings your edits.");
    } catch {
      this.#say("The page's address brings your edits: copy it from above.");
    }
  }

  async #cite(citation: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(citation);
      this.#say(`Copied: ${citation}`);
    } catch {
      this.#say(`Cite as: ${citation}`);
    }
  }

  async #download(): Promise<void> {
    const { notebook } = this.#pack;
    const cells = this.#cells.map(async (cell) => {
      const { source, outputs = [] } = cell;
      return { source, outputs, pictures: await cell.pictures() };
    });
    const text = await notebookFile(this.#pack, await Promise.all(cells));
    save(`${notebook.name}.ipynb`, "application/x-ipynb+json", text);
  }
}

/** What the page's own small script calls when it has unpacked this one. */
async function start(pack: Pack, isAsked: boolean): Promise<void> {
  const style = document.createElement("style");
  style.textContent = pack.style;
  document.head.append(style);
  const page = new LivePage(pack);
  document.body.classList.add("live");
  const edits = (await linkedEdits()) ?? remembered();
  if (edits) page.showEdits(edits);
  if (isAsked) page.runAll();
}

Object.assign(globalThis, { startLivePage: start });
