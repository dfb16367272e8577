/** Files of the reader's own disk: picked, and handed to the downloads. */

/** Asks for files; none if the reader changes their mind. */
export function pick(accept: string): Promise<File[]> {
  return new Promise(resolve => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.multiple = true;
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

/** The part of the File System Access API that is used, where a browser has it. */
interface SavePicker {
  showSaveFilePicker?(options: object): Promise<{
    createWritable(): Promise<{ write(data: Blob): Promise<void>; close(): Promise<void> }>;
  }>;
}

/** Writes a file where the reader says, or into the downloads where the browser cannot ask. */
export async function saveAs(name: string, file: Blob): Promise<void> {
  const { showSaveFilePicker: ask } = window as SavePicker;
  if (!ask) {
    download(name, file);
    return;
  }
  try {
    const target = await ask.call(window, { suggestedName: name });
    const writable = await target.createWritable();
    await writable.write(file);
    await writable.close();
  } catch (problem) {
    if ((problem as Error).name !== 'AbortError') {
      throw problem;
    }
  }
}

/** Hands a file to the browser's downloads. */
export function download(name: string, file: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Not at once: the download begins after this turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
