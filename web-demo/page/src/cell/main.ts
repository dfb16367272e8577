import type { EditorView } from '@codemirror/view';
import { createEditor } from './editor';
import { CellKernel, sharedKernel, type Listener } from './kernel';
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
  private text: string | undefined;
  private running = false;

  private readonly listener: Listener = {
    loading: what => this.tell(what ?? 'Waiting …'),
    started: () => this.tell('Running …'),
    show: message => this.output.take(message),
    update: message => this.output.update(message.content),
    ask: (prompt, password) => this.output.ask(prompt, password),
    done: failed => {
      this.output.done();
      this.show(false);
      this.dispatchEvent(new CustomEvent('elara-done', { bubbles: true, detail: { failed } }));
    },
    ended: why => this.tell(why ?? '')
  };

  connectedCallback(): void {
    // What is inside comes after it while the page is being read.
    if (document.readyState === 'loading') {
      document.addEventListener('DOMContentLoaded', () => this.connect(), { once: true });
    } else {
      this.connect();
    }
  }

  private connect(): void {
    if (!this.isConnected || this.kernel) {
      return;
    }
    if (!this.editor) {
      this.build();
    }
    this.kernel = this.getAttribute('kernel') === 'own' ? new CellKernel() : sharedKernel();
    this.kernel.add(this.listener);
    this.show(false);
  }

  disconnectedCallback(): void {
    // An element that is moved is taken out first.
    queueMicrotask(() => {
      if (this.isConnected || !this.kernel) {
        return;
      }
      this.kernel.remove(this.listener);
      if (this.kernel !== sharedKernel()) {
        this.kernel.close();
      }
      this.kernel = undefined;
    });
  }

  private build(): void {
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    this.root.adoptedStyleSheets = [style];
    const frame = document.createElement('div');
    const bar = document.createElement('div');
    bar.className = 'bar';
    this.button.type = 'button';
    this.button.setAttribute('part', 'button');
    this.button.addEventListener('click', () => (this.running ? this.stop() : this.run()));
    this.state.setAttribute('role', 'status');
    bar.append(this.button, this.state);
    this.root.append(frame, bar, this.output.node);
    this.editor = createEditor(frame, this.root, this.code, () => this.run());
  }

  private show(running: boolean): void {
    this.running = running;
    this.button.textContent = running ? 'Stop' : 'Run';
    this.tell('');
  }

  private tell(state: string): void {
    this.state.textContent = state;
  }

  /** What stands in the editor. */
  get code(): string {
    return this.editor?.state.doc.toString() ?? this.text ?? indented(this.textContent ?? '');
  }

  set code(text: string) {
    this.text = text;
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
    this.kernel.run(this.code, this.listener);
  }

  /** Stops it, now or as soon as it would run. */
  stop(): void {
    this.kernel?.stop(this.listener);
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
