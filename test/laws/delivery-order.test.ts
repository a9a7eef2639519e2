/**
 * What each order of delivery promises, found out from traces by a computation of its own: one set
 * a leader and one set a write, in place of the engine's prefixes.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../src/sim/record/trace.js';
import type { OrderName, Scenario } from '../../src/sim/scenario.js';
import { shippingRules } from '../../src/sim/scenario.js';
import { listReplicas, replayTrace } from '../model/naive-history.js';
import { findBrokenRules, judgeNaively } from '../model/naive-oracle.js';
import { makeDice } from '../support/dice.js';
import { orderedScenario } from '../support/ordered-scenario.js';
import type { OrderedSketch } from '../support/ordered-scenario.js';
import { randomScenario } from '../support/random-scenario.js';
import { runTraced } from '../support/traced-run.js';
import type { TracedRun } from '../support/traced-run.js';

const rounds = 60;
const orders = ['none', 'fifo', 'causal'] as const;

interface Trial extends TracedRun {
  readonly scenario: Scenario;
}

describe('where nothing is lost', () => {
  const trials = new Map<OrderName, readonly Trial[]>();

  beforeAll(() => {
    for (const order of orders) trials.set(order, tryAll({ order, deletes: 0.1 }));
  }, 120_000);

  const of = (order: OrderName): readonly Trial[] => trials.get(order) ?? [];

  test('causal delivery never takes in a write before what its author had seen', () => {
    expect(of('causal').flatMap(findCausalBreaches)).toEqual([]);
  });

  test('fifo and causal delivery take in each leader’s writes in its order', () => {
    expect(of('fifo').flatMap(findFifoBreaches)).toEqual([]);
    expect(of('causal').flatMap(findFifoBreaches)).toEqual([]);
  });

  test('without an order both are seen to be broken, and fifo is seen to break causes', () => {
    expect(of('none').flatMap(findFifoBreaches).length).toBeGreaterThan(10);
    expect(of('none').flatMap(findCausalBreaches).length).toBeGreaterThan(10);
    expect(of('fifo').flatMap(findCausalBreaches).length).toBeGreaterThan(10);
  });

  test('everything is delivered in the end, whatever the order', () => {
    for (const order of orders) {
      for (const { report } of of(order)) {
        expect(report.settled, `${report.scenario} ${order}`).toBe(true);
        expect(report.lag.open).toBe(0);
        expect(report.fates.pending).toBe(0);
        expect(report.ordering.applyErrors).toEqual({ stopped: 0, skipped: 0, held: 0 });
      }
    }
  });

  test('what is held back is released once each, and only the orders hold anything', () => {
    for (const order of orders) {
      for (const run of of(order)) {
        const held = run.all('hold-back').map(({ replica, write }) => `${replica} ${write}`);
        const released = run.all('release').map(({ replica, write }) => `${replica} ${write}`);
        expect([...held].sort()).toEqual([...released].sort());
        expect(run.report.ordering.heldBack).toBe(held.length);
        if (order === 'none') expect(held).toEqual([]);
      }
    }
    expect(of('fifo').some(({ report }) => report.ordering.mostHeldBack > 3)).toBe(true);
    expect(of('causal').some(({ report }) => report.ordering.mostHeldBack > 3)).toBe(true);
  });

  test('last-write-wins ends alike under every order', () => {
    of('none').forEach((trial, n) => {
      const expected = listHoldings(trial);
      for (const order of ['fifo', 'causal'] as const) {
        const other = of(order)[n];
        expect(other && listHoldings(other), `${trial.report.scenario} ${order}`).toEqual(expected);
      }
    });
  });

  test('the oracle and its naive twin agree', () => {
    for (const order of orders) expect(of(order).flatMap(findDifferences)).toEqual([]);
  }, 60_000);
});

describe('updates', () => {
  test('always find their record under causal delivery, where nothing is deleted', () => {
    for (const { report } of tryAll({ order: 'causal', updates: 0.4 })) {
      expect(report.ordering.applyErrors).toEqual({ stopped: 0, skipped: 0, held: 0 });
      expect(report.settled).toBe(true);
      expect(report.lag.open).toBe(0);
    }
  }, 60_000);

  test('that are held get there in the end, in whatever order, where nothing is deleted', () => {
    let held = 0;
    for (const order of ['none', 'fifo'] as const) {
      for (const trial of tryAll({ order, updates: 0.4 })) {
        held += trial.report.ordering.applyErrors.held;
        expect(trial.report.settled, trial.report.scenario).toBe(true);
        expect(trial.report.lag.open).toBe(0);
        if (order === 'fifo') expect(findFifoBreaches(trial)).toEqual([]);
        expect(findDifferences(trial)).toEqual([]);
      }
    }
    expect(held).toBeGreaterThan(10);
  }, 60_000);

  test('that are skipped are judged alike by the oracle and its twin', () => {
    const trials = orders.flatMap((order) =>
      tryAll({ order, applyErrors: 'skip', updates: 0.4, deletes: 0.2 }),
    );
    for (const resolve of ['fww', 'arrival', 'siblings'] as const) {
      const detect = resolve === 'fww' ? 'timestamp' : 'version-vector';
      const conflicts = { detect, resolve } as const;
      trials.push(...tryAll({ order: null, applyErrors: 'skip', updates: 0.4, deletes: 0.2, conflicts }));
    }
    expect(trials.flatMap(findDifferences)).toEqual([]);
    const lost = trials.map(({ report }) => report.lostWrites.byCause['apply-error']);
    expect(lost.reduce((x, y) => x + y, 0)).toBeGreaterThan(10);
    expect(trials.every(({ report }) => report.settled)).toBe(true);
  }, 60_000);

  test('that stop an applier, or wait for ever, leave a run that says so', () => {
    for (const applyErrors of ['stop', 'hold'] as const) {
      const trials = orders.flatMap((order) =>
        tryAll({ order, applyErrors, updates: 0.4, deletes: 0.3 }),
      );
      const unsettled = trials.filter(({ report }) => !report.settled);
      expect(unsettled.length).toBeGreaterThan(10);
      for (const { report } of unsettled) {
        const reason = applyErrors === 'stop' ? /stopped at w\d+ of k\d/ : /held back at r\d/;
        expect(report.unsettled.join('; ')).toMatch(reason);
      }
      for (const trial of trials) {
        expect(sumOf(trial.report.fates)).toBe(trial.report.writes.acknowledged);
        expect(trial.report.fates.pending > 0 && trial.report.settled).toBe(false);
        expect(findReflectionDifferences(trial)).toEqual([]);
      }
    }
  }, 60_000);

  test('are refused by their own leader where there is no record', () => {
    const trials = tryAll({ order: null, updates: 0.5, deletes: 0.3 });
    for (const trial of trials) {
      const refused = trial.all('refuse').filter(({ reason }) => reason === 'no-record');
      expect(trial.report.writes.rejected).toBe(refused.length);
    }
    expect(trials.some(({ report }) => report.writes.rejected > 5)).toBe(true);
  });
});

describe('with faults of every kind', () => {
  const trials: Trial[] = [];

  beforeAll(() => {
    for (let n = 0; n < 150; n++) {
      const scenario = withUpdates(n, randomScenario(5000 + n));
      trials.push({ ...runTraced(scenario), scenario });
    }
  }, 120_000);

  test('the fates sum, and nothing is pending where all is settled and in reach', () => {
    for (const { report } of trials) {
      expect(sumOf(report.fates), report.scenario).toBe(report.writes.acknowledged);
      if (report.convergence.verdict !== 'unknown') expect(report.fates.pending).toBe(0);
      expect(report.unsettled.length > 0, report.scenario).toBe(!report.settled);
    }
  });

  test('the oracle and its naive twin agree on every run that came to rest', () => {
    const final = trials.filter(({ report }) => report.convergence.verdict !== 'unknown');
    expect(final.length).toBeGreaterThan(50);
    expect(final.flatMap(findDifferences)).toEqual([]);
    expect(trials.flatMap(findReflectionDifferences)).toEqual([]);
  }, 60_000);

  test('no order that was asked for is ever broken', () => {
    // What was skipped may come again later, after its turn.
    // A leader that lost its disk goes on without what it had accepted before.
    const watched = trials.filter(
      ({ scenario }) => shippingRules(scenario.replication).applyErrors !== 'skip' && !losesDisk(scenario),
    );
    const asking = (order: OrderName) =>
      watched.filter(({ scenario }) => shippingRules(scenario.replication).order === order);
    expect(asking('causal').flatMap(findCausalBreaches)).toEqual([]);
    expect(asking('fifo').flatMap(findFifoBreaches)).toEqual([]);
    expect(asking('none').flatMap(findFifoBreaches).length).toBeGreaterThan(0);
  });
});

function losesDisk({ faults }: Scenario): boolean {
  return faults.some((fault) => fault.kind === 'crash' && fault.disk === 'lost');
}

/** The same with updates among its requests, and an order and an answer to apply errors of its own. */
function withUpdates(n: number, scenario: Scenario): Scenario {
  const dice = makeDice(90_000 + n);
  const share = dice.pick([0, 0.2, 0.5]);
  return {
    ...scenario,
    replication: {
      ...shippingRules(scenario.replication),
      order: dice.pick([null, 'none', 'fifo', 'fifo', 'causal', 'causal']),
      applyErrors: dice.pick(['stop', 'skip', 'skip', 'hold']),
    },
    workload: {
      ...scenario.workload,
      clients: scenario.workload.clients.map((group) => ({
        ...group,
        mix: { ...group.mix, write: group.mix.write * (1 - share), update: group.mix.write * share },
      })),
    },
  };
}

