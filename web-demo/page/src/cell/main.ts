import type { EditorView } from '@codemirror/view';
import { createEditor } from './editor';
import { CellKernel, sharedKernel } from './kernel';
import { Output } from './output';
import { STYLE } from './style';

/**
 * `<elara-cell>`: Java that a reader can change and run. The code is what the element has inside,
 * and `code` afterwards. All cells of a page have one kernel, or `kernel="own"` one of its own;
 * it is loaded when a cell is run for the first time. Events: `elara-start`, and `elara-done` with
 * `detail.failed`.
 */
class ElaraCell extends HTMLElement {
  private readonly root = this.attachShadow({ mode: 'open' });
  private readonly button = document.createElement('button');
  private readonly state = document.createElement('span');
  private readonly output = new Output();
  private editor: EditorView | undefined;
  private kernel: CellKernel | undefined;
  private running = false;
  private readonly tell = (state: string | undefined): void => {
    this.state.textContent = state ?? (this.running ? 'Running …' : '');
  };

  connectedCallback(): void {
    if (this.editor) {
      return;
    }
    const style = document.createElement('style');
    style.textContent = STYLE;
    const frame = document.createElement('div');
    const bar = document.createElement('div');
    bar.className = 'bar';
    this.button.type = 'button';
    this.button.setAttribute('part', 'button');
    this.button.addEventListener('click', () => (this.running ? this.stop() : this.run()));
    this.state.setAttribute('role', 'status');
    bar.append(this.button, this.state);
    this.root.append(style, frame, bar, this.output.node);
    this.editor = createEditor(frame, this.root, indented(this.textContent ?? ''), () => this.run());
    this.kernel = this.getAttribute('kernel') === 'own' ? new CellKernel() : sharedKernel();
    this.kernel.onState.add(this.tell);
    this.show(false);
  }

  private show(running: boolean): void {
    this.running = running;
    this.button.textContent = running ? 'Stop' : 'Run';
    this.tell(undefined);
  }

  /** What stands in the editor. */
  get code(): string {
    return this.editor?.state.doc.toString() ?? this.textContent ?? '';
  }

  set code(text: string) {
    this.editor?.dispatch({ changes: { from: 0, to: this.editor.state.doc.length, insert: text } });
  }

  /** Runs the code; once more only when it has ended. */
  run(): void {
    if (this.running || !this.kernel) {
      return;
    }
    this.show(true);
    this.output.clear();
    this.dispatchEvent(new CustomEvent('elara-start', { bubbles: true }));
    this.kernel.run(this.code, {
      show: message => this.output.take(message),
      ask: (prompt, password) => this.ask(prompt, password),
      done: failed => {
        this.show(false);
        this.dispatchEvent(new CustomEvent('elara-done', { bubbles: true, detail: { failed } }));
      }
    });
  }

  /** Stops what runs on its kernel. */
  stop(): void {
    this.kernel?.interrupt();
  }

  private ask(prompt: string, password: boolean): Promise<string> {
    const label = document.createElement('label');
    const field = document.createElement('input');
    field.type = password ? 'password' : 'text';
    label.append(prompt || 'Input', field);
    this.output.node.append(label);
    field.focus();
    return new Promise(resolve =>
      field.addEventListener('keydown', event => {
        if (event.key === 'Enter') {
          label.remove();
          resolve(field.value);
        }
      })
    );
  }
}

/** Without the indentation that all lines have because the element is indented. */
function indented(text: string): string {
  const lines = text.replace(/^\s*\n|\s+$/g, '').split('\n');
  const common = Math.min(
    ...lines.filter(line => line.trim()).map(line => line.search(/\S/)),
    Infinity
  );
  return lines.map(line => line.slice(Number.isFinite(common) ? common : 0)).join('\n');
}

customElements.define('elara-cell', ElaraCell);
