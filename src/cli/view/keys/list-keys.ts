/** All tables of keys as text, for whoever reads about them away from the terminal. */
import type { ListedTable } from './every-table.js';
import { namesOfKeys } from './key-table.js';

/** One paragraph a table: its title, then a line a key. */
export function listKeys(tables: readonly ListedTable[]): string {
  return tables.map(listTable).join('\n');
}

function listTable({ title, bindings }: ListedTable): string {
  const lines = bindings.map(({ keys, about }) => [namesOfKeys(keys).join(', '), about] as const);
  const width = Math.max(...lines.map(([names]) => names.length));
  return `${title}\n${lines.map(([names, about]) => `  ${names.padEnd(width)}  ${about}\n`).join('')}`;
}
