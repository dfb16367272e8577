// The figures as Markdown, with what they should be beside them.

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
const millis = (time) => `${time < 10 ? time.toFixed(1) : Math.round(time)} ms`;
const ratio = (a, b) => (b > 0 ? (a / b).toFixed(2) : '–');

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line), ''].join('\n');
}

export function bytesTable({ elara, pyodide, all }) {
  return table(
    ['bytes', 'Elara', 'Pyodide', 'ratio', 'target'],
    [
      ...['gzip', 'brotli'].map((kind) => [
        `until the first 1 + 1, ${kind}`,
        megabytes(elara[kind]),
        megabytes(pyodide[kind]),
        ratio(elara[kind], pyodide[kind]),
        kind === 'gzip' ? 'at most 3.2 MB' : '',
      ]),
      ['all of the site, gzip', megabytes(all), '', '', ''],
    ],
  );
}

export function loadTable({ elara, pyodide }) {
  const row = (kind, when, name, target) => [
    `${name}, ${kind}`,
    millis(elara[kind][when]),
    millis(pyodide[kind][when]),
    ratio(elara[kind][when], pyodide[kind][when]),
    target,
  ];
  return table(
    ['load', 'Elara', 'Pyodide', 'ratio', 'target'],
    ['cold', 'warm'].flatMap((kind) => [
      row(kind, 'ready', 'ready', ''),
      row(kind, 'first', 'first 1 + 1', 'at most 0.7 × Pyodide'),
    ]),
  );
}

export function workTable({ rows, memory }) {
  return [
    table(
      ['work', 'Elara', 'Pyodide', 'JavaScript', '÷ Pyodide', '÷ JavaScript', 'target'],
      rows.map(({ row, target, times }) => [
        row,
        millis(times.elara),
        millis(times.pyodide),
        millis(times.javascript),
        ratio(times.elara, times.pyodide),
        ratio(times.elara, times.javascript),
        target,
      ]),
    ),
    table(
      ['memory after all this', 'Elara', 'Pyodide', 'JavaScript'],
      [['', megabytes(memory.elara), megabytes(memory.pyodide), megabytes(memory.javascript)]],
    ),
  ].join('\n');
}
