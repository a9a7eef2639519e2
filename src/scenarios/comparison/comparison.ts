/** Runs of one workload side by side: what was measured, who is best at what, and what it costs. */
import type { Report } from '../../sim/report.js';
import type { Scenario } from '../../sim/scenario.js';
import type { PartName } from './differences.js';
import { differencesOf } from './differences.js';
import type { ComparedFigure, FigureValue } from './figures.js';
import { comparedFigures } from './figures.js';
import type { Variant } from './variants.js';

/** One strategy, or one scenario, with what became of it under each seed. */
export interface Column {
  readonly name: string;
  /** What was changed about the scenario; nothing where it ran as it is written. */
  readonly changes: Variant['changes'];
  /** In what it is unlike the first column, replication and conflicts aside. */
  readonly unlike: readonly PartName[];
  /** One a seed. */
  readonly runs: readonly ColumnRun[];
}

/** One run of a column. */
export interface ColumnRun {
  readonly seed: string;
  readonly fingerprint: string;
  /** By the names of figures. */
  readonly figures: ReadonlyMap<string, FigureValue>;
}

/** Who stands how, figure by figure. */
export interface Comparison {
  readonly scenario: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** A figure across all columns. */
export interface Row {
  readonly figure: ComparedFigure;
  readonly values: readonly FigureValue[];
  /** Columns that are best, and worst; none where nothing tells them apart or neither way is better. */
  readonly best: readonly number[];
  readonly worst: readonly number[];
}

/** What stands out about one column, headline figures only. */
export interface Standing {
  readonly column: number;
  readonly gains: readonly Mark[];
  readonly costs: readonly Mark[];
}

/** A figure by which a column stands out, and the other end of its row. */
export interface Mark {
  readonly figure: ComparedFigure;
  readonly value: FigureValue;
  readonly against: FigureValue;
}

/** A scenario that ran, and its report. */
export interface RanVariant extends Variant {
  readonly scenario: Scenario;
  readonly report: Report;
}

/** Puts finished runs side by side; there is at least one. */
export function compareRuns(ran: readonly RanVariant[]): Comparison {
  const [first] = ran;
  const columns = ran.map(({ name, changes, scenario, report }) => ({
    name,
    changes,
    unlike: differencesOf(first.scenario, scenario),
    runs: [
      {
        seed: report.seed,
        fingerprint: report.fingerprint,
        figures: new Map(comparedFigures.map((figure) => [figure.name, figure.read(report)])),
      },
    ],
  }));
  const rows = comparedFigures.map((figure) =>
    rank(figure, columns.map(({ runs: [{ figures }] }) => figures.get(figure.name) ?? null)),
  );
  return { scenario: first.scenario.name, columns, rows };
}

/** What each column is best and worst at. */
export function standingsOf({ columns, rows }: Comparison): readonly Standing[] {
  const telling = rows.filter((row) => row.best.length > 0 && (row.figure.isHeadline || breaksTie(row, rows)));
  return columns.map((_, column) => {
    const gains = telling.filter(({ best }) => best.includes(column));
    const costs = telling.filter(({ worst }) => worst.includes(column));
    return {
      column,
      gains: gains.map((row) => markOf(row, column, row.worst)),
      costs: costs.map((row) => markOf(row, column, row.best)),
    };
  });
}

/** Whether it is the tail of a median that some columns share, and tells two of those apart. */
function breaksTie({ figure, values }: Row, rows: readonly Row[]): boolean {
  if (!figure.name.endsWith('.p99')) return false;
  const median = rows.find((row) => row.figure.name === figure.name.replace(/p99$/, 'p50'));
  if (median === undefined) return false;
  const isTold = (one: FigureValue, other: FigureValue): boolean => one !== null && other !== null;
  return values.some((tail, i) =>
    values.slice(0, i).some((other, j) => {
      const [here, there] = [median.values[i], median.values[j]];
      if (!isTold(tail, other) || !isTold(here, there)) return false;
      return isSame(median.figure, Number(here), Number(there)) && !isSame(figure, Number(tail), Number(other));
    }),
  );
}

/** Percentiles are known to one percent: what lies closer together is the same. */
const durationError = 0.01;

function rank(figure: ComparedFigure, values: readonly FigureValue[]): Row {
  const known = values.flatMap((value) => (value === null ? [] : [Number(value)]));
  const none: Row = { figure, values, best: [], worst: [] };
  if (figure.better === null || known.length < 2) return none;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const [good, bad] = figure.better === 'less' ? [least, most] : [most, least];
  if (isSame(figure, good, bad)) return none;
  const columnsAt = (wanted: number): readonly number[] =>
    values.flatMap((value, i) => (value !== null && isSame(figure, Number(value), wanted) ? [i] : []));
  return { figure, values, best: columnsAt(good), worst: columnsAt(bad) };
}

function isSame({ unit }: ComparedFigure, a: number, b: number): boolean {
  if (unit !== 'duration') return a === b;
  return Math.abs(a - b) <= durationError * Math.max(a, b);
}

function markOf({ figure, values }: Row, column: number, others: readonly number[]): Mark {
  return { figure, value: values[column], against: values[others[0]] };
}
