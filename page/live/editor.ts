/** The editor of one cell, coloured by the page's own styles for code. */

import {
  autocompletion,
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
} from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { draggableNumbers, moving } from "./numbers.js";

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
  /** The names that may be meant here. */
  names(): readonly string[];
}

export function createEditor(source: string, label: string, events: EditorEvents): EditorView {
  const complete = (context: CompletionContext) => {
    const word = context.matchBefore(/[\p{L}_$][\p{L}\p{N}_$]*/u);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    if (context.state.sliceDoc(word.from - 1, word.from) === ".") return null;
    const options = events.names().map((name) => ({ label: name, type: "variable" }));
    return { from: word.from, options };
  };
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
        autocompletion({ override: [complete], activateOnTyping: true }),
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
