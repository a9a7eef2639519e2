/** What limits of outbound queues promise, whatever the network does. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../src/sim/record/trace.js';
import type { Report } from '../../src/sim/report.js';
import type { OutboxLimit, Scenario } from '../../src/sim/scenario.js';
import { shippingRules } from '../../src/sim/scenario.js';
import { simulate } from '../../src/sim/simulate.js';
import type { Run } from '../../src/sim/simulate.js';
import { judgeNaively } from '../model/naive-oracle.js';
import type { NaiveVerdict } from '../model/naive-oracle.js';
import { limitKinds, withRandomLimit, writeBytesOf } from '../support/random-limits.js';
import { randomScenario } from '../support/random-scenario.js';
import { bothWays, constant, link, ms, scenario } from '../support/scenario.js';
import { tameScenario } from '../support/tame-scenario.js';
import { listKind, runTraced } from '../support/traced-run.js';

interface LimitedRun {
  readonly scenario: Scenario;
  readonly limit: OutboxLimit;
  readonly report: Report;
  /** Where the naive twin of the oracle comes to another end. */
  readonly differences: readonly string[];
  readonly isTame: boolean;
}

const runs: LimitedRun[] = [];

beforeAll(() => {
  for (let n = 0; n < 400; n++) {
    runs.push(runLimited(withRandomLimit(randomScenario(7000 + n), n), false));
    runs.push(runLimited(withRandomLimit(tameScenario(8000 + n), n), true));
  }
}, 300_000);

describe('in eight hundred random runs with limited queues', () => {
  test('the fates sum to the acknowledgements, and every attempt ends in one way', () => {
    for (const { report } of runs) {
      const { visible, superseded, merged, lost, pending } = report.fates;
      const { attempted, acknowledged, indeterminate, rejected, unavailable } = report.writes;
      expect(visible + superseded + merged + lost + pending, report.scenario).toBe(acknowledged);
      expect(acknowledged + indeterminate + rejected + unavailable).toBe(attempted);
    }
  });

  test('the oracle and its naive twin agree on fates, losses and causes', () => {
    expect(runs.flatMap(({ differences }) => differences)).toEqual([]);
  });

  test('no queue ever holds more than its capacity', () => {
    for (const { report, limit, scenario: each } of runs) {
      // What others sent and must be passed on cannot be refused without losing it.
      if (limit.kind === 'reject' && each.topology.forward) continue;
      expect(report.backlog.peakBytes, report.scenario).toBeLessThanOrEqual(limit.capacityBytes);
      expect(report.backlog.peakBytes % writeBytesOf(each)).toBe(0);
    }
  });

  test('a queue that gives up its peer does so at its share of the capacity', () => {
    for (const { report, limit } of runs) {
      if (limit.kind !== 'desynchronize') continue;
      const { peakWrites, peakBytes } = report.backlog;
      const oneLess = peakWrites <= 1 ? 0 : peakBytes - peakBytes / peakWrites;
      expect(oneLess, report.scenario).toBeLessThan(limit.capacityBytes * limit.atShare);
    }
  });

  test('nodes die of memory, and clients are refused, where the rule says so and nowhere else', () => {
    for (const { report, limit } of runs) {
      if (limit.kind !== 'crash') expect(report.backlog.outOfMemory).toEqual([]);
      if (limit.kind !== 'reject') expect(report.writes.rejected).toBe(0);
    }
  });

  test('over connections that lose nothing, what is refused is not dropped', () => {
    for (const { report, limit, isTame } of runs) {
      if (isTame && limit.kind === 'reject') expect(droppedIn(report), report.scenario).toBe(0);
    }
  });

  test('over connections that lose nothing, nothing is lost from a queue that dropped nothing', () => {
    for (const { report, isTame } of runs) {
      if (!isTame || droppedIn(report) > 0) continue;
      expect(report.lostWrites.byCause.queue, report.scenario).toBe(0);
    }
  });

  test('every kind of limit is reached, and costs writes where it may', () => {
    for (const kind of limitKinds) {
      const reports = runs.filter(({ limit }) => limit.kind === kind).map(({ report }) => report);
      const isReached = (report: Report): boolean =>
        report.writes.rejected > 0 || report.lostWrites.byCause.queue > 0;
      expect(reports.filter(isReached).length, kind).toBeGreaterThan(20);
    }
    const cascades = runs.filter(({ report }) => report.backlog.outOfMemory.length > 1);
    expect(cascades.length).toBeGreaterThan(20);
  });

  test('a run that did not settle says why, and the others leave nothing pending in reach', () => {
    for (const { report } of runs) {
      if (!report.settled) expect(report.unsettled, report.scenario).not.toEqual([]);
      else if (report.convergence.verdict !== 'unknown') expect(report.fates.pending).toBe(0);
    }
    expect(runs.filter(({ report }) => report.settled).length).toBeGreaterThan(600);
  });
});

