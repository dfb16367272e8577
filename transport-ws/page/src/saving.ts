import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { ContentsManager, type Contents } from '@jupyterlab/services';

/**
 * The server's files, whose notebooks are saved over nothing but what was looked at last: the server
 * refuses what would replace another page's save of the same moment.
 */
export class WatchedContents extends ContentsManager {
  private readonly seen = new Map<string, string>();

  /** Those, with the addresses at which the page shows notebooks. */
  constructor(
    options: ContentsManager.IOptions,
    private readonly addressOf: (path: string) => string
  ) {
    super(options);
  }

  /** Where a link to a file leads: a notebook's to the page that shows it. */
  override getDownloadUrl(path: string): Promise<string> {
    return path.endsWith('.ipynb')
      ? Promise.resolve(this.addressOf(path))
      : super.getDownloadUrl(path);
  }

  override async get(path: string, options?: Contents.IFetchOptions): Promise<Contents.IModel> {
    return this.note(path, await super.get(path, options));
  }

  override async save(
    path: string,
    options: Partial<Contents.IModel> & Partial<Contents.IContentProvisionOptions> = {}
  ): Promise<Contents.IModel> {
    const last_modified = this.seen.get(path);
    const checked = options.type === 'notebook' && last_modified ? { ...options, last_modified } : options;
    return this.note(path, await super.save(path, checked));
  }

  private note(path: string, model: Contents.IModel): Contents.IModel {
    if (model.type === 'notebook') {
      this.seen.set(path, model.last_modified);
    }
    return model;
  }
}

/**
 * Saves of one notebook, one after the other, whoever asks for them: a key, the clock, a download.
 * Two at once would each take what the other one writes for somebody else's. What is changed while
 * a save is under way is still unsaved after it.
 */
export class Saves {
  private last: Promise<void> | undefined;
  private waiting: Promise<void> | undefined;
  private changed = false;
  private readonly saveNow: () => Promise<void>;

  /** Takes the place of the context's own way to save, to rename and to read anew. */
  constructor(private readonly context: DocumentRegistry.IContext<DocumentRegistry.IModel>) {
    this.saveNow = context.save.bind(context);
    const rename = context.rename.bind(context);
    const revert = context.revert.bind(context);
    context.save = () => this.save();
    context.rename = name => this.inTurn(() => rename(name));
    // A conflict is solved by it, in the middle of a save: it has no turn of its own.
    context.revert = async () => {
      await revert();
      this.changed = false;
    };
    // One server tells all the times: any later one is another's.
    context.lastModifiedCheckMargin = 0;
  }

  /** Whether a save is under way. */
  get isSaving(): boolean {
    return this.last !== undefined;
  }

  /** Saves what is there when it is its turn; all who wait for that wait for the same save. */
  private save(): Promise<void> {
    if (!this.isSaving) {
      return this.inTurn(() => this.saveAndCompare());
    }
    if (!this.waiting) {
      const mine = this.inTurn(() => {
        this.waiting = undefined;
        return this.context.model.dirty ? this.saveAndCompare() : Promise.resolve();
      });
      this.waiting = mine;
      mine.catch(() => this.waiting === mine && (this.waiting = undefined));
    }
    return this.waiting;
  }

  /** Does it after what was asked for before, and not if that has failed. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    const mine = this.last ? this.last.then(work) : work();
    const end = (): void => {
      if (this.last === mine) {
        this.last = undefined;
      }
    };
    this.last = mine;
    mine.then(end, end);
    return mine;
  }

  private async saveAndCompare(): Promise<void> {
    const { context } = this;
    const note = (): void => {
      this.changed = true;
    };
    const saved = this.saveNow();
    this.changed = false;
    context.model.contentChanged.connect(note);
    try {
      await saved;
    } finally {
      context.model.contentChanged.disconnect(note);
    }
    if (this.changed && !context.isDisposed) {
      context.model.dirty = true;
    }
  }
}
