// Measures the built site beside Pyodide's core and hand-written JavaScript; see ../README.md.
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { WORK } from './cells.mjs';
import { launch } from './chromium.mjs';
import { brotliBytes, gzipBytes, serve } from './server.mjs';
import { bytesTable, loadTable, workTable } from './tables.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: {
    site: { type: 'string', default: join(here, '../../web-demo/site/target/fast/site') },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', multiple: true },
    json: { type: 'boolean', default: false },
  },
});
const ROUNDS = Number(options.rounds);
const WARM_CELLS = 100;
const SUBJECTS = ['elara', 'pyodide', 'javascript'];
const LANGUAGE = { elara: 'java', interpreted: 'java', pyodide: 'python', javascript: 'javascript' };
const ONE = { elara: '1 + 1', interpreted: '1 + 1', pyodide: '1 + 1', javascript: 'return 1 + 1;' };

const wanted = (part) => !options.only || options.only.includes(part);
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

if (!existsSync(join(options.site, 'kernel-worker.mjs'))) {
  throw new Error(`${options.site} is no built site. Run ./elara demo --build-only, or name one with --site.`);
}
const server = await serve(
  {
    '': join(here, 'page'),
    page: join(here, 'page'),
    site: options.site,
    interpreted: options.site,
    pyodide: join(here, 'node_modules/pyodide'),
  },
  // A worker that may not make functions of text stays with its interpreter.
  { 'interpreted/kernel-worker.mjs': { 'Content-Security-Policy': "script-src 'self'" } },
);
const browser = await launch('--enable-blink-features=ForceEagerMeasureMemory');

/** Opens the page and starts a subject there: milliseconds until ready and until the first 1 + 1. */
async function load(context, subject) {
  const page = await context.newPage();
  page.on('console', (message) => console.error(`${subject}: ${message.text()}`));
  await page.goto(`${server.address}/page/index.html`);
  const times = await page.evaluate(
    async ([name, code]) => {
      const { SUBJECTS } = await import('./subjects.mjs');
      const begin = performance.now();
      globalThis.run = await SUBJECTS[name]();
      const ready = performance.now() - begin;
      const { value } = await globalThis.run(code);
      if (value !== '2') throw new Error(`${name} says that 1 + 1 is ${value}`);
      return { ready, first: performance.now() - begin };
    },
    [subject, ONE[subject]],
  );
  return { page, times };
}

/** A cold load and a warm one, in a profile of its own. */
async function loads(subject) {
  const context = await browser.newContext();
  const cold = await load(context, subject);
  await cold.page.waitForTimeout(1000); // the browser writes its caches
  await cold.page.close();
  const warm = await load(context, subject);
  await context.close();
  return { cold: cold.times, warm: warm.times };
}

async function measureLoads() {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const taken = {};
    for (const subject of ['elara', 'pyodide']) {
      taken[subject] = await loads(subject);
    }
    rounds.push(taken);
  }
  const figure = (subject, kind, when) => median(rounds.map((each) => each[subject][kind][when]));
  return Object.fromEntries(
    ['elara', 'pyodide'].map((subject) => [
      subject,
      Object.fromEntries(
        ['cold', 'warm'].map((kind) => [
          kind,
          { ready: figure(subject, kind, 'ready'), first: figure(subject, kind, 'first') },
        ]),
      ),
    ]),
  );
}

/** What is fetched until the first 1 + 1. */
async function measureBytes() {
  const bytes = {};
  for (const subject of ['elara', 'pyodide']) {
    const context = await browser.newContext();
    server.asked.clear();
    await load(context, subject);
    await context.close();
    const files = [...server.asked].filter((file) => !file.startsWith(join(here, 'page')));
    bytes[subject] = { gzip: await gzipBytes(files), brotli: await brotliBytes(files) };
  }
  bytes.all = await gzipBytes(await filesBelow(options.site));
  return bytes;
}

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
}

