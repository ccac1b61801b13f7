/** A picture in the frame: drawn beforehand, once wide and once narrow; its lines and dots move. */

import type { Answer } from "./reckon.js";

/** How small a picture may be drawn: its letters are then 10 pixels high. */
const smallest = 0.78;

export class Drawing {
  private readonly place: HTMLElement;
  private readonly text: HTMLElement;
  private readonly templates: readonly HTMLTemplateElement[];
  private template: HTMLTemplateElement | undefined;
  private paths: readonly SVGPathElement[] = [];
  private dots: SVGGElement | undefined;
  private dot: SVGCircleElement | undefined;

  constructor(figure: HTMLElement) {
    this.place = figure.querySelector(".place") as HTMLElement;
    this.text = figure.querySelector("figcaption") as HTMLElement;
    this.templates = [...figure.querySelectorAll("template")];
  }

  /** The width, in its own pixels, that suits the page's: the widest that is hardly shrunk. */
  get width(): number {
    const available = this.place.clientWidth / smallest;
    const widths = this.templates.map(({ dataset }) => Number(dataset.width));
    return Math.max(...widths.filter((width) => width <= available), Math.min(...widths));
  }

  show({ question: { width }, paths, dots, text }: Answer): void {
    this.use(width);
    for (const [i, path] of this.paths.entries()) path.setAttribute("d", paths[i]);
    this.dots?.replaceChildren(
      ...dots.map(({ cx, cy, filled }) => {
        const circle = this.dot?.cloneNode() as SVGCircleElement;
        circle.setAttribute("cx", String(cx));
        circle.setAttribute("cy", String(cy));
        if (!filled) circle.setAttribute("fill", "#fff");
        return circle;
      }),
    );
    if (this.text.textContent !== text) this.text.textContent = text;
  }

  private use(width: number): void {
    const template = this.templates.find(({ dataset }) => Number(dataset.width) === width);
    if (!template || template === this.template) return;
    this.template = template;
    this.place.replaceChildren(template.content.cloneNode(true));
    this.paths = [...this.place.querySelectorAll("path")];
    this.dot = this.place.querySelector("circle") ?? undefined;
    this.dots = (this.dot?.parentNode ?? undefined) as SVGGElement | undefined;
  }
}
