/** Paragraphs and tables for a terminal of 80 columns. */

/** The width that every line keeps within, as long as its words allow. */
export const textColumns = 80;

/** Lines of at most {@link textColumns}, the first after `label`, the rest below its text. */
export function labelled(label: string, text: string, labelColumns: number): string[] {
  const indent = ' '.repeat(labelColumns);
  const lines = wrap(text, textColumns - labelColumns);
  return lines.map((line, index) => `${index === 0 ? label.padEnd(labelColumns) : indent}${line}`);
}

/** Breaks text at spaces; a word longer than the width stays whole. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length > columns && line !== '') lines.push(line);
    line = longer.length > columns ? word : longer;
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** Rows with their cells padded to the widest of each column, two spaces apart. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows.map((row) => formatRow(row, widths));
}

function formatRow(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join('  ')
    .trimEnd();
}
