// Pyodide's core; a message is Python code.
import { loadPyodide } from '/pyodide/pyodide.mjs';

const python = await loadPyodide({ indexURL: '/pyodide/' });
let printed = '';
python.setStdout({ write: (bytes) => ((printed += new TextDecoder().decode(bytes)), bytes.length) });

onmessage = ({ data }) => {
  printed = '';
  try {
    const value = String(python.runPython(data));
    postMessage({ printed, value, linear: python._module.HEAPU8.length });
  } catch (error) {
    postMessage({ error: String(error) });
  }
};
postMessage('ready');
