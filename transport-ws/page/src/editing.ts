import { java } from '@codemirror/lang-java';
import { EditorView } from '@codemirror/view';
import type { IEditorServices } from '@jupyterlab/codeeditor';
import {
  CodeMirrorEditorFactory,
  CodeMirrorMimeTypeService,
  EditorExtensionRegistry,
  EditorLanguageRegistry,
  EditorThemeRegistry,
  ybinding
} from '@jupyterlab/codemirror';
import { PageConfig } from '@jupyterlab/coreutils';
import { createMarkdownParser } from '@jupyterlab/markedparser-extension';
import { NotebookPanel } from '@jupyterlab/notebook';
import { RenderMimeRegistry, type IRenderMime } from '@jupyterlab/rendermime';
import { rendererFactories } from './text';

/** What cells are edited with and how their outputs are drawn. */
export interface Editing {
  services: IEditorServices;
  languages: EditorLanguageRegistry;
  rendermime: RenderMimeRegistry;
  contentFactory: NotebookPanel.ContentFactory;
}

export function createEditing(linkHandler: IRenderMime.ILinkHandler): Editing {
  const languages = createLanguages();
  const extensions = createExtensions();
  const factory = new CodeMirrorEditorFactory({ languages, extensions });
  return {
    services: { factoryService: factory, mimeTypeService: new CodeMirrorMimeTypeService(languages) },
    languages,
    rendermime: new RenderMimeRegistry({
      initialFactories: rendererFactories,
      linkHandler,
      latexTypesetter: new LazyMathJax(),
      markdownParser: createMarkdownParser(languages, { blocks: [] })
    }),
    contentFactory: new NotebookPanel.ContentFactory({
      editorFactory: factory.newInlineEditor
    })
  };
}

function createLanguages(): EditorLanguageRegistry {
  const languages = new EditorLanguageRegistry();
  EditorLanguageRegistry.getDefaultLanguages()
    .filter(language => language.name.toLowerCase() !== 'java')
    .forEach(language => languages.addLanguage(language));
  languages.addLanguage({
    name: 'Java',
    displayName: 'Java',
    mime: ['text/x-java', 'text/x-java-source'],
    extensions: ['java', 'jsh'],
    support: java()
  });
  return languages;
}

function createExtensions(): EditorExtensionRegistry {
  const themes = new EditorThemeRegistry();
  EditorThemeRegistry.getDefaultThemes().forEach(theme => themes.addTheme(theme));
  const extensions = new EditorExtensionRegistry();
  EditorExtensionRegistry.getDefaultExtensions({ themes }).forEach(extension =>
    extensions.addExtension(extension)
  );
  extensions.addExtension({
    name: 'accessible-name',
    factory: () =>
      EditorExtensionRegistry.createImmutableExtension(
        EditorView.contentAttributes.of({ 'aria-label': 'Cell' })
      )
  });
  extensions.addExtension({
    name: 'shared-model-binding',
    factory: options =>
      EditorExtensionRegistry.createImmutableExtension(
        ybinding({
          ytext: (options.model.sharedModel as unknown as { ysource: YText }).ysource,
          undoManager:
            (options.model.sharedModel as unknown as { undoManager?: UndoManager }).undoManager ??
            undefined
        })
      )
  });
  return extensions;
}

type YText = Parameters<typeof ybinding>[0]['ytext'];
type UndoManager = NonNullable<Parameters<typeof ybinding>[0]['undoManager']>;

/** MathJax is large and most notebooks have no formula: it is loaded with the first one. */
class LazyMathJax implements IRenderMime.ILatexTypesetter {
  private loaded: Promise<IRenderMime.ILatexTypesetter> | undefined;

  typeset(host: HTMLElement): void {
    if (!/\$|\\\(|\\\[|\\begin/.test(host.textContent ?? '')) {
      return;
    }
    this.loaded ??= import('@jupyterlab/mathjax-extension').then(
      module => new module.MathJaxTypesetter()
    );
    void this.loaded.then(mathJax => mathJax.typeset(host));
  }
}

/** The base address of the server, ending in a slash. */
export function baseUrl(): string {
  return PageConfig.getBaseUrl();
}
