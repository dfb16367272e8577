import { Dialog, showDialog } from '@jupyterlab/apputils';
import { renameDialog } from '@jupyterlab/docmanager';
import { NotebookActions, type NotebookPanel } from '@jupyterlab/notebook';
import { CommandRegistry } from '@lumino/commands';
import type { Assist } from './assist';
import type { Documents } from './documents';
import type { OwnCommand } from './home';
import { KEYS } from './keys';
import type { Search } from './search';

/** What commands work on. */
export interface Desk {
  documents: Documents;
  panel: NotebookPanel | undefined;
  assist: Assist | undefined;
  search: Search | undefined;
  toggleFiles(): void;
  openPalette(): void;
  download(path: string): void;
}

type Work = (panel: NotebookPanel) => unknown;

/** All commands of the page, with JupyterLab's ids, labels and keys. */
export function createCommands(desk: Desk, own: readonly OwnCommand[]): CommandRegistry {
  const commands = new CommandRegistry();
  const onNotebook = (id: string, label: string, work: Work): void => {
    commands.addCommand(id, {
      label,
      isEnabled: () => desk.panel !== undefined,
      execute: () => (desk.panel ? work(desk.panel) : undefined)
    });
  };
  const onCells = (id: string, label: string, work: (notebook: NotebookPanel['content']) => unknown) =>
    onNotebook(id, label, panel => work(panel.content));

  addDocumentCommands(commands, desk, onNotebook);
  addRunCommands(desk, onNotebook);
  addKernelCommands(desk, onNotebook);
  addCellCommands(onCells);
  addAssistCommands(commands, desk, onNotebook);
  own.forEach(({ id, label, execute }) =>
    commands.addCommand(id, { label, execute: () => execute(desk.panel) })
  );
  KEYS.forEach(binding => commands.addKeyBinding(binding));
  return commands;
}

type Add = (id: string, label: string, work: Work) => void;

function addDocumentCommands(commands: CommandRegistry, desk: Desk, add: Add): void {
  commands.addCommand('notebook:create-new', {
    label: 'New Notebook',
    execute: async () => {
      const directory = desk.panel?.context.path.split('/').slice(0, -1).join('/') ?? '';
      const model = await desk.documents.manager.newUntitled({ path: directory, type: 'notebook' });
      desk.documents.manager.openOrReveal(model.path);
    }
  });
  commands.addCommand('application:toggle-left-area', {
    label: 'Show or Hide Files',
    execute: () => desk.toggleFiles()
  });
  commands.addCommand('apputils:activate-command-palette', {
    label: 'Command Palette',
    execute: () => desk.openPalette()
  });
  add('docmanager:save', 'Save Notebook', panel => panel.context.save());
  add('docmanager:rename', 'Rename Notebook…', panel => renameDialog(desk.documents.manager, panel.context));
  add('docmanager:reload', 'Reload Notebook from Disk', panel => panel.context.revert());
  add('docmanager:download', 'Download Notebook', async panel => {
    await panel.context.save();
    desk.download(panel.context.path);
  });
}

function addRunCommands(desk: Desk, add: Add): void {
  const run = (
    id: string,
    label: string,
    action: (
      notebook: NotebookPanel['content'],
      context: NotebookPanel['sessionContext']
    ) => Promise<boolean>
  ): void => add(id, label, panel => action(panel.content, panel.sessionContext));
  run('notebook:run-cell-and-select-next', 'Run Cell and Select Next', NotebookActions.runAndAdvance);
  run('notebook:run-cell', 'Run Cell', NotebookActions.run);
  run('notebook:run-cell-and-insert-below', 'Run Cell and Insert Below', NotebookActions.runAndInsert);
  run('notebook:run-all-cells', 'Run All Cells', NotebookActions.runAll);
  run('notebook:run-all-above', 'Run All Above', NotebookActions.runAllAbove);
  run('notebook:run-all-below', 'Run Cell and All Below', NotebookActions.runAllBelow);
  add('notebook:restart-run-all', 'Restart Kernel and Run All Cells', async panel => {
    if (await desk.documents.dialogs.restart(panel.sessionContext)) {
      await NotebookActions.runAll(panel.content, panel.sessionContext);
    }
  });
}

