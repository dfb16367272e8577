import './styles';
import { PathExt } from '@jupyterlab/coreutils';
import type { FileBrowser } from '@jupyterlab/filebrowser';
import { NotebookPanel, ToolbarItems } from '@jupyterlab/notebook';
import { CommandToolbarButton, ReactiveToolbar } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import { BoxPanel, SplitPanel, Widget } from '@lumino/widgets';
import { Assist } from './assist';
import { createCommands, type Desk } from './commands';
import { createDocuments, type Documents } from './documents';
import { createEditing } from './editing';
import { createFiles } from './files';
import { followFile } from './follow';
import type { Home } from './home';
import { icons } from './icons';
import { builtUp, untilNothingRuns } from './leaving';
import { leave } from './left';
import { followWithin, goTo, Links } from './links';
import { Notice } from './notice';
import { Palette } from './palette';
import { Saves } from './saving';
import { Search } from './search';
import { Status } from './status';
import { followSystemTheme } from './theme';

const NARROW = window.matchMedia('(max-width: 760px)');

interface Equipment {
  assist: Assist;
  search: Search;
}

/** The page: files beside one notebook, what it says above it. */
export class Page implements Desk {
  readonly editing = createEditing(new Links((path, place) => void this.follow(path, place)));
  readonly documents: Documents;
  panel: NotebookPanel | undefined;
  assist: Assist | undefined;
  search: Search | undefined;
  private readonly equipped = new WeakMap<NotebookPanel, Equipment>();
  private readonly commands: CommandRegistry;
  private readonly palette: Palette;
  private readonly status: Status;
  private readonly notice: Notice;
  private readonly files: FileBrowser;
  private readonly middle = new SplitPanel({ orientation: 'horizontal', spacing: 1 });
  private readonly main = new BoxPanel({ direction: 'top-to-bottom', spacing: 0 });

  /** A page whose kernels and files are there. */
  constructor(private readonly home: Home) {
    followSystemTheme();
    this.documents = createDocuments(this.editing, home);
    this.commands = createCommands(this, home.commands);
    this.palette = new Palette(this.commands);
    this.status = new Status(home);
    this.notice = new Notice(home);
    this.files = createFiles(this.documents, path => this.open(path));
    this.documents.opened.connect((_, panel) => this.show(panel));
    document.addEventListener('keydown', event => this.commands.processKeydownEvent(event), true);
    window.addEventListener('popstate', () => this.openAddressed());
    window.addEventListener('resize', () => this.root.update());
    window.addEventListener('beforeunload', event => {
      if (this.panel?.model?.dirty) {
        event.preventDefault();
        void this.panel.context.save();
      }
    });
    if (home.kernelsStay) {
      window.addEventListener('pagehide', () => this.panels().forEach(leave));
    }
    this.layOut();
  }

  private readonly root = new BoxPanel({ direction: 'top-to-bottom', spacing: 0 });

  private layOut(): void {
    const header = new Widget({ node: document.createElement('header') });
    header.addClass('elara-header');
    header.node.append(this.button('Files', 'application:toggle-left-area'));
    const name = document.createElement('h1');
    name.textContent = 'Elara';
    header.node.append(name, this.button('New notebook', 'notebook:create-new'));
    header.node.append(this.button('Commands', 'apputils:activate-command-palette'));
    this.home.commands
      .filter(({ inHeader }) => inHeader)
      .forEach(({ id, label }) => {
        const button = this.button(label, id);
        button.className = 'elara-own';
        header.node.append(button);
      });

    const notice = new Widget({ node: this.notice.node });
    this.main.node.setAttribute('role', 'main');
    this.main.addWidget(this.welcome());
    this.middle.addWidget(this.files);
    this.middle.addWidget(this.main);
    this.middle.setRelativeSizes([1, 4]);
    this.root.id = 'elara';
    this.root.addWidget(header);
    this.root.addWidget(notice);
    this.root.addWidget(this.middle);
    BoxPanel.setStretch(this.middle, 1);
    BoxPanel.setStretch(header, 0);
    BoxPanel.setStretch(notice, 0);
    Widget.attach(this.root, document.body);
    Widget.attach(this.status, header.node);
    if (NARROW.matches && this.home.addressed()) {
      this.files.hide();
    }
    NARROW.addEventListener('change', () => this.files.setHidden(NARROW.matches && !!this.panel));
  }

