// Puts the page into the folder given as the argument, unless it is there already: installs the
// packages of the lock file when they are not there, checks the types, bundles.
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, isMarked, mark, run, sources } from './packages.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? 'dist');
const made = sources();

if (!isMarked(out, made)) {
  install();
  run(here, 'node', join('node_modules', 'typescript', 'bin', 'tsc'), '--noEmit');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  run(here, 'node', 'esbuild.mjs', out);
  mark(out, made);
}
