/** The editor of one cell, coloured by the page's own styles for code. */

import {
  autocompletion,
  type Completion,
  type CompletionContext,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
  syntaxTree,
} from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, hoverTooltip, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { type Names, shownDescriptions } from "./descriptions.js";
import { draggableNumbers, moving } from "./numbers.js";
import type { Description } from "./protocol.js";

/** The classes that Pygments gives to code in the page. */
const classes = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], class: "k" },
  { tag: tags.definitionKeyword, class: "kd" },
  { tag: [tags.string, tags.special(tags.string)], class: "s2" },
  { tag: tags.number, class: "mf" },
  { tag: [tags.bool, tags.null], class: "kc" },
  { tag: tags.comment, class: "c1" },
  { tag: [tags.typeName, tags.className], class: "nx" },
]);

export interface EditorEvents {
  run(): void;
  runAndGoOn(): void;
  changed(isMoving: boolean | undefined): void;
  /** The names that may be meant. */
  readonly names: Names;
}

/** Whether a name stands after a dot. */
const isMember = (state: EditorState, from: number) => state.sliceDoc(from - 1, from) === ".";

/** Offers the names that go on like the one before the cursor, each with its description. */
function completion({ names }: EditorEvents) {
  return (context: CompletionContext) => {
    const word = context.matchBefore(/[\p{L}_$][\p{L}\p{N}_$]*/u);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    const option = (label: string, descriptions: readonly Description[]): Completion => ({
      label,
      type: /^(\w+\.)?(function|class|interface)\b/.exec(descriptions[0].text)?.[2] ?? "variable",
      info: () => shownDescriptions(descriptions),
    });
    const options = isMember(context.state, word.from)
      ? [...names.members()].map(([name, all]) => option(name, all))
      : [...names.all()].map(([name, one]) => option(name, [one]));
    return { from: word.from, options, validFor: /^[\p{L}\p{N}_$]*$/u };
  };
}

/** Describes the name under the pointer. */
function hover({ names }: EditorEvents) {
  const describe = ({ state }: EditorView, position: number) => {
    const word = state.wordAt(position);
    const syntax = syntaxTree(state).resolveInner(position, 1).name;
    if (!word || /Comment|String|Number/.test(syntax)) return null;
    const name = state.sliceDoc(word.from, word.to);
    const descriptions = names.of(name, isMember(state, word.from));
    if (descriptions.length === 0) return null;
    const create = () => ({ dom: shownDescriptions(descriptions) });
    return { pos: word.from, end: word.to, above: true, create };
  };
  return hoverTooltip(describe, { hideOnChange: true });
}

export function createEditor(source: string, label: string, events: EditorEvents): EditorView {
  const command = (act: () => void) => () => {
    act();
    return true;
  };
  return new EditorView({
    state: EditorState.create({
      doc: source,
      extensions: [
        keymap.of([
          { key: "Shift-Enter", run: command(events.runAndGoOn) },
          { key: "Ctrl-Enter", run: command(events.run) },
          { key: "Mod-Enter", run: command(events.run) },
        ]),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ override: [completion(events)], activateOnTyping: true }),
        hover(events),
        javascript({ typescript: true }),
        syntaxHighlighting(classes),
        draggableNumbers,
        keymap.of([
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...defaultKeymap,
          ...historyKeymap,
        ]),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
        EditorView.updateListener.of(({ docChanged, transactions }) => {
          if (!docChanged) return;
          events.changed(
            transactions.map((one) => one.annotation(moving)).find((is) => is !== undefined),
          );
        }),
      ],
    }),
  });
}