describe.each([
  { ratePerS: 400, resumeRatePerS: 1000, seconds: 20, max: 500 },
  { ratePerS: 900, resumeRatePerS: 1000, seconds: 3, max: 500 },
  { ratePerS: 50, resumeRatePerS: 150, seconds: 40, max: 500 },
  { ratePerS: 300, resumeRatePerS: 7001, seconds: 60, max: 16 },
])('a drain of $seconds s of $ratePerS writes a second at $resumeRatePerS', (drain) => {
  const { ratePerS, resumeRatePerS } = drain;
  const healUs = (1 + drain.seconds) * 1000 * ms;
  const run = runTraced(drainScenario(drain));
  const { drainMs, peakWrites } = run.report.backlog;

  test('takes backlog ÷ (rate − arrivals)', () => {
    const formulaMs = (1000 * peakWrites) / (resumeRatePerS - ratePerS);
    expect(Math.abs((drainMs ?? 0) / formulaMs - 1)).toBeLessThan(0.01);
  });

  test('keeps the rate from any message to any later one, and uses it', () => {
    const endUs = healUs + (drainMs ?? 0) * ms;
    const sends = run.all('send').filter(({ atUs }) => atUs >= healUs && atUs < endUs - 50 * ms);
    const fromFirst: number[] = [];
    sends.reduce((sum, { writes }) => (fromFirst.push(sum), sum + writes.length), 0);
    // Writes sent before each message, beyond what the rate has let pass by then.
    const allowed = sends.map(({ atUs }) => ((atUs - healUs) * resumeRatePerS) / 1e6);
    const excess = allowed.map((writes, i) => (fromFirst[i] ?? 0) - writes);
    const most = Math.max(1, Math.min(drain.max, Math.floor(resumeRatePerS / 100)));
    expect(Math.max(...excess)).toBeLessThanOrEqual(0.001);
    expect(Math.min(...excess)).toBeGreaterThan(-1);
    expect(Math.max(...sends.map(({ writes }) => writes.length))).toBe(most);
  });
});

test('a drain without a limit sends all that waits at once', () => {
  const drain = { ratePerS: 400, resumeRatePerS: null, seconds: 5, max: 500 };
  const { backlog } = simulate(drainScenario(drain)).report;
  expect(backlog.drainMs).toBeLessThan(100);
});

function drainScenario(drain: {
  readonly ratePerS: number;
  readonly resumeRatePerS: number | null;
  readonly seconds: number;
  readonly max: number;
}): Scenario {
  const { ratePerS, resumeRatePerS, seconds, max } = drain;
  const drainS = resumeRatePerS === null ? 0 : (seconds * ratePerS) / (resumeRatePerS - ratePerS);
  const healUs = (1 + seconds) * 1000 * ms;
  const quick = { latency: constant(2 * ms) };
  const mix = { write: 1, read: 0, delete: 0 };
  return scenario({
    durationUs: healUs + Math.round((drainS + 5) * 1000) * ms,
    topology: { kind: 'mesh', forward: false, links: [link(0, 1, quick), link(1, 0, quick)] },
    replication: { batch: { everyUs: 5 * ms, max }, outbox: { limit: null, resumeRatePerS } },
    workload: {
      keys: { count: 100, choose: { kind: 'uniform' } },
      clients: [{ region: 0, ratePerS, arrivals: 'constant', mix }],
    },
    faults: [{ kind: 'partition', atUs: 1000 * ms, untilUs: healUs, cuts: bothWays([0, 1]) }],
  });
}

function runLimited(each: Scenario, isTame: boolean): LimitedRun {
  const events: TraceEvent[] = [];
  const run = simulate(each, { trace: (event) => events.push(event) });
  const { report } = run;
  const limit = shippingRules(each.replication).outbox?.limit ?? null;
  if (limit === null) throw new Error('the scenario has no limit');
  const isFinal = report.settled && report.convergence.verdict !== 'unknown';
  const differences = isFinal ? findDifferences(run, judgeNaively(events, each)) : [];
  const untraced = simulate(each).report.fingerprint;
  return {
    scenario: each,
    limit,
    report,
    isTame,
    differences: [
      ...differences,
      ...(untraced === report.fingerprint ? [] : ['a trace changes the run']),
      ...findWrongDrops(report, events),
      ...(each.topology.forward ? [] : findResent(events)),
    ].map((difference) => `${each.name}: ${difference}`),
  };
}

function findDifferences(run: Run, naive: NaiveVerdict): readonly string[] {
  const causes = run.lostWrites.map(({ write, cause }) => `${write} ${cause}`);
  const inOrder = [...naive.causeOf].sort(([a], [b]) => a - b);
  const naiveCauses = inOrder.map(([id, cause]) => `${id} ${cause}`);
  return [
    ...(JSON.stringify(run.report.fates) === JSON.stringify(naive.fates) ? [] : ['fates']),
    ...(causes.join() === naiveCauses.join() ? [] : ['causes']),
    ...(run.report.convergence.divergentKeys === naive.divergentKeys ? [] : ['divergent keys']),
  ];
}

/** Copies that the report counts as dropped between leaders are those that the trace shows. */
function findWrongDrops(report: Report, events: readonly TraceEvent[]): readonly string[] {
  const ofQueues = ['datagram-lost', 'queue-full', 'desynchronized', 'out-of-memory', 'crashed', 'disk-lost'];
  const traced = listKind(events, 'drop')
    .filter(({ reason, to }) => ofQueues.includes(reason) && !to.includes('/'))
    .reduce((sum, { writes }) => sum + writes.length, 0);
  const hasLeft = listKind(events, 'leave').length > 0;
  const isSame = droppedIn(report) === traced;
  return isSame || hasLeft ? [] : [`${droppedIn(report)} copies dropped, ${traced} in the trace`];
}

/** Writes that a queue dropped and sent all the same, where each takes one way only. */
function findResent(events: readonly TraceEvent[]): readonly string[] {
  const dropped = new Set<string>();
  return events.flatMap((event) => {
    if (event.kind !== 'drop' && event.kind !== 'send') return [];
    const copies = event.writes.map((write) => `${write} from ${event.from} to ${event.to}`);
    if (event.kind === 'send') {
      return copies.filter((copy) => dropped.has(copy)).map((copy) => `sent again: ${copy}`);
    }
    if (event.reason !== 'datagram-lost') copies.forEach((copy) => dropped.add(copy));
    return [];
  });
}

function droppedIn({ backlog }: Report): number {
  return backlog.byLink.reduce((sum, { dropped }) => sum + dropped, 0);
}
