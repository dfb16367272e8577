// The page's packages and its sources, as the builds that use them see them.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** Runs a program of the packages' folder in a folder. */
export function run(folder, program, ...args) {
  execFileSync(program, args, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
}

/** A digest of files of a folder; of a folder in it, of all that is in that. */
export function digest(folder, ...names) {
  const files = names.flatMap(name =>
    name.endsWith('/')
      ? readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
          .filter(entry => entry.isFile())
          .map(entry => join(entry.parentPath ?? entry.path, entry.name))
      : [join(folder, name)]
  );
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    hash.update(relative(folder, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Whether a folder was made from what has that digest. */
export function isMarked(folder, digest) {
  const mark = join(folder, '.made-from');
  return existsSync(mark) && readFileSync(mark, 'utf8') === digest;
}

export function mark(folder, digest) {
  writeFileSync(join(folder, '.made-from'), digest);
}

/** A digest of what the notebook is made of. */
export function sources() {
  return digest(
    here,
    'package-lock.json',
    'bundling.mjs',
    'esbuild.mjs',
    'tsconfig.json',
    'src/'
  );
}

/** Installs the packages of the lock file when they are not there. */
export function install() {
  const modules = join(here, 'node_modules');
  const packages = digest(here, 'package.json', 'package-lock.json');
  if (!isMarked(modules, packages)) {
    run(here, 'npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error');
    mark(modules, packages);
  }
}
