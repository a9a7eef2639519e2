/** Who is best at a figure, and who worst. */
import type { ComparedFigure, FigureValue } from './figures.js';
import { isSame } from './paired.js';
import type { PairedDifference } from './paired.js';

/** A figure across all columns. */
export interface Row {
  readonly figure: ComparedFigure;
  /** One a column; under several seeds the mean of those that tell, of truths the share that is true. */
  readonly values: readonly FigureValue[];
  /** Columns that are best, and worst; none where nothing tells them apart or neither way is better. */
  readonly best: readonly number[];
  readonly worst: readonly number[];
  /** By column, and the column it is held against; null for one against itself, and all under one seed. */
  readonly paired: readonly (readonly (PairedDifference | null)[])[];
}

/**
 * Ranks the columns of a row. The best is the one with the best value, and whoever cannot be told from
 * it; the worst are told from the best, and not from the last of those.
 */
export function rankRow(row: Pick<Row, 'figure' | 'values' | 'paired'>): Row {
  const { figure, values } = row;
  const none: Row = { ...row, best: [], worst: [] };
  const known = values.flatMap((value, column) =>
    value === null ? [] : [{ column, value: Number(value) }],
  );
  if (figure.better === null || known.length < 2) return none;
  const sign = figure.better === 'less' ? 1 : -1;
  known.sort((a, b) => sign * (a.value - b.value) || a.column - b.column);
  const [{ column: best }] = known;
  const behind = known
    .filter(({ column }) => tells(row, column, best) === 'apart')
    .map(({ column }) => column);
  if (behind.length === 0) return none;
  const last = behind[behind.length - 1];
  return {
    ...row,
    best: columnsOf(values, (column) => tells(row, column, best) === 'alike'),
    worst: columnsOf(values, (column) => behind.includes(column) && tells(row, column, last) === 'alike'),
  };
}

/** Whether two columns are told apart: by their intervals where there are several seeds. */
export function tells(
  { figure, values, paired }: Pick<Row, 'figure' | 'values' | 'paired'>,
  one: number,
  other: number,
): 'apart' | 'alike' | 'unknown' {
  const [here, there] = [values[one], values[other]];
  if (one === other) return 'alike';
  if (here === null || there === null) return 'unknown';
  const pair = paired[one][other];
  if (pair === null) return isSame(figure, Number(here), Number(there)) ? 'alike' : 'apart';
  if (pair.finding === 'shown') return 'apart';
  return pair.pairs < 2 ? 'unknown' : 'alike';
}

function columnsOf(
  values: readonly FigureValue[],
  isWanted: (column: number) => boolean,
): readonly number[] {
  return values.flatMap((_, column) => (isWanted(column) ? [column] : []));
}
