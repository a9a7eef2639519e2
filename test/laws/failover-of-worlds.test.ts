/**
 * Laws of a single leader in a world: what a failover loses, and what majorities never do.
 *
 * `QUARREL_FAILOVER_RUNS` says how many random schedules of faults are tried (150 unless said),
 * `QUARREL_FAILOVER_RUN` which one alone.
 */
import { describe, expect, test } from 'vitest';
import { RandomStreams } from '../../src/sim/base/random.js';
import { drawFaults } from '../../src/sim/fault/random-nemesis.js';
import type { TraceEvent } from '../../src/sim/record/trace.js';
import type { Fault, RandomFaultKind, Scenario, SingleLeader } from '../../src/sim/scenario.js';
import { randomFaultKinds } from '../../src/sim/scenario.js';
import { simulate } from '../../src/sim/simulate.js';
import { makeDice } from '../support/dice.js';
import { connect, constant, ms, scenario } from '../support/scenario.js';
import { raftSpec, shippingSpec } from '../support/single-leader-specs.js';

const only = process.env['QUARREL_FAILOVER_RUN'];
const runs =
  only === undefined
    ? Array.from({ length: Number(process.env['QUARREL_FAILOVER_RUNS'] ?? 150) }, (_, n) => n)
    : [Number(only)];
const faultsEndUs = 3000 * ms;

function worldOf(n: number, replication: SingleLeader, shape: { readonly kinds: readonly RandomFaultKind[]; readonly lostDisks: boolean }): Scenario {
  const dice = makeDice(n);
  const regions = 3 + 2 * (n % 2);
  const topology = connect('mesh', regions, { latency: constant(dice.pick([1, 5, 15]) * ms) });
  const drawn = drawFaults(
    { faults: dice.between(1, 6), fromUs: 200 * ms, untilUs: faultsEndUs, kinds: shape.kinds, swarm: true, longestUs: 1500 * ms },
    { regions: { length: regions }, topology },
    new RandomStreams(`failover ${String(n)}`).stream('faults'),
  );
  const disks: Fault[] = shape.lostDisks ? loseDisks(dice, regions) : [];
  return {
    ...scenario({
      seed: `failover ${String(n)}`,
      durationUs: faultsEndUs + 500 * ms,
      regions: Array.from({ length: regions }, (_, i) => ({ name: `r${String(i)}`, node: { applyUs: 10 * (n % 3) } })),
      topology,
      workload: {
        keys: { count: 12, choose: { kind: 'uniform' } },
        clients: Array.from({ length: regions }, (_, region) => ({
          region,
          ratePerS: 60,
          arrivals: 'poisson' as const,
          mix: { write: 1, read: 0, delete: 0 },
        })),
      },
      faults: [...drawn, ...disks],
    }),
    replication: { ...replication, redirect: n % 2 === 0 ? { kind: 'immediate' } : cached },
  };
}

const cached = { kind: 'cached', ttlUs: 400 * ms, followsHints: true } as const;

/** Of a minority at most, one after the other or at once. */
function loseDisks(dice: ReturnType<typeof makeDice>, regions: number): Fault[] {
  const most = (regions - 1) / 2;
  return Array.from({ length: dice.between(0, most) }, (_, region): Fault => {
    const atUs = dice.between(200 * ms, 2000 * ms);
    return { kind: 'crash', atUs, untilUs: atUs + dice.between(ms, 900 * ms), region, disk: 'lost' };
  });
}

/** Acknowledged writes that the last leader's log had not when it was elected, and did not take in afterwards. */
function expectLost(events: readonly TraceEvent[]): ReadonlySet<number> {
  const has = new Map<string, Set<number>>();
  const of = (replica: string): Set<number> => has.get(replica) ?? has.set(replica, new Set()).get(replica) ?? new Set();
  const acknowledged = new Set<number>();
  let leader = '';
  let term = 0;
  for (const event of events) {
    if (event.kind === 'accept' || event.kind === 'apply') of(event.replica).add(event.write);
    else if (event.kind === 'rewind') of(event.replica).delete(event.write);
    else if (event.kind === 'acknowledge') acknowledged.add(event.write);
    else if (event.kind === 'elect' && event.term > term) {
      leader = event.replica;
      term = event.term;
    }
  }
  return new Set([...acknowledged].filter((write) => !of(leader).has(write)));
}

describe('a single leader under random faults', { timeout: 36_000_000 }, () => {
  test.each([
    ['a majority that answers, with terms', shippingSpec({ acknowledge: { kind: 'majority' } })],
    ['Raft', raftSpec()],
    ['Raft that checks its quorum, without pre-vote', raftSpec({ preVote: false, checkQuorum: true })],
  ])('%s loses no acknowledged write', (_, replication) => {
    const findings: string[] = [];
    const tally = { failovers: 0, acknowledged: 0, indeterminate: 0, settled: 0 };
    for (const n of runs) {
      const { report } = simulate(worldOf(n, replication, { kinds: randomFaultKinds, lostDisks: true }));
      const { fates, writes, leadership, settled, convergence } = report;
      const sum = fates.visible + fates.superseded + fates.merged + fates.lost + fates.pending;
      if (sum !== writes.acknowledged) findings.push(`${String(n)}: fates sum to ${String(sum)}`);
      if (fates.lost > 0) findings.push(`${String(n)}: ${String(fates.lost)} lost`);
      if (settled && !convergence.converged) findings.push(`${String(n)}: ${String(convergence.divergentKeys)} keys differ`);
      if (!settled) findings.push(`${String(n)}: ${report.unsettled.join(', ')}`);
      tally.failovers += leadership?.failovers ?? 0;
      tally.acknowledged += writes.acknowledged;
      tally.indeterminate += writes.indeterminate;
    }
    expect(findings).toEqual([]);
    if (only !== undefined) return;
    expect(tally.failovers).toBeGreaterThan(runs.length / 10);
    expect(tally.indeterminate).toBeGreaterThan(0);
    expect(tally.acknowledged).toBeGreaterThan(runs.length * 100);
  });

  test.each([
    ['asynchronous replication', shippingSpec()],
    ['an observer whose queries wait for a worker', shippingSpec({ failover: { kind: 'observer', approvalUs: 0, check: 'query' } })],
  ])('%s loses exactly what the new leader had not, each write by failover', (_, replication) => {
    let lost = 0;
    for (const n of runs) {
      const events: TraceEvent[] = [];
      const { report, lostWrites } = simulate(
        worldOf(n, replication, { kinds: ['partition', 'crash', 'pause', 'outage', 'offline'], lostDisks: false }),
        { trace: (event) => events.push(event) },
      );
      expect(report.settled, `run ${String(n)}: ${report.unsettled.join(', ')}`).toBe(true);
      expect(new Set(lostWrites.map(({ write }) => write)), `run ${String(n)}`).toEqual(expectLost(events));
      expect(lostWrites.filter(({ cause }) => cause !== 'failover'), `run ${String(n)}`).toEqual([]);
      lost += lostWrites.length;
    }
    if (only === undefined) expect(lost).toBeGreaterThan(runs.length / 10);
  });
});
