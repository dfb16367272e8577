import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';

const LOOK_MS = 3_000;

/**
 * Shows what another page or program has saved, as long as nothing here is unsaved. If both have
 * changed, saving asks which one shall stay.
 */
export function followFile(panel: NotebookPanel, contents: Contents.IManager): void {
  let timer = 0;
  const look = async (): Promise<void> => {
    const { context } = panel;
    const known = context.contentsModel?.last_modified;
    if (!document.hidden && known && isQuiet(panel)) {
      const file = await contents.get(context.path, { content: false }).catch(() => undefined);
      const newer = file && Date.parse(file.last_modified) > Date.parse(known);
      if (newer && !panel.isDisposed && known === context.contentsModel?.last_modified && isQuiet(panel)) {
        await context.revert();
      }
    }
    if (!panel.isDisposed) {
      timer = window.setTimeout(() => void look(), LOOK_MS);
    }
  };
  timer = window.setTimeout(() => void look(), LOOK_MS);
  panel.disposed.connect(() => window.clearTimeout(timer));
}

/** Nothing is unsaved, nothing runs. */
function isQuiet(panel: NotebookPanel): boolean {
  return (
    !panel.isDisposed &&
    panel.context.isReady &&
    !panel.model?.dirty &&
    panel.content.widgets.every(
      cell => (cell.model as unknown as { executionState?: string }).executionState !== 'running'
    )
  );
}
