import type { CodeCell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { KernelAPI, KernelManager, type Kernel, type KernelMessage } from '@jupyterlab/services';
import { JSONExt, PromiseDelegate } from '@lumino/coreutils';
import { goOnBehind, lastDrawn, noteReceived } from './received';

/** A cell that was running when its page was left. */
interface Running {
  request: KernelMessage.IHeader<'execute_request'>;
  cell: string;
  since: number;
  /** What it had put out, saved or not; nothing if that is more than a tab may keep. */
  outputs?: ReturnType<CodeCell['model']['outputs']['toJSON']>;
}

/** What a page leaves for the next one in its tab: who it was to the kernel, and what ran. */
interface Left {
  clientId: string;
  running: Running[];
  asked: KernelMessage.IInputRequestMsg | undefined;
  /** The last message that is drawn. */
  drawn: string | undefined;
}

type Future = Kernel.IShellFuture<KernelMessage.IExecuteRequestMsg, KernelMessage.IExecuteReplyMsg>;

const started = new Map<string, number>();

/** Of each kernel the question that nobody has answered yet. */
const asked = new Map<string, KernelMessage.IInputRequestMsg>();

function key(kernel: string): string {
  return `elara-left:${kernel}`;
}

/**
 * Notes what runs, for the page that comes after a reload. Called when the page goes, not before:
 * a duplicated tab must not take the same name to the kernel.
 */
export function leave(panel: NotebookPanel): void {
  const kernel = panel.sessionContext.session?.kernel;
  const running: Running[] = panel.content.widgets.filter(isRunning).map(cell => ({
    request: cell.outputArea.future!.msg.header as Running['request'],
    cell: cell.model.id,
    since: started.get(cell.model.id) ?? Date.now(),
    outputs: cell.model.outputs.toJSON()
  }));
  if (kernel && running.length > 0) {
    const left: Left = {
      clientId: kernel.clientId,
      running,
      asked: asked.get(kernel.id),
      drawn: lastDrawn(kernel.clientId)
    };
    try {
      sessionStorage.setItem(key(kernel.id), JSON.stringify(left));
    } catch (tooMuch) {
      running.forEach(cell => delete cell.outputs);
      sessionStorage.setItem(key(kernel.id), JSON.stringify(left));
    }
  }
}

function isRunning(cell: NotebookPanel['content']['widgets'][number]): cell is CodeCell {
  return (
    cell.model.type === 'code' &&
    (cell as CodeCell).model.executionState === 'running' &&
    Boolean((cell as CodeCell).outputArea.future)
  );
}

function watch(kernel: Kernel.IKernelConnection): Kernel.IKernelConnection {
  noteReceived(kernel);
  kernel.anyMessage.connect((_, { msg }) => {
    if (msg.header.msg_type === 'input_request') {
      asked.set(kernel.id, msg as KernelMessage.IInputRequestMsg);
    } else if (['input_reply', 'execute_reply'].includes(msg.header.msg_type)) {
      asked.delete(kernel.id);
    }
  });
  return kernel;
}

/** Notes since when a cell runs. */
export function runsSince(cell: string, since: number): void {
  started.set(cell, since);
}

/** Connects to kernels under the name that this tab had before a reload; the server sends on. */
export class ResumingKernels extends KernelManager {
  private readonly executions = new Map<string, ResumedExecution[]>();

  override connectTo(options: Kernel.IKernelConnection.IOptions): Kernel.IKernelConnection {
    const text = sessionStorage.getItem(key(options.model.id));
    if (!text) {
      return watch(super.connectTo(options));
    }
    sessionStorage.removeItem(key(options.model.id));
    const left = JSON.parse(text) as Left;
    goOnBehind(left.clientId, left.drawn);
    const kernel = super.connectTo({ ...options, clientId: left.clientId });
    this.executions.set(
      kernel.id,
      left.running.map(running => new ResumedExecution(kernel, running, left.asked))
    );
    if (left.asked) {
      asked.set(kernel.id, left.asked);
    }
    return watch(kernel);
  }

  /**
   * Lets the cells of a notebook go on that ran when its page was left.
   *
   * @returns the cells, in the order in which they run, and since when the first one does
   */
  resume(panel: NotebookPanel): { cells: CodeCell[]; since: number } {
    const kernel = panel.sessionContext.session?.kernel;
    const executions = (kernel && this.executions.get(kernel.id)) ?? [];
    const cells: CodeCell[] = [];
    for (const execution of executions) {
      const cell = panel.content.widgets.find(widget => widget.model.id === execution.running.cell);
      if (cell?.model.type === 'code') {
        execution.goOn(cell as CodeCell);
        cells.push(cell as CodeCell);
      }
    }
    if (kernel) {
      this.executions.delete(kernel.id);
      void this.endWhatHasEnded(kernel, executions);
    }
    return { cells, since: executions[0]?.running.since ?? Date.now() };
  }

  /** The reply of a cell that ended long ago is not kept for ever. */
  private async endWhatHasEnded(
    kernel: Kernel.IKernelConnection,
    executions: ResumedExecution[]
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

function isAbout(message: KernelMessage.IMessage, running: Running): boolean {
  return (message.parent_header as { msg_id?: string }).msg_id === running.request.msg_id;
}

/** The rest of an execution that a page before this one asked for. */
class ResumedExecution implements Future {
  readonly msg: KernelMessage.IExecuteRequestMsg;
  onReply: Future['onReply'] = () => undefined;
  onIOPub: Future['onIOPub'] = () => undefined;
  onStdin: Future['onStdin'] = () => undefined;
  isDisposed = false;
  private readonly ended = new PromiseDelegate<KernelMessage.IExecuteReplyMsg>();
  private reply: KernelMessage.IExecuteReplyMsg | undefined;
  private waiting: KernelMessage.IMessage[] | undefined = [];
  private cell: CodeCell | undefined;

  constructor(
    private readonly kernel: Kernel.IKernelConnection,
    readonly running: Running,
    question: KernelMessage.IInputRequestMsg | undefined
  ) {
    this.msg = {
      header: running.request,
      parent_header: {},
      metadata: {},
      channel: 'shell',
      content: { code: '' }
    };
    kernel.anyMessage.connect(this.received, this);
    kernel.iopubMessage.connect(this.published, this);
    if (question && isAbout(question, running)) {
      this.waiting?.push(question);
    }
  }

  get done(): Promise<KernelMessage.IExecuteReplyMsg> {
    return this.ended.promise;
  }

  /** Puts into the cell what came until now, and what will come. */
  goOn(cell: CodeCell): void {
    this.cell = cell;
    cell.model.executionState = 'running';
    const { outputs } = this.running;
    if (outputs && !JSONExt.deepEqual(cell.model.outputs.toJSON(), outputs)) {
      cell.model.outputs.fromJSON(outputs);
    }
    cell.outputArea.reattachFuture(this);
    const waiting = this.waiting ?? [];
    this.waiting = undefined;
    waiting.forEach(message => this.take(message));
  }

  end(): void {
    if (!this.isDisposed && this.cell && !this.cell.isDisposed) {
      this.cell.model.executionState = 'idle';
    }
    this.dispose();
  }

  private received(_: Kernel.IKernelConnection, { msg, direction }: Kernel.IAnyMessageArgs): void {
    if (direction === 'recv' && msg.channel !== 'iopub') {
      this.takeOwn(msg);
    }
  }

  private published(_: Kernel.IKernelConnection, msg: KernelMessage.IIOPubMessage): void {
    this.takeOwn(msg);
  }

  private takeOwn(message: KernelMessage.IMessage): void {
    if (isAbout(message, this.running)) {
      this.waiting ? this.waiting.push(message) : this.take(message);
    }
  }

  private take(message: KernelMessage.IMessage): void {
    if (this.isDisposed) {
      return;
    }
    switch (message.channel) {
      case 'iopub':
        void this.onIOPub(message as KernelMessage.IIOPubMessage);
        this.endAtIdle(message as KernelMessage.IIOPubMessage);
        break;
      case 'stdin':
        void this.onStdin(message as KernelMessage.IStdinMessage);
        break;
      default:
        this.reply = message as KernelMessage.IExecuteReplyMsg;
        void this.onReply(this.reply);
        if (this.cell && 'execution_count' in this.reply.content) {
          this.cell.model.executionCount = this.reply.content.execution_count;
        }
    }
  }

  private endAtIdle(message: KernelMessage.IIOPubMessage): void {
    const content = message.content as { execution_state?: string };
    if (message.header.msg_type === 'status' && content.execution_state === 'idle') {
      if (this.reply) {
        this.ended.resolve(this.reply);
      }
      this.end();
    }
  }

  registerMessageHook(): void {}

  removeMessageHook(): void {}

  sendInputReply(
    content: KernelMessage.IInputReplyMsg['content'],
    parent: KernelMessage.IInputReplyMsg['parent_header']
  ): void {
    this.kernel.sendInputReply(content, parent);
  }

  dispose(): void {
    if (!this.isDisposed) {
      this.isDisposed = true;
      this.kernel.anyMessage.disconnect(this.received, this);
      this.kernel.iopubMessage.disconnect(this.published, this);
      this.ended.promise.catch(() => undefined);
      this.ended.reject(new Error('Canceled: the end of this execution was not seen'));
    }
  }
}
