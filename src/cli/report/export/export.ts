/** What an export is told of a run, and what it gives back. */
import type { JudgedExpectation } from '../../../scenarios/index.js';
import type { TraceSink } from '../../../sim/record/trace.js';
import type { Run } from '../../../sim/simulate.js';
import type { Sample } from '../../recording/sampled-simulation.js';

/** Takes text, which goes to a file in this order. */
export type WriteText = (text: string) => void;

/** Writes a trace in one form while the run goes on. */
export interface TraceExport {
  readonly hear: TraceSink;
  /** Writes what is known only now. Returns one sentence where the trace cannot be written; otherwise null. */
  readonly end: (ended: EndedRun) => string | null;
}

/** A run that is over. */
export interface EndedRun {
  readonly run: Run;
  /** In even steps of time; the last one is of the end. */
  readonly samples: readonly Sample[];
  readonly expectations: readonly JudgedExpectation[];
}

/** Whose trace it is. */
export interface TraceSubject {
  readonly scenario: string;
  readonly seed: string;
  /** Names of the replicas that are known before the run, in order. */
  readonly replicas: readonly string[];
}

/** Events beyond which a form that has to keep them gives up. */
export const mostKeptEvents = 500_000;

/** What is said then. */
export function tooManyEvents(format: string, count: string): string {
  return (
    `--trace-format ${format}: there are more than ${count} events, which no viewer of this form opens; ` +
    'shorten the run, or use --trace-format ndjson'
  );
}
