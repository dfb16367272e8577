import type { CommandRegistry } from '@lumino/commands';
import { MessageLoop } from '@lumino/messaging';
import { h, type VirtualElement } from '@lumino/virtualdom';
import { CommandPalette, Widget } from '@lumino/widgets';

const OPENS = 'apputils:activate-command-palette';
const HIDDEN = new Set([OPENS, 'documentsearch:end', 'tooltip:dismiss', 'completer:select-notebook']);

/** A menu may hold nothing but its items; headings are only for the eye. */
class AccessibleRenderer extends CommandPalette.Renderer {
  override renderHeader(data: CommandPalette.IHeaderRenderData): VirtualElement {
    return h.li(
      { className: 'lm-CommandPalette-header', role: 'presentation' },
      this.formatHeader(data)
    );
  }
}

/** All commands by name, over the page. Closes on a choice, Escape or a click elsewhere. */
export class Palette extends Widget {
  private readonly palette: CommandPalette;
  private before: HTMLElement | null = null;
  private closing = false;

  constructor(commands: CommandRegistry) {
    super();
    this.addClass('elara-palette');
    this.node.setAttribute('role', 'dialog');
    this.node.setAttribute('aria-modal', 'true');
    this.node.setAttribute('aria-label', 'Command palette');
    this.palette = new CommandPalette({ commands, renderer: new AccessibleRenderer() });
    this.palette.contentNode.tabIndex = 0;
    this.palette.contentNode.setAttribute('aria-label', 'Commands');
    commands
      .listCommands()
      .filter(id => !HIDDEN.has(id))
      .forEach(command => this.palette.addItem({ command, category: category(command) }));
    commands.commandExecuted.connect((_, { id }) => id === OPENS || this.close_());
    this.palette.inputNode.setAttribute('aria-label', 'Search commands');
    this.node.addEventListener('keydown', event => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        this.close_();
      }
    });
    // Who types a name and Enter at once means the command of that name, drawn or not.
    this.node.addEventListener(
      'keydown',
      event => event.key === 'Enter' && MessageLoop.sendMessage(this.palette, Widget.Msg.UpdateRequest),
      true
    );
    this.node.addEventListener('focusout', event => {
      if (!this.node.contains(event.relatedTarget as Node | null)) {
        this.close_();
      }
    });
  }

  open(): void {
    this.before = document.activeElement as HTMLElement | null;
    Widget.attach(this, document.body);
    Widget.attach(this.palette, this.node);
    this.palette.inputNode.value = '';
    this.palette.refresh();
    this.palette.inputNode.focus();
  }

  private close_(): void {
    // Taking it away takes its focus away, which would close it again.
    if (this.isAttached && !this.closing) {
      this.closing = true;
      Widget.detach(this.palette);
      Widget.detach(this);
      this.closing = false;
      this.before?.focus();
    }
  }
}

function category(command: string): string {
  const prefix = command.split(':')[0];
  switch (prefix) {
    case 'notebook':
      return 'Notebook';
    case 'docmanager':
      return 'File';
    case 'documentsearch':
      return 'Find';
    case 'completer':
    case 'tooltip':
      return 'Assistance';
    default:
      return 'Page';
  }
}
