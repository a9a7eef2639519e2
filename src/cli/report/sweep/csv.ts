/** A sweep as CSV: a row a point and metric, or a row a run. */
import type { FigureValue } from '../../../scenarios/index.js';
import type { Sweep } from '../../../scenarios/sweep/sweep.js';
import { unitWords } from './unit-words.js';

/** One row a point and metric; truths are shares of the runs that tell, durations are in milliseconds. */
export function renderSweepCsv({ axes, metrics, points }: Sweep): string {
  const header = [...axes.map(({ path }) => path), 'metric', 'unit', 'mean', 'low', 'high', 'min', 'max', 'count', 'unknown'];
  const rows = points.flatMap(({ values, summaries }) =>
    summaries.map(({ mean, interval, min, max, count, unknown }, i) => [
      ...values,
      metrics[i].name,
      unitWords[metrics[i].unit],
      ...[mean, interval?.low ?? null, interval?.high ?? null, min, max].map(cellOf),
      String(count),
      String(unknown),
    ]),
  );
  return toCsv([header, ...rows]);
}

/** One row a run, one column a metric. */
export function renderRunsCsv({ axes, metrics, points }: Sweep): string {
  const header = [...axes.map(({ path }) => path), 'seed', 'fingerprint', ...metrics.map(({ name }) => name)];
  const rows = points.flatMap(({ values, runs }) =>
    runs.map((run) => [...values, run.seed, run.fingerprint, ...run.values.map(cellOf)]),
  );
  return toCsv([header, ...rows]);
}

/** Nothing stands for what is not known. */
function cellOf(value: FigureValue): string {
  return value === null ? '' : String(value);
}

/** @see RFC 4180, but for lines that end as they do in every other output */
function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(quote).join(',')}\n`).join('');
}

/** Quoted where a comma, quote or line break would end the cell. */
function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
