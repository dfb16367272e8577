// How long messages, interrupts and other cells wait while a cell is busy; see ../README.md.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BUSY, PREPARED, TICKING } from './busy.mjs';
import { launch } from './chromium.mjs';
import { serve } from './server.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: {
    site: { type: 'string', default: join(here, '../../web-demo/site/target/fast/site') },
    seconds: { type: 'string', default: '2' },
    stops: { type: 'string', default: '3' },
    only: { type: 'string', multiple: true },
  },
});
if (!existsSync(join(options.site, 'kernel-worker.mjs'))) {
  throw new Error(`${options.site} is no built site. Run ./elara demo --build-only, or name one with --site.`);
}

const server = await serve({ page: join(here, 'page'), site: options.site });
const browser = await launch();
const ms = (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** A page with a kernel that has run what the busy cells need. */
async function start() {
  const page = await (await browser.newContext()).newPage();
  page.on('console', (message) => console.error(message.text()));
  await page.goto(`${server.address}/page/index.html`);
  await page.evaluate(async (prepared) => {
    const { connect } = await import('./client.mjs');
    globalThis.kernel = await connect('/site/kernel-worker.mjs');
    await kernel.execute(prepared);
    // Code that nearly no cell needs is fetched later, and waited for only by who needs it at once.
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }, PREPARED);
  return page;
}

/** In the page: round trips on control while the cell runs, then how long its stop takes. */
async function watch([row, code, ticking, seconds, stops]) {
  const result = { replies: [], stops: [] };
  for (let round = 0; round < stops; round++) {
    const other = kernel.execute(ticking).catch(() => {});
    const cell = kernel.execute(code).then(
      (value) => ({ value }),
      (error) => ({ error }),
    );
    const began = performance.now();
    const watched = (seconds * 1000) / stops;
    while (performance.now() - began < watched) {
      const asked = performance.now();
      await kernel.ask('control', 'kernel_info_request');
      result.replies.push(performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10));
    }
    const stopped = performance.now();
    kernel.interrupt();
    const { value, error } = await cell;
    result.stops.push(performance.now() - stopped);
    if (error?.name !== 'KernelInterrupt') {
      throw new Error(`${row}: The cell was not busy until it was stopped: ${error ?? JSON.stringify(value)}`);
    }
    await other; // stopped too; when it fails, cells that wait are void
    const { value: longest } = await kernel.execute('longest');
    result.longest = Math.max(result.longest ?? 0, Number(longest) / 1e6);
  }
  return result;
}

try {
  console.log(`Chromium ${browser.version()}, node ${process.version}\n`);
  console.log('| milliseconds | replies | median | 95 % | 99 % | longest | another cell\'s longest wait | stops |');
  console.log('|---|---:|---:|---:|---:|---:|---:|---|');
  for (const { row, java } of BUSY) {
    if (options.only && !options.only.some((each) => row.includes(each))) {
      continue;
    }
    const page = await start();
    const taken = await page.evaluate(watch, [
      row,
      java,
      TICKING,
      Number(options.seconds),
      Number(options.stops),
    ]);
    await page.context().close();
    const sorted = taken.replies.toSorted((a, b) => a - b);
    const cells = [row, sorted.length, ...[0.5, 0.95, 0.99, 1].map((share) => ms(at(sorted, share)))];
    cells.push(ms(taken.longest), taken.stops.map(ms).join(', '));
    console.log(`| ${cells.join(' | ')} |`);
  }
} finally {
  await browser.close();
  server.close();
}
