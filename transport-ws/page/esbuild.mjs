// Bundles the page's sources into the folder given as the argument.
import { build } from 'esbuild';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { compress, entry, options } from './bundling.mjs';

const out = resolve(process.argv[2]);

const { metafile } = await build({
  ...options,
  entryPoints: ['src/main.ts'],
  outdir: out,
  // Every name changes with its content, so that browsers may keep what they have for ever.
  entryNames: '[name]-[hash]',
  assetNames: 'assets/[name]-[hash]'
});

const { script, styles, atOnce } = entry(metafile, 'src/main.ts');
const inPage = path => `{{base}}static/${relative(out, path)}`;
const head = [
  `<link rel="stylesheet" href="${inPage(styles)}" />`,
  ...atOnce.map(path => `<link rel="modulepreload" href="${inPage(path)}" />`),
  `<script type="module" src="${inPage(script)}"></script>`
];
const html = await readFile('src/index.html', 'utf8');
await writeFile(join(out, 'index.html'), html.replace('<!-- bundle -->', head.join('\n    ')));
await compress(out);

let [plain, packed] = [0, 0];
for (const path of [script, styles, ...atOnce]) {
  plain += metafile.outputs[path].bytes;
  packed += (await readFile(`${path}.gz`)).length;
}
console.log(`the page loads ${plain} bytes at once, ${packed} with gzip`);
