import { expect, test } from 'vitest';
import { sessionMetrics } from '../../src/scenarios/session-metrics.js';
import { sampleReport } from '../cli/report/sample-result.js';

function readAll(report: typeof sampleReport): Readonly<Record<string, unknown>> {
  return Object.fromEntries(sessionMetrics.map(({ name, read }) => [name, read(report)]));
}

test('sessions, their reads and their tokens have figures', () => {
  expect(readAll(sampleReport)).toMatchObject({
    'sessions.count': 100,
    'sessions.roamed': 120,
    'sessions.held-back': 4,
    'reads.leader': 50,
    'reads.follower': 150,
    'reads.elsewhere': 50,
    'token-waits': 30,
    'token-waits.p95': 40,
    'tokens.sent-on': 7,
    'tokens.refused': 1,
  });
});

test('where there are none, nothing is known of them', () => {
  const { sessions: _, ...clients } = sampleReport.clients;
  const figures = readAll({ ...sampleReport, clients });
  expect(figures['reads.leader']).toBeNull();
  expect(figures['token-waits']).toBeNull();
  expect(figures['token-waits.max']).toBeNull();
});
