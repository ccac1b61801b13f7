/** Comparing vector graphics by what can be seen. */

import { JSDOM } from "jsdom";
import { differences, splitAtNumbers, toNumber } from "./numbers.js";

/**
 * How far coordinates may be apart, in pixels. Figures round them to a hundredth; rounding may
 * turn an ulp into one unit of that, and nobody sees a fiftieth of a pixel.
 */
const PIXEL_TOLERANCE = 0.02;

/** Says where and how two SVG documents differ, in the order of the document. */
export function svgDifferences(committed: string, executed: string): string[] {
  const [was, is] = [committed, executed].map(elements);
  const shape = (element: FlatElement | undefined) =>
    element && `${element.path} with ${[...element.attributes.keys()].join(" ") || "no attribute"}`;
  // Behind an element that is gone or new, each would be compared with another.
  const broken = was.findIndex((element, index) => shape(element) !== shape(is[index]));
  const same = broken < 0 ? was.length : broken;
  const found = was
    .slice(0, same)
    .flatMap((element, index) => elementDifferences(element, is[index]));
  if (same < Math.max(was.length, is.length)) {
    found.push(`${shape(is[same]) ?? "the end"}, was ${shape(was[same]) ?? "the end"}`);
  }
  return found;
}

interface FlatElement {
  path: string;
  attributes: Map<string, string>;
  text: string;
}

type SvgElement = JSDOM["window"]["document"]["documentElement"];

/** The elements of a document, in its order. */
function elements(svg: string): FlatElement[] {
  const found: FlatElement[] = [];
  const ids = new Map<string, string>();
  const visit = (element: SvgElement, path: string) => {
    const names = element.getAttributeNames();
    const attributes = new Map(names.map((name) => [name, element.getAttribute(name) ?? ""]));
    const children = [...element.children];
    const text = element.tagName === "text" || children.length === 0 ? element.textContent : "";
    ids.set(attributes.get("id") ?? "", `figure-${ids.size}`);
    found.push({ path, attributes, text: text ?? "" });
    children.forEach((child, index) => {
      visit(child as SvgElement, `${path} > ${child.tagName}[${index + 1}]`);
    });
  };
  const root = new JSDOM(svg, { contentType: "image/svg+xml" }).window.document.documentElement;
  visit(root, root.tagName);
  // Ids follow from the content, so they change with the last digit of a coordinate: count them.
  for (const { attributes } of found) {
    for (const [name, value] of attributes) {
      const id = /^(?:#(.+)|url\(#(.+)\))$/.exec(value)?.slice(1).find(Boolean) ?? value;
      if (name === "id" || id !== value) attributes.set(name, ids.get(id) ?? value);
    }
  }
  return found;
}

function elementDifferences(was: FlatElement, is: FlatElement): string[] {
  const attributes = [...was.attributes].flatMap(([name, value]) => {
    const other = is.attributes.get(name) ?? "";
    return agree(value, other) ? [] : [`${name} ${differences(value, other)}`];
  });
  const text = differences(was.text, is.text);
  return [...attributes, ...text].map((difference) => `${is.path}: ${difference}`);
}

/** Whether two attributes are the same but for rounding. */
function agree(was: string, is: string): boolean {
  if (was === is) return true;
  if (was.startsWith("#")) return false; // a colour
  const [a, b] = [was, is].map(splitAtNumbers);
  const near = (x: string, y: string) =>
    Math.abs(toNumber(x) - toNumber(y)) <= PIXEL_TOLERANCE + Number.EPSILON * 1e4;
  return (
    a.length === b.length &&
    a.every((piece, i) => piece === b[i] || (i % 2 === 1 && near(piece, b[i])))
  );
}
