/** What went wrong and when, as stretches of time with short names that charts and diagrams share. */
import type { ReportedFault } from '../../../sim/report.js';
import { formatMs } from '../format.js';
import type { Span } from './chart.js';
import { markup } from './markup.js';
import type { Markup } from './markup.js';
import type { ShownRun } from './shown-run.js';
import { folded, renderTable } from './table.js';

/** In microseconds, in order of their beginnings; one without an end lasts as long as the run. */
export function faultSpans({ result: { report } }: Pick<ShownRun, 'result'>): readonly Span[] {
  return inOrder(report.faults).map(({ kind, atMs, untilMs, where }, index) => ({
    label: `F${index + 1}`,
    words: `${kind} ${where}, ${durationOf({ atMs, untilMs, kind })}`,
    from: atMs * 1000,
    to: isMoment(kind) ? atMs * 1000 : (untilMs ?? report.simulatedMs) * 1000,
  }));
}

/** The names of faults, and what they stand for. */
export function renderFaults({ result: { report } }: Pick<ShownRun, 'result'>): Markup {
  const { faults } = report;
  if (faults.length === 0) return markup`<p>The scenario has no faults.</p>`;
  const rows = inOrder(faults).map(({ kind, atMs, untilMs, where }, index) => [
    `F${index + 1}`,
    kind,
    where,
    formatMs(atMs),
    isMoment(kind) ? '-' : untilMs === null ? 'to the end' : formatMs(untilMs),
  ]);
  const columns = [
    { title: 'Fault' },
    { title: 'Kind' },
    { title: 'Where' },
    { title: 'From', isFigure: true },
    { title: 'Until', isFigure: true },
  ] as const;
  const faultTable = renderTable({ caption: 'Faults: shaded in the curves below', columns, rows });
  return rows.length <= 12
    ? faultTable
    : folded(`${rows.length} faults, shaded in the curves below`, faultTable);
}

function inOrder(faults: readonly ReportedFault[]): readonly ReportedFault[] {
  return [...faults].sort((one, other) => one.atMs - other.atMs);
}

/** It happens, and that is all: it has no end. */
function isMoment(kind: ReportedFault['kind']): boolean {
  return kind === 'clock-step' || kind === 'deploy' || kind === 'leave';
}

function durationOf({ atMs, untilMs, kind }: Pick<ReportedFault, 'atMs' | 'untilMs' | 'kind'>): string {
  if (isMoment(kind)) return `at ${formatMs(atMs)}`;
  return `${formatMs(atMs)} to ${untilMs === null ? 'the end' : formatMs(untilMs)}`;
}
