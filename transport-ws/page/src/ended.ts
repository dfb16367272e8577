import { URLExt } from '@jupyterlab/coreutils';
import type { Kernel, KernelMessage, ServerConnection } from '@jupyterlab/services';
import { Signal } from '@lumino/signaling';
import type { Source } from './execution';

const PROTOCOL = 'v1.kernel.websocket.jupyter.org';

/**
 * What a kernel that has ended had still to say to a client that was away then: the server keeps it
 * for a while, sends it and closes the connection.
 */
export class EndedKernel implements Source {
  readonly anyMessage = new Signal<unknown, Kernel.IAnyMessageArgs>(this);
  readonly iopubMessage = new Signal<unknown, KernelMessage.IIOPubMessage>(this);
  /** When all is said, or nothing is kept any more. */
  readonly ended: Promise<void>;

  /** Listens to it in the place of that client. */
  constructor(settings: ServerConnection.ISettings, id: string, clientId: string) {
    const channels = URLExt.join(settings.wsUrl, 'api/kernels', encodeURIComponent(id), 'channels');
    const url = `${channels}?session_id=${encodeURIComponent(clientId)}`;
    const socket = new settings.WebSocket(url, [PROTOCOL]);
    socket.binaryType = 'arraybuffer';
    socket.onmessage = ({ data }) => {
      const msg = settings.serializer.deserialize(data, socket.protocol);
      this.anyMessage.emit({ msg, direction: 'recv' });
      if (msg.channel === 'iopub') {
        this.iopubMessage.emit(msg as KernelMessage.IIOPubMessage);
        if ((msg.content as { execution_state?: string }).execution_state === 'dead') {
          socket.close();
        }
      }
    };
    this.ended = new Promise(resolve => (socket.onclose = () => resolve()));
  }

  /** Nobody is there any more to hear an answer. */
  sendInputReply(): void {}
}