/** Warm cells and the work, all subjects in turns. */
async function measureWork() {
  const pages = {};
  for (const subject of SUBJECTS) {
    const context = await browser.newContext();
    pages[subject] = (await load(context, subject)).page;
  }
  const rows = [{ row: 'warm cell', target: 'at most 20 ms', times: {} }];
  for (const subject of SUBJECTS) {
    rows[0].times[subject] = await pages[subject].evaluate(warmCells, [
      LANGUAGE[subject],
      WARM_CELLS,
    ]);
  }
  for (const work of WORK) {
    const samples = { elara: [], pyodide: [], javascript: [] };
    for (let round = 0; round < ROUNDS; round++) {
      const values = new Set();
      for (const subject of SUBJECTS) {
        const done = await pages[subject].evaluate(timed, work[LANGUAGE[subject]]);
        samples[subject].push(done.millis);
        values.add(done.value);
      }
      if (values.size > 1) {
        throw new Error(`${work.row} gives different values: ${[...values]}`);
      }
    }
    rows.push({
      row: work.row,
      target: work.target,
      times: Object.fromEntries(SUBJECTS.map((each) => [each, median(samples[each])])),
    });
    console.error(work.row, JSON.stringify(rows.at(-1).times));
  }
  rows.push(await interpretedLoop(rows.find((each) => each.row === WORK[0].row)));
  const memory = {};
  for (const subject of SUBJECTS) {
    memory[subject] = await pages[subject].evaluate(memoryTaken, ONE[subject]);
  }
  return { rows, memory };
}

/** The loop in a kernel without the second speed, beside the row of the others. */
async function interpretedLoop({ row, times }) {
  const context = await browser.newContext();
  const { page } = await load(context, 'interpreted');
  const samples = [];
  for (let round = 0; round < ROUNDS; round++) {
    samples.push((await page.evaluate(timed, WORK[0].java)).millis);
  }
  await context.close();
  return {
    row: `${row}, interpreted`,
    target: 'at most 3 × Pyodide',
    times: { ...times, elara: median(samples) },
  };
}

/** In the page: a cell's milliseconds, those it printed or else all. */
async function timed(code) {
  const begin = performance.now();
  const { printed, value } = await globalThis.run(code);
  return { millis: printed === '' ? performance.now() - begin : Number(printed), value };
}

/** In the page: the bytes it and its workers take. */
async function memoryTaken(code) {
  const { linear = 0 } = await globalThis.run(code);
  return (await performance.measureUserAgentSpecificMemory()).bytes + linear;
}

/** In the page: the median of small cells that define a name and have a value. */
async function warmCells([language, count]) {
  const cell = {
    java: (n) => `int x${n} = ${n};\nfor (int i = 0; i < 3; i++) x${n} += i;\nx${n}`,
    python: (n) => `x${n} = ${n}\nfor i in range(3): x${n} += i\nx${n}`,
    javascript: (n) => `let x${n} = ${n};\nfor (let i = 0; i < 3; i++) x${n} += i;\nreturn x${n};`,
  }[language];
  const times = [];
  for (let n = 0; n < 2 * count; n++) {
    const begin = performance.now();
    const { value } = await globalThis.run(cell(n));
    times.push(performance.now() - begin);
    if (value !== String(n + 3)) throw new Error(`cell ${n} says ${value}`);
  }
  return times.slice(count).sort((a, b) => a - b)[count >> 1];
}

try {
  const figures = {
    bytes: wanted('bytes') && (await measureBytes()),
    loads: wanted('load') && (await measureLoads()),
    work: wanted('work') && (await measureWork()),
  };
  if (options.json) {
    console.log(JSON.stringify(figures, null, 2));
  } else {
    console.log(`Chromium ${browser.version()}, node ${process.version}, ${ROUNDS} rounds, medians\n`);
    figures.bytes && console.log(bytesTable(figures.bytes));
    figures.loads && console.log(loadTable(figures.loads));
    figures.work && console.log(workTable(figures.work));
  }
} finally {
  await browser.close();
  server.close();
}
