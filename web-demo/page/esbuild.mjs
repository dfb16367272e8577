// Bundles the page into the folder given as the argument.
import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { entry, options } from '../../transport-ws/page/bundling.mjs';

const packages = resolve('../../transport-ws/page/node_modules');
const { build } = createRequire(join(packages, 'package.json'))('esbuild');
const out = resolve(process.argv[2]);

const { metafile } = await build({
  ...options,
  nodePaths: [packages],
  entryPoints: ['src/main.ts'],
  outdir: join(out, 'page'),
  entryNames: '[name]-[hash]',
  assetNames: 'assets/[name]-[hash]'
});

// For pages of others: one file that keeps its name.
const cell = await build({
  ...options,
  nodePaths: [packages],
  entryPoints: [{ in: 'src/cell/main.ts', out: 'elara-cell' }],
  outdir: join(out, 'cell'),
  splitting: false
});
await cp('src/cell/example.html', join(out, 'cell', 'example.html'));

const { script, styles, atOnce } = entry(metafile, 'src/main.ts');
const inPage = path => relative(out, path);
const head = [
  `<link rel="stylesheet" href="${inPage(styles)}" />`,
  ...atOnce.map(path => `<link rel="modulepreload" href="${inPage(path)}" />`),
  `<script type="module" src="${inPage(script)}"></script>`
];
const html = await readFile('src/index.html', 'utf8');
await writeFile(join(out, 'index.html'), html.replace('<!-- bundle -->', head.join('\n    ')));

// The licences of all packages that are in the bundle.
const folders = new Set(
  Object.keys({ ...metafile.inputs, ...cell.metafile.inputs })
    .filter(path => !path.includes(':'))
    .map(path => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0])
    .filter(Boolean)
);
const licences = [];
for (const folder of [...folders].sort()) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find(each => /^licen[sc]e/i.test(each));
  const text = file ? await readFile(join(folder, file), 'utf8') : '';
  licences.push(`${name} ${version}: ${license ?? 'see below'}\n\n${text.trim()}`);
}
await mkdir(join(out, 'licences'), { recursive: true });
await writeFile(join(out, 'licences', 'page.txt'), licences.join(`\n\n${'-'.repeat(80)}\n\n`));

let [plain, packed] = [0, 0];
for (const path of [script, styles, ...atOnce]) {
  plain += metafile.outputs[path].bytes;
  packed += gzipSync(await readFile(path), { level: 9 }).length;
}
console.log(`the page loads ${plain} bytes at once, ${packed} with gzip`);

const element = gzipSync(await readFile(join(out, 'cell', 'elara-cell.js')), { level: 9 }).length;
console.log(`elara-cell.js has ${element} bytes with gzip`);
