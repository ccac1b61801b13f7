/** One figure or table in the frame, and the handles of the points that are set in it. */

import { tableHtml } from "../../internal/tables.js";
import { drawPicture } from "../../plotting/draw.js";
import { plainText } from "../../plotting/text/markup.js";
import { isPoint, type Point, type PointControl, type Value } from "../controls.js";
import type { Shown } from "./part.js";

export class Drawing {
  isDrawn = false;
  private readonly place = document.createElement("div");
  private readonly caption = document.createElement("figcaption");
  private newest: Omit<Shown, "name"> | undefined;
  private isDue = false;
  private handles: { element: HTMLElement; at: () => Point }[] = [];

  constructor(name: string, main: HTMLElement) {
    const figure = document.createElement("figure");
    figure.dataset.name = name;
    this.place.className = "place";
    this.caption.setAttribute("aria-live", "polite");
    figure.append(this.place, this.caption);
    main.append(figure);
  }

  /** What it shows, as `stacked` takes it. */
  get content() {
    if (this.isDue) this.draw();
    const { table, caption, picture } = this.newest ?? {};
    const element = this.place.querySelector("svg");
    const svg = element ? new XMLSerializer().serializeToString(element) : undefined;
    return { svg, table, caption, width: picture?.width ?? 320 };
  }

  say(error: string): void {
    this.caption.textContent = error;
    this.caption.className = "error";
    this.place.classList.add("old");
    this.isDrawn = true;
  }

  /** Draws with the browser's next frame, and then only what is newest. */
  show(shown: Omit<Shown, "name">): void {
    this.newest = shown;
    if (!this.isDrawn) this.draw();
    else if (!this.isDue) this.drawSoon();
  }

  private drawSoon(): void {
    this.isDue = true;
    requestAnimationFrame(() => {
      if (this.isDue) this.draw();
    });
  }

  private draw(): void {
    if (!this.newest) return;
    const { table, caption = "", picture, words } = this.newest;
    this.isDrawn = true;
    this.isDue = false;
    this.place.classList.remove("old");
    this.caption.className = "";
    if (this.caption.textContent !== caption) this.caption.textContent = caption;
    if (table) this.place.innerHTML = tableHtml(table);
    if (!picture || !words) return;
    const element = drawPicture(picture, words, document) as unknown as SVGElement;
    const [old] = this.place.querySelectorAll("svg");
    if (old) old.replaceWith(element);
    else this.place.append(element);
    this.place.style.maxWidth = `${1.2 * picture.width}px`;
    for (const { element, at } of this.handles) this.put(element, at());
  }

  /** Lets the reader set a point: a handle for keys, and the whole frame for mouse and finger. */
  addHandle(name: string, control: PointControl, value: () => Value, set: (to: Point) => void) {
    const at = () => value() as Point;
    const element = document.createElement("button");
    element.type = "button";
    element.className = "handle";
    element.dataset.name = name;
    const label = plainText(control.label);
    element.setAttribute("aria-label", `${label}: arrow keys move it in the figure`);
    this.place.append(element);
    this.handles.push({ element, at });

    const move = ({ clientX, clientY }: PointerEvent) => {
      const box = this.place.getBoundingClientRect();
      set(this.toPoint((clientX - box.left) / box.width, (clientY - box.top) / box.height));
    };
    this.place.addEventListener("pointerdown", (event) => {
      if (!event.isPrimary || event.button !== 0) return;
      event.preventDefault();
      this.place.setPointerCapture(event.pointerId);
      element.focus({ preventScroll: true });
      move(event);
    });
    this.place.addEventListener("pointermove", (event) => {
      if (this.place.hasPointerCapture(event.pointerId)) move(event);
    });
    element.addEventListener("keydown", (event) => {
      const steps: Record<string, [number, number]> = {
        ArrowLeft: [-1, 0],
        ArrowRight: [1, 0],
        ArrowUp: [0, 1],
        ArrowDown: [0, -1],
      };
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      const [x, y] = this.axes();
      const share = event.shiftKey ? 0.1 : 0.01;
      const { x: x0, y: y0 } = at();
      set(
        this.rounded({
          x: x0 + step[0] * share * (x.domain[1] - x.domain[0]),
          y: y0 + step[1] * share * (y.domain[1] - y.domain[0]),
        }),
      );
    });
  }

  private axes() {
    const panel = this.newest?.picture?.panels[0];
    if (!panel) throw new Error("there is no figure to point into");
    return [panel.x, panel.y, panel.frame] as const;
  }

  /** To a thousandth of the axes: what a pointer can tell apart. */
  private rounded({ x, y }: Point): Point {
    const [xAxis, yAxis] = this.axes();
    const round = (value: number, [low, high]: readonly [number, number]) => {
      const unit = 10 ** (Math.floor(Math.log10(high - low)) - 3);
      return Number(
        (Math.round(Math.min(high, Math.max(low, value)) / unit) * unit).toPrecision(12),
      );
    };
    return { x: round(x, xAxis.domain), y: round(y, yAxis.domain) };
  }

  private toPoint(x: number, y: number): Point {
    const [xAxis, yAxis, { left, right, top, bottom }] = this.axes();
    const { width = 1, height = 1 } = this.newest?.picture ?? {};
    const along = (share: number, [low, high]: readonly [number, number]) =>
      low + share * (high - low);
    return this.rounded({
      x: along((x * width - left) / (right - left), xAxis.domain),
      y: along((bottom - y * height) / (bottom - top), yAxis.domain),
    });
  }

  private put(element: HTMLElement, { x, y }: Point): void {
    const [xAxis, yAxis, { left, right, top, bottom }] = this.axes();
    const { width = 1, height = 1 } = this.newest?.picture ?? {};
    const share = (value: number, [low, high]: readonly [number, number]) =>
      (value - low) / (high - low);
    const px = left + share(x, xAxis.domain) * (right - left);
    const py = bottom - share(y, yAxis.domain) * (bottom - top);
    element.style.left = `${(100 * px) / width}%`;
    element.style.top = `${(100 * py) / height}%`;
  }
}

/** The handles of all controls that are points. */
export function addHandles(
  controls: Readonly<Record<string, unknown>>,
  drawings: ReadonlyMap<string, Drawing>,
  values: Readonly<Record<string, Value>>,
  set: (name: string, value: Value) => void,
): void {
  for (const [name, control] of Object.entries(controls)) {
    if (!isPoint(control as never)) continue;
    const one = control as PointControl;
    drawings.get(one.point)?.addHandle(
      name,
      one,
      () => values[name],
      (to) => set(name, to),
    );
  }
}
