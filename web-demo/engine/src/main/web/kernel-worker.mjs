// The kernel in a module worker: Jupyter's messages come and go by postMessage. The compiler is a
// worker of its own, started by this one.
import { kernel } from './kernel.mjs';

const at = (name) => new URL(name, import.meta.url);
const compiler = new Worker(program(at('compiler-worker.mjs')), { type: 'module' });
const asked = new Map();
let compilerReady;
const ready = new Promise((resolve, reject) => {
  compilerReady = (reply) => (reply.error ? reject(new Error(reply.error)) : resolve());
});

// A worker's program has to come from the page's own origin. In a page of another one it is a line
// that imports ours.
function program(url) {
  const text = `import ${JSON.stringify(url.href)};`;
  const type = 'text/javascript';
  return url.origin === self.origin ? url : URL.createObjectURL(new Blob([text], { type }));
}

const missing = new Set(['engine', 'compiler']);

function loaded(part) {
  missing.delete(part);
  const [rest] = missing;
  postMessage(rest ? { loading: `Loading the ${rest} …` } : { ready: true });
}

ready.then(() => loaded('compiler'), (error) => postMessage({ error: String(error) }));

compiler.onmessage = ({ data }) => {
  const answer = asked.get(data.id);
  asked.delete(data.id);
  (answer ?? compilerReady)(data);
};
compiler.onerror = (event) => compilerReady({ error: event.message ?? 'The compiler did not start.' });

async function ask(request) {
  await ready;
  return new Promise((resolve) => {
    asked.set(request.id, resolve);
    compiler.postMessage(request);
  });
}

async function fetched(name) {
  const response = await fetch(at(name));
  if (!response.ok) {
    throw new Error(`${response.status} for ${response.url}`);
  }
  return response;
}

async function unpacked(name) {
  const { body } = await fetched(name);
  return new Response(body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

// A class is needed in the middle of an instruction, so this cannot wait for a promise.
// What the network does not give now is null; the cell that needs it is told so.
function bundle(name) {
  const request = new XMLHttpRequest();
  try {
    request.open('GET', at(`classes/${name}.bin.gz`), false);
    request.responseType = 'arraybuffer';
    request.send();
  } catch (failed) {
    console.warn(`classes/${name}.bin.gz`, failed);
    return null;
  }
  return request.status === 200 ? new Int8Array(request.response) : null;
}

const waiting = [];
let receive = (message) => waiting.push(message);
onmessage = ({ data }) => receive(data);

kernel({
  unpacked,
  bundle,
  text: async (name) => (await fetched(name)).text(),
  ask,
  compilerIsReady: ready,
  emit: (message) => (message.ready ? loaded('engine') : postMessage(message, message.buffers)),
}).then(
  (take) => {
    receive = take;
    waiting.forEach(take);
  },
  (error) => postMessage({ error: String(error) }),
);