  private button(label: string, command: string): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', () => void this.commands.execute(command));
    return button;
  }

  private welcome(): Widget {
    const welcome = new Widget();
    welcome.addClass('elara-welcome');
    welcome.node.innerHTML =
      '<h2>Java notebooks</h2><p>Open a notebook from the list of files, or begin a new one.</p>';
    return welcome;
  }

  async start(): Promise<void> {
    await this.documents.services.kernelspecs.ready;
    this.openAddressed();
  }

  private openAddressed(): void {
    const path = this.home.addressed();
    if (path) {
      this.documents.manager.openOrReveal(path);
      void this.files.model.cd(`/${PathExt.dirname(path)}`);
      this.goTo(this.home.addressedPlace());
    }
  }

  private goTo(place: string): void {
    if (place && this.panel) {
      void goTo(this.panel, place);
    }
  }

  /** Goes where a link in a notebook leads. */
  private async follow(path: string, place: string): Promise<void> {
    const { contents } = this.documents.services;
    const file = await contents.get(path, { content: false }).catch(() => undefined);
    if (!file) {
      this.notice.say(`There is no file "${path}".`);
    } else if (file.type === 'directory') {
      this.files.show();
      await this.files.model.cd(`/${path}`);
    } else {
      this.open(path);
      this.goTo(path.endsWith('.ipynb') ? place : '');
    }
  }

  private open(path: string): void {
    if (path.endsWith('.ipynb')) {
      this.documents.manager.openOrReveal(path);
    } else {
      this.home.show(path);
    }
  }

  download(path: string): void {
    this.home.download(path);
  }

  private show(panel: NotebookPanel): void {
    if (panel === this.panel) {
      return;
    }
    const before = this.panel;
    this.panel = panel;
    if (before) {
      before.hide();
      void this.leave(before);
    } else {
      this.main.widgets.forEach(widget => widget.close());
    }
    panel.show();
    const { assist, search } = this.equipped.get(panel) ?? this.equip(panel);
    this.assist = assist;
    this.search = search;
    this.status.show_(panel);
    this.notice.watch(panel);
    this.main.addWidget(panel);
    BoxPanel.setStretch(panel, 1);
    this.nameAddress(panel);
    if (NARROW.matches) {
      this.files.hide();
    }
    void panel.context.ready.then(() => panel.content.activate());
    void this.resume(panel);
  }

  /** The notebook that is shown, and those whose cells still run. */
  private panels(): NotebookPanel[] {
    return this.main.widgets.filter(widget => widget instanceof NotebookPanel);
  }

  /** Closes a notebook that is shown no more when its cells have run, unless it is shown again. */
  private async leave(panel: NotebookPanel): Promise<void> {
    await builtUp(panel);
    const waited = await untilNothingRuns(panel);
    if (waited && panel.model?.dirty && panel.context.contentsModel?.writable) {
      await panel.context.save();
    }
    if (panel !== this.panel && !panel.isDisposed) {
      panel.close();
    }
  }

  /** What a notebook gets once, however often it is shown. */
  private equip(panel: NotebookPanel): Equipment {
    this.fillToolbar(panel);
    // JupyterLab says feed, whose children would have to be articles.
    panel.content.node.querySelector('[role=feed]')?.setAttribute('role', 'group');
    panel.context.pathChanged.connect(() => panel === this.panel && this.nameAddress(panel));
    followFile(panel, this.documents.services.contents, new Saves(panel.context));
    followWithin(panel);
    this.documents.kernels.hearOutAtEnd(panel);
    const equipment = {
      assist: new Assist(panel, this.editing.rendermime),
      search: new Search(panel)
    };
    this.equipped.set(panel, equipment);
    return equipment;
  }

  /** Goes on with what ran when this page was left or loaded again. */
  private async resume(panel: NotebookPanel): Promise<void> {
    await Promise.all([panel.revealed, panel.context.ready, panel.sessionContext.ready]);
    const { cells, since } = this.documents.kernels.resume(panel);
    if (cells[0] && panel === this.panel) {
      this.status.runs(cells[0], since);
    }
    if (await this.documents.kernels.hearOut(panel)) {
      this.notice.tellEnded();
    }
  }

  private nameAddress(panel: NotebookPanel): void {
    const path = panel.context.path;
    document.title = `${path.split('/').pop()} – Elara`;
    const address = this.home.addressOf(path);
    if (path !== this.home.addressed()) {
      history.pushState(null, '', address);
    }
  }

  private fillToolbar(panel: NotebookPanel): void {
    const toolbar = panel.toolbar;
    const add = (name: string, id: keyof typeof icons, label: string): void => {
      toolbar.addItem(
        name,
        new CommandToolbarButton({ commands: this.commands, id, icon: icons[id], label: '', caption: label })
      );
    };
    add('save', 'docmanager:save', 'Save (Ctrl+S)');
    add('insert', 'notebook:insert-cell-below', 'Insert a cell below (B)');
    add('run', 'notebook:run-cell-and-select-next', 'Run this cell (Shift+Enter)');
    add('interrupt', 'notebook:interrupt-kernel', 'Stop (I, I)');
    add('restart', 'notebook:restart-kernel', 'Restart the kernel (0, 0)');
    add('runAll', 'notebook:run-all-cells', 'Run all cells');
    toolbar.addItem('cellType', ToolbarItems.createCellTypeItem(panel));
    toolbar.addItem('spacer', ReactiveToolbar.createSpacerItem());
    add('find', 'documentsearch:start', 'Find (Ctrl+F)');
    add('download', 'docmanager:download', 'Download');
    toolbar.node.setAttribute('aria-label', 'Notebook');
    // JupyterLab's button for what has no room claims a state that buttons without a role have not.
    const pressed = '[aria-label="More commands"][aria-pressed]';
    const correct = (): void =>
      toolbar.node.querySelectorAll(pressed).forEach(button => button.removeAttribute('aria-pressed'));
    const options = { subtree: true, childList: true, attributeFilter: ['aria-pressed'] };
    new MutationObserver(correct).observe(toolbar.node, options);
    correct();
  }

  toggleFiles(): void {
    this.files.setHidden(!this.files.isHidden);
  }

  openPalette(): void {
    this.palette.open();
  }
}
