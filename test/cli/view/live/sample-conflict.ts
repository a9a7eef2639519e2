/** A conflict as a trace tells it, for tests of what is made of it. */
import type { TraceEvent } from '../../../../src/sim/record/trace.js';

/** Write 2 met write 1, which it did not know, and these were held afterwards. */
export function conflictAt(atUs: number, holds: readonly number[]): TraceEvent {
  return {
    kind: 'apply',
    atUs,
    replica: 'a',
    write: 2,
    key: 'x',
    from: 'b',
    outcome: 'stored',
    held: [1],
    holds,
    conflictsWith: [1],
  };
}
