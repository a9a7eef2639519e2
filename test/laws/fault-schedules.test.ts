/**
 * Schedules of random faults: whatever goes wrong, the books balance, runs end or say why not, and what
 * promises to converge does.
 *
 * `FAULT_SCHEDULES` says how many are tried (500 unless said), `FAULT_SCHEDULE` which one alone.
 */
import { describe, expect, test } from 'vitest';
import { drawFaults } from '../../src/sim/fault/random-nemesis.js';
import type { Report } from '../../src/sim/report.js';
import type { Fault, Scenario } from '../../src/sim/scenario.js';
import { randomFaultKinds, shippingRules } from '../../src/sim/scenario.js';
import { simulate } from '../../src/sim/simulate.js';
import { makeDice } from '../support/dice.js';
import { everythingScenario } from '../support/everything-scenario.js';
import { randomScenario } from '../support/random-scenario.js';

const only = process.env['FAULT_SCHEDULE'];
const schedules =
  only === undefined
    ? Array.from({ length: Number(process.env['FAULT_SCHEDULES'] ?? 500) }, (_, n) => n)
    : [Number(only)];
const fewestPromises = 0.05;

describe('under random faults', { timeout: 3_600_000 }, () => {
  test('books balance, runs end or say why, and strategies keep their promise', () => {
    const findings: string[] = [];
    const tally = { promises: 0, converged: 0, lostDisks: 0 };
    for (const n of schedules) {
      const scenario = scheduleOf(n);
      const problems = judge(scenario, tally);
      const replay = `FAULT_SCHEDULE=${n} npx vitest run test/laws/fault-schedules.test.ts`;
      if (problems.length > 0) findings.push(`${problems.join('; ')}. Replay: ${replay}`);
    }
    expect(findings).toEqual([]);
    if (only !== undefined) return;
    expect(tally.promises).toBeGreaterThan(schedules.length * fewestPromises);
    expect(tally.converged).toBeGreaterThanOrEqual(tally.promises);
    expect(tally.lostDisks).toBeGreaterThan(schedules.length * 0.02);
  });
});

describe('where everything meets', { timeout: 3_600_000 }, () => {
  test('books balance, and runs end or say why', () => {
    let settled = 0;
    const findings = schedules.flatMap((n) => {
      const scenario = everythingScenario(n);
      const { problems, isSettled } = judgeAnything(scenario);
      if (isSettled) settled++;
      return problems.length > 0 ? [`${scenario.name}: ${problems.join('; ')}`] : [];
    });
    expect(findings).toEqual([]);
    if (only === undefined) expect(settled).toBeGreaterThan(schedules.length / 2);
  });
});

interface Tally {
  promises: number;
  converged: number;
  lostDisks: number;
}

/** A random scenario whose faults a nemesis draws; now and then a disk is lost or a region leaves. */
function scheduleOf(n: number): Scenario {
  const scenario = randomScenario(100_000 + n);
  const dice = makeDice(n);
  const { durationUs } = scenario;
  const spec = {
    faults: dice.between(1, 8),
    fromUs: 0,
    untilUs: 2 * durationUs,
    kinds: randomFaultKinds,
    swarm: dice.chance(0.5),
    longestUs: durationUs,
  };
  const drawn = drawFaults(spec, scenario, { nextUnit: dice.unit });
  const losesDisks = dice.chance(0.25);
  const leaves = scenario.faults.filter(({ kind }) => kind === 'leave');
  const faults = drawn.map((fault): Fault => {
    return losesDisks && fault.kind === 'crash' ? { ...fault, disk: 'lost' } : fault;
  });
  return { ...scenario, faults: [...faults, ...leaves] };
}

function judgeAnything(scenario: Scenario): { readonly problems: readonly string[]; readonly isSettled: boolean } {
  try {
    const { report } = simulate(scenario);
    const problems = [
      ...findImbalance(report),
      ...(isEndExplained(report) ? [] : [`ended ${JSON.stringify(report.unsettled)}`]),
    ];
    return { problems, isSettled: report.settled };
  } catch (error) {
    return { problems: [`threw ${String(error)}`], isSettled: false };
  }
}

