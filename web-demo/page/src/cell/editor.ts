import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { java } from '@codemirror/lang-java';
import { bracketMatching, defaultHighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { EditorState, Prec } from '@codemirror/state';
import { EditorView, drawSelection, keymap } from '@codemirror/view';

/** An editor for Java. Escape, then Tab, leaves it by keyboard. */
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
        keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
        history(),
        drawSelection(),
        EditorView.lineWrapping,
        bracketMatching(),
        indentUnit.of('  '),
        java(),
        syntaxHighlighting(defaultHighlightStyle),
        EditorView.contentAttributes.of({ 'aria-label': 'Java code' })
      ]
    })
  });
}
