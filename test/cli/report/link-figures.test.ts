import { expect, test } from 'vitest';
import { hasOutboxes, linkFiguresOf } from '../../../src/cli/report/link-figures.js';
import { sampleReport } from './sample-result.js';

test('a link has its lag, its traffic and its queue; a way that is no link has its lag alone', () => {
  const [link, other, ...rest] = linkFiguresOf(sampleReport);
  expect(link).toMatchObject({
    ...{ from: 'us-east', to: 'eu-west', lag: { p95Ms: 100 } },
    ...{ traffic: { messages: 160, bytes: 768_000, peakMbps: 1.25 }, queue: { peakWrites: 81, dropped: 4 } },
  });
  expect(other).toMatchObject({ from: 'eu-west', to: 'us-east', lag: { maxMs: 280 }, traffic: null, queue: null });
  expect(rest).toEqual([]);
});

test('what carried nothing, let nothing wait and brought nothing is left out', () => {
  const byLink = [{ from: 'a', to: 'b', bytes: 0, messages: 0, peakMbps: 0 }];
  const byReplica = [{ from: 'a', to: 'b', count: 0, p50Ms: null, p95Ms: null, p99Ms: null, maxMs: null }];
  const report = { ...sampleReport, lag: { ...sampleReport.lag, byReplica }, network: { ...sampleReport.network, byLink } };
  expect(linkFiguresOf(report)).toEqual([]);
  const waiting = [{ from: 'a', to: 'b', peakWrites: 3, peakBytes: 9, dropped: 0 }];
  const cut = { ...report, backlog: { ...sampleReport.backlog, byLink: waiting } };
  expect(linkFiguresOf(cut)).toMatchObject([{ lag: null, queue: { peakWrites: 3 } }]);
});

test('who sends without anything ever having waited has no outboxes, so no queues', () => {
  const none = { ...sampleReport, backlog: { ...sampleReport.backlog, peakWrites: 0 } };
  expect([hasOutboxes(sampleReport), hasOutboxes(none)]).toEqual([true, false]);
  expect(linkFiguresOf(none)[0]?.queue).toBeNull();
});
