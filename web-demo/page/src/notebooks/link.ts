import type { INotebookContent } from '@jupyterlab/nbformat';
import { parseNotebook, withoutOutputs, withoutTrust } from './content';

const MARK = '#share=';
const MAX_NAME = 100;
const MAX_BYTES = 64 << 20;

/** A notebook that came in an address. */
export interface Shared {
  name: string;
  notebook: INotebookContent;
}

/** The address that has a notebook in it, packed, without what its cells have shown. */
export async function linkTo(name: string, notebook: INotebookContent): Promise<string> {
  const text = JSON.stringify({ name, notebook: withoutOutputs(withoutTrust(notebook)) });
  const packed = await through(new TextEncoder().encode(text), new CompressionStream('deflate-raw'));
  const link = new URL('./', location.href);
  link.hash = MARK + base64(packed);
  return link.href;
}

/**
 * What an address brings; undefined if it has no notebook in it.
 *
 * @throws Error with a sentence for the reader, if it is broken
 */
export async function sharedIn(address: string): Promise<Shared | undefined> {
  const at = address.indexOf(MARK);
  if (at < 0) {
    return undefined;
  }
  let shared: { name?: unknown; notebook?: unknown } | null;
  try {
    const packed = unbase64(address.slice(at + MARK.length));
    shared = JSON.parse(
      new TextDecoder().decode(await through(packed, new DecompressionStream('deflate-raw')))
    );
  } catch {
    throw new Error('The link is broken: the notebook in it cannot be read. Ask for it once more.');
  }
  const named = typeof shared?.name === 'string' ? shared.name.trim().replaceAll('/', ' ') : '';
  const name = `${named.replace(/\.ipynb$/, '').slice(0, MAX_NAME) || 'Shared'}.ipynb`;
  return { name, notebook: parseNotebook(JSON.stringify(shared?.notebook ?? null), name) };
}

/** No more than {@link MAX_BYTES} come through: a short link may unpack to more than a tab can hold. */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream
): Promise<Uint8Array<ArrayBuffer>> {
  let count = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, next) {
      count += part.length;
      count > MAX_BYTES ? next.error(new RangeError('too large')) : next.enqueue(part);
    }
  });
  const through = new Blob([bytes]).stream().pipeThrough(stream).pipeThrough(counted);
  return new Uint8Array(await new Response(through).arrayBuffer());
}

/** Base 64 as addresses may have it. */
function base64(bytes: Uint8Array): string {
  const letters = Array.from(bytes, byte => String.fromCharCode(byte)).join('');
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function unbase64(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(letters, letter => letter.charCodeAt(0));
}