/** What is wrong with a run, in words; nothing when all is well. */
function judge(scenario: Scenario, tally: Tally): readonly string[] {
  let report: Report;
  try {
    ({ report } = simulate(scenario));
  } catch (error) {
    return [`threw ${String(error)}`];
  }
  const hasLostDisk = scenario.faults.some((fault) => fault.kind === 'crash' && fault.disk === 'lost');
  if (hasLostDisk) tally.lostDisks++;
  const isDelayed = !report.settled && isStillSending(report, scenario);
  const promises = promisesToConverge(scenario) && !hasLostDisk && !isDelayed;
  const isConverged = report.convergence.verdict === 'holds';
  if (promises) tally.promises++;
  if (promises && isConverged) tally.converged++;
  return [
    ...findImbalance(report),
    ...(isEndExplained(report) ? [] : [`ended ${JSON.stringify(report.unsettled)}`]),
    ...(report.settled || isDelayed ? [] : [`is stuck: ${report.unsettled.join('; ')}`]),
    ...(promises && !isConverged ? [`is ${report.convergence.verdict} about converging`] : []),
    ...(promises && report.lag.open > 0 ? [`never delivered ${report.lag.open}`] : []),
    ...(!hasLostDisk && !hasLeft(scenario) && report.lostWrites.byCause.disk > 0 ? ['lost to a disk'] : []),
  ];
}

function findImbalance({ writes, fates, lostWrites, lag, faults }: Report): readonly string[] {
  const { visible, superseded, merged, lost, pending } = fates;
  const sum = visible + superseded + merged + lost + pending;
  const causes = Object.values(lostWrites.byCause).reduce((x, y) => x + y, 0);
  const ends = writes.acknowledged + writes.indeterminate + writes.rejected + writes.unavailable;
  return [
    ...(sum === writes.acknowledged ? [] : [`fates sum to ${sum} of ${writes.acknowledged}`]),
    ...(causes === lost ? [] : [`${causes} causes for ${lost} losses`]),
    ...(ends === writes.attempted ? [] : [`${ends} ends of ${writes.attempted} writes`]),
    ...(lag.open >= 0 ? [] : [`${-lag.open} more deliveries than writes`]),
    ...(faults.every(({ where }) => where !== '') ? [] : ['a fault without a place']),
  ];
}

/** A settled run names nothing that is left, another one does. */
function isEndExplained({ settled, unsettled }: Report): boolean {
  return settled === (unsettled.length === 0);
}

/**
 * All of these faults end within two minutes; what may take longer is a transmission that was lost ten
 * times in a row, since the wait for the next one doubles each time.
 */
function isStillSending({ unsettled }: Report, { topology, faults }: Scenario): boolean {
  const mayLose = topology.links.some(({ loss }) => loss > 0) || faults.some(({ kind }) => kind === 'loss');
  return mayLose && unsettled.some((reason) => / writes in flight from /.test(reason));
}

function delivers({ topology }: Scenario): boolean {
  return topology.links.every(({ transport }) => transport === 'fifo');
}

function hasLeft({ faults }: Scenario): boolean {
  return faults.some(({ kind }) => kind === 'leave');
}

/**
 * Both total orders and siblings by version vector converge wherever every write reaches everybody:
 * over connections, between leaders that pass on what they receive or need not, while nobody leaves.
 */
function promisesToConverge(scenario: Scenario): boolean {
  const { topology, conflicts, replication } = scenario;
  const isOrder = conflicts.resolve === 'lww';
  const isCausal = conflicts.resolve === 'siblings' && conflicts.detect === 'version-vector';
  const reachesAll = topology.kind === 'mesh' || (topology.forward && isConnected(scenario));
  const hopsSuffice = !topology.forward || shippingRules(replication).hopLimit >= scenario.regions.length;
  return (isOrder || isCausal) && reachesAll && hopsSuffice && delivers(scenario) && !hasLeft(scenario);
}

/** Whether every leader can be reached from every other one. */
function isConnected({ regions, topology }: Scenario): boolean {
  return regions.every((_, start) => {
    const reached = new Set([start]);
    for (const region of reached) {
      for (const { from, to } of topology.links) if (from === region) reached.add(to);
    }
    return reached.size === regions.length;
  });
}
