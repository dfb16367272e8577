import type { CodeCell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Kernel, KernelMessage } from '@jupyterlab/services';
import { lastDrawn } from './received';

/** A cell that was running when its page was left, or its kernel ended. */
export interface Running {
  request: KernelMessage.IHeader<'execute_request'>;
  cell: string;
  since: number;
  /** What it had put out, saved or not; nothing if that is more than a tab may keep. */
  outputs?: ReturnType<CodeCell['model']['outputs']['toJSON']>;
}

/** What is left to do: who this page was to the kernel, and what ran in which notebook. */
export interface Left {
  kernel: string;
  clientId: string;
  path: string;
  running: Running[];
  asked: KernelMessage.IInputRequestMsg | undefined;
  /** The last message that is drawn. */
  drawn: string | undefined;
}

const PREFIX = 'elara-left:';

const started = new Map<string, number>();

/** Of each kernel the question that nobody has answered yet. */
const asked = new Map<string, KernelMessage.IInputRequestMsg>();

/** Notes that a cell is sent once more: since when it ran before is of no interest. */
export function isSent(cell: string): void {
  started.delete(cell);
}

/** Notes since when a cell runs. */
export function runsSince(cell: string, since: number): void {
  started.set(cell, since);
}

/** Since when a cell runs, as far as that was noted; else since now. */
export function runningSince(cell: string): number {
  return started.get(cell) ?? Date.now();
}

/** Notes what a kernel asks; what it had asked a page before this one, too. */
export function noteQuestions(
  kernel: Kernel.IKernelConnection,
  before: KernelMessage.IInputRequestMsg | undefined
): void {
  if (before) {
    asked.set(kernel.id, before);
  }
  kernel.anyMessage.connect((_, { msg }) => {
    if (msg.header.msg_type === 'input_request') {
      asked.set(kernel.id, msg as KernelMessage.IInputRequestMsg);
    } else if (['input_reply', 'execute_reply'].includes(msg.header.msg_type)) {
      asked.delete(kernel.id);
    }
  });
}

/** What runs in a kernel; undefined if nothing does. */
export function whatRuns(
  panel: NotebookPanel,
  kernel: Kernel.IKernelConnection | null | undefined = panel.sessionContext.session?.kernel
): Left | undefined {
  const running: Running[] = panel.content.widgets.filter(isRunning).map(cell => ({
    request: cell.outputArea.future!.msg.header as Running['request'],
    cell: cell.model.id,
    since: runningSince(cell.model.id),
    outputs: cell.model.outputs.toJSON()
  }));
  if (!kernel || running.length === 0) {
    return undefined;
  }
  return {
    kernel: kernel.id,
    clientId: kernel.clientId,
    path: panel.context.path,
    running,
    asked: asked.get(kernel.id),
    drawn: lastDrawn(kernel.clientId)
  };
}

/** Whether a cell was sent and has not ended. */
export function isRunning(cell: NotebookPanel['content']['widgets'][number]): cell is CodeCell {
  return (
    cell.model.type === 'code' &&
    (cell as CodeCell).model.executionState === 'running' &&
    Boolean((cell as CodeCell).outputArea.future)
  );
}

/**
 * Notes what runs, for the page that comes after a reload. Called when the page goes, not before:
 * a duplicated tab must not take the same name to the kernel.
 */
export function leave(panel: NotebookPanel): void {
  const left = whatRuns(panel);
  if (!left) {
    return;
  }
  const key = PREFIX + left.kernel;
  try {
    sessionStorage.setItem(key, JSON.stringify(left));
  } catch (tooMuch) {
    left.running.forEach(cell => delete cell.outputs);
    sessionStorage.setItem(key, JSON.stringify(left));
  }
}

/** What a page before this one left of a kernel; it is taken once. */
export function takeLeft(kernel: string): Left | undefined {
  const text = sessionStorage.getItem(PREFIX + kernel);
  sessionStorage.removeItem(PREFIX + kernel);
  return text ? (JSON.parse(text) as Left) : undefined;
}

/** What pages before this one left of a notebook's kernels; it is taken once. */
export function takeAllLeft(path: string): Left[] {
  const kernels = Object.keys(sessionStorage)
    .filter(key => key.startsWith(PREFIX))
    .map(key => key.slice(PREFIX.length));
  return kernels
    .filter(kernel => {
      const left = JSON.parse(sessionStorage.getItem(PREFIX + kernel) ?? '{}') as Partial<Left>;
      return left.path === path;
    })
    .map(takeLeft)
    .filter(left => left !== undefined);
}
