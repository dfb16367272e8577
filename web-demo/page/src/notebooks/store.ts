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

/**
 * The files of this page's origin and folder, in the browser's IndexedDB. All tabs share them. Where
 * the browser forbids that, as some private windows do, they are in this tab's memory.
 */
export class Store {
  private readonly database: Promise<IDBDatabase | undefined>;
  private readonly memory = new Map<string, Entry>();

  /** Pages below different paths of one origin have files of their own. */
  constructor(folder: string) {
    this.database = open(`${DATABASE} ${folder}`).catch(() => undefined);
  }

  /** Whether what is written here outlasts the tab. */
  get keeps(): Promise<boolean> {
    return this.database.then(database => database !== undefined);
  }

  async read(path: string): Promise<Entry | undefined> {
    const database = await this.database;
    return database
      ? done(entries(database, 'readonly').get(path) as IDBRequest<Entry | undefined>)
      : this.memory.get(path);
  }

  async all(): Promise<Entry[]> {
    const database = await this.database;
    return database
      ? done(entries(database, 'readonly').getAll() as IDBRequest<Entry[]>)
      : [...this.memory.values()];
  }

  async write(entry: Entry): Promise<void> {
    await this.change([], [entry]);
  }

  /** Removes an entry and all below it. */
  async remove(path: string): Promise<void> {
    const gone = (await this.all()).filter(entry => isIn(entry.path, path));
    await this.change(gone, []);
  }

  /** Gives an entry, and all below it, another path. */
  async move(path: string, to: string): Promise<void> {
    const moved = (await this.all()).filter(entry => isIn(entry.path, path));
    const there = moved.map(entry => ({ ...entry, path: to + entry.path.slice(path.length) }));
    await this.change(moved, there);
  }

  /** Removes and writes at once, or neither. */
  private async change(gone: Entry[], written: Entry[]): Promise<void> {
    const database = await this.database;
    if (!database) {
      gone.forEach(({ path }) => this.memory.delete(path));
      written.forEach(entry => this.memory.set(entry.path, entry));
      return;
    }
    const store = entries(database, 'readwrite');
    gone.forEach(({ path }) => store.delete(path));
    written.forEach(entry => store.put(entry));
    await new Promise<void>((resolve, reject) => {
      store.transaction.oncomplete = () => resolve();
      store.transaction.onabort = () => reject(failure(store.transaction.error));
    });
  }
}

/** As a promise; one that may be rejected at once, as the browser likes. */
function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(ENTRIES, { keyPath: 'path' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function entries(database: IDBDatabase, mode: IDBTransactionMode): IDBObjectStore {
  return database.transaction(ENTRIES, mode).objectStore(ENTRIES);
}

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(failure(request.error));
  });
}

function failure(error: DOMException | null): Error {
  return new Error(
    error?.name === 'QuotaExceededError'
      ? "The browser's room for this page is full. Save the notebook as a file, or delete others."
      : `The browser could not keep it: ${error?.message ?? 'it gives no reason'}.`
  );
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
