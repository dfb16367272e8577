/**
 * How a cell looks; a page changes it by `::part(button)`, `::part(output)`, the variables and its
 * `color-scheme`. Nothing else of the page's style comes in.
 */
export const STYLE = `
:host {
  all: initial;
  color-scheme: inherit;
  display: block;
  margin: 1em 0;
  border: 1px solid var(--elara-border, light-dark(#8a8a8a, #767676));
  border-radius: 4px;
  background: var(--elara-background, light-dark(#fff, #1b1c1f));
  color: var(--elara-color, light-dark(#1a1a1a, #e4e4e4));
  font: var(--elara-font, 14px/1.5 ui-monospace, monospace);
}
:host([hidden]) { display: none; }
.cm-editor, .cm-editor .cm-scroller { font: inherit; }
.cm-editor .cm-content { caret-color: currentColor; }
.cm-editor .cm-matchingBracket { outline: 1px solid currentColor; background: none; }
.bar { display: flex; gap: 0.8em; align-items: center; padding: 4px 8px; }
.bar, .output { border-top: 1px solid light-dark(#d0d0d0, #45474c); }
button { min-height: 28px; padding: 2px 14px; font: inherit; cursor: pointer; }
input { font: inherit; margin-inline-start: 0.5em; }
[role=status] { color: light-dark(#555, #b0b0b0); font-size: 0.9em; }
.output { padding: 4px 8px; overflow: auto; max-height: 60vh; }
.output:empty { display: none; }
.output table { border-collapse: collapse; }
.output :is(td, th) { border: 1px solid light-dark(#d0d0d0, #45474c); padding: 2px 8px; }
.output :is(img, svg) { max-width: 100%; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
.error, .stderr { color: light-dark(#a3161c, #ff9a94); }
`;
