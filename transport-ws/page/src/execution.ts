import type { CodeCell } from '@jupyterlab/cells';
import type { Kernel, KernelMessage } from '@jupyterlab/services';
import { JSONExt, PromiseDelegate } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import type { Running } from './left';

/** Where the messages of an execution come from. */
export interface Source {
  readonly anyMessage: ISignal<unknown, Kernel.IAnyMessageArgs>;
  readonly iopubMessage: ISignal<unknown, KernelMessage.IIOPubMessage>;
  sendInputReply: Kernel.IKernelConnection['sendInputReply'];
}

type Future = Kernel.IShellFuture<KernelMessage.IExecuteRequestMsg, KernelMessage.IExecuteReplyMsg>;

function isAbout(message: KernelMessage.IMessage, running: Running): boolean {
  return (message.parent_header as { msg_id?: string }).msg_id === running.request.msg_id;
}

/** The rest of an execution that a page before this one asked for. */
export class Execution implements Future {
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
    readonly kernel: Source,
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

  private received(_: unknown, { msg, direction }: Kernel.IAnyMessageArgs): void {
    if (direction === 'recv' && msg.channel !== 'iopub') {
      this.takeOwn(msg);
    }
  }

  private published(_: unknown, msg: KernelMessage.IIOPubMessage): void {
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
