// Puts the notebook without a server into the folder given as the argument, unless it is there
// already: the sources and packages of the server's page, and what is in this folder.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digest, install, isMarked, mark, run, sources } from '../../transport-ws/page/packages.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const shared = resolve(here, '../../transport-ws/page');
const out = resolve(process.argv[2] ?? 'dist');
const made = sources() + digest(here, 'bundle.mjs', 'esbuild.mjs', 'tsconfig.json', 'src/');

if (!isMarked(out, made)) {
  install();
  run(here, 'node', join(relative(here, shared), 'node_modules/typescript/bin/tsc'), '--noEmit');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  run(here, 'node', 'esbuild.mjs', out);
  cpSync(join(here, 'src', 'tour.ipynb'), join(out, 'tour.ipynb'));
  mark(out, made);
}
