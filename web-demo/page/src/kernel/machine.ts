/** A message of Jupyter's as it crosses the port of the kernel's worker. */
export interface PortMessage {
  channel: string;
  header: { msg_id: string; msg_type: string; [field: string]: unknown };
  parent_header: { msg_id?: string; [field: string]: unknown };
  metadata: object;
  content: Record<string, unknown>;
  buffers: ArrayBuffer[];
}

/** What else the worker says. */
type Word =
  | { loading: string }
  | { ready: true }
  | { error: string }
  | { ended: string }
  | PortMessage;

declare global {
  /** The worker that the page starts before its program is there, and what that has said. */
  var elaraFirstKernel: { worker: Worker; events: (MessageEvent<Word> | ErrorEvent)[] } | undefined;
}

/** Where the workers' programs are: beside the page's own script's folder. */
const PROGRAM = new URL('../kernel-worker.mjs', import.meta.url);

/**
 * The kernel's worker. Its program has to come from the page's own origin: in a page of another one it
 * is a line that imports ours, as in `kernel-worker.mjs` itself.
 */
function start(): Worker {
  if (PROGRAM.origin === self.origin) {
    return new Worker(PROGRAM, { type: 'module' });
  }
  const line = `import ${JSON.stringify(PROGRAM.href)};`;
  const url = URL.createObjectURL(new Blob([line], { type: 'text/javascript' }));
  return new Worker(url, { type: 'module' });
}

/** What is told of a machine. */
export interface Listener {
  message(message: PortMessage): void;
  /** What is being loaded has changed. */
  loading(): void;
  /** It has ended by itself; `why` is the beginning of a sentence. */
  ended(why: string): void;
}

/**
 * The workers of one kernel: its engine and its compiler. It is over when it has ended or was
 * stopped; a restart is a new machine.
 */
export class Machine {
  /** What is being loaded, in words; undefined when all is there. */
  loading: string | undefined = 'Loading Java …';
  private over = false;
  private readonly worker: Worker;

  constructor(private readonly listener: Listener) {
    const first = globalThis.elaraFirstKernel;
    globalThis.elaraFirstKernel = undefined;
    this.worker = first?.worker ?? start();
    this.worker.onmessage = event => this.hear(event);
    this.worker.onerror = event => this.hear(event);
    // Not at once: who has made this machine has to know it first.
    queueMicrotask(() => first?.events.forEach(event => this.hear(event)));
  }

  private hear(event: MessageEvent<Word> | ErrorEvent): void {
    if (event instanceof MessageEvent) {
      this.take(event.data);
      return;
    }
    event.preventDefault();
    this.end(
      event.message ? reason(event.message) : 'The program of the kernel could not be loaded: it ended'
    );
  }

  /** Whether it could not even be started. */
  get failed(): boolean {
    return this.over && this.loading !== undefined;
  }

  private take(word: Word): void {
    if (this.over) {
      return;
    }
    if ('header' in word) {
      this.listener.message(word);
    } else if ('loading' in word) {
      this.load(word.loading);
    } else if ('ready' in word) {
      this.load(undefined);
    } else {
      this.end(reason('error' in word ? word.error : word.ended));
    }
  }

  private load(what: string | undefined): void {
    this.loading = what;
    this.listener.loading();
  }

  private end(why: string): void {
    if (!this.over) {
      this.stop();
      this.listener.ended(why);
    }
  }

  /** Hands a message to the kernel, at once or when it is loaded. */
  send(message: PortMessage): void {
    this.worker.postMessage(message, message.buffers);
  }

  interrupt(): void {
    this.worker.postMessage({ interrupt: true });
  }

  /** Ends it, whatever it does. */
  stop(): void {
    this.over = true;
    this.worker.terminate();
  }
}

function reason(words: string): string {
  return /out of memory|allocation failed|invalid array/i.test(words)
    ? 'The kernel ran out of memory'
    : `The kernel ended (${words.trim().replace(/\.$/, '')})`;
}