function addKernelCommands(desk: Desk, add: Add): void {
  add('notebook:interrupt-kernel', 'Interrupt Kernel', panel =>
    panel.sessionContext.session?.kernel?.interrupt()
  );
  add('notebook:restart-kernel', 'Restart Kernel…', panel =>
    desk.documents.dialogs.restart(panel.sessionContext)
  );
  add('notebook:restart-clear-output', 'Restart Kernel and Clear All Outputs…', async panel => {
    if (await desk.documents.dialogs.restart(panel.sessionContext)) {
      NotebookActions.clearAllOutputs(panel.content);
    }
  });
  add('notebook:reconnect-to-kernel', 'Reconnect to Kernel', panel =>
    panel.sessionContext.session?.kernel?.reconnect()
  );
  add('notebook:shutdown-kernel', 'Shut Down Kernel…', async panel => {
    const answer = await showDialog({
      title: 'Shut down the kernel?',
      body: 'Its variables will be lost; the notebook stays.',
      buttons: [Dialog.cancelButton(), Dialog.warnButton({ label: 'Shut Down' })]
    });
    if (answer.button.accept) {
      await panel.sessionContext.shutdown();
    }
  });
}

function addCellCommands(
  add: (id: string, label: string, work: (notebook: NotebookPanel['content']) => unknown) => void
): void {
  add('notebook:insert-cell-above', 'Insert Cell Above', NotebookActions.insertAbove);
  add('notebook:insert-cell-below', 'Insert Cell Below', NotebookActions.insertBelow);
  add('notebook:delete-cell', 'Delete Cells', NotebookActions.deleteCells);
  add('notebook:cut-cell', 'Cut Cells', NotebookActions.cut);
  add('notebook:copy-cell', 'Copy Cells', NotebookActions.copy);
  add('notebook:paste-cell-below', 'Paste Cells Below', notebook => NotebookActions.paste(notebook, 'below'));
  add('notebook:paste-cell-above', 'Paste Cells Above', notebook => NotebookActions.paste(notebook, 'above'));
  add('notebook:duplicate-below', 'Duplicate Cells Below', notebook =>
    NotebookActions.duplicate(notebook, 'belowSelected')
  );
  add('notebook:move-cell-up', 'Move Cell Up', NotebookActions.moveUp);
  add('notebook:move-cell-down', 'Move Cell Down', NotebookActions.moveDown);
  add('notebook:split-cell-at-cursor', 'Split Cell', notebook => NotebookActions.splitCell(notebook));
  add('notebook:merge-cells', 'Merge Selected Cells', notebook => NotebookActions.mergeCells(notebook));
  add('notebook:undo-cell-action', 'Undo Cell Operation', NotebookActions.undo);
  add('notebook:redo-cell-action', 'Redo Cell Operation', NotebookActions.redo);
  add('notebook:change-cell-to-code', 'Change to Code Cell', notebook =>
    NotebookActions.changeCellType(notebook, 'code')
  );
  add('notebook:change-cell-to-markdown', 'Change to Markdown Cell', notebook =>
    NotebookActions.changeCellType(notebook, 'markdown')
  );
  add('notebook:change-cell-to-raw', 'Change to Raw Cell', notebook =>
    NotebookActions.changeCellType(notebook, 'raw')
  );
  add('notebook:move-cursor-up', 'Select Cell Above', NotebookActions.selectAbove);
  add('notebook:move-cursor-down', 'Select Cell Below', NotebookActions.selectBelow);
  add('notebook:extend-marked-cells-above', 'Extend Selection Above', notebook =>
    NotebookActions.extendSelectionAbove(notebook)
  );
  add('notebook:extend-marked-cells-below', 'Extend Selection Below', notebook =>
    NotebookActions.extendSelectionBelow(notebook)
  );
  add('notebook:select-all', 'Select All Cells', NotebookActions.selectAll);
  add('notebook:clear-cell-output', 'Clear Cell Output', NotebookActions.clearOutputs);
  add('notebook:clear-all-cells-outputs', 'Clear Outputs of All Cells', NotebookActions.clearAllOutputs);
  add('notebook:toggle-output', 'Show or Hide Output', NotebookActions.toggleOutput);
  add('notebook:toggle-all-cell-line-numbers', 'Show or Hide Line Numbers', NotebookActions.toggleAllLineNumbers);
  add('notebook:enter-edit-mode', 'Edit Cell', notebook => (notebook.mode = 'edit'));
  add('notebook:enter-command-mode', 'Leave Cell', notebook => (notebook.mode = 'command'));
}

function addAssistCommands(commands: CommandRegistry, desk: Desk, add: Add): void {
  add('completer:invoke-notebook', 'Complete', () => desk.assist?.complete());
  add('completer:select-notebook', 'Accept Completion', () => desk.assist?.select());
  add('tooltip:launch-notebook', 'Show Documentation', () => desk.assist?.inspect());
  commands.addCommand('tooltip:dismiss', { execute: () => desk.assist?.dismiss() });
  add('documentsearch:start', 'Find…', () => desk.search?.open());
  commands.addCommand('documentsearch:end', { execute: () => desk.search?.close() });
  add('documentsearch:highlightNext', 'Find Next', () => desk.search?.next());
  add('documentsearch:highlightPrevious', 'Find Previous', () => desk.search?.previous());
}
