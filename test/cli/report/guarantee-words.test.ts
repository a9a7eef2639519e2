import { expect, test } from 'vitest';
import { guaranteesOf } from '../../../src/cli/report/guarantee-words.js';
import type { Report } from '../../../src/sim/report.js';
import { sampleReport } from './sample-result.js';

const none = { readYourWrites: 0, monotonicReads: 0, monotonicWrites: 0, writesFollowReads: 0, causal: 0 };

function say(violations: Partial<Report['clients']['violations']>, more: Partial<Report['clients']> = {}): string {
  const clients = { ...sampleReport.clients, violations: { ...none, ...violations }, ...more };
  return guaranteesOf({ ...sampleReport, clients });
}

test('all are sound only where all were judged; the others are named', () => {
  expect(say({})).toBe('No guarantee to sessions was broken.');
  expect(say({ monotonicReads: null, causal: null })).toBe(
    'No guarantee to sessions that could be judged was broken. Could not be told: monotonic reads, causal order.',
  );
});

test('what was broken is counted, beside what could not be told', () => {
  expect(say({ monotonicReads: 2, causal: 1 })).toBe('Violations: 2 of monotonic reads, 1 of causal order.');
  expect(say({ monotonicReads: 2, monotonicWrites: null })).toBe(
    'Violations: 2 of monotonic reads. Could not be told: monotonic writes.',
  );
});

test('where nothing was judged nothing is said, and an order that cannot be is told alone', () => {
  const unjudged = { readYourWrites: null, monotonicReads: null, monotonicWrites: null, writesFollowReads: null, causal: null };
  const never = { staleReads: null, resurrectedDeletes: null } as const;
  expect(say(unjudged, { ...never, linearizable: 'unknown' })).toBe('');
  expect(say(unjudged, { ...never, linearizable: 'violated' })).toBe(
    'NOT linearizable: no order of the requests explains what was read.',
  );
});

test('where nobody reads that is said', () => {
  const read = { ...sampleReport.clients.read, count: 0 };
  expect(say({ causal: null }, { linearizable: 'unknown', read })).toMatch(
    /Could not be told: causal order\. No reads to judge by\.$/,
  );
});
