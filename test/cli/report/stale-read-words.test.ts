import { expect, test } from 'vitest';
import { staleReadsOf } from '../../../src/cli/report/stale-read-words.js';
import type { Report } from '../../../src/sim/report.js';
import { sampleReport } from './sample-result.js';

function say(clients: Partial<Report['clients']>): string {
  return staleReadsOf({ ...sampleReport, clients: { ...sampleReport.clients, ...clients } });
}

test('stale reads are counted among those that were answered, and the first is told', () => {
  const firstStaleRead = { client: 'bob', key: 'x', replica: 'far-1', atMs: 3500, returned: ['A'], missed: 'B' };
  const read = { ...sampleReport.clients.read, count: 1200 };
  expect(say({ staleReads: 3, firstStaleRead, read })).toBe(
    '3 of 1,200 returned only what had been overwritten before they were sent. ' +
      'First: bob asked far-1 for x at 3.5 s and got A, although B was acknowledged before.',
  );
});

test('that there is none is said, and nothing where nobody counts', () => {
  expect(say({ staleReads: 0 })).toBe('None: no read returned only what had been overwritten before it was sent.');
  expect(say({ staleReads: null })).toBe('');
});
