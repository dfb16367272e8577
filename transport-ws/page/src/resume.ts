import type { CodeCell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { KernelAPI, KernelManager, type Kernel } from '@jupyterlab/services';
import { EndedKernel } from './ended';
import { Execution } from './execution';
import { noteQuestions, takeAllLeft, takeLeft, whatRuns, type Left } from './left';
import { goOnBehind, noteReceived } from './received';

/** Connects to kernels under the name that this tab had before a reload; the server sends on. */
export class ResumingKernels extends KernelManager {
  private readonly executions = new Map<string, Execution[]>();
  private readonly hearing = new Set<string>(); // clients of kernels that have ended

  override connectTo(options: Kernel.IKernelConnection.IOptions): Kernel.IKernelConnection {
    const left = takeLeft(options.model.id);
    if (left) {
      goOnBehind(left.clientId, left.drawn);
    }
    const kernel = super.connectTo(left ? { ...options, clientId: left.clientId } : options);
    if (left) {
      this.executions.set(kernel.id, executionsOf(left, kernel));
    }
    noteReceived(kernel);
    noteQuestions(kernel, left?.asked);
    return kernel;
  }

  /**
   * Lets the cells of a notebook go on that ran when its page was left.
   *
   * @returns the cells, in the order in which they run, and since when the first one does
   */
  resume(panel: NotebookPanel): { cells: CodeCell[]; since: number } {
    const kernel = panel.sessionContext.session?.kernel;
    const executions = (kernel && this.executions.get(kernel.id)) ?? [];
    const cells = goOn(panel, executions);
    if (kernel) {
      this.executions.delete(kernel.id);
      void this.endWhatHasEnded(kernel, executions);
    }
    return { cells, since: executions[0]?.running.since ?? Date.now() };
  }

  /**
   * Puts into the cells of a notebook what kernels that have ended had put out after its page was
   * left; false if none of its cells ran then.
   */
  async hearOut(panel: NotebookPanel): Promise<boolean> {
    const all = takeAllLeft(panel.context.path);
    await Promise.all(all.map(left => this.hearOutOne(panel, left)));
    return all.length > 0;
  }

  /** Hears the kernel out that ends while a cell runs: the connection may have been cut before. */
  hearOutAtEnd(panel: NotebookPanel): void {
    const { sessionContext } = panel;
    const hear = (kernel: Kernel.IKernelConnection | null | undefined): void => {
      const left = kernel && whatRuns(panel, kernel);
      if (left && !this.hearing.has(left.clientId)) {
        this.hearing.add(left.clientId);
        // What the lost connection was still to draw is given up first.
        queueMicrotask(
          () => void this.hearOutOne(panel, left).finally(() => this.hearing.delete(left.clientId))
        );
      }
    };
    sessionContext.statusChanged.connect((_, status) => {
      if (status === 'dead') {
        hear(sessionContext.session?.kernel);
      }
    });
    // That a session is gone may be known before it is that its kernel is.
    sessionContext.sessionChanged.connect((_, { oldValue, newValue }) => {
      if (!newValue) {
        hear(oldValue?.kernel);
      }
    });
  }

  private async hearOutOne(panel: NotebookPanel, left: Left): Promise<void> {
    goOnBehind(left.clientId, left.drawn);
    const kernel = new EndedKernel(this.serverSettings, left.kernel, left.clientId);
    const executions = executionsOf(left, kernel);
    goOn(panel, executions);
    await kernel.ended;
    executions.forEach(execution => execution.end());
  }

  /** The reply of a cell that ended long ago is not kept for ever. */
  private async endWhatHasEnded(
    kernel: Kernel.IKernelConnection,
    executions: Execution[]
  ): Promise<void> {
    if (executions.length === 0) {
      return;
    }
    await kernel.info;
    const model = await KernelAPI.getKernelModel(kernel.id, this.serverSettings);
    if (model?.execution_state === 'idle') {
      executions.forEach(execution => execution.end());
    }
  }
}

function executionsOf(left: Left, kernel: Execution['kernel']): Execution[] {
  return left.running.map(running => new Execution(kernel, running, left.asked));
}

function goOn(panel: NotebookPanel, executions: Execution[]): CodeCell[] {
  const cells: CodeCell[] = [];
  for (const execution of executions) {
    const cell = panel.content.widgets.find(widget => widget.model.id === execution.running.cell);
    if (cell?.model.type === 'code') {
      execution.goOn(cell as CodeCell);
      cells.push(cell as CodeCell);
    }
  }
  return cells;
}
