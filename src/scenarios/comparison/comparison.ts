/** Runs of one workload side by side: what was measured, who is best at what, and what it costs. */
import type { Report } from '../../sim/report.js';
import type { Scenario } from '../../sim/scenario.js';
import type { PartName } from './differences.js';
import { meanInterval, shareInterval } from '../statistics/interval.js';
import type { MeanInterval } from '../statistics/interval.js';
import { differencesOf } from './differences.js';
import type { ComparedFigure, FigureValue } from './figures.js';
import { comparedFigures } from './figures.js';
import { pairColumns, turnAround } from './paired.js';
import type { Measured, PairedDifference } from './paired.js';
import { rankRow, tells } from './ranking.js';
import type { Row } from './ranking.js';
import type { Variant } from './variants.js';

/** One strategy, or one scenario, with what became of it under each seed. */
export interface Column {
  readonly name: string;
  /** What was changed about the scenario; nothing where it ran as it is written. */
  readonly changes: Variant['changes'];
  /** In what it is unlike the baseline, replication and conflicts aside. */
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
  /** The column that the others are held against. */
  readonly baseline: number;
  readonly rows: readonly Row[];
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

/** A scenario that ran under each seed. */
export interface RanColumn extends Variant {
  readonly scenario: Scenario;
  readonly runs: readonly ColumnRun[];
}

/** Puts finished runs under one seed side by side; there is at least one. */
export function compareRuns(ran: readonly RanVariant[]): Comparison {
  return compareColumns(
    ran.map((variant) => ({ ...variant, runs: [runOf(variant.report)] })),
    0,
  );
}

/** Puts columns side by side that all ran under the same seeds, in the same order; there is at least one. */
export function compareColumns(ran: readonly RanColumn[], baseline: number): Comparison {
  const columns = ran.map(({ name, changes, scenario, runs }) => ({
    name,
    changes,
    unlike: differencesOf(ran[baseline].scenario, scenario),
    runs,
  }));
  const measured = columns.map(({ runs }) =>
    comparedFigures.map((figure) => {
      return { figure, values: runs.map(({ figures }) => figures.get(figure.name) ?? null) };
    }),
  );
  const pairs = pairAll(measured);
  const rows = comparedFigures.map((figure, i) =>
    rankRow({
      figure,
      values: measured.map((column) => valueOf(column[i])),
      paired: pairs.map((others) => others.map((figures) => figures?.[i] ?? null)),
    }),
  );
  return { scenario: ran[0].scenario.name, columns, baseline, rows };
}

/** A column's figure over all seeds: the mean, or of truths the share; null where no run tells it. */
export function summaryOf({ runs }: Column, { name, unit }: ComparedFigure): MeanInterval | null {
  const known = runs.flatMap(({ figures }) => {
    const value = figures.get(name) ?? null;
    return value === null ? [] : [Number(value)];
  });
  if (known.length === 0) return null;
  if (unit !== 'truth') return meanInterval(known);
  return shareInterval(known.filter((value) => value === 1).length, known.length);
}

/** What each column is best and worst at. */
export function standingsOf({ columns, rows }: Comparison): readonly Standing[] {
  const telling = rows.filter(
    (row) => row.best.length > 0 && (row.figure.isHeadline || breaksTie(row, rows)),
  );
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
function breaksTie(row: Row, rows: readonly Row[]): boolean {
  if (!row.figure.name.endsWith('.p99')) return false;
  const median = rows.find(({ figure }) => figure.name === row.figure.name.replace(/p99$/, 'p50'));
  if (median === undefined) return false;
  return row.values.some((_, i) =>
    row.values.some((__, j) => j < i && tells(median, i, j) === 'alike' && tells(row, i, j) === 'apart'),
  );
}

function runOf(report: Report): ColumnRun {
  return {
    seed: report.seed,
    fingerprint: report.fingerprint,
    figures: new Map(comparedFigures.map((figure) => [figure.name, figure.read(report)])),
  };
}

/** By figure; null of a column and itself. */
type Pairing = readonly PairedDifference[] | null;

/** Every column against every other; nulls under one seed. */
function pairAll(measured: readonly (readonly Measured[])[]): readonly (readonly Pairing[])[] {
  const isOne = measured[0][0].values.length < 2;
  const pairs: Pairing[][] = measured.map(() => measured.map(() => null));
  if (isOne) return pairs;
  measured.forEach((one, i) => {
    for (let j = 0; j < i; j++) {
      const found = pairColumns(one, measured[j]);
      pairs[i][j] = found;
      pairs[j][i] = found.map(turnAround);
    }
  });
  return pairs;
}

/** One seed's value as it is; the mean of several. */
function valueOf({ values }: Measured): FigureValue {
  if (values.length === 1) return values[0];
  const known = values.flatMap((value) => (value === null ? [] : [Number(value)]));
  return known.length === 0 ? null : meanInterval(known).mean;
}

function markOf({ figure, values }: Row, column: number, others: readonly number[]): Mark {
  return { figure, value: values[column], against: values[others[0]] };
}
