/** One code cell of the page: its text, which becomes an editor, and what stands below it. */

import type { EditorView } from "@codemirror/view";
import { createEditor, type EditorEvents } from "./editor.js";
import { areInteractive, elementsOf, type FigureTools, failed, printed } from "./outputs.js";
import type { DrawnFigure, Failure, Output } from "./protocol.js";

/** Figures with controls follow when nothing has changed for so many milliseconds. */
const rest = 250;

export class CellView {
  readonly element: HTMLElement;
  readonly id: string;
  readonly name: string;
  readonly original: string;
  /** What it last showed; undefined while that is what came with the page. */
  outputs: readonly Output[] | undefined;
  #source: string;
  #editor: EditorView | undefined;
  readonly #static: HTMLElement;
  readonly #shown: HTMLElement;
  readonly #reset = document.createElement("button");
  readonly #print = document.createElement("pre");
  #following: ReturnType<typeof setTimeout> | undefined;

  constructor(element: HTMLElement, id: string, source: string, number: number) {
    this.element = element;
    this.id = id;
    this.name = `[${number}]`;
    this.original = source;
    this.#source = source;
    const details = element.querySelector("details.source") as HTMLElement;
    this.#static = details.querySelector(".highlight") as HTMLElement;
    this.#shown = element.querySelector(":scope > .outputs") ?? document.createElement("div");
    this.#shown.className = "outputs";
    if (!this.#shown.parentElement) element.append(this.#shown);
    this.#reset.type = "button";
    this.#reset.textContent = "Reset";
    this.#reset.hidden = true;
    this.#reset.setAttribute("aria-label", `Reset cell ${this.name}`);
    this.#print.className = "print";
  }

  get source(): string {
    return this.#source;
  }

  get isEdited(): boolean {
    return this.#source !== this.original;
  }

  /** Whether the editor stands in place of the text. */
  get isEditable(): boolean {
    return this.#editor !== undefined;
  }

  focus(): void {
    this.#editor?.focus();
  }

  /** Puts the editor in place of the text. */
  edit(events: EditorEvents & { reset(): void }): void {
    if (this.#editor) return;
    this.#editor = createEditor(this.#source, `Code of cell ${this.name}`, {
      ...events,
      changed: (isMoving) => {
        this.#take(this.#editor?.state.doc.toString() ?? "");
        events.changed(isMoving);
      },
    });
    const run = document.createElement("button");
    run.type = "button";
    run.textContent = "Run";
    run.setAttribute("aria-label", `Run cell ${this.name}`);
    run.addEventListener("click", () => events.run());
    this.#reset.addEventListener("click", () => events.reset());
    const tools = document.createElement("div");
    tools.className = "tools";
    tools.append(run, this.#reset);
    const box = document.createElement("div");
    box.className = "highlight editing";
    // In a box: CodeMirror insists on how its own is displayed, in print too.
    const screen = document.createElement("div");
    screen.className = "screen";
    screen.append(this.#editor.dom);
    box.append(screen, this.#print, tools);
    this.#static.replaceWith(box);
    this.#take(this.#source);
  }

  setSource(source: string): void {
    const editor = this.#editor;
    this.#take(source);
    if (editor && editor.state.doc.toString() !== source) {
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: source } });
    }
  }

  #take(source: string): void {
    this.#source = source;
    this.#reset.hidden = !this.isEdited;
    this.#print.textContent = source;
    this.element.classList.toggle("edited", this.isEdited);
  }

  get isStale(): boolean {
    return this.element.classList.contains("stale");
  }

  set isStale(stale: boolean) {
    this.element.classList.toggle("stale", stale);
  }

  /** Whether its figures are coarser than they could be, since a number moved. */
  get isCoarse(): boolean {
    return (this.outputs ?? []).some((one) => "figure" in one && one.figure.isCoarse);
  }

  show(
    outputs: readonly Output[],
    failure: Failure | undefined,
    tools: FigureTools & { readonly isEdited: boolean },
    nameOf: (cell: number) => string,
  ): void {
    const all = failure ? [...outputs, failed(failure, nameOf)] : outputs;
    if (!this.#follows(all, tools.isEdited)) this.#shown.replaceChildren(...elementsOf(all, tools));
    this.outputs = all;
    this.element.classList.toggle("failed", failure !== undefined);
    this.element.classList.toggle("waits", failure !== undefined && "waitsFor" in failure);
    this.isStale = false;
  }

  /** Draws its figures, which were coarser, in full. */
  refine(full: readonly DrawnFigure[], tools: FigureTools): void {
    const figures = [...full];
    this.outputs = (this.outputs ?? []).map((output) => {
      const figure = "figure" in output ? figures.shift() : undefined;
      return figure ? { ...output, figure } : output;
    });
    this.#shown.replaceChildren(...elementsOf(this.outputs, tools));
  }

  /** The pictures of its figures with controls, as they are now; a new one's frame is yet to draw it. */
  async pictures(): Promise<string[]> {
    const images = [...this.#shown.querySelectorAll<HTMLImageElement>(".interactive img")];
    const loaded = (image: HTMLImageElement) =>
      new Promise((resolve) => image.addEventListener("load", resolve, { once: true }));
    await Promise.all(images.filter(({ src }) => src === "").map(loaded));
    return images.map(({ src }) => src);
  }

  /**
   * Whether its figures with controls stay, with all that the reader has set in them. Those that came
   * with the page do as long as no cell is edited; others compute again if their controls are the same.
   */
  #follows(outputs: readonly Output[], isEdited: boolean): boolean {
    if (!areInteractive(outputs)) return false;
    const frames = [...this.#shown.querySelectorAll("iframe")];
    const isWhole = frames.length === outputs.length;
    // With an error or a note among them, what is shown is more than the figures.
    if (!isWhole || this.#shown.childElementCount > frames.length) return false;
    if (this.outputs === undefined) return !isEdited;
    const shape = (all: readonly Output[]) =>
      JSON.stringify(
        all.map((one) => "interactive" in one && { ...one.interactive.page, id: undefined }),
      );
    if (shape(this.outputs) !== shape(outputs)) return false;
    clearTimeout(this.#following);
    this.#following = setTimeout(() => {
      for (const [i, frame] of frames.entries()) {
        frame.contentWindow?.postMessage({ definition: outputs[i].interactive.script }, "*");
      }
    }, rest);
    return true;
  }

  note(text: string): void {
    this.#shown.append(printed("stderr", text));
  }
}
