import { NotebookActions, type NotebookPanel } from '@jupyterlab/notebook';
import { ReactWidget } from '@jupyterlab/ui-components';
import { isRunning } from './left';

/**
 * When nothing of a notebook is under way any more that JupyterLab begins when it shows one: its
 * parts complain when they end before. A frame later, for what they do in the next one.
 */
export async function builtUp(panel: NotebookPanel): Promise<void> {
  await panel.context.ready.then(() => panel.sessionContext.initialize()).catch(() => undefined);
  const buttons = Array.from(panel.toolbar.children()).filter(item => item instanceof ReactWidget);
  await Promise.all([panel.revealed, ...buttons.map(button => button.renderPromise)]);
  await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
}

/** When no cell of a notebook runs any more; whether one did. */
export async function untilNothingRuns(panel: NotebookPanel): Promise<boolean> {
  const runs = (): boolean => !panel.isDisposed && panel.content.widgets.some(isRunning);
  if (!runs()) {
    return false;
  }
  await new Promise<void>(resolve => {
    const look = (): void => {
      if (!runs()) {
        NotebookActions.executed.disconnect(look);
        panel.sessionContext.statusChanged.disconnect(look);
        resolve();
      }
    };
    NotebookActions.executed.connect(look);
    panel.sessionContext.statusChanged.connect(look);
    panel.disposed.connect(look);
  });
  return true;
}
