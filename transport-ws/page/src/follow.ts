import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';
import type { Saves } from './saving';

const LOOK_MS = 3_000;

/**
 * Shows what another page or program has saved, as long as nothing here is unsaved. If both have
 * changed, saving asks which one shall stay.
 */
export function followFile(panel: NotebookPanel, contents: Contents.IManager, saves: Saves): void {
  let timer = 0;
  keepCleanForMetadata(panel);
  const look = async (): Promise<void> => {
    const { context } = panel;
    const known = context.contentsModel?.last_modified;
    if (!document.hidden && known && !saves.isSaving && isQuiet(panel)) {
      const file = await contents.get(context.path, { content: false }).catch(() => undefined);
      const newer = file && Date.parse(file.last_modified) > Date.parse(known);
      const isKnown = known !== context.contentsModel?.last_modified || saves.isSaving;
      if (newer && !isKnown && isQuiet(panel)) {
        await reload(panel);
      }
    }
    if (!panel.isDisposed) {
      timer = window.setTimeout(() => void look(), LOOK_MS);
    }
  };
  timer = window.setTimeout(() => void look(), LOOK_MS);
  panel.disposed.connect(() => window.clearTimeout(timer));
}

/** Takes what is on disk; the reader stays where they are. */
async function reload(panel: NotebookPanel): Promise<void> {
  const notebook = panel.content;
  const focused = notebook.node.contains(document.activeElement);
  const { activeCellIndex, mode } = notebook;
  const cursor = notebook.activeCell?.editor?.getCursorPosition();
  await panel.context.revert();
  notebook.activeCellIndex = activeCellIndex;
  if (focused) {
    notebook.mode = mode;
    notebook.activate();
    if (cursor && mode === 'edit') {
      notebook.activeCell?.editor?.setCursorPosition(cursor);
    }
  }
}

/**
 * What the kernel says of itself is put into the notebook when that is saved the next time; it is
 * no change that would have to be saved, and against which what another page saves would stand.
 */
function keepCleanForMetadata(panel: NotebookPanel): void {
  const model = panel.model;
  if (!model) {
    return;
  }
  let metadataOnly = false;
  model.sharedModel.changed.connect((_, change) => {
    if ('metadataChange' in change) {
      metadataOnly = true;
      queueMicrotask(() => (metadataOnly = false));
    } else if ('cellsChange' in change) {
      metadataOnly = false;
    }
  });
  model.stateChanged.connect((_, { name, newValue }) => {
    if (name === 'dirty' && newValue === true && metadataOnly) {
      model.dirty = false;
    }
  });
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
