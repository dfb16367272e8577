import {
  addIcon,
  downloadIcon,
  fastForwardIcon,
  refreshIcon,
  runIcon,
  saveIcon,
  searchIcon,
  stopIcon,
  type LabIcon
} from '@jupyterlab/ui-components';

/** The pictures of the toolbar's commands. */
export const icons = {
  'docmanager:save': saveIcon,
  'docmanager:download': downloadIcon,
  'documentsearch:start': searchIcon,
  'notebook:insert-cell-below': addIcon,
  'notebook:run-cell-and-select-next': runIcon,
  'notebook:run-all-cells': fastForwardIcon,
  'notebook:interrupt-kernel': stopIcon,
  'notebook:restart-kernel': refreshIcon
} satisfies Record<string, LabIcon>;
