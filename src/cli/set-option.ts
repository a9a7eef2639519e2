/** The `--set` that several commands take. */
import { InvalidArgumentError } from 'commander';
import type { Override } from './run-request.js';

/** Reads one `--set path=value` after others. */
export function addOverride(text: string, previous: readonly Override[] = []): readonly Override[] {
  const cut = text.indexOf('=');
  if (cut < 1) {
    throw new InvalidArgumentError('Write path=value, such as conflicts.resolve=fww.');
  }
  return [...previous, { path: text.slice(0, cut), value: text.slice(cut + 1) }];
}
