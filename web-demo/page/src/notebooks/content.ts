import { UUID } from '@lumino/coreutils';
import type { ICell, INotebookContent } from '@jupyterlab/nbformat';

/** A notebook that comes from elsewhere: what its outputs may do is asked again. */
export function withoutTrust(notebook: INotebookContent): INotebookContent {
  return {
    ...notebook,
    cells: notebook.cells.map(cell => {
      const { trusted: _, ...metadata } = cell.metadata as Record<string, unknown>;
      return { ...cell, metadata } as typeof cell;
    })
  };
}

/** The same without what its cells have shown. */
export function withoutOutputs(notebook: INotebookContent): INotebookContent {
  return {
    ...notebook,
    cells: notebook.cells.map(cell =>
      cell.cell_type === 'code' ? { ...cell, outputs: [], execution_count: null } : cell
    )
  };
}

/** A notebook of one empty cell. */
export function emptyNotebook(): INotebookContent {
  return {
    cells: [
      {
        cell_type: 'code',
        id: UUID.uuid4(),
        execution_count: null,
        metadata: {},
        outputs: [],
        source: ''
      }
    ],
    metadata: {
      kernelspec: { name: 'elara', display_name: 'Java', language: 'java' },
      language_info: { name: 'java', mimetype: 'text/x-java', file_extension: '.java' }
    },
    nbformat: 4,
    nbformat_minor: 5
  };
}

/**
 * Reads a notebook's text.
 *
 * @throws Error with a sentence for the reader, if it is none
 */
export function parseNotebook(text: string, name: string): INotebookContent {
  let notebook: INotebookContent;
  try {
    notebook = JSON.parse(text);
  } catch {
    throw new Error(`${name} is no notebook: it is not JSON.`);
  }
  if (!Array.isArray(notebook?.cells) || typeof notebook.nbformat !== 'number') {
    throw new Error(`${name} is no notebook: it has no cells.`);
  }
  if (notebook.nbformat !== 4) {
    throw new Error(`${name} has nbformat ${notebook.nbformat}. Save it as nbformat 4 first.`);
  }
  const cells = notebook.cells.map((cell, index) => whole(cell, `${name} is no notebook: cell ${index + 1}`));
  return withoutTrust({ ...notebook, cells, metadata: object(notebook.metadata) });
}

const TYPES: readonly unknown[] = ['code', 'markdown', 'raw'];

/** A cell with all that cells have to have. */
function whole(cell: Partial<ICell> | null, what: string): ICell {
  if (!TYPES.includes(cell?.cell_type)) {
    throw new Error(`${what} is of no kind that there is: code, markdown or raw.`);
  }
  const source = cell?.source ?? '';
  if (typeof source !== 'string' && !isTexts(source)) {
    throw new Error(`${what} has a source that is no text.`);
  }
  const made = { ...cell, source, metadata: object(cell?.metadata) } as ICell;
  return made.cell_type === 'code'
    ? { ...made, outputs: Array.isArray(made.outputs) ? made.outputs.filter(isObject) : [] }
    : made;
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(line => typeof line === 'string');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function object<Value>(value: Value): Value {
  return isObject(value) ? value : ({} as Value);
}
