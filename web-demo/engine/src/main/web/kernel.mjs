// The kernel, run by the engine: its way to the page, to the compiler and to the event loop.
import * as engine from './engine.mjs';

const TURN_MILLIS = 4; // messages get their turn after that
const BALLAST_LENGTH = 1 << 17; // numbers
const QUIET_MILLIS = 1000; // when nothing has happened for that long, what first cells hardly need is fetched

/**
 * Starts a kernel.
 *   unpacked(name)  the bytes of a file of the page that is packed with gzip, as a promise
 *   bundle(name)    the packed bytes of `classes/<name>.bin.gz`, at once, or null
 *   text(name)      a text file, as a promise
 *   ask(request)    asks the compiler; see web-demo/README.md
 *   compilerIsReady  a promise; `ask` answers at once then
 *   emit(message)   takes what the kernel says
 * The result takes what the page says.
 */
export async function kernel({ unpacked, bundle, text, ask, compilerIsReady, emit }) {
  globalThis.elara = { bundle, log: console.log, send, collect, outOfMemory };
  const [base, packages] = await Promise.all([
    unpacked('classes/base.bin.gz'),
    text('classes/bundles.txt'),
  ]);
  engine.add(new Int8Array(base));
  engine.packages(packages.trim());
  engine.start();
  engine.call('dev.elara.web.kernel.PageKernel', 'main()V', (_, thrown) => end(String(thrown)));
  let over = false;
  const ballast = [];
  let asking = 1; // requests to the compiler without an answer, and its start
  let quiet;
  let hasAsked = false;
  compilerIsReady.then(
    () => {
      asking--;
      stir();
    },
    () => {}, // whoever asks is told
  );
  let planned = false;
  let timer;
  const soon = eventLoop(turn);
  plan();

  /** Something happens: what has time until nothing does has to wait. */
  function stir() {
    clearTimeout(quiet);
    if (!hasAsked && asking === 0) {
      quiet = setTimeout(fetchWhole, QUIET_MILLIS);
    }
  }

  async function fetchWhole() {
    hasAsked = true;
    // If it cannot be had now, it is fetched when the engine needs it, which says what is wrong.
    const whole = await unpacked('classes/whole.bin.gz').catch(() => undefined);
    whole && engine.addWhole(new Int8Array(whole));
  }

  function plan() {
    if (!planned) {
      planned = true;
      clearTimeout(timer);
      soon();
    }
  }

  function turn() {
    planned = false;
    if (over) {
      return;
    }
    const pause = engine.run(TURN_MILLIS);
    if (pause === 0) {
      plan();
    } else if (pause > 0) {
      clearTimeout(timer);
      timer = setTimeout(plan, Math.min(pause, 1e9));
    }
  }

  function end(why) {
    over = true;
    emit({ ended: why, buffers: [] });
  }

  function outOfMemory() {
    end('out of memory');
  }

  /** Collectors look at what is old when much has become old. */
  function collect() {
    for (let i = 0; i < 8; i++) {
      ballast.push(new Array(BALLAST_LENGTH).fill(0));
    }
    ballast.splice(0, ballast.length - 16);
  }

  function deliver(fields, buffers) {
    engine.deliver(JSON.stringify(fields), buffers.map((each) => new Int8Array(each)));
    stir();
    plan();
  }

  async function answered(request) {
    let reply;
    asking++;
    stir();
    try {
      reply = await ask(request);
    } catch (failed) {
      reply = { error: String(failed) };
    }
    asking--;
    const files = (reply.classes ?? []).map((file) => file.bytes);
    const classes = (reply.classes ?? []).map((file) => ({ name: file.name }));
    deliver({ ...reply, classes, id: request.id, from: 'compiler' }, files);
  }

  function send(json, buffers) {
    const { to, ...letter } = JSON.parse(json);
    if (to === 'compiler') {
      answered(letter);
    } else {
      emit({ ...letter, buffers: buffers.map((each) => each.slice().buffer) });
    }
  }

  return ({ buffers = [], ...message }) => deliver(message, buffers);
}

/** Calls back in a turn of the event loop of its own, and not 4 ms later as a timer does. */
function eventLoop(callback) {
  if (typeof setImmediate === 'function') {
    return () => setImmediate(callback);
  }
  const channel = new MessageChannel();
  channel.port1.onmessage = callback;
  return () => channel.port2.postMessage(0);
}
