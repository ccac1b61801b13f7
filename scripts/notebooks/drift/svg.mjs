/** Comparing vector graphics by what can be seen. */

import { JSDOM } from "jsdom";
import { differences, splitAtNumbers, toNumber } from "./numbers.mjs";

/**
 * How far coordinates may be apart, in pixels. Figures round them to a hundredth; rounding may
 * turn an ulp into one unit of that, and nobody sees a fiftieth of a pixel.
 */
const PIXEL_TOLERANCE = 0.02;

/**
 * @typedef {{ path: string, attributes: Map<string, string>, text: string }} FlatElement
 * @typedef {import("jsdom").JSDOM["window"]["document"]["documentElement"]} SvgElement
 */

/**
 * Says where and how two SVG documents differ, in the order of the document.
 * @param {string} committed
 * @param {string} executed
 */
export function svgDifferences(committed, executed) {
  const [was, is] = [committed, executed].map(elements);
  const shape = (/** @type {FlatElement | undefined} */ element) =>
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

/**
 * The elements of a document, in its order.
 * @param {string} svg
 */
function elements(svg) {
  /** @type {FlatElement[]} */
  const found = [];
  /** @type {Map<string, string>} */
  const ids = new Map();
  /** @type {(element: SvgElement, path: string) => void} */
  const visit = (element, path) => {
    const names = element.getAttributeNames();
    const attributes = new Map(names.map((name) => [name, element.getAttribute(name) ?? ""]));
    const children = [...element.children];
    const text = element.tagName === "text" || children.length === 0 ? element.textContent : "";
    ids.set(attributes.get("id") ?? "", `figure-${ids.size}`);
    found.push({ path, attributes, text: text ?? "" });
    children.forEach((child, index) => {
      visit(/** @type {SvgElement} */ (child), `${path} > ${child.tagName}[${index + 1}]`);
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

/**
 * @param {FlatElement} was
 * @param {FlatElement} is
 */
function elementDifferences(was, is) {
  const attributes = [...was.attributes].flatMap(([name, value]) => {
    const other = is.attributes.get(name) ?? "";
    return agree(value, other) ? [] : [`${name} ${differences(value, other)}`];
  });
  const text = differences(was.text, is.text);
  return [...attributes, ...text].map((difference) => `${is.path}: ${difference}`);
}

/**
 * Whether two attributes are the same but for rounding.
 * @param {string} was
 * @param {string} is
 */
function agree(was, is) {
  if (was === is) return true;
  if (was.startsWith("#")) return false; // a colour
  const [a, b] = [was, is].map(splitAtNumbers);
  const near = (/** @type {string} */ x, /** @type {string} */ y) =>
    Math.abs(toNumber(x) - toNumber(y)) <= PIXEL_TOLERANCE + Number.EPSILON * 1e4;
  return (
    a.length === b.length &&
    a.every((piece, i) => piece === b[i] || (i % 2 === 1 && near(piece, b[i])))
  );
}
