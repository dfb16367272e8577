import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { java } from '@codemirror/lang-java';
import { HighlightStyle, bracketMatching, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { EditorState, Prec } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** On both grounds, light and dark. */
const COLOURS = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier], color: 'light-dark(#7a1f9c, #d2a8ff)' },
  { tag: [tags.string, tags.character], color: 'light-dark(#0b6326, #a5d6a7)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'light-dark(#0550ae, #79c0ff)' },
  { tag: [tags.typeName, tags.annotation], color: 'light-dark(#7d4300, #f0b866)' },
  { tag: tags.comment, color: 'light-dark(#5a6270, #a0a8b4)', fontStyle: 'italic' }
]);

/** An editor for Java. Tab leaves it, as readers by keyboard have to come past it. */
export function createEditor(parent: HTMLElement, root: ShadowRoot, doc: string, run: () => void): EditorView {
  const runs = { run: () => (run(), true) };
  return new EditorView({
    parent,
    root,
    state: EditorState.create({
      doc,
      extensions: [
        Prec.highest(
          keymap.of([
            { key: 'Shift-Enter', ...runs },
            { key: 'Mod-Enter', ...runs }
          ])
        ),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        history(),
        EditorView.lineWrapping,
        bracketMatching(),
        indentUnit.of('  '),
        java(),
        syntaxHighlighting(COLOURS),
        EditorView.contentAttributes.of({ 'aria-label': 'Java code' })
      ]
    })
  });
}
