/** What functions of a user's own promise to the engine, and what the engine makes of those that do not. */
import { expect, test } from 'vitest';
import type { ResolverDefinition } from '../../src/sim/resolution/user-resolver.js';
import { defineResolver } from '../../src/sim/resolution/user-resolver.js';
import type { Operation } from '../../src/sim/resolution/replicated-type.js';
import { simulate } from '../../src/sim/simulate.js';
import { replayTold } from '../support/told-history.js';
import type { TraceEvent } from '../../src/sim/record/trace.js';
import { buildReport } from '../../src/sim/world/build-report.js';
import { World } from '../../src/sim/world/world.js';
import { runTraced } from '../support/traced-run.js';
import { typedScenario } from '../support/typed-scenario.js';

const runsEach = 60;

/** The later word of the dictionary: commutative, associative, idempotent. */
const later = defineResolver({
  name: 'later-word',
  resolve: (local, incoming) => ((local ?? '') > (incoming ?? '') ? local : incoming),
});

/** All words of both, each once: likewise, and its values are new ones. */
const words = defineResolver({
  name: 'all-words',
  resolve: (local, incoming) =>
    [...new Set(`${local ?? ''} ${incoming ?? ''}`.split(' '))].sort().join(' ').trim(),
});

/** Not commutative: what is local stays. */
const mine = defineResolver({ name: 'mine-stays', resolve: (local) => local });

/** The values of the last operation of each replica, joined key by key: a sound state-based type. */
const latestByReplica = defineResolver<Readonly<Record<string, readonly [number, string]>>>({
  name: 'latest-by-replica',
  initial: {},
  apply: (state, operation: Operation, { replica, write }) => {
    return { ...state, [replica]: [write, operation.kind === 'write' ? operation.value : ''] };
  },
  merge: (x, y) => {
    const names = [...new Set([...Object.keys(x), ...Object.keys(y)])];
    const later = (name: string) => {
      const [mine, theirs] = [x[name], y[name]];
      if (mine === undefined || theirs === undefined) return mine ?? theirs ?? [0, ''];
      return mine[0] > theirs[0] ? mine : theirs;
    };
    return Object.fromEntries(names.map((name) => [name, later(name)]));
  },
  read: (state) => Object.values(state).map(([, value]) => value).sort(),
});

/** Its remove leaves no trace, so a merge brings back what was removed. */
const forgetful = defineResolver<readonly string[]>({
  name: 'forgetful-set',
  initial: [],
  apply: (state, operation) =>
    operation.kind === 'write' ? [...new Set([...state, operation.value])].sort() : [],
  merge: (x, y) => [...new Set([...x, ...y])].sort(),
});

test.each([
  ['later-word', later],
  ['all-words', words],
  ['latest-by-replica', latestByReplica],
])('replicas that were told of the same hold the same under %s', (_name, resolver) => {
  let complete = 0;
  let met = 0;
  for (let n = 0; n < runsEach; n++) {
    const { report, isComplete } = run(n, resolver);
    expectFates(report);
    expect(report.findings).toEqual([]);
    met += report.conflicts.meetings;
    if (!isComplete) continue;
    complete++;
    expect(report.convergence.divergentKeys, report.scenario).toBe(0);
  }
  expect(complete).toBeGreaterThan(runsEach / 6);
  expect(met).toBeGreaterThan(runsEach);
});

test('a rule that is not commutative diverges, and the report says so', () => {
  const reports = Array.from({ length: runsEach }, (_, n) => simulate(ownScenario(n), { resolver: mine }).report);
  for (const report of reports) expectFates(report);
  const diverged = reports.filter(({ convergence }) => convergence.verdict === 'violated');
  expect(diverged.length).toBeGreaterThan(runsEach / 6);
});

test('a type that forgets its removes brings removed elements back, and loses nobody’s fate', () => {
  let returned = 0;
  for (let n = 0; n < runsEach; n++) {
    const { report } = simulate(ownScenario(n), { resolver: forgetful });
    expectFates(report);
    expect(report.findings).toEqual([]);
    if (report.lostWrites.byCause.resolution > 0) returned++;
  }
  expect(returned).toBeGreaterThan(0);
});

test('the same run again is the same, and being watched changes nothing', () => {
  for (const resolver of [words, latestByReplica, mine]) {
    const alone = simulate(ownScenario(3), { resolver }).report;
    expect(runTraced(ownScenario(3), { resolver }).report).toEqual(alone);
  }
});

const refusing: ResolverDefinition = {
  name: 'refusing',
  resolve() {
    throw new Error('never');
  },
};

test('a resolver that always fails keeps what is local, as a rule that says so', () => {
  for (let n = 0; n < 20; n++) {
    const failing = simulate(ownScenario(n), { resolver: refusing }).report;
    const keeping = simulate(ownScenario(n), { resolver: mine }).report;
    expect(failing.finalValues).toEqual(keeping.finalValues);
    expect(failing.fates).toEqual(keeping.fates);
    const calls = failing.findings?.[0]?.count ?? 0;
    expect(calls > 0, failing.scenario).toBe(failing.conflicts.meetings > 0);
  }
});

/** A run, and whether every survivor was told of every write. */
function run(n: number, resolver: ResolverDefinition) {
  const events: TraceEvent[] = [];
  const world = new World(ownScenario(n), { resolver, trace: (event) => events.push(event) });
  while (world.step(world.limitUs));
  const isSettled = !world.hasWork;
  if (!isSettled) world.giveUp();
  const { report } = buildReport(world, isSettled);
  const history = replayTold(events);
  const isComplete = world.replicaNames.every(
    (name, replica) => !world.isSurvivor(replica) || history.toldAt(name).size === history.writes.size,
  );
  return { report, isComplete };
}

function ownScenario(n: number) {
  const base = typedScenario(n, 'completeness');
  return { ...base, conflicts: { ...base.conflicts, resolve: 'own' as const } };
}

function expectFates(report: ReturnType<typeof simulate>['report']): void {
  const { visible, superseded, merged, lost, pending } = report.fates;
  expect(visible + superseded + merged + lost + pending, report.scenario).toBe(report.writes.acknowledged);
}
