import type { INotebookContent } from '@jupyterlab/nbformat';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';
import { Dialog, showDialog, showErrorMessage } from '@jupyterlab/apputils';
import type { Home, OwnCommand } from '../../../transport-ws/page/src/home';
import { Kernels } from './kernel/kernels';
import { parseNotebook } from './notebooks/content';
import { PageContents, basename } from './notebooks/contents';
import { download, pick, saveAs } from './notebooks/disk';
import { linkTo, sharedIn } from './notebooks/link';
import { Store } from './notebooks/store';
import { PageServer } from './server';

const OPENED = '#notebook=';
const TOUR = 'Tour.ipynb';

/** Letters of a link that most programs still pass on. */
const LONG = 8000;

/** A page without a server: kernels in its workers, notebooks in the browser. */
export class PageHome implements Home {
  private readonly kernels = new Kernels();
  private readonly store = new Store(new URL('./', location.href).pathname);
  private readonly contents = new PageContents(this.store);
  readonly serverSettings = new PageServer(this.kernels, this.contents).settings;
  readonly kernelsStay = false;
  readonly loadingChanged = this.kernels.changed;
  readonly commands: readonly OwnCommand[] = [
    {
      id: 'page:open-file',
      label: 'Open file…',
      inHeader: true,
      execute: () => this.told(this.openFiles())
    },
    {
      id: 'page:share',
      label: 'Share…',
      inHeader: true,
      execute: panel => panel && this.told(this.share(panel))
    },
    {
      id: 'page:save-as-file',
      label: 'Save as File…',
      inHeader: false,
      execute: panel => panel && this.told(this.saveAsFile(panel))
    },
    {
      id: 'page:tour',
      label: 'Open the Tour',
      inHeader: false,
      execute: () => this.told(this.tour().then(path => this.go(path)))
    },
    {
      id: 'page:licences',
      label: 'Licences and Source',
      inHeader: false,
      execute: () => window.open('licences/NOTICE.txt', '_blank', 'noopener')
    }
  ];

  /** Done when no kernel is being loaded any more. */
  get loaded(): Promise<void> {
    return new Promise(resolve => {
      const look = (): void => {
        if (!this.loading) {
          this.kernels.changed.disconnect(look);
          resolve();
        }
      };
      this.kernels.changed.connect(look);
      look();
    });
  }

  get loading(): string | undefined {
    return this.kernels.loading;
  }

  whyEnded(panel: NotebookPanel): string | undefined {
    const kernel = panel.sessionContext.session?.kernel;
    return kernel ? this.kernels.whyEnded(kernel.id) : undefined;
  }

  /** What the address asks for is there: a notebook in the link itself, or the tour at first. */
  async prepare(): Promise<void> {
    window.addEventListener('hashchange', () => {
      void this.told(this.takeShared().then(path => path && this.go(path)));
    });
    const path = (await this.told(this.takeShared())) ?? (await this.told(this.first()));
    if (path) {
      history.replaceState(null, '', this.addressOf(path));
    }
  }

  /** Says so if the browser keeps no notebooks. */
  async warn(): Promise<void> {
    if (!(await this.store.keeps)) {
      await showDialog({
        title: 'This browser keeps no notebooks',
        body: 'It does not let this page keep anything, as in some private windows. Notebooks are gone when you leave this tab: save yours as a file before.',
        buttons: [Dialog.okButton()]
      });
    }
  }

  /** Keeps the notebook that came in the address, beside all that is kept already. */
  private async takeShared(): Promise<string | undefined> {
    const shared = await sharedIn(location.href);
    return shared && (await this.contents.add(shared.name, shared.notebook)).path;
  }

  /** The notebook to begin with, if the address names none. */
  private async first(): Promise<string | undefined> {
    const named = this.addressed();
    const kept = await this.contents.read('', true);
    const notebooks = (kept.content as Contents.IModel[]).filter(({ type }) => type === 'notebook');
    if (named !== undefined && (await this.contents.has(named))) {
      return undefined;
    }
    if (notebooks.length === 0) {
      return this.tour();
    }
    const newest = notebooks.reduce((one, other) =>
      one.last_modified > other.last_modified ? one : other
    );
    return newest.path;
  }