function tryAll(sketch: OrderedSketch): readonly Trial[] {
  return Array.from({ length: rounds }, (_, n) => {
    const scenario = orderedScenario(n, sketch);
    return { ...runTraced(scenario), scenario };
  });
}

/** The first time that a leader had each write: its acceptance, or a copy that it took in. */
function listFirstArrivals({ events, scenario }: Trial): readonly Arrival[] {
  const leaders = new Set(scenario.regions.map(({ name }) => name));
  const had = new Set<string>();
  return events.filter((event): event is Arrival => {
    if (event.kind !== 'accept' && event.kind !== 'apply') return false;
    const arrival = `${event.replica} ${event.write}`;
    if (!leaders.has(event.replica) || had.has(arrival)) return false;
    had.add(arrival);
    return true;
  });
}

type Arrival = Extract<TraceEvent, { kind: 'accept' | 'apply' }>;

function findCausalBreaches(trial: Trial): readonly string[] {
  const seen = new Map<string, Set<number>>();
  const dependencies = new Map<number, ReadonlySet<number>>();
  return listFirstArrivals(trial).flatMap(({ kind, replica, write }) => {
    const here = seen.get(replica) ?? new Set<number>();
    seen.set(replica, here);
    if (kind === 'accept') dependencies.set(write, new Set(here));
    const early = [...(dependencies.get(write) ?? [])].filter((before) => !here.has(before));
    here.add(write);
    return early.map((before) => `${trial.scenario.name}: w${write} before w${before} at ${replica}`);
  });
}

