import { FileBrowser, FilterFileBrowserModel } from '@jupyterlab/filebrowser';
import type { Documents } from './documents';

/** The list of files. Notebooks open here, everything else in a tab of its own. */
export function createFiles(documents: Documents, open: (path: string) => void): FileBrowser {
  const model = new FilterFileBrowserModel({ manager: documents.manager });
  const browser = new FileBrowser({ id: 'elara-files', model });
  browser.title.label = 'Files';
  browser.node.setAttribute('role', 'navigation');
  browser.node.setAttribute('aria-label', 'Files');
  browser.singleClickNavigation = true;
  browser.showLastModifiedColumn = false;
  browser.sortNotebooksFirst = true;
  browser.node.addEventListener('dblclick', event => openUnder(event));
  browser.node.addEventListener('click', event => openUnder(event));
  browser.node.addEventListener('keydown', event => {
    const [first] = [...browser.selectedItems()];
    if (event.key === 'Enter' && first && first.type !== 'directory') {
      open(first.path);
    }
  });

  function openUnder(event: MouseEvent): void {
    const file = browser.modelForClick(event);
    if (file && file.type !== 'directory') {
      open(file.path);
    }
  }
  return browser;
}
