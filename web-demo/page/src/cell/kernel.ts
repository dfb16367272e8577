import { Machine, type PortMessage } from '../kernel/machine';

/** A cell, told what becomes of its execution, in order; also of what comes after that has ended. */
export interface Listener {
  /** What of Java is being loaded, in words; undefined when all is there. */
  loading(what: string | undefined): void;
  /** It runs: what was sent before it has ended. */
  started(): void;
  /** Something to show. */
  show(message: PortMessage): void;
  /** A cell of the kernel, perhaps another one, replaces what it has shown under a name. */
  update(message: PortMessage): void;
  /** The cell asks for a line of input. */
  ask(prompt: string, password: boolean): Promise<string>;
  /** It has ended; `failed` if by an error or with the kernel. */
  done(failed: boolean): void;
  /** The kernel has ended, in words, whether the cell ran or not; undefined when there is a new one. */
  ended(why: string | undefined): void;
}

/** Where an execution is. */
interface Execution {
  readonly id: string;
  state: 'waiting' | 'running' | 'done';
  /** To be stopped as soon as it runs. */
  unwanted: boolean;
}

/** A kernel for cells of a page, loaded when the first of them runs. */
export class CellKernel {
  /** The last execution of each cell. */
  private readonly executions = new Map<Listener, Execution>();
  private readonly session = Math.random().toString(36).slice(2);
  private sent = 0;
  private machine: Machine | undefined;

  /** This cell wants to know how the kernel fares. */
  add(listener: Listener): void {
    this.executions.set(listener, { id: '', state: 'done', unwanted: false });
  }

  /** This cell is gone. */
  remove(listener: Listener): void {
    this.executions.delete(listener);
  }

  /** Runs a cell behind those that run already. */
  run(code: string, listener: Listener): void {
    const id = this.nextId();
    this.executions.set(listener, { id, state: 'waiting', unwanted: false });
    const machine = this.started();
    listener.loading(machine.loading);
    this.send('shell', 'execute_request', id, {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: true,
      stop_on_error: false
    });
  }

  /** Stops a cell if it runs, or as soon as it would. */
  stop(listener: Listener): void {
    const execution = this.executions.get(listener);
    if (execution?.state === 'running') {
      this.machine?.interrupt();
    } else if (execution?.state === 'waiting') {
      execution.unwanted = true;
    }
  }

  /** Ends it, whatever it does; running a cell starts a new one. */
  close(): void {
    this.machine?.stop();
    this.machine = undefined;
  }

  private started(): Machine {
    if (!this.machine) {
      this.machine = new Machine({
        message: message => void this.take(message),
        loading: () => this.tell(this.machine?.loading),
        ended: why => this.ended(why)
      });
      this.executions.forEach((_, listener) => listener.ended(undefined));
    }
    return this.machine;
  }

  private tell(loading: string | undefined): void {
    this.executions.forEach(({ state }, listener) => {
      if (state !== 'done') {
        listener.loading(loading);
      }
    });
  }

  private ended(why: string): void {
    const told = this.machine?.failed
      ? `${why}. The browser's console says why. Running a cell tries again.`
      : `${why}. Its variables are gone; running a cell starts a new one.`;
    this.machine = undefined;
    this.executions.forEach((execution, listener) => {
      if (execution.state !== 'done') {
        execution.state = 'done';
        listener.done(true);
      }
      listener.ended(told);
    });
  }

  private nextId(): string {
    return `${this.session}-${++this.sent}`;
  }

  private send(channel: string, type: string, id: string, content: object, parent = {}): void {
    this.machine?.send({
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
    if (message.header.msg_type === 'update_display_data') {
      this.executions.forEach((_, listener) => listener.update(message));
      return;
    }
    const id = message.parent_header.msg_id;
    const [listener, execution] = [...this.executions].find(([, each]) => each.id === id) ?? [];
    if (!listener || !execution) {
      return;
    }
    switch (message.header.msg_type) {
      case 'execute_input':
        execution.state = 'running';
        listener.started();
        if (execution.unwanted) {
          this.machine?.interrupt();
        }
        break;
      case 'input_request': {
        const { prompt, password } = message.content as { prompt: string; password: boolean };
        const value = await listener.ask(prompt, password);
        this.send('stdin', 'input_reply', this.nextId(), { status: 'ok', value }, message.header);
        break;
      }
      case 'execute_reply':
        execution.state = 'done';
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
