import type { ISessionContext } from '@jupyterlab/apputils';
import { NotebookActions, type NotebookPanel } from '@jupyterlab/notebook';
import { Widget } from '@lumino/widgets';

const TICK_MS = 500;

/**
 * What the kernel is doing, in words: its state, the cell that runs and for how long, and whether
 * the connection is there. Changes of state are told to screen readers; the seconds are not.
 */
export class Status extends Widget {
  private readonly state = document.createElement('span');
  private readonly clock = document.createElement('span');
  private panel: NotebookPanel | undefined;
  private running: { label: string; since: number } | undefined;
  private timer = 0;

  constructor() {
    super();
    this.addClass('elara-status');
    this.state.setAttribute('role', 'status');
    this.clock.setAttribute('aria-hidden', 'true');
    this.node.append(this.state, this.clock);
    NotebookActions.executionScheduled.connect((_, { notebook, cell }) => {
      if (notebook === this.panel?.content) {
        const index = notebook.widgets.indexOf(cell) + 1;
        this.running ??= { label: `cell ${index}`, since: Date.now() };
        this.update();
      }
    });
    NotebookActions.executed.connect((_, { notebook }) => {
      if (notebook === this.panel?.content) {
        this.running = undefined;
        this.findRunning();
        this.update();
      }
    });
  }

  show_(panel: NotebookPanel): void {
    this.panel = panel;
    this.running = undefined;
    const session: ISessionContext = panel.sessionContext;
    session.statusChanged.connect(this.update, this);
    session.connectionStatusChanged.connect(this.update, this);
    session.kernelChanged.connect(this.update, this);
    this.update();
  }

  /** After a cell has ended the next one that was sent is the one that runs. */
  private findRunning(): void {
    const cells = this.panel?.content.widgets ?? [];
    const next = cells.findIndex(cell => {
      const model = cell.model as unknown as { executionState?: string };
      return cell.model.type === 'code' && model.executionState === 'running';
    });
    if (next >= 0) {
      this.running = { label: `cell ${next + 1}`, since: Date.now() };
    }
  }

  protected override onUpdateRequest(): void {
    const session = this.panel?.sessionContext;
    window.clearTimeout(this.timer);
    if (!session) {
      return;
    }
    const connection = session.session?.kernel?.connectionStatus ?? 'disconnected';
    const kernel = session.kernelDisplayStatus;
    const busy = kernel === 'busy' && this.running;
    let text = `Kernel ${kernel}`;
    if (connection === 'connecting') {
      text = 'Connection lost, reconnecting …';
    } else if (connection === 'disconnected' && session.session) {
      text = 'Disconnected';
    } else if (busy) {
      text = `Running ${this.running?.label}`;
    }
    this.node.dataset.state = connection === 'connected' ? kernel : connection;
    if (this.state.textContent !== text) {
      this.state.textContent = text;
    }
    this.clock.textContent = busy ? elapsed(this.running!.since) : '';
    if (busy) {
      this.timer = window.setTimeout(() => this.update(), TICK_MS);
    }
  }
}

function elapsed(since: number): string {
  const seconds = Math.floor((Date.now() - since) / 1000);
  return seconds < 60
    ? ` ${seconds} s`
    : ` ${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
