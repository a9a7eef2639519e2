/** One heal, and what each single cure does to the latency of local writes. */
import { describe, expect, test } from 'vitest';
import { parseScenarios } from '../../src/scenarios/index.js';
import type { Report } from '../../src/sim/report.js';
import { simulate } from '../../src/sim/simulate.js';
import { catalogueText } from '../support/catalogue.js';

const budgetMs = 10;

function runWith(name: string, path?: string, value?: string): Report {
  const overrides = path === undefined || value === undefined ? [] : [{ path, value }];
  const parsed = parseScenarios(catalogueText, { only: name, overrides });
  if (!parsed.ok) throw new Error(parsed.issues[0]?.message);
  const [{ scenario }] = parsed.scenarios;
  return simulate(scenario).report;
}

describe('a reconciliation storm', () => {
  const storm = runWith('reconciliation-storm');

  test('keeps the workers busy for backlog × service time, and local writes far over their budget', () => {
    const drainMs = (storm.backlog.peakWrites * 0.1) / 2;
    const { p50Ms, p99Ms, maxMs } = storm.clients.write;
    expect(p50Ms).toBeLessThan(budgetMs);
    expect(p99Ms).toBeGreaterThan(50 * budgetMs);
    expect(Math.abs((maxMs ?? 0) / drainMs - 1)).toBeLessThan(0.05);
  });

  test('is none when what has queued leaves at a limited rate', () => {
    const report = runWith('reconciliation-storm', 'replication.outbox.resume-rate', '4k/s');
    expect(report.clients.write.p99Ms).toBeLessThan(budgetMs);
    expect(report.clients.write.maxMs).toBeLessThan(budgetMs);
    expect(report.fingerprint).toBe(runWith('reconciliation-storm-limited').fingerprint);
    expect(report.clients.write.availability).toBe(1);
  }, 60_000);

  test('is none for clients when replicated writes have a worker of their own', () => {
    const report = runWith('reconciliation-storm', 'node.apply-workers', '1');
    expect(report.clients.write.maxMs).toBeLessThan(budgetMs);
    // That worker alone: 100 us for each write that waited, while another 1,000 a second come.
    const drainMs = (report.backlog.peakWrites * 0.1) / (1 - 0.1);
    expect(Math.abs((report.backlog.drainMs ?? 0) / drainMs - 1)).toBeLessThan(0.05);
  }, 60_000);
});

test('queues in memory take leader after leader, and one override saves them all', () => {
  expect(runWith('queue-bloat').backlog.outOfMemory.map(({ replica }) => replica)).toEqual([
    'us-east', 'ap-southeast', 'eu-west', 'sa-east', 'us-east',
  ]);
  const cured = runWith('queue-bloat', 'replication.outbox.when-full', 'desynchronize');
  expect(cured.backlog.outOfMemory).toEqual([]);
  expect(cured.clients.write.availability).toBe(1);
  expect(cured.fingerprint).toBe(runWith('queue-bounded').fingerprint);
}, 60_000);

test('back-pressure keeps every promise, and dropping in its place breaks hundreds', () => {
  expect(runWith('back-pressure').lostWrites.total).toBe(0);
  const forgetful = runWith('back-pressure', 'replication.outbox.when-full', 'drop');
  expect(forgetful.writes.rejected).toBe(0);
  expect(forgetful.lostWrites.byCause.queue).toBeGreaterThan(300);
});
