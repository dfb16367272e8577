// How the notebook's sources are bundled: what the server's page and the page without one share.
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';

// JupyterLab's style sheets write `~name/…` for one of another package.
const tilde = {
  name: 'tilde',
  setup(plugin) {
    plugin.onResolve({ filter: /^~/ }, args =>
      plugin.resolve(args.path.slice(1), { resolveDir: args.resolveDir, kind: 'import-statement' })
    );
  }
};

// Both themes are in one page: their variables are bound to an attribute instead of the root.
const themes = {
  name: 'themes',
  setup(plugin) {
    plugin.onLoad({ filter: /theme-(light|dark)-extension.style.variables\.css$/ }, async args => {
      const theme = args.path.includes('theme-dark') ? 'dark' : 'light';
      const css = await readFile(args.path, 'utf8');
      return { contents: css.replaceAll(':root', `:root[data-theme='${theme}']`), loader: 'css' };
    });
  }
};

// A picture that a style sheet names is a file; one that a script imports is its text.
const svg = {
  name: 'svg',
  setup(plugin) {
    plugin.onLoad({ filter: /\.svg$/, namespace: 'svg-text' }, async args => ({
      contents: await readFile(args.path, 'utf8'),
      loader: 'text'
    }));
    plugin.onResolve({ filter: /\.svg$/ }, async args => {
      if (args.kind !== 'import-statement' || args.pluginData === svg) {
        return undefined;
      }
      const found = await plugin.resolve(args.path, {
        resolveDir: args.resolveDir,
        kind: args.kind,
        pluginData: svg
      });
      return found.errors.length > 0 ? found : { path: found.path, namespace: 'svg-text' };
    });
  }
};

// Places in packages that are mended while they are bundled.
const MENDED = [
  {
    // What was planned for an idle moment comes when the notebook has been closed, too.
    file: /notebook.lib.widget\.js$/,
    from: /(async _runOnIdleTime\([^)]*\) \{)/,
    to: `$1
      if (this.isDisposed) {
        return;
      }`
  },
  {
    // Yjs warns of types that are read before they are in a document. @jupyter/ydoc makes every cell
    // so, and puts it into its document right after: hundreds of lines in the console about nothing.
    file: /node_modules.yjs.dist.yjs\.mjs$/,
    from: /logging\.warn\('(\[yjs#509\]|Invalid access: Add Yjs type)[^']*'\)/g,
    to: 'void 0'
  },
  {
    // Relative addresses in notebooks are resolved from a process's folder, which a page has none of.
    file: /path-browserify.index\.js$/,
    from: /process\.cwd\(\)/g,
    to: "'/'"
  },
  {
    // The name of an attachment is encoded where a text refers to it.
    file: /attachments.lib.model\.js$/,
    from: /path\.slice\('attachment:'\.length\)/,
    to: `(name => {
          try {
            return this._model.has(name) ? name : decodeURI(name);
          } catch {
            return name;
          }
        })($&)`
  },
  {
    // One whose name is encoded there is not one that the text does without.
    file: /notebook.lib.panel\.js$/,
    from: /!cell\.sharedModel\.getSource\(\)\.includes\(key\)/,
    to: `$& && !cell.sharedModel.getSource().replace(/(%[0-9a-f]{2})+/gi, encoded => {
                            try {
                                return decodeURI(encoded);
                            } catch {
                                return encoded;
                            }
                        }).includes(key)`
  },
  {
    // A cell that comes into view again has been given its editor before.
    file: /codemirror.lib.searchprovider\.js$/,
    from: /throw new Error\('CodeMirrorEditor already set\.'\);/,
    to: 'return;'
  },
  {
    // A kernel that opens a comm which nobody here knows, such as a widget's, is told so by its end.
    file: /services.lib.kernel.default\.js$/,
    from: /(this\._comms\.set\(content\.comm_id, comm\);)(\s+try \{)/,
    to: `$1
        if (!content.target_module && !this._targetRegistry[content.target_name]) {
          comm.close();
          return;
        }$2`
  },
  {
    file: /services.lib.kernel.default\.js$/,
    from: /console\.error\('Comm not found for comm id ' \+ content\.comm_id\);/g,
    to: ''
  },
  {
    // A connection may be given up before the kernel has said who it is: the next one asks again.
    file: /services.lib.kernel.default\.js$/,
    from: /let p = this\.requestKernelInfo\(\);/,
    to: `let p = this.requestKernelInfo().catch(failed => {
          if (!failed.message.startsWith('Canceled')) {
            throw failed;
          }
          return new Promise(() => undefined);
        });`
  },
  {
    // MathJax's files are CommonJS; loaded when needed, their names are found below `default`.
    file: /mathjax-extension.lib.index\.js$/,
    from: /import\('mathjax-full[^']+'\)/g,
    to: '$&.then(module => module.default)'
  },
  {
    // A stream's text is compared character by character with every piece that comes: the square
    // of its length. What only goes on at its end is appended.
    file: /outputarea.lib.model\.js$/,
    from: /(function addText\(prevIndex, curText, newText\) \{)/,
    to: `$1
      if (prevIndex === curText.text.length && !/[\\b\\r]/.test(newText)) {
        curText.insert(prevIndex, unleakString(newText));
        return prevIndex + newText.length;
      }`
  }
];
const mended = {
  name: 'mended',
  setup(plugin) {
    const all = new RegExp(MENDED.map(({ file }) => file.source).join('|'));
    plugin.onLoad({ filter: all }, async args => {
      let contents = await readFile(args.path, 'utf8');
      for (const { from, to } of MENDED.filter(({ file }) => file.test(args.path))) {
        if (contents.search(from) < 0) {
          throw new Error(`${args.path} is no longer as it was when it was mended: see MENDED.`);
        }
        contents = contents.replace(from, to);
      }
      return { contents, loader: 'js' };
    });
  }
};

const file = Object.fromEntries(
  ['.svg', '.png', '.gif', '.woff', '.woff2', '.ttf', '.eot'].map(end => [end, 'file'])
);

/** The options of esbuild. */
export const options = {
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: !process.env.PAGE_PLAIN,
  legalComments: 'linked',
  loader: file,
  metafile: true,
  define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}', global: 'globalThis', __dirname: '""' },
  plugins: [tilde, svg, themes, mended],
  logLevel: 'warning'
};

/** The output of an entry: its path, and the paths of all that it loads at once. */
export function entry({ outputs }, source) {
  const [script, made] = Object.entries(outputs).find(([, output]) => output.entryPoint === source);
  const atOnce = new Set();
  const add = path =>
    outputs[path].imports
      .filter(({ kind, external }) => kind === 'import-statement' && !external)
      .filter(({ path: imported }) => !atOnce.has(imported))
      .forEach(({ path: imported }) => add((atOnce.add(imported), imported)));
  add(script);
  return { script, styles: made.cssBundle, atOnce: [...atOnce] };
}

/** Leaves the text files in a folder compressed only; the server hands them on as they are. */
export async function compress(folder) {
  for (const name of await readdir(folder, { recursive: true })) {
    if (/\.(js|css|svg|ttf|eot|txt)$/.test(name)) {
      const bytes = await readFile(join(folder, name));
      await writeFile(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      await rm(join(folder, name));
    }
  }
}
