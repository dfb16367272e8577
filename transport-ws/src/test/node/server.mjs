// What the tests share: JupyterLab's own client, of the version the page is built with, and one
// server, whose address and token stand in the environment.
import { createRequire } from 'node:module';

const pageRequire = createRequire(new URL('../../../page/package.json', import.meta.url));

export const services = pageRequire('@jupyterlab/services');

const PlainSocket = createRequire(pageRequire.resolve('@jupyterlab/services'))('ws');
const { ELARA_URL: baseUrl, ELARA_TOKEN: token } = process.env;

/** Offers no subprotocol, as clients did before there were any. */
class DefaultProtocolSocket extends PlainSocket {
  constructor(url) {
    super(url);
  }
}

/** The settings of a client; its sockets are kept, so that a test can cut them. */
export function settings(protocol = 'v1') {
  const sockets = [];
  const Base = protocol === 'v1' ? PlainSocket : DefaultProtocolSocket;
  class Kept extends Base {
    constructor(...options) {
      super(...options);
      sockets.push(this);
    }
  }
  const made = services.ServerConnection.makeSettings({
    baseUrl,
    wsUrl: baseUrl.replace('http', 'ws'),
    token,
    appendToken: true,
    WebSocket: Kept
  });
  return { settings: made, sockets };
}

/** Resolves with the first of a signal's arguments that fits; at once if `now` does. */
export function signalled(signal, fits, now) {
  if (now !== undefined && fits(now)) {
    return Promise.resolve(now);
  }
  return new Promise(resolve => {
    const slot = (_, argument) => {
      if (fits(argument)) {
        signal.disconnect(slot);
        resolve(argument);
      }
    };
    signal.connect(slot);
  });
}

/** Runs a cell: what it printed, showed and answered. */
export async function run(kernel, code, { onInput, onMessage } = {}) {
  const future = kernel.requestExecute({ code, allow_stdin: onInput !== undefined });
  const heard = { text: '', errors: [], messages: [] };
  future.onIOPub = message => {
    heard.messages.push(message);
    const { content } = message;
    if (message.header.msg_type === 'stream') {
      heard.text += content.text;
    } else if (message.header.msg_type === 'execute_result') {
      heard.text += content.data['text/plain'];
    } else if (message.header.msg_type === 'error') {
      heard.errors.push(content.ename);
    }
    onMessage?.(message);
  };
  if (onInput !== undefined) {
    future.onStdin = message => onInput(message, future);
  }
  const reply = await future.done;
  return { ...heard, reply: reply.content };
}
