/** A line of a resolver's files as a card shows it. */
import { excerpt } from '../../input-issues.js';
import { printable } from '../../printable.js';
import { cutLine, paragraph } from './card-lines.js';
import type { SourcePlace } from './shown-check.js';

/** `file:line:column`, as terminals and editors open it. */
export function placeWords({ file, line, column }: SourcePlace): string {
  return `${printable(file)}:${line}:${column}`;
}

/** The place with a word before it, the line, and a caret below. */
export function sourceLines(label: string, place: SourcePlace | null): readonly string[] {
  if (place === null) return [];
  const shown = excerpt(place.text, place.column) ?? '';
  const lines = shown === '' ? [] : shown.split('\n').map((line) => cutLine(`  ${line}`));
  return [...paragraph(`${label} ${placeWords(place)}`, 2), ...lines];
}
