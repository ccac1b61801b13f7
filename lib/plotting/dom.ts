/** The part of the DOM that drawing needs: neither jsdom's types nor a browser's. */

export interface SvgElement {
  readonly tagName: string;
  readonly children: Iterable<SvgElement>;
  textContent: string | null;
  append(...nodes: SvgElement[]): void;
  remove(): void;
  getAttribute(name: string): string | null;
  getAttributeNames(): string[];
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  querySelectorAll(selectors: string): Iterable<SvgElement>;
}

/** A `Document`: a browser's, or jsdom's. */
export interface SvgDocument {
  createElementNS(namespace: "http://www.w3.org/2000/svg", name: string): unknown;
}

export type Attributes = Readonly<Record<string, string | number>>;

/** A new SVG element; numbers are rounded to hundredths of a pixel. */
export function createElement(
  document: SvgDocument,
  name: string,
  attributes: Attributes = {},
  ...children: readonly SvgElement[]
): SvgElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name) as SvgElement;
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, typeof value === "number" ? String(round(value)) : value);
  }
  element.append(...children);
  return element;
}

/** Rounds to hundredths of a pixel; smaller differences can't be seen. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
