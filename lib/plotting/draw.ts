/** Draws a figure with Observable Plot, in any document. */

import * as Plot from "@observablehq/plot";
import { describe } from "./describe.js";
import { createElement, round, type SvgDocument, type SvgElement } from "./dom.js";
import { type FigurePicture, layoutFigure, type PanelPicture } from "./layout/layout.js";
import { swatch, textGap } from "./layout/legend.js";
import { namedMarks } from "./marks/index.js";
import type { FigureSpec } from "./spec.js";
import { dashArray, ink, lineWidth, paper } from "./style.js";
import { drawText, fonts, labelSize, middle, tickGap, tickSize } from "./text/text.js";

const tickInk = "#555";
const gridInk = "#ddd";

/** The parts of Plot that marks draw with: a bundle leaves out all others, half of Plot. */
const plotMarks = { dot: Plot.dot, line: Plot.line, vector: Plot.vector };

/**
 * The figure as an `<svg>` element that needs nothing around it: presentation attributes only, a
 * white background, a title and a description for screen readers.
 */
export function drawFigure(spec: FigureSpec, document: SvgDocument): SvgElement {
  return drawPicture(layoutFigure(spec), describe(spec), document);
}

/** The same for a figure that is already laid out and described. */
export function drawPicture(
  { width, height, panels }: FigurePicture,
  { title, details }: ReturnType<typeof describe>,
  document: SvgDocument,
): SvgElement {
  const svg = createElement(document, "svg", {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "font-family": fonts.upright,
    "text-anchor": "middle",
  });
  const heading = createElement(document, "title");
  heading.textContent = title;
  const text = createElement(document, "desc");
  text.textContent = details;
  svg.append(heading, text, createElement(document, "rect", { width, height, fill: paper }));
  for (const panel of panels) svg.append(...drawPanel(panel, width, height, document));
  tidy(svg);
  return svg;
}

function drawPanel(panel: PanelPicture, width: number, height: number, document: SvgDocument) {
  const { frame, x, y, marks } = panel;
  const plot = Plot.plot({
    document: document as never,
    width,
    height,
    marginLeft: frame.left,
    marginTop: frame.top,
    marginRight: width - frame.right,
    marginBottom: height - frame.bottom,
    x: { type: x.type, domain: x.domain, constant: x.linthresh, axis: null },
    y: { type: y.type, domain: y.domain, constant: y.linthresh, axis: null },
    marks: [
      Plot.gridX(x.ticks, { stroke: gridInk, strokeOpacity: 1 }),
      Plot.gridY(y.ticks, { stroke: gridInk, strokeOpacity: 1 }),
      panel.zeroLine ? Plot.ruleY([0], { stroke: ink, strokeWidth: 2 }) : null,
      namedMarks.map(([name, mark]) => mark.draw(plotMarks, marks[name], document) as Plot.Markish),
      Plot.frame({ anchor: "left", stroke: ink }),
      Plot.frame({ anchor: "bottom", stroke: ink }),
      panel.xLabel
        ? Plot.axisX(x.ticks, {
            ...tickStyle,
            tickFormat: (_, i: number) => x.tickLabels[i],
            tickPadding: tickGap,
          })
        : null,
      Plot.axisY(y.ticks, {
        ...tickStyle,
        tickFormat: (_, i: number) => y.tickLabels[i],
        tickPadding: tickGap,
      }),
      () => drawAxisLabels(panel, document) as never,
      () => drawLegend(panel, document) as never,
    ],
  }) as unknown as SvgElement;
  return [...plot.children].filter((child) => child.tagName !== "style");
}

const tickStyle = { tickSize: 0, fontSize: tickSize, label: null, fill: tickInk } as const;

function drawLegend({ legend }: PanelPicture, document: SvgDocument): SvgElement {
  const parts = legend.flatMap(({ runs, color, dashed, x, y }) => {
    const ends = { x1: x, x2: x + swatch, y1: y, y2: y };
    const style = { stroke: color, "stroke-width": lineWidth };
    const line = { ...ends, ...style, "stroke-dasharray": dashed ? dashArray : "none" };
    const baseline = y + middle * labelSize;
    const text = { text: [runs], x: x + swatch + textGap, y: baseline, anchor: "start" } as const;
    return [
      createElement(document, "line", line),
      ...drawText(document, text, { fontSize: labelSize, fill: color }),
    ];
  });
  return createElement(document, "g", {}, ...parts);
}

function drawAxisLabels({ xLabel, yLabel, pad }: PanelPicture, document: SvgDocument): SvgElement {
  const group = createElement(document, "g");
  if (pad) {
    const { left: x, top: y, right, bottom } = pad;
    const size = { width: right - x, height: bottom - y };
    group.append(createElement(document, "rect", { x, y, ...size, fill: paper }));
  }
  for (const label of [yLabel, xLabel]) {
    if (label) group.append(...drawText(document, label, { fontSize: labelSize, fill: ink }));
  }
  return group;
}

const coordinates = "x y x1 x2 y1 y2 dx dy cx cy width height transform".split(" ");

/**
 * Removes what Plot adds for its own pages (classes, CSS, ARIA labels of parts), rounds coordinates,
 * and names each clip path after its rectangle: Plot numbers them from 1 in each process, so that two
 * figures on one page would share them.
 */
function tidy(svg: SvgElement): void {
  const renamed = new Map<string, string>();
  for (const element of svg.querySelectorAll("clipPath")) {
    const [rect] = element.children;
    const size = ["x", "y", "width", "height"].map((name) =>
      round(Number(rect.getAttribute(name))),
    );
    const id = `frame-${size.join("-")}`;
    renamed.set(`url(#${element.getAttribute("id")})`, `url(#${id})`);
    element.setAttribute("id", id);
  }
  for (const element of svg.querySelectorAll("*")) {
    for (const name of ["class", "style", "aria-label"]) element.removeAttribute(name);
    const clip = renamed.get(element.getAttribute("clip-path") ?? "");
    if (clip) element.setAttribute("clip-path", clip);
    for (const name of coordinates) {
      const value = element.getAttribute(name);
      if (value)
        element.setAttribute(
          name,
          value.replace(/-?\d+\.\d+/g, (n) => `${round(+n)}`),
        );
    }
  }
}
