// What is measured, each in a worker. A subject starts at `start()` and then runs cells: `run(code)`
// is what the code printed and its value, as text; `linear`, if there is one, is the memory of a
// WebAssembly program in bytes, which the browser does not count.

import { connect } from './client.mjs';

export const SUBJECTS = {
  elara: elara('/site/kernel-worker.mjs'),
  interpreted: elara('/interpreted/kernel-worker.mjs'),
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

function elara(script) {
  return async () => {
    const kernel = await connect(script);
    return (code) => kernel.execute(code);
  };
}
