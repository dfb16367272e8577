import { SessionContextDialogs } from '@jupyterlab/apputils';
import type { CodeCell, ICodeCellModel } from '@jupyterlab/cells';
import { DocumentManager } from '@jupyterlab/docmanager';
import { DocumentRegistry, type IDocumentWidget } from '@jupyterlab/docregistry';
import {
  NotebookActions,
  NotebookModelFactory,
  NotebookPanel,
  NotebookWidgetFactory,
  runCell,
  setCellExecutor,
  type INotebookCellExecutor
} from '@jupyterlab/notebook';
import { ServerConnection, ServiceManager, type Event } from '@jupyterlab/services';
import { Signal, Stream, type ISignal } from '@lumino/signaling';
import type { Editing } from './editing';
import type { Home } from './home';
import { ResumingKernels } from './resume';
import { WatchedContents } from './saving';

const AUTOSAVE_SECONDS = 5;

/** The server's kernels and files, and the documents that are open. */
export interface Documents {
  services: ServiceManager;
  kernels: ResumingKernels;
  manager: DocumentManager;
  dialogs: SessionContextDialogs;
  opened: ISignal<unknown, NotebookPanel>;
}

/** The page looks at its files itself; it needs no socket for events. */
class NoEvents implements Event.IManager {
  readonly isDisposed = false;
  readonly serverSettings = ServerConnection.makeSettings();
  readonly stream = new Stream<this, Event.Emission>(this);
  emit(): Promise<void> {
    return Promise.resolve();
  }
  dispose(): void {}
}

/** A cell that was not run because one before it failed keeps no number. */
function leaveAbortedCellsUnnumbered(): void {
  NotebookActions.executed.connect((_, { cell, error }) => {
    if (error?.errorName === 'Aborted' && cell.model.type === 'code') {
      (cell.model as ICodeCellModel).clearExecution();
    }
  });
}

/**
 * Runs a cell; before its notebook's first kernel is there, then. JupyterLab would start a second
 * one for it, or say that there is none.
 */
async function runOnceThereIsAKernel(
  options: INotebookCellExecutor.IRunCellOptions
): Promise<boolean> {
  const { cell, sessionContext } = options;
  if (cell.model.type === 'code' && sessionContext && !sessionContext.isReady) {
    (cell as CodeCell).setPrompt('*');
    await sessionContext.initialize();
  }
  return cell.isDisposed ? false : runCell(options);
}

export function createDocuments(
  editing: Editing,
  home: Pick<Home, 'serverSettings' | 'addressOf'>
): Documents {
  const { serverSettings } = home;
  const kernels = new ResumingKernels({ serverSettings });
  const services = new ServiceManager({
    serverSettings,
    kernels,
    contents: new WatchedContents({ serverSettings }, path => home.addressOf(path)),
    events: new NoEvents()
  });
  const registry = new DocumentRegistry();
  const opened = new Signal<unknown, NotebookPanel>({});
  const manager = new DocumentManager({
    registry,
    manager: services,
    opener: {
      open: (widget: IDocumentWidget) => {
        if (widget instanceof NotebookPanel) {
          opened.emit(widget);
        }
      },
      get opened() {
        return opened as unknown as ISignal<never, IDocumentWidget>;
      }
    }
  });
  setCellExecutor({ runCell: runOnceThereIsAKernel });
  leaveAbortedCellsUnnumbered();
  manager.autosave = true;
  manager.autosaveInterval = AUTOSAVE_SECONDS;
  registry.addModelFactory(new NotebookModelFactory({}));
  registry.addWidgetFactory(
    new NotebookWidgetFactory({
      name: 'Notebook',
      modelName: 'notebook',
      fileTypes: ['notebook'],
      defaultFor: ['notebook'],
      preferKernel: true,
      canStartKernel: true,
      autoStartDefault: true,
      shutdownOnClose: false,
      rendermime: editing.rendermime,
      contentFactory: editing.contentFactory,
      mimeTypeService: editing.services.mimeTypeService
    })
  );
  return { services, kernels, manager, dialogs: new SessionContextDialogs(), opened };
}
