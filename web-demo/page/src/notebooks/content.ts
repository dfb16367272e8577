import type { INotebookContent } from '@jupyterlab/nbformat';

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
        id: crypto.randomUUID(),
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
  return withoutTrust({ ...notebook, metadata: notebook.metadata ?? {} });
}
