// A page with cells on a kernel in a worker, which speaks Jupyter's messages.
const FIRST = [
  'record Point(int x, int y) {\n  double length() { return Math.hypot(x, y); }\n}\nnew Point(3, 4).length()',
  'IntStream.rangeClosed(1, 10).mapToObj(n -> n + "! = " + LongStream.rangeClosed(1, n).reduce(1, (a, b) -> a * b)).forEach(System.out::println);',
  'int half(int n) { return n / 2.0; }',
];

const status = document.querySelector('#status');
const stop = document.querySelector('#stop');
const cells = new Map();
const session = crypto.randomUUID();
let running = 0;
let kernel;

function start() {
  kernel = new Worker('./kernel-worker.mjs', { type: 'module' });
  kernel.onerror = (event) => failed(event.message ?? 'its program could not be loaded');
  kernel.onmessage = ({ data }) => {
    if (data.ready) {
      status.textContent = 'Ready';
    } else if (data.error) {
      failed(data.error);
    } else {
      cells.get(data.parent_header?.msg_id)?.(data);
    }
  };
}

function failed(why) {
  status.textContent = `The kernel has failed: ${why}. Reload the page to start again.`;
}

function send(type, content, channel = 'shell') {
  const id = crypto.randomUUID();
  const header = {
    msg_id: id,
    msg_type: type,
    session,
    username: '',
    version: '5.4',
    date: new Date().toISOString(),
  };
  kernel.postMessage({ channel, header, parent_header: {}, metadata: {}, content, buffers: [] });
  return id;
}

function run(code, output) {
  output.replaceChildren();
  const id = send('execute_request', {
    code,
    silent: false,
    store_history: true,
    user_expressions: {},
    allow_stdin: false,
    stop_on_error: true,
  });
  cells.set(id, (message) => show(message, output));
}

function show({ header, content }, output) {
  switch (header.msg_type) {
    case 'status':
      running += content.execution_state === 'busy' ? 1 : -1;
      status.textContent = running > 0 ? 'Running …' : 'Ready';
      stop.disabled = running === 0;
      break;
    case 'stream':
      text(output, content.text, content.name === 'stderr');
      break;
    case 'error':
      text(output, content.traceback.join('\n'), true);
      break;
    case 'execute_result':
    case 'display_data':
      rich(output, content.data);
      break;
  }
}

function text(output, value, error) {
  let block = output.lastElementChild;
  if (block?.tagName !== 'PRE' || block.classList.contains('error') !== error) {
    block = document.createElement('pre');
    block.classList.toggle('error', error);
    output.append(block);
  }
  block.textContent += value.replace(/\u001b\[[\d;]*m/g, '');
}

function rich(output, data) {
  const html = data['text/html'] ?? data['image/svg+xml'];
  if (html === undefined) {
    text(output, `${data['text/plain']}\n`, false);
  } else {
    const block = document.createElement('div');
    block.innerHTML = html;
    output.append(block);
  }
}

function add(code = '') {
  const section = document.createElement('section');
  const editor = document.createElement('textarea');
  const output = document.createElement('div');
  const number = document.querySelectorAll('textarea').length + 1;
  editor.value = code;
  editor.rows = Math.max(2, code.split('\n').length);
  editor.spellcheck = false;
  editor.setAttribute('aria-label', `Cell ${number}`);
  output.setAttribute('aria-live', 'polite');
  editor.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.shiftKey || event.ctrlKey)) {
      event.preventDefault();
      run(editor.value, output);
    }
  });
  section.append(editor, output);
  document.querySelector('#cells').append(section);
  return editor;
}

document.querySelector('#add').addEventListener('click', () => add().focus());
stop.addEventListener('click', () => kernel.postMessage({ interrupt: true }));
FIRST.forEach((code) => add(code));
start();
navigator.serviceWorker?.register('./offline.js');
