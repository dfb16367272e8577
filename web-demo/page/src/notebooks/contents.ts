import type { INotebookContent } from '@jupyterlab/nbformat';
import type { Contents } from '@jupyterlab/services';
import { emptyNotebook, parseNotebook } from './content';
import { Store, type Entry } from './store';

/** A request that cannot be done, with what the server of files would answer. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string
  ) {
    super(message);
  }
}

const EXTENSIONS = { notebook: '.ipynb', directory: '', file: '.txt' };
const NAMES = { notebook: 'Untitled', directory: 'Untitled Folder', file: 'untitled' };

/** The contents API of Jupyter Server over what the browser keeps. */
export class PageContents {
  constructor(private readonly store: Store) {}

  async read(path: string, withContent: boolean): Promise<Contents.IModel> {
    if (path === '') {
      return this.folder({ ...directory(''), created: EPOCH, modified: EPOCH }, withContent);
    }
    const entry = await this.entry(path);
    return entry.type === 'directory' ? this.folder(entry, withContent) : model(entry, withContent);
  }

  async has(path: string): Promise<boolean> {
    return (await this.store.read(path)) !== undefined;
  }

  private async entry(path: string): Promise<Entry> {
    const entry = await this.store.read(path);
    if (!entry) {
      throw new Refused(404, `There is no '${path}' in this browser.`);
    }
    return entry;
  }

  private async folder(folder: Entry, withContent: boolean): Promise<Contents.IModel> {
    const all = withContent ? await this.store.all() : [];
    return {
      ...model(folder, false),
      content: withContent
        ? all.filter(entry => parent(entry.path) === folder.path).map(entry => model(entry, false))
        : null,
      format: withContent ? 'json' : null
    };
  }

  /** Saves; a file that is uploaded as a notebook becomes one. */
  async save(path: string, given: Partial<Contents.IModel>): Promise<Contents.IModel> {
    const before = await this.store.read(path);
    if (path === '' || (before && (before.type === 'directory') !== (given.type === 'directory'))) {
      throw new Refused(409, `'${path}' is a folder and a file cannot take its place, or the other way.`);
    }
    const now = new Date().toISOString();
    const entry = { ...entryOf(path, given), created: before?.created ?? now, modified: now };
    await this.store.write(entry);
    return model(entry, false);
  }

  async create(folder: string, type: Entry['type'], ext?: string): Promise<Contents.IModel> {
    const path = await this.free(folder, NAMES[type], ext ?? EXTENSIONS[type]);
    return this.save(path, {
      type,
      format: type === 'file' ? 'text' : 'json',
      content: type === 'notebook' ? emptyNotebook() : ''
    });
  }

  async copy(from: string, folder: string): Promise<Contents.IModel> {
    const entry = await this.entry(from);
    if (entry.type === 'directory') {
      throw new Refused(400, 'A folder cannot be copied.');
    }
    const [name, end] = split(basename(from));
    return this.save(await this.free(folder, `${name}-Copy`, end), entry as Partial<Contents.IModel>);
  }

  /** Keeps a notebook under a name that none has yet. */
  async add(name: string, content: INotebookContent): Promise<Contents.IModel> {
    const path = await this.free('', split(name)[0], '.ipynb');
    return this.save(path, { type: 'notebook', format: 'json', content });
  }

  async rename(path: string, to: string): Promise<Contents.IModel> {
    await this.entry(path);
    if (path !== to && (await this.store.read(to))) {
      throw new Refused(409, `There is a '${to}' already.`);
    }
    await this.store.move(path, to);
    return this.read(to, false);
  }

  async remove(path: string): Promise<void> {
    await this.entry(path);
    await this.store.remove(path);
  }

  private async free(folder: string, name: string, end: string): Promise<string> {
    const taken = new Set((await this.store.all()).map(entry => entry.path));
    const at = (number: number): string =>
      `${folder ? `${folder}/` : ''}${name}${number || ''}${end}`;
    let number = 0;
    while (taken.has(at(number))) {
      number++;
    }
    return at(number);
  }
}

const EPOCH = new Date(0).toISOString();

function directory(path: string): Pick<Entry, 'path' | 'type' | 'format' | 'content'> {
  return { path, type: 'directory', format: null, content: null };
}

function entryOf(
  path: string,
  { type, format, content }: Partial<Contents.IModel>
): Pick<Entry, 'path' | 'type' | 'format' | 'content'> {
  if (type === 'directory') {
    return directory(path);
  }
  if (type === 'notebook') {
    return { path, type, format: 'json', content };
  }
  if (path.endsWith('.ipynb')) {
    const text = format === 'base64' ? decoded(String(content)) : String(content);
    return { path, type: 'notebook', format: 'json', content: parsed(text, path) };
  }
  return { path, type: 'file', format: format === 'base64' ? 'base64' : 'text', content };
}

function parsed(text: string, path: string): INotebookContent {
  try {
    return parseNotebook(text, basename(path));
  } catch (problem) {
    throw new Refused(400, (problem as Error).message);
  }
}

function decoded(base64: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(base64), letter => letter.charCodeAt(0)));
}

function model(entry: Entry, withContent: boolean): Contents.IModel {
  return {
    name: basename(entry.path),
    path: entry.path,
    type: entry.type,
    created: entry.created,
    last_modified: entry.modified,
    writable: true,
    mimetype: null as unknown as string,
    content: withContent ? entry.content : null,
    format: withContent ? entry.format : null
  } as Contents.IModel;
}

function parent(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function split(name: string): [string, string] {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
}
