import type { PortMessage } from '../kernel/machine';

const ANSI = /\x1b\[([0-9;]*)m/g;

/** More text than a reader reads, and less than a browser suffers from. */
const MAX_CHARACTERS = 500_000;

/** What a cell has printed and shown. HTML and SVG are shown as they are: the page wrote the code. */
export class Output {
  readonly node = document.createElement('div');
  private readonly displays = new Map<string, HTMLElement>();
  private clearing = false;
  private characters = 0;
  /** Whether the next text begins with the line that the last one has left. */
  private returned = false;
  private asked: { label: HTMLElement; before: Element | null } | undefined;

  constructor() {
    this.node.className = 'output';
    this.node.setAttribute('part', 'output');
    this.node.setAttribute('aria-live', 'polite');
  }

  clear(): void {
    this.node.replaceChildren();
    this.displays.clear();
    this.clearing = false;
    this.characters = 0;
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
      case 'clear_output':
        content.wait ? (this.clearing = true) : this.clear();
    }
  }

  /** Replaces what was shown under a name, if that was here. */
  update(content: Record<string, unknown>): void {
    const block = this.displays.get(nameOf(content) ?? '');
    if (block) {
      draw(block, content.data as Record<string, string>);
    }
  }

  /** Asks for a line of input, which stays in the output as it would on a terminal. */
  ask(prompt: string, password: boolean): Promise<string> {
    const label = document.createElement('label');
    const field = document.createElement('input');
    field.type = password ? 'password' : 'text';
    label.append(prompt || 'Input', field);
    this.asked = { label, before: (this.node.getRootNode() as ShadowRoot).activeElement };
    this.node.append(label);
    field.focus();
    return new Promise(resolve =>
      field.addEventListener('keydown', event => {
        if (event.key === 'Enter' && !event.isComposing) {
          this.done();
          this.text(`${prompt}${password ? '' : field.value}\n`, 'stdout');
          resolve(field.value);
        }
      })
    );
  }

  /** Nothing is asked any more. */
  done(): void {
    const { label, before } = this.asked ?? {};
    this.asked = undefined;
    const focused = label?.matches(':focus-within');
    label?.remove();
    if (focused) {
      (before as HTMLElement | null)?.focus();
    }
  }

  private ready(): void {
    if (this.clearing) {
      this.clear();
    }
  }

  private text(text: string, kind: string): void {
    this.ready();
    if (this.characters <= MAX_CHARACTERS) {
      this.append(text, kind);
      this.characters += text.length;
      if (this.characters > MAX_CHARACTERS) {
        this.append('(What it prints from here on is not shown.)', 'stderr');
      }
    }
  }

  private append(text: string, kind: string): void {
    let block = this.node.lastElementChild;
    if (block?.className !== kind) {
      block = document.createElement('pre');
      block.className = kind;
      this.node.append(block);
      this.returned = false;
    }
    const plain = text.replace(ANSI, '');
    if (this.returned || plain.includes('\r')) {
      block.textContent = rewritten(block.textContent + plain);
    } else {
      block.append(plain);
    }
    this.returned = plain.endsWith('\r');
  }

  private display(content: Record<string, unknown>): void {
    this.ready();
    const block = document.createElement('div');
    block.className = 'shown';
    const name = nameOf(content);
    if (name) {
      this.displays.set(name, block);
    }
    draw(block, content.data as Record<string, string>);
    this.node.append(block);
  }
}

/** The name under which something shown can be replaced. */
function nameOf(content: Record<string, unknown>): string | undefined {
  return (content.transient as { display_id?: string } | undefined)?.display_id;
}

/** After a carriage return what follows replaces the line. */
function rewritten(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/[^\n]*\r(?=[^\r\n])/g, '');
}

function draw(block: HTMLElement, data: Record<string, string>): void {
  const markup = data['text/html'] ?? data['image/svg+xml'];
  const picture = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'].find(type => data[type]);
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
