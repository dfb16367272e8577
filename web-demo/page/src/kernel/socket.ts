import type { KernelMessage, ServerConnection } from '@jupyterlab/services';
import type { PortMessage } from './machine';

/** Where the sockets of JupyterLab's client end. */
export interface Exchange {
  /** A socket was opened. */
  connected(kernel: string, socket: PageSocket): void;
  disconnected(kernel: string, socket: PageSocket): void;
  received(kernel: string, message: PortMessage): void;
}

/** Messages stay values: nothing is written as JSON only to be read again in the same page. */
export const serializer = {
  serialize: (message: unknown) => message,
  deserialize: (data: unknown) => data
} as unknown as ServerConnection.ISettings['serializer'];

/** As much of a WebSocket as JupyterLab's kernel connection uses, with its other end in the page. */
export class PageSocket {
  readonly protocol = '';
  binaryType = 'arraybuffer';
  readyState: number = WebSocket.CONNECTING;
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: Event) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  private readonly kernel: string;

  constructor(
    private readonly exchange: Exchange,
    address: string
  ) {
    this.kernel = decodeURIComponent(/api\/kernels\/([^/]+)\/channels/.exec(address)?.[1] ?? '');
    // Its owner hangs its handlers on after this.
    queueMicrotask(() => this.open());
  }

  private open(): void {
    if (this.readyState === WebSocket.CONNECTING) {
      this.readyState = WebSocket.OPEN;
      this.onopen?.(new Event('open'));
      this.exchange.connected(this.kernel, this);
    }
  }

  send(message: unknown): void {
    const { channel, header, parent_header, metadata, content, buffers } =
      message as KernelMessage.IMessage;
    this.exchange.received(
      this.kernel,
      // A copy: the worker takes buffers away, and what the client keeps must not change.
      structuredClone({
        channel,
        header,
        parent_header,
        metadata,
        content,
        buffers: (buffers ?? []).map(bytes)
      }) as unknown as PortMessage
    );
  }

  /** Hands on what the kernel says. */
  deliver(message: PortMessage): void {
    if (this.readyState === WebSocket.OPEN) {
      this.onmessage?.({ data: message });
    }
  }

  close(): void {
    if (this.readyState !== WebSocket.CLOSED) {
      this.readyState = WebSocket.CLOSED;
      this.exchange.disconnected(this.kernel, this);
      this.onclose?.(new CloseEvent('close', { code: 1000 }));
    }
  }
}

function bytes(buffer: ArrayBuffer | ArrayBufferView): ArrayBufferLike {
  return ArrayBuffer.isView(buffer)
    ? buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength)
    : buffer;
}
