/** A comparison as comma-separated values: one line a run, for whoever wants to look at it otherwise. */
import { comparedFigures } from '../../../scenarios/index.js';
import type { FigureValue } from '../../../scenarios/index.js';
import { printable } from '../../printable.js';
import type { ShownComparison } from './words.js';

/**
 * Column, seed and fingerprint, then every figure by its name: durations in milliseconds, sizes in
 * bytes, shares of 1; nothing where the run does not tell.
 *
 * @see RFC 4180, but for line breaks, which are those of text files
 */
export function renderComparisonCsv({ comparison: { columns } }: ShownComparison): string {
  const header = ['column', 'seed', 'fingerprint', ...comparedFigures.map(({ name }) => name)];
  const lines = columns.flatMap(({ name, runs }) =>
    runs.map(({ seed, fingerprint, figures }) => [
      name, seed, fingerprint,
      ...comparedFigures.map((figure) => cellOf(figures.get(figure.name) ?? null)),
    ]),
  );
  return [header, ...lines].map((cells) => `${cells.map(quote).join(',')}\n`).join('');
}

function cellOf(value: FigureValue): string {
  return value === null ? '' : String(value);
}

function quote(cell: string): string {
  const text = printable(cell);
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
