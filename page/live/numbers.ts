/** Every number in the code is a slider: it is dragged, or changed by Alt and the arrow keys. */

import { syntaxTree } from "@codemirror/language";
import { Annotation, Prec, RangeSetBuilder } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  keymap,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";

/** Marks a change as one of a number that is on the move. */
export const moving = Annotation.define<boolean>();

interface Place {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** How many pixels the pointer goes for one step. */
const pixelsPerStep = 4;

/** Decimal numbers, as TypeScript writes them: 30, 0.30, .3, 3e-5, 200_000. */
const decimal = /^-?(\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(e[+-]?\d+)?$/i;

/** A number's text after some steps of its last digit: "0.30" and 2 give "0.32", "9e-5" and 1 "10e-5". */
export function stepped(text: string, steps: number): string {
  const [written, exponent = ""] = text.split(/(?=e)/i);
  const plain = written.replaceAll("_", "");
  const digits = /\.(\d*)/.exec(plain)?.[1].length ?? 0;
  const value = Math.round(Number(plain) * 10 ** digits + steps) / 10 ** digits;
  const fixed = (value === 0 ? 0 : value).toFixed(digits);
  // Thousands apart, if they were.
  const grouped = fixed.replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, "_"));
  return (written.includes("_") ? grouped : fixed) + exponent;
}

function numbers(view: EditorView): Place[] {
  const places: Place[] = [];
  syntaxTree(view.state).iterate({
    enter: ({ name, from, to, node }) => {
      if (name !== "Number") return;
      const isNegative =
        node.parent?.name === "UnaryExpression" && view.state.sliceDoc(from - 1, from) === "-";
      const start = isNegative ? from - 1 : from;
      const text = view.state.sliceDoc(start, to);
      if (decimal.test(text)) places.push({ from: start, to, text });
    },
  });
  return places;
}

const mark = Decoration.mark({ class: "number" });

function marks(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of numbers(view)) builder.add(from, to, mark);
  return builder.finish();
}

const numberMarks = ViewPlugin.define(
  (view) => ({
    marks: marks(view),
    update({ docChanged, view }: ViewUpdate) {
      if (docChanged) this.marks = marks(view);
    },
  }),
  { decorations: (plugin) => plugin.marks },
);

const at = (view: EditorView, position: number) =>
  numbers(view).find(({ from, to }) => from <= position && position <= to);

function replace(view: EditorView, { from, to }: Place, insert: string, isMoving: boolean): void {
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    userEvent: "input.number",
    annotations: moving.of(isMoving),
  });
}

const drag = EditorView.domEventHandlers({
  pointerdown(event, view) {
    const target = event.target instanceof Element ? event.target.closest(".number") : null;
    if (!target || event.button !== 0) return false;
    const start = at(view, view.posAtDOM(target));
    if (!start) return false;
    const place = start;
    let text = start.text;
    let moved = false;
    const move = ({ clientX, shiftKey }: PointerEvent) => {
      const steps = Math.round((clientX - event.clientX) / pixelsPerStep);
      if (!moved && steps === 0) return;
      moved = true;
      const changed = stepped(place.text, shiftKey ? 10 * steps : steps);
      if (changed === text) return;
      replace(view, { ...place, to: place.from + text.length }, changed, true);
      text = changed;
    };
    const end = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      if (moved) {
        replace(view, { ...place, to: place.from + text.length }, text, false);
      } else {
        const position = view.posAtCoords({ x: event.clientX, y: event.clientY });
        if (position !== null) view.dispatch({ selection: { anchor: position } });
      }
      view.focus();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
    return true;
  },
  mousedown: (event) =>
    event.target instanceof Element && event.target.matches(".number, .number *"),
});

const byKey = (steps: number) => (view: EditorView) => {
  const place = at(view, view.state.selection.main.head);
  if (!place) return false;
  replace(view, place, stepped(place.text, steps), true);
  return true;
};

export const draggableNumbers = [
  numberMarks,
  drag,
  Prec.high(
    keymap.of([
      { key: "Alt-ArrowUp", run: byKey(1), shift: byKey(10) },
      { key: "Alt-ArrowDown", run: byKey(-1), shift: byKey(-10) },
    ]),
  ),
];
