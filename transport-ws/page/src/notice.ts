import type { NotebookPanel } from '@jupyterlab/notebook';

/** One line above the notebook for what a user must know: told to screen readers at once. */
export class Notice {
  readonly node = document.createElement('div');

  constructor() {
    this.node.className = 'elara-notice';
    this.node.setAttribute('role', 'alert');
    this.node.hidden = true;
  }

  say(text: string): void {
    this.node.textContent = text;
    this.node.hidden = false;
  }

  clear(): void {
    this.node.hidden = true;
    this.node.textContent = '';
  }

  /** Says when the kernel is gone, restarting, or the connection is lost. */
  watch(panel: NotebookPanel): void {
    const session = panel.sessionContext;
    const tell = (): void => {
      const connection = session.session?.kernel?.connectionStatus;
      const status = session.session?.kernel?.status;
      if (connection === 'connecting') {
        this.say('The connection to the kernel is lost. Trying again; running cells go on.');
      } else if (status === 'autorestarting' || status === 'restarting') {
        this.say('The kernel ended and is being restarted. Its variables are gone; the notebook is not.');
      } else if (status === 'dead') {
        this.say('The kernel ended too often and is not restarted by itself. Restart it from the toolbar.');
      } else if (connection === 'connected' && (status === 'idle' || status === 'busy')) {
        this.clear();
      }
    };
    session.connectionStatusChanged.connect(tell);
    session.statusChanged.connect(tell);
  }
}
