// Serves folders on a free port of this machine and notes what is asked for.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join, normalize, extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gunzipSync, gzipSync } from 'node:zlib';

const brotli = promisify(brotliCompress);

const TYPES = {
  '.html': 'text/html',
  '.mjs': 'text/javascript',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/**
 * Serves `folders`, by the first part of the path. A path may have `headers` of its own. `asked`
 * collects the files sent.
 */
export async function serve(folders, headers = {}) {
  const asked = new Set();
  const server = createServer(async (request, response) => {
    const [, name, ...rest] = new URL(request.url, 'http://localhost').pathname.split('/');
    const file = folders[name] && normalize(join(folders[name], ...rest));
    try {
      const body = await readFile(file);
      asked.add(file);
      response.writeHead(200, {
        'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
        'Content-Length': body.length,
        'Cache-Control': 'max-age=3600',
        // Without these a page may not ask how much memory it takes.
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
        ...headers[`${name}/${rest.join('/')}`],
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    asked,
    close: () => server.close(),
  };
}

/** The bytes of files as a server sends them that packs with gzip. */
export async function gzipBytes(files) {
  const sizes = await Promise.all(
    files.map(async (file) => {
      const body = await readFile(file);
      return file.endsWith('.gz') ? body.length : gzipSync(body, { level: 9 }).length;
    }),
  );
  return sum(sizes);
}

/** What they would take with brotli at its best; what is packed with gzip is unpacked before. */
export async function brotliBytes(files) {
  const sizes = await Promise.all(
    files.map(async (file) => {
      const body = await readFile(file);
      return (await brotli(file.endsWith('.gz') ? gunzipSync(body) : body)).length;
    }),
  );
  return sum(sizes);
}

const sum = (sizes) => sizes.reduce((a, b) => a + b, 0);
