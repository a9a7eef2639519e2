import { expect, test } from 'vitest';
import { checkResolver, ResolverChecker } from '../../src/sim/check-resolver.js';
import { engineOperations, engineScenario, runInEngine } from '../../src/sim/check-in-engine.js';
import { ownRealm } from '../../src/sim/resolution/resolver-guard.js';
import { defineResolver, type ResolverDefinition } from '../../src/sim/resolution/user-resolver.js';
import * as small from '../support/small-resolvers.js';

test.each([
  ['greatest', small.greatest],
  ['latest', small.latest],
  ['growing', small.growing],
  ['tagged', small.tagged],
])('%s converges in every run', (_name, resolver) => {
  for (let run = 0; run < 25; run++) expect(diverges(resolver, run)).toBeNull();
});

test.each([
  ['arrival', small.arrival],
  ['joined', small.joined],
  ['forgetful', small.forgetful],
  ['sum', small.sum],
])('%s diverges in some run, and the run of that number does so again', (_name, resolver) => {
  const runs = Array.from({ length: 25 }, (_, run) => diverges(resolver, run));
  const run = runs.findIndex((divergence) => divergence !== null);
  expect(run).toBeGreaterThanOrEqual(0);
  const told = new ResolverChecker(resolver).judgeRun(run);
  expect(told).toMatchObject({ source: 'engine', fault: { kind: 'engine', run, words: runs[run] } });
});

test('runs differ in their shape and in what goes wrong', () => {
  const operations = operationsOf(small.growing);
  const scenarios = Array.from({ length: 60 }, (_, run) => engineScenario('42', run, operations));
  expect(new Set(scenarios.map(({ topology }) => topology.kind))).toEqual(new Set(['mesh', 'two-way-ring', 'star']));
  const kinds = new Set(scenarios.flatMap(({ faults }) => faults.map(({ kind }) => kind)));
  expect(kinds).toEqual(new Set(['offline', 'partition', 'crash', 'clock-step']));
  expect(new Set(scenarios.map(({ regions }) => regions.length))).toEqual(new Set([3, 4]));
});

test('only the runs find what takes more than small histories', () => {
  // Of more than eight elements the set forgets one: which one depends on who is told first.
  const crowded = defineResolver<readonly string[]>({
    name: 'crowded',
    initial: [],
    operations: [{ kind: 'add', element: 'a' }],
    mayLose: ['add'],
    apply: (state, _operation, { replica, write }) => [...state, `${replica}${write}`].sort(),
    merge(x, y) {
      const union = [...new Set([...x, ...y])].sort();
      return union.length > 8 ? x : union;
    },
  });
  const { properties, coverage } = checkResolver(crowded, { writes: 3, runs: 200 });
  expect(properties.find(({ property }) => property === 'convergent')).toMatchObject({
    verdict: 'violated',
    counterexample: { source: 'engine', steps: [] },
  });
  expect(coverage.engineRuns).toBeGreaterThan(0);
});

test('what the engine’s clients cannot ask is not run there', () => {
  const own = defineResolver<number>({
    name: 'own',
    initial: 0,
    operations: [{ kind: 'raise', to: 3 }],
    apply: (state) => Math.max(state, 3),
    merge: (x, y) => Math.max(x, y),
  });
  expect(engineOperations(own, ['{"kind":"raise","to":3}'])).toBeNull();
  expect(engineOperations(own, ['{"kind":"add","element":"a","amount":2}'])).toBeNull();
  expect(engineOperations(small.greatest, ['{"kind":"add","element":"a"}'])).toBeNull();
  expect(checkResolver(own, { writes: 2, runs: 0 }).coverage.engineRuns).toBe(0);
});

function operationsOf(resolver: ResolverDefinition) {
  const { plan } = new ResolverChecker(resolver);
  return engineOperations(resolver, plan.operations) ?? [];
}

function diverges(resolver: ResolverDefinition, run: number): string | null {
  return runInEngine(resolver, ownRealm, engineScenario('42', run, operationsOf(resolver))).divergence;
}
