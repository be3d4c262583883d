/** Joins blocks of Markdown. Leaves out empty ones. */
export function blocks(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n');
}

/** A table, or nothing if it has no rows. Leaves out columns that are empty in each row. */
export function table(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const isUsed = (_: string, column: number) => rows.some((row) => row[column]);
  const lines = [headers, headers.map(() => '---'), ...rows].map((cells) => {
    const line = cells
      .filter(isUsed)
      .map((cell) => cell.replace(/\s+/g, ' ').replace(/\|/g, '\\|'));
    return `| ${line.join(' | ')} |`;
  });
  return lines.join('\n');
}

/** Text in the font of code, or nothing if it is empty. */
export function code(text: string): string {
  return text && `\`${text}\``;
}

/** A block of TypeScript, or nothing if it is empty. */
export function codeBlock(text: string): string {
  return text && `\`\`\`ts\n${text}\n\`\`\``;
}
