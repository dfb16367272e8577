import type { Kernel } from '@jupyterlab/services';

/** Of each client of a kernel, by its name to the server, the last message that it has received. */
const received = new Map<string, string>();

/** How far a client has got with what it received. */
interface Progress {
  /** The last message that is drawn. */
  drawn: string | undefined;
  /** What is not drawn yet, and the last message before the next one that is to be drawn. */
  waiting: { id: string; last: string }[];
}

const progress = new Map<string, Progress>();

/** Notes what a kernel's client receives and draws, so that a new connection goes on behind it. */
export function noteReceived(kernel: Kernel.IKernelConnection): void {
  const own: Progress = { drawn: received.get(kernel.clientId), waiting: [] };
  progress.set(kernel.clientId, own);
  kernel.anyMessage.connect((_, { msg, direction }) => {
    const id = msg.header.msg_id;
    if (direction === 'send') {
      return;
    }
    received.set(kernel.clientId, id);
    if (msg.channel === 'iopub') {
      own.waiting.push({ id, last: id });
    } else if (own.waiting.length > 0) {
      own.waiting[own.waiting.length - 1]!.last = id;
    } else {
      own.drawn = id;
    }
  });
  kernel.iopubMessage.connect((_, { header }) => {
    const at = own.waiting.findIndex(({ id }) => id === header.msg_id);
    if (at >= 0) {
      own.drawn = own.waiting[at]!.last;
      own.waiting.splice(0, at + 1);
    }
  });
}

/** The last message that a client of a kernel has drawn. */
export function lastDrawn(clientId: string): string | undefined {
  return progress.get(clientId)?.drawn;
}

/** Says what a client had drawn before this page was loaded. */
export function goOnBehind(clientId: string, message: string | undefined): void {
  if (message) {
    received.set(clientId, message);
  }
}

/** A WebSocket that tells the server which message came last, and gets what was lost after it. */
export class ResumingSocket extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(withLast(new URL(url, location.href)), protocols);
  }
}

function withLast(url: URL): URL {
  const last = received.get(url.searchParams.get('session_id') ?? '');
  if (last) {
    url.searchParams.set('last_msg_id', last);
  }
  return url;
}
