// How long after a notebook's page is loaded its first cell has run; see ../README.md.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launch } from './chromium.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '7' }, trace: { type: 'boolean', default: false } },
});
const ROUNDS = Number(options.rounds);
const SPARE_MILLIS = 4_000; // a person does not open a notebook every second

const folder = mkdtempSync(join(tmpdir(), 'elara-open-'));

function notebook(name) {
  const cell = {
    cell_type: 'code',
    id: 'first',
    execution_count: null,
    metadata: {},
    outputs: [],
    source: '6 * 7',
  };
  writeFileSync(
    join(folder, name),
    JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 }),
  );
  return name;
}

/** The server as a user starts it; its link. */
async function start() {
  const server = spawn(
    './elara',
    ['notebook', folder, '--no-browser', '--port=0', '--token=figures'],
    {
      cwd: root,
      env: { ...process.env, ELARA_HISTORY: join(folder, '.history.sqlite') },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  for await (const line of createInterface({ input: server.stdout })) {
    const link = line.match(/http:\/\/\S+\/(?=\?)/);
    if (link) {
      return { server, address: link[0] };
    }
  }
  throw new Error('elara notebook printed no link');
}

/** Opens a notebook and runs its cell as soon as it is there: milliseconds since the navigation. */
async function open(context, address, name) {
  const page = await context.newPage();
  if (options.trace) {
    page.on('requestfinished', (request) => {
      const { startTime, responseEnd } = request.timing();
      const began = Math.round(startTime - page.began);
      console.log(`  ${began} +${Math.round(responseEnd)} ${request.method()} ${request.url()}`);
    });
    page.on('websocket', (socket) =>
      console.log(`  ${Math.round(Date.now() - page.began)} ${socket.url().replace(/\?.*/, '')}`),
    );
  }
  page.began = Date.now();
  await page.addInitScript(() => {
    globalThis.seen = {};
    new MutationObserver(() => {
      const cell = document.querySelector('.jp-Notebook .jp-CodeCell .cm-content');
      if (cell && cell.textContent === '6 * 7') {
        globalThis.seen.shown ??= performance.now();
      }
      const output = document.querySelector('.jp-Notebook .jp-OutputArea-output');
      if (output?.textContent.trim() === '42') {
        globalThis.seen.output ??= performance.now();
      }
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await page.goto(`${address}notebooks/${name}?token=figures`);
  await page.waitForFunction(() => globalThis.seen.shown);
  await page.locator('.jp-Notebook .jp-CodeCell').first().focus();
  await page.keyboard.press('Shift+Enter');
  await page.waitForFunction(() => globalThis.seen.output, null, { timeout: 60_000 });
  const times = await page.evaluate(() => ({
    ...globalThis.seen,
    load: performance.getEntriesByType('navigation')[0].loadEventEnd,
  }));
  await page.close();
  return times;
}

const { server, address } = await start();
const browser = await launch();
const rows = { cold: [], warm: [] };
try {
  for (let round = 0; round < ROUNDS; round++) {
    const context = await browser.newContext();
    for (const cache of ['cold', 'warm']) {
      await sleep(SPARE_MILLIS);
      rows[cache].push(await open(context, address, notebook(`${cache}-${round}.ipynb`)));
    }
    await context.close();
  }
} finally {
  await browser.close();
  server.kill();
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(folder, { recursive: true });
}

function row(what, numbers) {
  const sorted = numbers.toSorted((a, b) => a - b).map(Math.round);
  return `| ${what} | ${sorted[Math.floor(sorted.length / 2)]} | ${sorted[0]} | ${sorted.at(-1)} |`;
}

console.log(`| ms, ${ROUNDS} rounds | median | best | worst |\n|---|---:|---:|---:|`);
for (const [cache, times] of Object.entries(rows)) {
  console.log(row(`${cache} cache: page loaded`, times.map(({ load }) => load)));
  console.log(row(`${cache} cache: notebook shown`, times.map(({ shown }) => shown)));
  console.log(row(`${cache} cache: first output`, times.map(({ output }) => output)));
  console.log(
    row(`${cache} cache: from loaded to first output`, times.map(({ load, output }) => output - load)),
  );
}
