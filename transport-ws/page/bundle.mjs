// Puts the page into the folder given as the argument, unless it is there already: installs the
// packages of the lock file when they are not there, checks the types, bundles.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? 'dist');

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    hash.update(file).update('\0').update(readFileSync(join(here, file))).update('\0');
  }
  return hash.digest('hex');
}

function isMarked(folder, digest) {
  const mark = join(folder, '.made-from');
  return existsSync(mark) && readFileSync(mark, 'utf8') === digest;
}

function mark(folder, digest) {
  writeFileSync(join(folder, '.made-from'), digest);
}

function run(program, ...args) {
  execFileSync(program, args, { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' });
}

const packages = digest(['package.json', 'package-lock.json']);
const sources = digest([
  'package-lock.json',
  'esbuild.mjs',
  'tsconfig.json',
  ...readdirSync(join(here, 'src'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join('src', entry.name))
]);

if (!isMarked(out, sources)) {
  const modules = join(here, 'node_modules');
  if (!isMarked(modules, packages)) {
    run('npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error');
    mark(modules, packages);
  }
  run('node', join('node_modules', 'typescript', 'bin', 'tsc'), '--noEmit');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  run('node', 'esbuild.mjs', out);
  mark(out, sources);
}
