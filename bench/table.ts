/** The cells of a row. */
export type Row = readonly (string | number)[];

/** A Markdown table. The first row is the head. */
export function table([head = [], ...rows]: readonly Row[]): string {
  const line = (cells: Row): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
