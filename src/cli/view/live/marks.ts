/** Moments of a run that people want to find again: what was done to it, and what went wrong. */
import { assertNever } from '../../../sim/base/assert.js';
import type { Fault, Scenario } from '../../../sim/scenario.js';

/** What happened at a mark. */
export type MarkKind = FaultMarkKind | FoundMarkKind;

/** What the scenario does to the run. */
export type FaultMarkKind = 'partition' | 'heal' | 'crash' | 'restart' | 'leave' | 'step' | 'deploy' | 'impair' | 'relieve';

/** What becomes known while the run goes on. */
export type FoundMarkKind = 'conflict' | 'loss' | 'divergence';

/** A moment that can be gone to. */
export interface Mark {
  readonly atUs: number;
  readonly kind: MarkKind;
}

/** Beginnings and ends of all faults, in order; they are known from the start. */
export function plannedMarks(scenario: Scenario): readonly Mark[] {
  return scenario.faults.flatMap(marksOfFault).sort((a, b) => a.atUs - b.atUs);
}

/** The first mark after a moment; null when there is none. */
export function markAfter(marks: readonly Mark[], atUs: number): Mark | null {
  return marks.find((mark) => mark.atUs > atUs) ?? null;
}

/** The last mark before a moment; null when there is none. */
export function markBefore(marks: readonly Mark[], atUs: number): Mark | null {
  return marks.findLast((mark) => mark.atUs < atUs) ?? null;
}

function marksOfFault(fault: Fault): readonly Mark[] {
  switch (fault.kind) {
    case 'partition':
    case 'offline':
      return withEnd({ atUs: fault.atUs, kind: 'partition' }, fault.untilUs, 'heal');
    case 'crash':
    case 'outage':
    case 'storage':
      return withEnd({ atUs: fault.atUs, kind: 'crash' }, fault.untilUs, 'restart');
    case 'leave':
      return [{ atUs: fault.atUs, kind: 'leave' }];
    case 'clock-step':
      return [{ atUs: fault.atUs, kind: 'step' }];
    case 'deploy':
      return [{ atUs: fault.atUs, kind: 'deploy' }];
    case 'pause':
    case 'slow':
    case 'latency-spike':
    case 'loss':
    case 'bandwidth':
      return withEnd({ atUs: fault.atUs, kind: 'impair' }, fault.untilUs, 'relieve');
    default:
      return assertNever(fault);
  }
}

function withEnd(start: Mark, endUs: number | null, kind: MarkKind): readonly Mark[] {
  return endUs === null ? [start] : [start, { atUs: endUs, kind }];
}