/** Dense ids grow in order of acceptance. */
function findFifoBreaches(trial: Trial): readonly string[] {
  const authors = new Map<number, string>();
  const latest = new Map<string, number>();
  return listFirstArrivals(trial).flatMap(({ kind, replica, write }) => {
    if (kind === 'accept') authors.set(write, replica);
    const way = `${authors.get(write)} to ${replica}`;
    const before = latest.get(way) ?? -1;
    latest.set(way, Math.max(before, write));
    return before > write ? [`${trial.scenario.name}: w${write} after w${before}, ${way}`] : [];
  });
}

function listHoldings({ events, scenario }: Trial): readonly string[] {
  const history = replayTrace(events, scenario);
  const keys = [...new Set([...history.writes.values()].map(({ key }) => key))].sort();
  return listReplicas(scenario).flatMap(({ replica }) =>
    keys.map((key) => `${replica} ${key}: ${history.finalHolds(replica, key).join()}`),
  );
}

function findDifferences(trial: Trial): readonly string[] {
  const { report, lostWrites, events, scenario } = trial;
  const naive = judgeNaively(events, scenario);
  const { resolvedBy: _, ...conflicts } = report.conflicts;
  const oracle = {
    fates: report.fates,
    lostWrites: report.lostWrites,
    conflicts,
    divergentKeys: report.convergence.divergentKeys,
    causes: Object.fromEntries(lostWrites.map(({ write, cause }) => [write, cause])),
  };
  const twin = {
    fates: naive.fates,
    lostWrites: naive.lostWrites,
    conflicts: naive.conflicts,
    divergentKeys: naive.divergentKeys,
    causes: Object.fromEntries(naive.causeOf),
  };
  return [
    ...describeDifference(scenario.name, oracle, twin),
    ...findBrokenRules(events, scenario).map((broken) => `${scenario.name}: ${broken}`),
  ];
}

/** What an unsettled run has in common with its twin, which cannot see what is still due. */
function findReflectionDifferences({ report, events, scenario }: Trial): readonly string[] {
  const naive = judgeNaively(events, scenario).fates;
  const { lost, pending, ...reflected } = report.fates;
  const { lost: naiveLost, pending: naivePending, ...naiveReflected } = naive;
  return describeDifference(
    scenario.name,
    { ...reflected, missing: lost + pending },
    { ...naiveReflected, missing: naiveLost + naivePending },
  );
}

function describeDifference(where: string, oracle: object, twin: object): readonly string[] {
  const [one, other] = [JSON.stringify(sorted(oracle)), JSON.stringify(sorted(twin))];
  return one === other ? [] : [`${where}: oracle ${one}, twin ${other}`];
}

/** The same with keys in order, so that only content counts. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  return entries.map(([key, part]) => [key, sorted(part)] as const).sort(([a], [b]) => (a < b ? -1 : 1));
}

function sumOf(counts: object): number {
  return Object.values(counts).reduce((sum: number, count: unknown) => sum + Number(count), 0);
}
