/** All tables of keys as text, for whoever reads about them away from the terminal. */
import type { ListedTable } from './every-table.js';

/** One paragraph a table: its title, then a line a key. */
export function listKeys(tables: readonly ListedTable[]): string {
  return tables.map(listTable).join('\n');
}

/** What the names of keys in the tables mean to somebody who looks at a keyboard. */
const shownNames: ReadonlyMap<string, string> = new Map([
  ['escape', 'esc'],
  ['return', 'enter'],
  ['page-up', 'page up'],
  ['page-down', 'page down'],
]);

function listTable({ title, bindings }: ListedTable): string {
  const lines = bindings.map(({ keys, about }) => [keys.map((key) => shownNames.get(key) ?? key).join(', '), about] as const);
  const width = Math.max(...lines.map(([names]) => names.length));
  return `${title}\n${lines.map(([names, about]) => `  ${names.padEnd(width)}  ${about}\n`).join('')}`;
}
