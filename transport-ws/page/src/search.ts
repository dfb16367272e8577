import { SearchDocumentModel, SearchDocumentView } from '@jupyterlab/documentsearch';
import { NotebookSearchProvider, type NotebookPanel } from '@jupyterlab/notebook';
import { nullTranslator } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

const DEBOUNCE_MS = 250;

/** Find and replace over one notebook. */
export class Search {
  private view: SearchDocumentView | undefined;
  private model: SearchDocumentModel | undefined;

  constructor(private readonly panel: NotebookPanel) {
    panel.disposed.connect(() => this.close());
  }

  open(): void {
    if (!this.view) {
      const provider = NotebookSearchProvider.createNew(this.panel, nullTranslator);
      this.model = new SearchDocumentModel(provider, DEBOUNCE_MS);
      this.view = new SearchDocumentView(this.model, nullTranslator);
      this.view.closed.connect(() => this.close());
      this.view.node.classList.add('elara-search');
      nameFields(this.view.node);
      Widget.attach(this.view, document.body);
    }
    this.view.setSearchText(this.model?.suggestedInitialQuery ?? '');
    this.view.focusSearchInput();
  }

  next(): void {
    void this.model?.highlightNext();
  }

  previous(): void {
    void this.model?.highlightPrevious();
  }

  close(): void {
    void this.model?.endQuery();
    this.view?.dispose();
    this.model?.dispose();
    this.view = undefined;
    this.model = undefined;
    this.panel.isDisposed || this.panel.content.activate();
  }
}

/** JupyterLab gives the fields titles only, which screen readers may not say. */
function nameFields(node: HTMLElement): void {
  const name = (): void =>
    node
      .querySelectorAll('textarea')
      .forEach(field => field.setAttribute('aria-label', field.title));
  new MutationObserver(name).observe(node, { childList: true, subtree: true });
}
