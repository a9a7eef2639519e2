/** Stamps that clients bring from their own clocks, instead of the leader's, must be caught. */
import { describe, expect, test } from 'vitest';
import { countInversions } from '../../src/sim/check/inversions.js';
import { lastWriteWins } from '../../src/sim/resolution/registers.js';
import { Decision } from '../../src/sim/resolution/contract.js';
import { Relation } from '../../src/sim/causality/relation.js';
import { ms, scenario, write } from '../support/scenario.js';
import { runTraced, type TraceEventOf } from '../support/traced-run.js';

/** A laptop writes, and 20 ms after its answer a phone writes at the same leader. */
const { events, report } = runTraced(
  scenario({
    regions: ['a'],
    workload: {
      script: [
        { ...write(100 * ms, 0, 'x', 'laptop'), client: 'laptop' },
        { ...write(120 * ms, 0, 'x', 'phone'), client: 'phone' },
      ],
    },
  }),
);
const accepted = events.filter((event): event is TraceEventOf<'accept'> => event.kind === 'accept');
const answers = events.filter((event): event is TraceEventOf<'acknowledge'> => event.kind === 'acknowledge');

/** The phone's clock is 50 ms behind. */
function clientStampOf(op: number): number {
  const { client, sentAtUs } = accepted[op] ?? expect.unreachable('no such write');
  return client === 'phone' ? sentAtUs - 50 * ms : sentAtUs;
}

function leaderStampOf(op: number): number {
  return accepted[op]?.stamp ?? NaN;
}

function inversionsUnder(stampOf: (op: number) => number): number {
  return countInversions({
    count: accepted.length,
    keys: 1,
    keyOf: () => 0,
    stampOf,
    sentAtUs: (op) => accepted[op]?.sentAtUs ?? NaN,
    answeredAtUs: (op) => answers[op]?.answeredAtUs ?? Infinity,
  });
}

describe('stamps of clients', () => {
  test('are caught: one lies before that of a write which was answered before it was sent', () => {
    expect(inversionsUnder(clientStampOf)).toBe(1);
  });

  test('make the earlier write win', () => {
    const versions = { stampOf: clientStampOf, leaderOf: () => 0, compare: () => Relation.after };
    expect(lastWriteWins.decide(1, 0, Relation.after, versions)).toBe(Decision.keepHeld);
  });
});

test('stamps of the leader are in order, and ours are those', () => {
  expect(inversionsUnder(leaderStampOf)).toBe(0);
  expect(report.conflicts.inversions).toBe(0);
  expect(report.finalValues[0]?.replicas[0]?.values).toEqual(['phone']);
});
