/** The figures of BENCHMARKS.md that the home page shows. */
export interface Figures {
  readonly requests: string;
  readonly late: string;
  readonly busy: string;
  readonly size: string;
}

/**
 * @param benchmarks - The text of BENCHMARKS.md
 * @throws {Error} If a figure is missing
 */
export function figuresIn(benchmarks: string): Figures {
  const office = benchmarks.slice(benchmarks.indexOf('### Office'));
  const [, requests = '', late = ''] = cellsOf(office, 'ratio');
  const [, busy = ''] = cellsOf(benchmarks, '300 dots, one a line');
  const [, size = ''] = cellsOf(benchmarks, 'index.js');
  return { requests, late, busy, size: `${(Number(size) / 1000).toFixed(0)} kB` };
}

/** The cells after the first one of a row of a Markdown table. */
function cellsOf(text: string, row: string): string[] {
  const line = text.split('\n').find((line) => line.startsWith(`| ${row} `));
  if (!line) throw new Error(`BENCHMARKS.md has no row "${row}".`);
  return line
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim());
}
