import { Machine, type PortMessage } from '../kernel/machine';

/** What an execution says, in order. */
export interface Listener {
  /** Something to show. */
  show(message: PortMessage): void;
  /** The cell asks for a line of input. */
  ask(prompt: string, password: boolean): Promise<string>;
  /** It has ended; `failed` if by an error or with the kernel. */
  done(failed: boolean): void;
}

/** A kernel for cells of a page, loaded when the first of them runs. */
export class CellKernel {
  /** Told what is being loaded, or why the kernel has ended, in words; undefined when it is ready. */
  readonly onState: Set<(state: string | undefined) => void> = new Set();
  private machine: Machine | undefined;
  private readonly running = new Map<string, Listener>();
  private readonly session = crypto.randomUUID();

  /** Runs a cell behind those that run already. */
  run(code: string, listener: Listener): void {
    const id = crypto.randomUUID();
    this.running.set(id, listener);
    this.send('shell', 'execute_request', id, {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: true,
      stop_on_error: false
    });
  }

  interrupt(): void {
    this.machine?.interrupt();
  }

  private started(): Machine {
    this.machine ??= new Machine({
      message: message => void this.take(message),
      loading: () => this.tell(this.machine?.loading),
      ended: why => this.ended(why)
    });
    return this.machine;
  }

  private ended(why: string): void {
    this.machine = undefined;
    const listeners = [...this.running.values()];
    this.running.clear();
    listeners.forEach(listener => listener.done(true));
    this.tell(`${why}. Its variables are gone; running a cell starts a new one.`);
  }

  private tell(state: string | undefined): void {
    this.onState.forEach(listener => listener(state));
  }

  private send(channel: string, type: string, id: string, content: object, parent = {}): void {
    const machine = this.started();
    this.tell(machine.loading);
    machine.send({
      channel,
      header: {
        msg_id: id,
        msg_type: type,
        session: this.session,
        username: '',
        version: '5.4',
        date: new Date().toISOString()
      },
      parent_header: parent,
      metadata: {},
      content: content as Record<string, unknown>,
      buffers: []
    });
  }

  private async take(message: PortMessage): Promise<void> {
    const id = message.parent_header.msg_id ?? '';
    const listener = this.running.get(id);
    if (!listener) {
      return;
    }
    switch (message.header.msg_type) {
      case 'input_request': {
        const { prompt, password } = message.content as { prompt: string; password: boolean };
        const value = await listener.ask(prompt, password);
        this.send('stdin', 'input_reply', crypto.randomUUID(), { status: 'ok', value }, message.header);
        break;
      }
      case 'execute_reply':
        this.running.delete(id);
        listener.done(message.content.status !== 'ok');
        break;
      default:
        listener.show(message);
    }
  }
}

let shared: CellKernel | undefined;

/** The kernel of all cells of the page that have none of their own. */
export function sharedKernel(): CellKernel {
  return (shared ??= new CellKernel());
}