  /** Keeps a fresh copy of the tour. */
  private async tour(): Promise<string> {
    const response = await fetch('tour.ipynb');
    if (!response.ok) {
      throw new Error(`The tour could not be loaded: the server says ${response.status}.`);
    }
    return (await this.contents.add(TOUR, parseNotebook(await response.text(), TOUR))).path;
  }

  private async openFiles(): Promise<void> {
    let last: string | undefined;
    for (const file of await pick('.ipynb,application/x-ipynb+json')) {
      const notebook = parseNotebook(await file.text(), file.name);
      last = (await this.contents.add(file.name, notebook)).path;
    }
    if (last) {
      this.go(last);
    }
  }

  private async saveAsFile(panel: NotebookPanel): Promise<void> {
    await panel.context.save();
    await saveAs(basename(panel.context.path), blob(panel.model!.toJSON() as INotebookContent));
  }

  private async share(panel: NotebookPanel): Promise<void> {
    const link = await linkTo(
      basename(panel.context.path),
      panel.model!.toJSON() as INotebookContent
    );
    const field = document.createElement('textarea');
    field.readOnly = true;
    field.rows = 4;
    field.value = link;
    field.setAttribute('aria-label', 'Link');
    const body = document.createElement('div');
    body.className = 'elara-share';
    body.append(
      'Whoever opens this link gets a copy of the notebook, without its outputs. It is in the link itself; no server keeps it.',
      link.length > LONG ? ' It is long: some programs cut such links. A file is safer.' : '',
      field
    );
    const { Widget } = await import('@lumino/widgets');
    const answer = await showDialog({
      title: 'Share this notebook',
      body: new Widget({ node: body }),
      buttons: [Dialog.cancelButton({ label: 'Close' }), Dialog.okButton({ label: 'Copy Link' })]
    });
    if (answer.button.accept) {
      await copy(link);
    }
  }

  /** Says what went wrong in a dialog. */
  private async told<Result>(work: Promise<Result>): Promise<Result | undefined> {
    try {
      return await work;
    } catch (problem) {
      await showErrorMessage('That did not work', problem as Error);
      return undefined;
    }
  }

  private go(path: string): void {
    history.pushState(null, '', this.addressOf(path));
    window.dispatchEvent(new PopStateEvent('popstate'));
  }

  addressed(): string | undefined {
    if (!location.hash.startsWith(OPENED)) {
      return undefined;
    }
    try {
      return decodeURIComponent(location.hash.slice(OPENED.length).replace(/#.*/, ''));
    } catch {
      return undefined; // somebody's own escapes
    }
  }

  addressedPlace(): string {
    return location.hash.slice(1).match(/#.*/)?.[0] ?? '';
  }

  addressOf(path: string): string {
    return OPENED + path.split('/').map(encodeURIComponent).join('/');
  }

  show(path: string): void {
    void this.told(
      this.file(path).then(file => window.open(URL.createObjectURL(file), '_blank', 'noopener'))
    );
  }

  download(path: string): void {
    void this.told(this.file(path).then(file => download(basename(path), file)));
  }

  private async file(path: string): Promise<Blob> {
    const { content, format } = await this.contents.read(path, true);
    return format === 'base64'
      ? new Blob([Uint8Array.from(atob(content), letter => letter.charCodeAt(0))])
      : format === 'json'
        ? blob(content)
        : new Blob([content], { type: 'text/plain;charset=utf-8' });
  }
}

/** To the clipboard, which only pages with HTTPS, and those of this machine, have as an object. */
async function copy(text: string): Promise<void> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const give = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', give, { once: true, capture: true });
  document.execCommand('copy');
  document.removeEventListener('copy', give, { capture: true });
}

function blob(notebook: INotebookContent): Blob {
  return new Blob([`${JSON.stringify(notebook, null, 1)}\n`], { type: 'application/x-ipynb+json' });
}
