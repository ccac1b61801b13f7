/** What runs inside an interactive figure, in its frame, once the library is there. */

import { plainText } from "../../plotting/text/markup.js";
import { fragmentOf, readableText, type Value } from "../controls.js";
import type { PageData } from "../definition.js";
import { stacked } from "../shown.js";
import { buildControls } from "./controls.js";
import { Drawing } from "./drawing.js";
import { Part } from "./part.js";

/** A control that has not moved for so many milliseconds rests. */
const rest = 200;

/** @param source the text of the script that the library is in: workers run it as well */
export function startFigure(source: string): void {
  const text = (id: string) => document.getElementById(id)?.textContent ?? "";
  const page: PageData = JSON.parse(text("page"));
  const scriptOf = (definition: string) =>
    [source, definition, "library.serveFigure();"].join(";\n");
  const script = scriptOf(text("definition"));
  const main = document.querySelector("main") as HTMLElement;
  const drawings = new Map(page.names.map((name) => [name, new Drawing(name, main)]));

  const values: Record<string, Value> = {};
  const parts = page.parts.map(
    (names) =>
      new Part(names, script, (answer) => {
        if (answer.error !== undefined) drawings.get(names[0])?.say(answer.error);
        for (const { name, ...shown } of answer.shown) drawings.get(name)?.show(shown);
        const all = [...drawings.values()];
        if (document.body.hidden && all.every(({ isDrawn }) => isDrawn)) appear();
        later();
      }),
  );
  const ask = (isMoving = false, changed?: readonly string[]) => {
    const width = document.documentElement.clientWidth;
    for (const part of parts) part.ask({ names: part.names, values, width, isMoving }, changed);
  };
  // In a page whose cells run, the cell has run again: the controls stay as they are.
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || typeof data?.definition !== "string") return;
    for (const part of parts) part.start(scriptOf(data.definition));
    ask();
  });
  const moved = new Set<string>();
  let resting: ReturnType<typeof setTimeout> | undefined;
  const form = buildControls(page, values, drawings, (changed) => {
    for (const name of changed) moved.add(name);
    ask(true, changed);
    clearTimeout(resting);
    resting = setTimeout(() => {
      ask(false, [...moved]);
      moved.clear();
    }, rest);
  });
  main.prepend(form);
  ask();
  let width = document.documentElement.clientWidth;
  const observer = new ResizeObserver(() => {
    if (document.documentElement.clientWidth !== width) ask();
    width = document.documentElement.clientWidth;
    reportHeight();
  });
  observer.observe(document.documentElement);
  observer.observe(document.body);

  const appear = () => {
    document.documentElement.className = "alive";
    document.body.hidden = false;
    // Observers of a frame that is out of sight may wait until it comes into view.
    reportHeight();
    // Not before the page around it has been laid out.
    if (form.dataset.linked) setTimeout(() => form.scrollIntoView(), 100);
  };

  /** What is printed is a picture, which the page has. */
  let due: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    clearTimeout(due);
    due = setTimeout(() => {
      const settings = Object.entries(page.controls).map(([name, control]) => {
        return `${plainText(control.label)}: ${readableText(control, values[name])}`;
      });
      const drawn = [...drawings.values()].map((drawing) => drawing.content);
      const widths = drawn.map(({ width }) => width);
      const picture = stacked(drawn, Math.max(...widths), settings);
      report({ picture, link: fragmentOf(page.id, values) });
    }, 300);
  };
}

function reportHeight(): void {
  if (document.body.hidden) return;
  report({ height: Math.ceil(document.body.getBoundingClientRect().height) });
}

function report(what: object): void {
  parent.postMessage({ interactive: what }, "*");
}
