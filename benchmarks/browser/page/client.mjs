// A client of a kernel's worker: what it is asked, and what comes back.

/** A kernel that is ready. */
export async function connect(script) {
  const port = new Worker(script, { type: 'module' });
  await new Promise((resolve, reject) => {
    port.onerror = (event) => reject(new Error(event.message));
    port.onmessage = ({ data }) => {
      if (data.ready) {
        resolve();
      } else if (data.error) {
        reject(new Error(data.error));
      }
    };
  });
  const asked = new Map();
  port.onmessage = ({ data }) => asked.get(data.parent_header?.msg_id)?.(data);
  let count = 0;

  /** Sends a request; `take` sees each message about it. Ends with the reply and idle, in any order. */
  function send(channel, type, content, take) {
    const id = `request-${count++}`;
    return new Promise((resolve) => {
      const missing = new Set(['reply', 'idle']);
      asked.set(id, (message) => {
        take(message);
        const type = message.header.msg_type;
        missing.delete(type.endsWith('_reply') ? 'reply' : message.content.execution_state);
        if (missing.size === 0) {
          asked.delete(id);
          resolve();
        }
      });
      port.postMessage(request(channel, type, id, content));
    });
  }

  return {
    /** The reply's content, as soon as it is there. */
    ask: (channel, type, content = {}) =>
      new Promise((resolve) =>
        send(channel, type, content, ({ header, content: answer }) => {
          if (header.msg_type.endsWith('_reply')) {
            resolve(answer);
          }
        }),
      ),

    /** What the cell printed and its value, both as text; throws what the cell ended with. */
    async execute(code) {
      const result = { printed: '', value: '' };
      let failed;
      await send('shell', 'execute_request', execution(code), ({ header, content }) => {
        switch (header.msg_type) {
          case 'stream':
            result.printed += content.text;
            break;
          case 'execute_result':
            result.value = content.data['text/plain'];
            break;
          case 'error':
            failed = Object.assign(new Error(content.traceback.join('\n')), { name: content.ename });
            break;
          case 'execute_reply':
            if (content.ename === 'Aborted') {
              failed = Object.assign(new Error('The cell was not run.'), { name: 'Aborted' });
            }
            break;
        }
      });
      if (failed) {
        throw failed;
      }
      return result;
    },

    interrupt: () => port.postMessage({ interrupt: true }),
  };
}

function request(channel, type, id, content) {
  return {
    channel,
    header: {
      msg_id: id,
      msg_type: type,
      session: 'benchmark',
      username: '',
      version: '5.4',
      date: new Date().toISOString(),
    },
    parent_header: {},
    metadata: {},
    content,
    buffers: [],
  };
}

function execution(code) {
  return {
    code,
    silent: false,
    store_history: true,
    user_expressions: {},
    allow_stdin: false,
    stop_on_error: true,
  };
}
