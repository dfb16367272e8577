import { UUID } from '@lumino/coreutils';
import { Signal, type ISignal } from '@lumino/signaling';
import { Machine, type PortMessage } from './machine';
import type { Exchange, PageSocket } from './socket';

/** What the REST API tells of a kernel. */
export interface KernelModel {
  id: string;
  name: string;
  execution_state: string;
  last_activity: string;
  connections: number;
}

/** A kernel keeps its id while its machines come and go. */
class PageKernel {
  readonly id = UUID.uuid4();
  readonly sockets = new Set<PageSocket>();
  machine: Machine;
  state = 'starting';
  whyEnded: string | undefined;
  active = new Date();

  constructor(private readonly changed: () => void) {
    this.machine = this.begin();
  }

  private begin(): Machine {
    this.state = 'starting';
    return new Machine({
      message: message => this.say(message),
      loading: this.changed,
      ended: why => this.ended(why)
    });
  }

  /** Replaces the machine, whatever it does. */
  restart(): void {
    this.machine.stop();
    this.machine = this.begin();
    this.changed();
  }

  private ended(why: string): void {
    this.whyEnded = why;
    if (this.machine.failed) {
      this.tell('dead');
    } else {
      this.tell('restarting');
      this.machine = this.begin();
    }
    this.changed();
  }

  /**
   * A client that has just come learns the state from the next message only. So it is told, unless
   * the kernel has yet to say for the first time what it is.
   */
  connected(socket: PageSocket): void {
    this.sockets.add(socket);
    if (this.state !== 'starting') {
      socket.deliver(this.status(this.state));
    }
  }

  /** Says something in the place of a kernel that cannot. */
  private tell(state: string): void {
    this.say(this.status(state));
  }

  private status(state: string): PortMessage {
    const header = {
      msg_id: UUID.uuid4(),
      msg_type: 'status',
      session: this.id,
      username: '',
      version: '5.4',
      date: new Date().toISOString()
    };
    return {
      channel: 'iopub',
      header,
      parent_header: {},
      metadata: {},
      content: { execution_state: state },
      buffers: []
    };
  }

  private say(message: PortMessage): void {
    this.active = new Date();
    if (message.header.msg_type === 'status') {
      // A kernel that can say that it starts has started; nothing else tells clients so.
      if (message.content.execution_state === 'starting') {
        message.content.execution_state = 'idle';
      }
      this.state = String(message.content.execution_state);
    }
    this.sockets.forEach(socket => socket.deliver(message));
  }

  get model(): KernelModel {
    return {
      id: this.id,
      name: KERNEL_NAME,
      execution_state: this.state,
      last_activity: this.active.toISOString(),
      connections: this.sockets.size
    };
  }
}

export const KERNEL_NAME = 'elara';

/** The kernels that run in workers of this page. */
export class Kernels implements Exchange {
  private readonly all = new Map<string, PageKernel>();
  private readonly changes = new Signal<this, void>(this);

  /** What is loaded has changed, or a kernel has ended. */
  get changed(): ISignal<this, void> {
    return this.changes;
  }

  /** What is being loaded, in words; undefined if nothing is. */
  get loading(): string | undefined {
    return [...this.all.values()].map(({ machine }) => machine)
      .find(machine => machine.loading && !machine.failed)?.loading;
  }

  start(): KernelModel {
    const kernel = new PageKernel(() => this.changes.emit());
    this.all.set(kernel.id, kernel);
    this.changes.emit();
    return kernel.model;
  }

  models(): KernelModel[] {
    return [...this.all.values()].map(({ model }) => model);
  }

  model(id: string): KernelModel | undefined {
    return this.all.get(id)?.model;
  }

  /** Why a kernel has ended last, as the beginning of a sentence. */
  whyEnded(id: string): string | undefined {
    return this.all.get(id)?.whyEnded;
  }

  restart(id: string): void {
    this.all.get(id)?.restart();
  }

  interrupt(id: string): void {
    this.all.get(id)?.machine.interrupt();
  }

  shutdown(id: string): void {
    const kernel = this.all.get(id);
    this.all.delete(id);
    kernel?.machine.stop();
    kernel?.sockets.forEach(socket => socket.close());
    this.changes.emit();
  }

  connected(kernel: string, socket: PageSocket): void {
    this.all.get(kernel)?.connected(socket);
  }

  disconnected(kernel: string, socket: PageSocket): void {
    this.all.get(kernel)?.sockets.delete(socket);
  }

  received(kernel: string, message: PortMessage): void {
    this.all.get(kernel)?.machine.send(message);
  }
}
