/** Formulas beside what runs came to. */
import { assertNever } from '../../sim/base/assert.js';
import type { Report } from '../../sim/report.js';
import type { CheckRun, CheckRunName, CheckedFigure, CheckedReading } from './check-plan.js';

/** One figure, by formula and by run; both at full scale. */
export interface FigureCheck {
  readonly name: string;
  readonly run: CheckRunName;
  readonly formula: number;
  /** Null: the run did not tell. */
  readonly found: number | null;
  readonly tolerance: number;
  readonly isWithin: boolean;
}

/** Compares what a run came to with what it was to come to. */
export function checkFigures({ name, figures }: CheckRun, report: Report): readonly FigureCheck[] {
  return figures.map((figure) => checkFigure(figure, name, readFigure(figure.reads, report)));
}

function checkFigure({ name, expected, tolerance, scale }: CheckedFigure, run: CheckRunName, read: number | null): FigureCheck {
  return {
    name,
    run,
    formula: expected * scale,
    found: read === null ? null : read * scale,
    tolerance: tolerance * scale,
    isWithin: read !== null && Math.abs(read - expected) <= tolerance,
  };
}

function readFigure(reads: CheckedReading, { backlog, conflicts, network }: Report): number | null {
  switch (reads) {
    case 'peak-writes':
      return backlog.peakWrites;
    case 'peak-bytes':
      return backlog.peakBytes;
    case 'drain':
      return backlog.drainMs;
    case 'link-bytes':
      return network.byLink.find(({ from, to }) => from === 'leader' && to === 'peer-1')?.bytes ?? null;
    case 'all-bytes':
      return network.byLink.reduce((sum, { bytes }) => sum + bytes, 0);
    case 'pairs':
      return conflicts.concurrentPairs;
    default:
      return assertNever(reads);
  }
}
