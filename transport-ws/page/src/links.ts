import type { NotebookPanel } from '@jupyterlab/notebook';
import type { IRenderMime } from '@jupyterlab/rendermime';

const DRAWN_MS = 5_000;

/** Opens what links in notebooks name: a file of the server, and a place in it such as `#heading`. */
export class Links implements IRenderMime.ILinkHandler {
  constructor(private readonly open: (path: string, place: string) => void) {}

  handleLink(node: HTMLElement, path: string, place?: string): void {
    node.addEventListener('click', event => {
      if (isPlain(event)) {
        event.preventDefault();
        this.open(path, place ?? '');
      }
    });
  }
}

/** Without a key that opens links in other tabs or windows. */
function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

/** Lets links within a notebook find what is not drawn, as it is far away. */
export function followWithin(panel: NotebookPanel): void {
  panel.content.node.addEventListener('click', event => {
    const link = (event.target as Element).closest('a')?.getAttribute('href');
    if (link?.startsWith('#') && isPlain(event) && !event.defaultPrevented) {
      event.preventDefault();
      void goTo(panel, link);
    }
  });
}

/** Shows a place of a notebook that begins with `#`, as its cells' links and JupyterLab name it. */
export async function goTo(panel: NotebookPanel, place: string): Promise<void> {
  await Promise.all([panel.context.ready, panel.revealed]);
  const name = decoded(place.slice(1));
  if (name && !name.includes('=')) {
    // Brings the cell into view, which is drawn only then if it is far away.
    await Promise.all(panel.content.widgets.map(cell => cell.getHeadings()));
    await panel.content.setFragment(`#heading=${name}`);
    await drawn(panel.content.node, name);
  }
  await panel.content.setFragment(`#${name}`);
}

/** When what has that name is drawn, or should have been for long. */
function drawn(node: HTMLElement, name: string): Promise<void> {
  const selector = `[data-jupyter-id="${CSS.escape(name)}"]`;
  return new Promise(resolve => {
    const look = (): void => {
      if (node.querySelector(selector)) {
        end();
      }
    };
    const observer = new MutationObserver(look);
    const timer = window.setTimeout(() => end(), DRAWN_MS);
    const end = (): void => {
      observer.disconnect();
      window.clearTimeout(timer);
      resolve();
    };
    observer.observe(node, { subtree: true, childList: true, attributeFilter: ['data-jupyter-id'] });
    look();
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
