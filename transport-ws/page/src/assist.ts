import {
  Completer,
  CompleterModel,
  CompletionHandler,
  KernelCompleterProvider,
  ProviderReconciliator
} from '@jupyterlab/completer';
import { Text } from '@jupyterlab/coreutils';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { RenderMimeRegistry } from '@jupyterlab/rendermime';
import { Tooltip } from '@jupyterlab/tooltip';
import type { JSONObject } from '@lumino/coreutils';
import { Widget } from '@lumino/widgets';

const COMPLETION_TIMEOUT_MS = 5_000;

/** Completion and inspection in the cells of one notebook. */
export class Assist {
  private readonly handler: CompletionHandler;
  private tooltip: Tooltip | undefined;

  constructor(
    private readonly panel: NotebookPanel,
    private readonly rendermime: RenderMimeRegistry
  ) {
    const completer = new Completer({ editor: null, model: new CompleterModel() });
    completer.hide();
    Widget.attach(completer, document.body);
    this.handler = new CompletionHandler({ completer, reconciliator: this.reconciliator() });
    this.handler.editor = this.editor;
    panel.content.activeCellChanged.connect(this.refresh, this);
    panel.sessionContext.sessionChanged.connect(this.refresh, this);
    panel.disposed.connect(() => {
      this.handler.dispose();
      completer.dispose();
      this.tooltip?.dispose();
    });
  }

  private get editor() {
    return this.panel.content.activeCell?.editor ?? null;
  }

  private reconciliator(): ProviderReconciliator {
    return new ProviderReconciliator({
      context: {
        widget: this.panel,
        editor: this.panel.content.activeCell?.editor ?? null,
        session: this.panel.sessionContext.session
      },
      providers: [new KernelCompleterProvider()],
      timeout: COMPLETION_TIMEOUT_MS
    });
  }

  private refresh(): void {
    this.handler.editor = this.editor;
    this.handler.reconciliator = this.reconciliator();
  }

  complete(): void {
    this.handler.editor = this.editor;
    this.handler.invoke();
  }

  select(): void {
    this.handler.completer.selectActive();
  }

  /** Shows what the name at the cursor is. */
  async inspect(): Promise<void> {
    const editor = this.editor;
    const kernel = this.panel.sessionContext.session?.kernel;
    const cell = this.panel.content.activeCell;
    if (!editor || !kernel || !cell) {
      return;
    }
    const code = editor.model.sharedModel.getSource();
    const offset = Text.jsIndexToCharIndex(
      editor.getOffsetAt(editor.getCursorPosition()),
      code
    );
    const reply = await kernel.requestInspect({ code, cursor_pos: offset, detail_level: 0 });
    this.tooltip?.dispose();
    if (reply.content.status !== 'ok' || !reply.content.found) {
      return;
    }
    this.tooltip = new Tooltip({
      anchor: this.panel.content,
      bundle: reply.content.data as JSONObject,
      editor,
      rendermime: this.rendermime
    });
    Widget.attach(this.tooltip, document.body);
  }

  dismiss(): void {
    this.tooltip?.dispose();
    this.tooltip = undefined;
  }
}
