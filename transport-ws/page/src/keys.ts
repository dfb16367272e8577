import type { CommandRegistry } from '@lumino/commands';

const NOTEBOOK = '.jp-Notebook';
const COMMAND_MODE = '.jp-Notebook.jp-mod-commandMode:not(.jp-mod-readWrite) :focus:not(:read-write)';
/** Where Enter does nothing of its own. */
const ON_CELL = `${COMMAND_MODE}:not(a):not(button):not(summary)`;
const EDIT_MODE = '.jp-Notebook.jp-mod-editMode';

function bind(
  command: string,
  keys: string[],
  selector: string
): CommandRegistry.IKeyBindingOptions {
  return { command, keys, selector };
}

/** JupyterLab's keys. */
export const KEYS: CommandRegistry.IKeyBindingOptions[] = [
  bind('docmanager:save', ['Accel S'], 'body'),
  bind('apputils:activate-command-palette', ['Accel Shift C'], 'body'),
  bind('application:toggle-left-area', ['Accel B'], 'body'),
  bind('documentsearch:start', ['Accel F'], 'body'),
  bind('documentsearch:end', ['Escape'], '.elara-search'),
  bind('documentsearch:highlightNext', ['Accel G'], 'body'),
  bind('documentsearch:highlightPrevious', ['Accel Shift G'], 'body'),

  bind('notebook:run-cell-and-select-next', ['Shift Enter'], NOTEBOOK),
  bind('notebook:run-cell', ['Accel Enter'], NOTEBOOK),
  bind('notebook:run-cell-and-insert-below', ['Alt Enter'], NOTEBOOK),

  bind('completer:invoke-notebook', ['Tab'], `${EDIT_MODE} .jp-mod-completer-enabled`),
  bind('completer:select-notebook', ['Enter'], `${NOTEBOOK} .jp-mod-completer-active`),
  bind('tooltip:launch-notebook', ['Shift Tab'], `${EDIT_MODE} .jp-InputArea-editor`),
  bind('tooltip:dismiss', ['Escape'], 'body.jp-mod-tooltip .jp-Notebook'),
  bind('notebook:split-cell-at-cursor', ['Ctrl Shift -'], EDIT_MODE),
  bind('notebook:enter-command-mode', ['Escape'], EDIT_MODE),
  bind('notebook:enter-command-mode', ['Ctrl M'], EDIT_MODE),

  bind('notebook:enter-edit-mode', ['Enter'], ON_CELL),
  bind('notebook:insert-cell-above', ['A'], COMMAND_MODE),
  bind('notebook:insert-cell-below', ['B'], COMMAND_MODE),
  bind('notebook:cut-cell', ['X'], COMMAND_MODE),
  bind('notebook:copy-cell', ['C'], COMMAND_MODE),
  bind('notebook:paste-cell-below', ['V'], COMMAND_MODE),
  bind('notebook:delete-cell', ['D', 'D'], COMMAND_MODE),
  bind('notebook:undo-cell-action', ['Z'], COMMAND_MODE),
  bind('notebook:redo-cell-action', ['Shift Z'], COMMAND_MODE),
  bind('notebook:merge-cells', ['Shift M'], COMMAND_MODE),
  bind('notebook:change-cell-to-code', ['Y'], COMMAND_MODE),
  bind('notebook:change-cell-to-markdown', ['M'], COMMAND_MODE),
  bind('notebook:change-cell-to-raw', ['R'], COMMAND_MODE),
  bind('notebook:move-cursor-up', ['ArrowUp'], COMMAND_MODE),
  bind('notebook:move-cursor-up', ['K'], COMMAND_MODE),
  bind('notebook:move-cursor-down', ['ArrowDown'], COMMAND_MODE),
  bind('notebook:move-cursor-down', ['J'], COMMAND_MODE),
  bind('notebook:extend-marked-cells-above', ['Shift ArrowUp'], COMMAND_MODE),
  bind('notebook:extend-marked-cells-below', ['Shift ArrowDown'], COMMAND_MODE),
  bind('notebook:move-cell-up', ['Ctrl Shift ArrowUp'], COMMAND_MODE),
  bind('notebook:move-cell-down', ['Ctrl Shift ArrowDown'], COMMAND_MODE),
  bind('notebook:select-all', ['Accel A'], COMMAND_MODE),
  bind('notebook:toggle-all-cell-line-numbers', ['Shift L'], COMMAND_MODE),
  bind('notebook:toggle-output', ['O'], COMMAND_MODE),
  bind('notebook:interrupt-kernel', ['I', 'I'], COMMAND_MODE),
  bind('notebook:restart-kernel', ['0', '0'], COMMAND_MODE)
];
