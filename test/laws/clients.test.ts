/** Whatever clients do about failures: every request ends once, and no end is invented. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { ClientGroup, Scenario } from '../../src/sim/scenario.js';
import { simulate } from '../../src/sim/simulate.js';
import { judgeNaively } from '../model/naive-oracle.js';
import { randomResilientScenario, withoutResilience } from '../support/random-resilience.js';
import { runTraced } from '../support/traced-run.js';
import type { TracedRun } from '../support/traced-run.js';

interface Tried {
  readonly scenario: Scenario;
  readonly run: TracedRun;
}

const tried: Tried[] = [];

beforeAll(() => {
  for (let n = 0; n < 300; n++) {
    const scenario = randomResilientScenario(n);
    tried.push({ scenario, run: runTraced(scenario) });
  }
}, 120_000);

describe('in three hundred random runs of impatient clients', () => {
  test('every request ends in one way, as many as come without impatience', () => {
    for (const { scenario, run } of tried) {
      const { attempted, acknowledged, indeterminate, rejected, unavailable } = run.report.writes;
      expect(acknowledged + indeterminate + rejected + unavailable, scenario.name).toBe(attempted);
      const plain = simulate(withoutResilience(scenario)).report;
      expect(attempted, scenario.name).toBe(plain.writes.attempted);
    }
  });

  test('the fates sum to the acknowledgements, and are those of the naive twin', () => {
    let compared = 0;
    for (const { scenario, run } of tried) {
      const { report } = run;
      const { visible, superseded, merged, lost, pending } = report.fates;
      const sum = visible + superseded + merged + lost + pending;
      expect(sum, scenario.name).toBe(report.writes.acknowledged);
      if (report.convergence.verdict === 'unknown') continue;
      compared++;
      expect(judgeNaively(run.events, scenario).fates, scenario.name).toEqual(report.fates);
    }
    expect(compared).toBeGreaterThan(200);
  });

  test('a write that was acknowledged was acknowledged once, and accepted before', () => {
    for (const { scenario, run } of tried) {
      const acknowledged = run.all('acknowledge').map(({ write }) => write);
      expect(new Set(acknowledged).size, scenario.name).toBe(acknowledged.length);
      expect(acknowledged.length).toBe(run.report.writes.acknowledged);
      const acceptedAtUs = new Map(run.all('accept').map(({ write, atUs }) => [write, atUs]));
      for (const { write, atUs } of run.all('acknowledge')) {
        expect(acceptedAtUs.get(write), scenario.name).toBeLessThanOrEqual(atUs);
      }
    }
  });

  test('no request is sent more often than it may be', () => {
    for (const { scenario, run } of tried) {
      for (const [client, group] of patientGroups(scenario)) {
        const attempts = run.all('attempt').filter((event) => event.client === client);
        const most = 1 + (group.resilience?.retries ?? 0);
        expect(Math.max(0, ...attempts.map(({ attempt }) => attempt)), scenario.name).toBeLessThanOrEqual(most);
      }
      const { attempts } = run.report.clients;
      if (attempts === null) continue;
      const sent = run.all('attempt').length;
      const { clients, script } = scenario.workload;
      const isAllTraced = script.length === 0 && patientGroups(scenario).length === clients.length;
      expect(attempts.sent, scenario.name).toBeGreaterThanOrEqual(sent);
      if (isAllTraced) expect(attempts.sent, scenario.name).toBe(sent);
      expect(attempts.retried).toBe(run.all('attempt').filter(({ attempt }) => attempt > 1).length);
      expect(attempts.timedOut).toBe(run.all('timeout').length);
    }
  });

  test('a request with an idempotency key is written once by each leader at most', () => {
    let keyed = 0;
    let again = 0;
    for (const { scenario, run } of tried) {
      for (const [client, group] of patientGroups(scenario)) {
        const seen = new Set<string>();
        for (const event of run.all('accept').filter((one) => one.client === client)) {
          const request = `${event.replica} ${event.sentAtUs} ${event.key}`;
          if (group.resilience?.idempotencyKeys === true) {
            expect(seen.has(request), `${scenario.name} ${request}`).toBe(false);
            keyed++;
          } else if (seen.has(request)) {
            again++;
          }
          seen.add(request);
        }
      }
    }
    expect([keyed > 1000, again > 100]).toEqual([true, true]);
  });

  test('nothing leaves a client whose breaker is open, and one probe where it is half-open', () => {
    let opened = 0;
    for (const { scenario, run } of tried) {
      const states = new Map<string, string>();
      for (const event of run.events) {
        if (event.kind === 'breaker') {
          if (event.state === 'open') opened++;
          states.set(event.client, event.state);
        } else if (event.kind === 'attempt') {
          const state = states.get(event.client) ?? 'closed';
          expect(['closed', 'half-open'], scenario.name).toContain(state);
          if (state === 'half-open') states.set(event.client, 'probing');
        }
      }
    }
    expect(opened).toBeGreaterThan(100);
  });

  test('the regions’ requests are all requests', () => {
    for (const { run: { report }, scenario } of tried) {
      const { byRegion, write, read } = report.clients;
      expect(byRegion.reduce((sum, one) => sum + one.write.count, 0), scenario.name).toBe(write.count);
      expect(byRegion.reduce((sum, one) => sum + one.read.count, 0)).toBe(read.count);
      const longest = Math.max(0, ...byRegion.map((one) => one.write.maxMs ?? 0));
      expect(longest).toBe(write.maxMs ?? 0);
    }
  });

  test('tracing changes nothing, and every trouble occurs', () => {
    const totals = { timedOut: 0, tooManyRequests: 0, serviceUnavailable: 0, shortCircuited: 0, bulkheadFull: 0 };
    let redirected = 0;
    for (const { scenario, run } of tried) {
      expect(simulate(scenario).report, scenario.name).toEqual(run.report);
      const { attempts } = run.report.clients;
      redirected += run.report.clients.redirected;
      if (attempts === null) continue;
      totals.timedOut += attempts.timedOut;
      totals.tooManyRequests += attempts.tooManyRequests;
      totals.serviceUnavailable += attempts.serviceUnavailable;
      totals.shortCircuited += attempts.shortCircuited;
      totals.bulkheadFull += attempts.bulkheadFull;
    }
    expect(Math.min(redirected, ...Object.values(totals))).toBeGreaterThan(50);
  });
});

/** The groups that try more than once or hold back, by the name that their requests bear. */
function patientGroups({ workload, regions }: Scenario): readonly (readonly [string, ClientGroup])[] {
  return workload.clients
    .filter(({ resilience }) => resilience !== undefined)
    .map((group) => [regions[group.region].name, group] as const);
}
