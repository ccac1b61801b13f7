/** The controls, which of them were changed, and the link to their values. */

import { labelHtml } from "../../internal/html.js";
import { plainText } from "../../plotting/text/markup.js";
import {
  type Control,
  fragmentOf,
  initialValues,
  isChoice,
  isNumber,
  isPoint,
  readableText,
  textOf,
  type Value,
  valueIn,
  valuesIn,
} from "../controls.js";
import type { PageData } from "../definition.js";
import { addHandles, type Drawing } from "./drawing.js";

/**
 * Builds the form. Values start as in the page's link, if it has any, or as the controls say.
 *
 * A frame of this kind can't see the page around it, but inherits its base URL: the page's address.
 */
export function buildControls(
  { id, controls }: PageData,
  values: Record<string, Value>,
  drawings: ReadonlyMap<string, Drawing>,
  onChange: (changed: readonly string[]) => void,
): HTMLFormElement {
  const initial = initialValues(controls);
  const linked = valuesIn(new URL(document.baseURI).hash, id, controls);
  Object.assign(values, linked ?? initial);

  const form = element("form", {}, []);
  if (linked) form.dataset.linked = "true";
  const fields = Object.entries(controls).map(([name, control]) => {
    return { name, update: field(form, name, control, (value) => set({ [name]: value })) };
  });
  const link = element("input", {
    id: "link",
    readonly: "",
    "aria-label": "Link to these settings",
  });
  const copied = element("p", { id: "copied", role: "status" });
  const reset = element("button", { type: "button" }, ["Reset"]);
  const copy = element("button", { type: "button", id: "copy" }, ["Copy link"]);
  form.append(element("div", { class: "link" }, [reset, copy, link, copied]));

  /** Shows the value of each control, also to screen readers, and the link to all of them. */
  const update = () => {
    for (const { name, update } of fields) {
      update(values[name], textOf(values[name]) !== textOf(initial[name]));
    }
    const url = new URL(document.baseURI);
    url.hash = fragmentOf(id, values);
    link.value = url.href;
  };
  const set = (changed: Record<string, Value>) => {
    Object.assign(values, changed);
    update();
    onChange(Object.keys(changed));
  };
  reset.addEventListener("click", () => set(initial));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", ({ target }) => {
    const name = (target as HTMLElement).dataset.reset;
    if (name !== undefined) set({ [name]: initial[name] });
  });
  // In a sandbox only the old way of copying is allowed; where it fails, the link is at least selected.
  copy.addEventListener("click", () => {
    link.select();
    const done = document.execCommand("copy");
    copied.textContent = done ? "Copied." : "Selected: copy it from here.";
  });
  addHandles(controls, drawings, values, (name, value) => set({ [name]: value }));
  update();
  return form;
}

/** Appends one control; returns what shows a value in it. */
function field(form: HTMLElement, name: string, control: Control, set: (value: Value) => void) {
  const { label, unit = "", description } = control;
  const title = element(isChoice(control) ? "label" : "span", { id: `${name}-label` });
  title.innerHTML = labelHtml(label);
  const labelled = { "aria-labelledby": `${name}-label` };
  const reset = element("button", {
    ...{ type: "button", class: "reset", "data-reset": name, title: "Reset" },
    "aria-label": `Reset ${plainText(label)}`,
  });
  reset.textContent = "↺";
  const entered = (text: string) => {
    const value = valueIn(control, text);
    if (value !== undefined) set(value);
  };
  const inputs: HTMLElement[] = [];
  let show: (value: Value) => void;
  if (isNumber(control)) {
    const { min, max, step } = control;
    const range = element("input", { type: "range", id: name, min, max, step, ...labelled });
    const box = element("input", { type: "number", min, max, step: "any", ...labelled });
    range.addEventListener("input", () => entered(range.value));
    onEntered(box, () => entered(box.value));
    const digits = String(step).split(".")[1]?.length ?? 0;
    show = (value) => {
      range.value = String(value);
      range.setAttribute("aria-valuetext", readableText(control, value));
      box.value = Number(value).toFixed(Math.max(digits, decimals(Number(value))));
    };
    inputs.push(element("span", { class: "box" }, [box, ` ${unit}`]), reset, range);
  } else if (isChoice(control)) {
    const options = control.options.map((one) => element("option", {}, [String(one)]));
    const select = element("select", { id: name, ...labelled }, options);
    select.addEventListener("change", () => entered(select.value));
    show = (value) => {
      select.value = String(value);
    };
    inputs.push(select, reset);
  } else if (isPoint(control)) {
    const boxes = (["x", "y"] as const).map((axis) => {
      const aria = `${plainText(label)}, ${axis}`;
      return element("input", { type: "number", step: "any", "aria-label": aria });
    });
    for (const box of boxes) {
      onEntered(box, () => entered(boxes.map((one) => one.value).join(",")));
    }
    show = (value) => {
      const { x, y } = value as { x: number; y: number };
      for (const [i, box] of boxes.entries()) box.value = String([x, y][i]);
    };
    inputs.push(element("span", { class: "box" }, [...boxes, ` ${unit}`]), reset);
  } else {
    const box = element("input", { type: "checkbox", id: name, ...labelled });
    box.addEventListener("change", () => set(box.checked));
    show = (value) => {
      box.checked = value === true;
    };
    inputs.push(box, reset);
  }
  const row = element("div", { class: "control", "data-name": name }, [title, ...inputs]);
  if (description) row.append(element("p", { class: "description" }, [description]));
  form.append(row);
  return (value: Value, isChanged: boolean) => {
    show(value);
    row.classList.toggle("changed", isChanged);
    reset.disabled = !isChanged;
  };
}

/** When the reader leaves a box or presses Enter in it, which some browsers take for no change. */
function onEntered(box: HTMLInputElement, callback: () => void): void {
  box.addEventListener("change", callback);
  box.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") callback();
  });
}

function decimals(value: number): number {
  return Math.min(12, String(value).split(".")[1]?.length ?? 0);
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | number>> = {},
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}
