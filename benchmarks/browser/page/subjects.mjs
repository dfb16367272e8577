// What is measured, each in a worker. A subject starts at `start()` and then runs cells: `run(code)`
// is what the code printed and its value, as text; `linear`, if there is one, is the memory of a
// WebAssembly program in bytes, which the browser does not count.

export const SUBJECTS = {
  elara,
  pyodide: worker('./pyodide-worker.mjs'),
  javascript: worker('./javascript-worker.mjs'),
};

function worker(script) {
  return async () => {
    const port = new Worker(new URL(script, import.meta.url), { type: 'module' });
    let answered;
    const next = () => new Promise((resolve) => (answered = resolve));
    port.onmessage = ({ data }) => answered(data);
    await next();
    return async (code) => {
      const answer = next();
      port.postMessage(code);
      const { error, ...result } = await answer;
      if (error) {
        throw new Error(error);
      }
      return result;
    };
  };
}

async function elara() {
  const port = new Worker('/site/kernel-worker.mjs', { type: 'module' });
  let take;
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
  port.onmessage = ({ data }) => take(data);
  let count = 0;
  return (code) =>
    new Promise((resolve, reject) => {
      const id = `cell-${count++}`;
      const result = { printed: '', value: '' };
      const missing = new Set(['reply', 'idle']);
      take = ({ header, parent_header: parent, content }) => {
        if (parent.msg_id !== id) {
          return;
        }
        switch (header.msg_type) {
          case 'stream':
            result.printed += content.text;
            break;
          case 'execute_result':
            result.value = content.data['text/plain'];
            break;
          case 'error':
            reject(new Error(content.traceback.join('\n')));
            break;
          case 'execute_reply':
            missing.delete('reply');
            break;
          case 'status':
            missing.delete(content.execution_state);
            break;
        }
        if (missing.size === 0) {
          resolve(result);
        }
      };
      port.postMessage(request(id, code));
    });
}

function request(id, code) {
  return {
    channel: 'shell',
    header: {
      msg_id: id,
      msg_type: 'execute_request',
      session: 'benchmark',
      username: '',
      version: '5.4',
      date: new Date().toISOString(),
    },
    parent_header: {},
    metadata: {},
    content: {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
    },
    buffers: [],
  };
}
