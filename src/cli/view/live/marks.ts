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

/**
 * The marks worth a stop on the way from one to the next: all of the plan, the first of each kind, and of what is
 * found close together the first.
 */
export function listStops(marks: readonly Mark[], leastApartUs: number): readonly Mark[] {
  const seen = new Set<MarkKind>();
  let lastUs = -Infinity;
  return marks.filter(({ atUs, kind }) => {
    const isFirst = !seen.has(kind);
    seen.add(kind);
    if (!isFound(kind)) return true;
    if (!isFirst && atUs - lastUs < leastApartUs) return false;
    lastUs = atUs;
    return true;
  });
}

/** The first mark after a moment; null when there is none. */
export function markAfter(marks: readonly Mark[], atUs: number): Mark | null {
  return marks.find((mark) => mark.atUs > atUs) ?? null;
}

/** The last mark before a moment; null when there is none. */
export function markBefore(marks: readonly Mark[], atUs: number): Mark | null {
  return marks.findLast((mark) => mark.atUs < atUs) ?? null;
}

function isFound(kind: MarkKind): kind is FoundMarkKind {
  return kind === 'conflict' || kind === 'loss' || kind === 'divergence';
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
