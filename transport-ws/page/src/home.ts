import type { NotebookPanel } from '@jupyterlab/notebook';
import type { ServerConnection } from '@jupyterlab/services';
import type { ISignal } from '@lumino/signaling';

/** A command that only one of the pages has. */
export interface OwnCommand {
  id: string;
  label: string;
  /** True if it stands in the page's header, too. */
  inHeader: boolean;
  execute(panel: NotebookPanel | undefined): unknown;
}

/** Where the page's kernels and files are: what differs between one with a server and one without. */
export interface Home {
  readonly serverSettings: ServerConnection.ISettings;
  /** Whether a kernel goes on when its page is left, so that the next page finds it. */
  readonly kernelsStay: boolean;
  readonly commands: readonly OwnCommand[];
  /** What is still being loaded, in words; undefined if nothing is. */
  readonly loading: string | undefined;
  readonly loadingChanged: ISignal<unknown, void> | undefined;
  /** Why the kernel has ended, as the beginning of a sentence, if that is known. */
  whyEnded(panel: NotebookPanel): string | undefined;
  /** The notebook that the page's address names. */
  addressed(): string | undefined;
  /** The place in that notebook that it names, such as `#heading`; empty if it names none. */
  addressedPlace(): string;
  /** The address that names a notebook. */
  addressOf(path: string): string;
  /** Shows a file that is no notebook in a tab of its own. */
  show(path: string): void;
  /** Hands a file to the browser's downloads. */
  download(path: string): void;
}
