import type { PortMessage } from '../kernel/machine';

const ANSI = /\x1b\[([0-9;]*)m/g;

/** What a cell has printed and shown. HTML and SVG are shown as they are: the page wrote the code. */
export class Output {
  readonly node = document.createElement('div');
  private readonly displays = new Map<string, HTMLElement>();
  private clearing = false;

  constructor() {
    this.node.className = 'output';
    this.node.setAttribute('part', 'output');
    this.node.setAttribute('aria-live', 'polite');
  }

  clear(): void {
    this.node.replaceChildren();
    this.displays.clear();
  }

  take({ header, content }: PortMessage): void {
    switch (header.msg_type) {
      case 'stream':
        this.text(String(content.text), content.name === 'stderr' ? 'stderr' : 'stdout');
        break;
      case 'error':
        this.text((content.traceback as string[]).join('\n'), 'error');
        break;
      case 'execute_result':
      case 'display_data':
        this.display(content);
        break;
      case 'update_display_data':
        this.update(content);
        break;
      case 'clear_output':
        content.wait ? (this.clearing = true) : this.clear();
    }
  }

  private ready(): void {
    if (this.clearing) {
      this.clearing = false;
      this.clear();
    }
  }

  private text(text: string, kind: string): void {
    this.ready();
    let block = this.node.lastElementChild;
    if (block?.className !== kind) {
      block = document.createElement('pre');
      block.className = kind;
      this.node.append(block);
    }
    block.append(text.replace(ANSI, ''));
  }

  private display(content: Record<string, unknown>): void {
    this.ready();
    const block = document.createElement('div');
    block.className = 'shown';
    const id = (content.transient as { display_id?: string } | undefined)?.display_id;
    if (id) {
      this.displays.set(id, block);
    }
    draw(block, content.data as Record<string, string>);
    this.node.append(block);
  }

  private update(content: Record<string, unknown>): void {
    const id = (content.transient as { display_id: string }).display_id;
    const block = this.displays.get(id);
    if (block) {
      draw(block, content.data as Record<string, string>);
    }
  }
}

function draw(block: HTMLElement, data: Record<string, string>): void {
  const markup = data['text/html'] ?? data['image/svg+xml'];
  const picture = ['image/png', 'image/jpeg', 'image/gif'].find(type => data[type]);
  if (markup !== undefined) {
    block.innerHTML = markup;
  } else if (picture) {
    const image = document.createElement('img');
    image.src = `data:${picture};base64,${data[picture]}`;
    image.alt = data['text/plain'] ?? '';
    block.replaceChildren(image);
  } else {
    const text = document.createElement('pre');
    text.textContent = data['text/plain'] ?? '';
    block.replaceChildren(text);
  }
}
