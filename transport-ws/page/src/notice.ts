import { NotebookActions, type NotebookPanel } from '@jupyterlab/notebook';
import type { Home } from './home';

/** One line above the notebook for what a user must know: told to screen readers at once. */
export class Notice {
  readonly node = document.createElement('div');
  private readonly text = document.createElement('span');
  private stays = false; // until a cell is run
  private panel: NotebookPanel | undefined;

  constructor(private readonly home: Home) {
    const close = document.createElement('button');
    close.type = 'button';
    close.textContent = 'Close';
    close.addEventListener('click', () => this.clear());
    this.text.setAttribute('role', 'alert');
    this.node.className = 'elara-notice';
    this.node.append(this.text, close);
    this.node.hidden = true;
    NotebookActions.executionScheduled.connect(() => this.clear());
  }

  /** Says something. */
  say(text: string): void {
    if (this.text.textContent !== text || this.node.hidden) {
      this.node.hidden = false;
      this.text.textContent = text;
    }
  }

  private clear(): void {
    this.stays = false;
    this.node.hidden = true;
    this.text.textContent = '';
  }

  /** Says that a kernel ended while nobody was here. */
  tellEnded(): void {
    this.stays = true;
    this.say(
      'The kernel ended while this page was away, and its variables are gone. What cells had printed until then is here.'
    );
  }

  /** Says when the kernel is gone, was restarted, or the connection is lost. */
  watch(panel: NotebookPanel): void {
    this.panel = panel;
    this.clear();
    withoutDialog(panel);
    const session = panel.sessionContext;
    session.connectionStatusChanged.connect(this.tell, this);
    session.statusChanged.connect(this.tell, this);
    session.kernelChanged.connect(this.tell, this);
    session.sessionChanged.connect(this.tell, this);
  }

  private tell(): void {
    const session = this.panel?.sessionContext;
    if (!this.panel || !session || session.isDisposed) {
      return;
    }
    const connection = session.session?.kernel?.connectionStatus;
    const status = session.session?.kernel?.status;
    if (session.isReady && !session.session && !session.isTerminating) {
      this.say('The kernel is gone, and its variables. Running a cell starts a new one.');
    } else if (status === 'dead') {
      this.say('The kernel ended too often and is not restarted by itself. Restart it from the toolbar.');
    } else if (status === 'autorestarting' && !session.isRestarting) {
      this.stays = true;
      const why = this.home.whyEnded(this.panel) ?? 'The kernel ended';
      this.say(`${why} and was restarted. Its variables are gone; the notebook is not.`);
    } else if (connection === 'connecting' && !session.isRestarting && !this.stays) {
      this.say('The connection to the kernel is lost. Trying again; running cells go on.');
    } else if (connection === 'connected' && (status === 'idle' || status === 'busy')) {
      this.stays || this.clear();
    }
  }
}

/** The panel would say the same in a dialog, in the way of whoever works on. */
function withoutDialog(panel: NotebookPanel): void {
  const { _onSessionStatusChanged: dialog } = panel as unknown as {
    _onSessionStatusChanged: (sender: unknown, status: unknown) => void;
  };
  panel.sessionContext.statusChanged.disconnect(dialog, panel);
}
