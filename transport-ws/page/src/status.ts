import type { ISessionContext } from '@jupyterlab/apputils';
import type { Cell } from '@jupyterlab/cells';
import { NotebookActions, type NotebookPanel } from '@jupyterlab/notebook';
import { Widget } from '@lumino/widgets';
import type { Home } from './home';
import { isSent, runningSince, runsSince } from './left';

const TICK_MS = 500;

/**
 * What the kernel is doing, in words: its state, the cell that runs and for how long, whether
 * the connection is there, and a mark while something is unsaved. Changes of state are told to screen readers; the seconds are not.
 */
export class Status extends Widget {
  private readonly state = document.createElement('span');
  private readonly clock = document.createElement('span');
  private readonly unsaved = document.createElement('span');
  private panel: NotebookPanel | undefined;
  private running: { cell: Cell; since: number } | undefined;
  private timer = 0;

  constructor(private readonly home: Home) {
    super();
    home.loadingChanged?.connect(this.update, this);
    this.addClass('elara-status');
    this.state.setAttribute('role', 'status');
    this.clock.setAttribute('aria-hidden', 'true');
    this.unsaved.className = 'elara-unsaved';
    this.unsaved.textContent = '●';
    this.unsaved.setAttribute('role', 'img');
    this.unsaved.hidden = true;
    this.node.append(this.unsaved, this.state, this.clock);
    NotebookActions.executionScheduled.connect((_, { notebook, cell }) => {
      isSent(cell.model.id);
      if (notebook === this.panel?.content && !this.isRunning()) {
        this.runs(cell, Date.now());
      }
    });
    NotebookActions.executed.connect((_, { notebook }) => {
      if (notebook === this.panel?.content) {
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
    panel.model?.stateChanged.connect(this.tellUnsaved, this);
    this.tellUnsaved();
    this.update();
  }

  /** At once, and not with the next frame: whoever sees no mark may close the page. */
  private tellUnsaved(): void {
    this.unsaved.hidden = !this.panel?.model?.dirty;
    const text =
      this.panel?.context.contentsModel?.writable === false
        ? 'Unsaved changes of a file that is read-only'
        : 'Unsaved changes';
    this.unsaved.title = text;
    this.unsaved.setAttribute('aria-label', text);
  }

  /** A cell runs since a point of time. */
  runs(cell: Cell, since: number): void {
    this.running = { cell, since };
    runsSince(cell.model.id, since);
    this.update();
  }

  private isRunning(): boolean {
    return this.running !== undefined && isRunning(this.running.cell);
  }

  /** After a cell has ended the next one that was sent is the one that runs. */
  private findRunning(): void {
    if (!this.isRunning()) {
      this.running = undefined;
      const next = this.panel?.content.widgets.find(isRunning);
      if (next) {
        this.running = { cell: next, since: runningSince(next.model.id) };
        runsSince(next.model.id, this.running.since);
      }
    }
  }

  protected override onUpdateRequest(): void {
    window.clearTimeout(this.timer);
    if (this.panel && !this.panel.isDisposed) {
      this.findRunning();
      this.tell(this.panel);
    }
  }

  private tell(panel: NotebookPanel): void {
    const session = panel.sessionContext;
    const connection = session.session?.kernel?.connectionStatus ?? 'disconnected';
    const kernel = session.kernelDisplayStatus;
    const running = kernel === 'busy' ? this.running : undefined;
    let text = `Kernel ${kernel}`;
    if (this.home.loading) {
      text = this.home.loading;
    } else if (session.isReady && !session.session) {
      text = 'No kernel';
    } else if (connection === 'connecting') {
      text = 'Connection lost, reconnecting …';
    } else if (connection === 'disconnected' && session.session) {
      text = 'Disconnected';
    } else if (running) {
      text = `Running cell ${panel.content.widgets.indexOf(running.cell) + 1}`;
    }
    this.node.dataset.state = connection === 'connected' ? kernel : connection;
    if (this.state.textContent !== text) {
      this.state.textContent = text;
    }
    this.clock.textContent = running ? elapsed(running.since) : '';
    if (running) {
      this.timer = window.setTimeout(() => this.update(), TICK_MS);
    }
  }
}

function isRunning(cell: Cell): boolean {
  const model = cell.model as unknown as { executionState?: string };
  return !cell.isDisposed && cell.model.type === 'code' && model.executionState === 'running';
}

function elapsed(since: number): string {
  const seconds = Math.floor((Date.now() - since) / 1000);
  return seconds < 60
    ? ` ${seconds} s`
    : ` ${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
