/** A file or folder as it is kept; a notebook's content is its JSON as a value. */
export interface Entry {
  path: string;
  type: 'notebook' | 'file' | 'directory';
  format: 'json' | 'text' | 'base64' | null;
  content: unknown;
  created: string;
  modified: string;
}

const DATABASE = 'elara';
const ENTRIES = 'entries';

/** The files of this page's origin and folder, in the browser's IndexedDB. All tabs share them. */
export class Store {
  private readonly database: Promise<IDBDatabase>;

  /** Pages below different paths of one origin have files of their own. */
  constructor(folder: string) {
    this.database = new Promise((resolve, reject) => {
      const request = indexedDB.open(`${DATABASE} ${folder}`, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(ENTRIES, { keyPath: 'path' });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () =>
        reject(new Error(`This browser keeps no notebooks here: ${request.error?.message}.`));
    });
  }

  private async work<Result>(
    mode: IDBTransactionMode,
    task: (entries: IDBObjectStore) => IDBRequest<Result> | undefined
  ): Promise<Result | undefined> {
    const database = await this.database;
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(ENTRIES, mode);
      const request = task(transaction.objectStore(ENTRIES));
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onerror = transaction.onabort = () =>
        reject(new Error(`The browser could not keep it: ${transaction.error?.message}.`));
    });
  }

  read(path: string): Promise<Entry | undefined> {
    return this.work('readonly', entries => entries.get(path) as IDBRequest<Entry | undefined>);
  }

  async all(): Promise<Entry[]> {
    return (await this.work('readonly', entries => entries.getAll() as IDBRequest<Entry[]>)) ?? [];
  }

  async write(entry: Entry): Promise<void> {
    await this.work('readwrite', entries => entries.put(entry));
  }

  /** Removes an entry and all below it. */
  async remove(path: string): Promise<void> {
    const gone = (await this.all()).filter(entry => isIn(entry.path, path));
    await this.work('readwrite', entries => {
      gone.forEach(entry => entries.delete(entry.path));
      return undefined;
    });
  }

  /** Gives an entry, and all below it, another path. */
  async move(path: string, to: string): Promise<void> {
    const moved = (await this.all()).filter(entry => isIn(entry.path, path));
    await this.work('readwrite', entries => {
      moved.forEach(entry => {
        entries.delete(entry.path);
        entries.put({ ...entry, path: to + entry.path.slice(path.length) });
      });
      return undefined;
    });
  }
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
