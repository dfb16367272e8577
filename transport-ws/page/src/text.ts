import {
  RenderedText,
  renderText,
  standardRendererFactories,
  type IRenderMime
} from '@jupyterlab/rendermime';

const DRAWN_WHOLE = 256 * 1024;
const PART = 64 * 1024;
const REDRAW_MS = 400;
const ANSI = /\x1b\[[0-9;]*m/g;

/**
 * Text as JupyterLab draws it, but of a very long one only the beginning and the end, until all of
 * it is asked for: looking for links in megabytes would stop the page for minutes. The notebook
 * has the whole text in any case.
 */
class LongText extends RenderedText {
  private readonly options: IRenderMime.IRendererOptions;
  private readonly first = document.createElement('div');
  private readonly last = document.createElement('div');
  private readonly middle = document.createElement('p');
  private source = '';
  private whole: HTMLPreElement | undefined;
  private timer = 0;

  constructor(options: IRenderMime.IRendererOptions) {
    super(options);
    this.options = options;
    this.middle.className = 'elara-long-text';
  }

  /** Draws anew; of a long text that has only grown, the end when it is time to. */
  override async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const source = String(model.data[this.mimeType] ?? '');
    if (this.source === '' || source.length < this.source.length) {
      return super.renderModel(model);
    }
    this.source = source;
    this.timer ||= window.setTimeout(() => void this.drawRest(), REDRAW_MS);
  }

  override async render(model: IRenderMime.IMimeModel): Promise<void> {
    const source = String(model.data[this.mimeType] ?? '');
    this.whole = undefined;
    if (source.length <= DRAWN_WHOLE) {
      this.source = '';
      return super.render(model);
    }
    this.source = source;
    await this.draw(this.first, source.slice(0, lineEndBefore(source, PART)));
    this.node.replaceChildren(this.first, this.middle, this.last);
    await this.drawRest();
  }

  override dispose(): void {
    window.clearTimeout(this.timer);
    super.dispose();
  }

  private draw(host: HTMLElement, source: string): Promise<void> {
    const { sanitizer, translator } = this.options;
    return renderText({ host, sanitizer, source, translator });
  }

  private async drawRest(): Promise<void> {
    window.clearTimeout(this.timer);
    this.timer = 0;
    if (this.whole) {
      this.whole.textContent = this.source.replace(ANSI, '');
      return;
    }
    const from = lineEndBefore(this.source, this.source.length - PART);
    const all = document.createElement('button');
    all.type = 'button';
    all.textContent = 'Show all';
    all.addEventListener('click', () => this.showAll());
    const hidden = ((from - PART) / 1_000_000).toFixed(1);
    this.middle.replaceChildren(`… ${hidden} million characters are not shown. `, all);
    await this.draw(this.last, this.source.slice(from));
  }

  private showAll(): void {
    this.whole = document.createElement('pre');
    this.node.replaceChildren(this.whole);
    void this.drawRest();
  }
}

/** Behind the last line's end before an offset, or that offset in a line that is too long. */
function lineEndBefore(source: string, offset: number): number {
  const end = source.lastIndexOf('\n', offset - 1) + 1;
  return offset - end < PART / 2 ? end : offset;
}

/** JupyterLab's renderers, with ours for text. */
export const rendererFactories: IRenderMime.IRendererFactory[] = standardRendererFactories.map(
  factory =>
    factory.mimeTypes.includes('text/plain')
      ? { ...factory, createRenderer: options => new LongText(options) }
      : factory
);
