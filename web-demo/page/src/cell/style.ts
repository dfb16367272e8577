/** How a cell looks; a page changes it by `::part(button)`, `::part(output)` and the variables. */
export const STYLE = `
:host {
  display: block;
  margin: 1em 0;
  border: 1px solid var(--elara-border, #8a8a8a);
  border-radius: 4px;
  background: var(--elara-background, #fff);
  color: var(--elara-color, #1a1a1a);
  font: var(--elara-font, 14px/1.5 ui-monospace, monospace);
}
.cm-editor { font: inherit; }
.cm-editor .cm-scroller { font: inherit; }
.bar { display: flex; gap: 0.8em; align-items: center; padding: 4px 8px; border-top: 1px solid #d0d0d0; }
button { min-height: 28px; padding: 2px 14px; font: inherit; cursor: pointer; }
[role=status] { color: #555; font-size: 0.9em; }
.output:empty { display: none; }
.output { padding: 4px 8px; border-top: 1px solid #d0d0d0; overflow: auto; max-height: 60vh; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
.error, .stderr { color: #a3161c; }
`;
