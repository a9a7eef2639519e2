/**
 * Production's partition in small: the same document at a hundredth of the rates, held against the
 * formulas that size a backlog and its drain.
 */
import { describe, expect, test } from 'vitest';
import { parseScenarios } from '../../src/scenarios/index.js';
import { simulate } from '../../src/sim/simulate.js';
import { catalogueText } from '../support/catalogue.js';

const writesPerS = 500;
const partitionS = 180;
const writeBytes = 1536;
const bandwidthBps = 15_360_000;

const scaled = [
  ['workload.clients.0.rate', `${writesPerS}/s`],
  ['workload.clients.1.rate', '5/s'],
  ['workload.keys.count', '10000'],
  ['links.default.bandwidth', '15.36Mbps'],
  ['duration', `${60 + partitionS}s`],
  ['faults.0.until', `${60 + partitionS}s`],
] as const;

function runScaled(): ReturnType<typeof simulate>['report'] {
  const overrides = scaled.map(([path, value]) => ({ path, value }));
  const parsed = parseScenarios(catalogueText, { only: 'capacity-partition', overrides });
  if (!parsed.ok) throw new Error(parsed.issues[0]?.message);
  const [{ scenario }] = parsed.scenarios;
  return simulate(scenario).report;
}

describe('a partition under load', () => {
  const report = runScaled();
  const expectedWrites = writesPerS * partitionS;

  test('queues rate × length writes, each as large on the wire as payload and metadata', () => {
    // Poisson arrivals: four standard deviations of their count.
    const slack = 4 * Math.sqrt(expectedWrites);
    expect(Math.abs(report.backlog.peakWrites - expectedWrites)).toBeLessThan(slack);
    expect(report.backlog.peakBytes).toBe(report.backlog.peakWrites * writeBytes);
  });

  test('drains in backlog ÷ bandwidth once writes have stopped', () => {
    const formulaMs = (report.backlog.peakBytes * 8 * 1000) / bandwidthBps;
    expect(report.backlog.drainMs).toBeGreaterThan(formulaMs);
    expect(report.backlog.drainMs).toBeLessThan(formulaMs * 1.01);
  });

  test('settles, converges, and gives every acknowledged write one fate', () => {
    expect(report.settled).toBe(true);
    expect(report.convergence.verdict).toBe('holds');
    const { visible, superseded, merged, lost, pending } = report.fates;
    expect(visible + superseded + merged + lost + pending).toBe(report.writes.acknowledged);
    expect(lost).toBeGreaterThan(0);
  });
});
