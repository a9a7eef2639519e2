import { expect, test } from 'vitest';
import { showInRun } from '../../../src/scenarios/counterexample/show-in-run.js';
import { judgeExpectations, parseScenarios } from '../../../src/scenarios/index.js';
import { checkResolver } from '../../../src/sim/check-resolver.js';
import type { ResolverDefinition } from '../../../src/sim/resolution/user-resolver.js';
import type { CheckedProperty } from '../../../src/sim/resolver-check.js';
import { simulate } from '../../../src/sim/simulate.js';
import { append, average, plainUnion, readingsOf, throwing, unitedVersions, withoutTieBreak } from '../../support/faulty-resolvers.js';

test.each<readonly [string, ResolverDefinition, CheckedProperty, string]>([
  ['stamps alone', withoutTieBreak, 'convergent', 'converged'],
  ['an average', average, 'convergent', 'converged'],
  ['the own part first', append, 'convergent', 'converged'],
  ['the own part first, the other way round', append, 'commutative', 'converged'],
  ['a union that brings back what was removed', plainUnion, 'no-resurrected-deletes', 'lost-writes'],
  ['versions that are united as they stand', unitedVersions, 'no-resurrected-deletes', 'final.x'],
  ['a function that throws', throwing, 'total', 'findings'],
])('%s: a run fails for the one demand, with the values of the history', (_what, resolver, property, demand) => {
  const check = checkResolver(resolver, { writes: 3, runs: 0 });
  const answer = check.properties.find((each) => each.property === property);
  if (answer?.verdict !== 'violated') throw new Error(`${property} is not violated`);
  const history = answer.counterexample?.history ?? null;
  const shown = showInRun({
    property, resolverName: resolver.name, history, operations: check.operations, resolverPath: './mine.ts',
    open: () => ({ resolver }), told: answer.counterexample,
  });
  if (!shown.ok) throw new Error(shown.reason);
  const parsed = parseScenarios(`version: 1\n${shown.text}`);
  if (!parsed.ok) throw new Error(shown.text);
  const [{ scenario, expectations }] = parsed.scenarios;
  const { report } = simulate(scenario, { resolver });
  const failed = judgeExpectations(expectations, report).filter(({ verdict }) => verdict !== 'holds');
  expect(failed.map(({ name }) => name)).toEqual([demand]);
  // What breaks a law is shown by other orders of the same writes.
  if (history === null || property !== 'convergent') return;
  const held = report.finalValues[0]?.replicas.map(({ values }) => JSON.stringify(values));
  expect(held).toEqual(readingsOf(resolver, check.operations, history));
});

test('a law that breaks on states which no run merges again is not shown', () => {
  const history = {
    replicas: 2,
    writes: [0, 1].map((operation) => ({ operation, replica: operation, stamp: 1, takes: [] })),
    ends: [[1], [0]],
  };
  const operations = ['1', '2'].map((value) => JSON.stringify({ kind: 'write', value }));
  const subject = { property: 'associative', resolverName: 'average', history, operations, resolverPath: './mine.ts' } as const;
  expect(showInRun({ ...subject, open: () => ({ resolver: average }) })).toEqual({
    ok: false, reason: 'a run of it comes out with converged: true, also in other orders of delivery',
  });
});

test('the scenario stops failing once the resolver is sound', () => {
  const history = {
    replicas: 2,
    writes: [0, 1].map((operation) => ({ operation, replica: operation, stamp: 1, takes: [] })),
    ends: [[1], [0]],
  };
  const operations = ['a', 'b'].map((value) => JSON.stringify({ kind: 'write', value }));
  const subject = { property: 'convergent', resolverName: 'it', history, operations, resolverPath: './mine.ts' } as const;
  const sound = { name: 'it', resolve: (x: string | null, y: string | null) => ((x ?? '') > (y ?? '') ? x : y) };
  expect(showInRun({ ...subject, open: () => ({ resolver: withoutTieBreak }) })).toMatchObject({ ok: true });
  expect(showInRun({ ...subject, open: () => ({ resolver: sound }) })).toEqual({
    ok: false, reason: 'a run of it comes out with converged: true',
  });
});

test('what a run has no figure for is said so', () => {
  const subject = { resolverName: 'it', history: null, operations: [], resolverPath: './mine.ts' };
  const open = () => ({ resolver: append });
  expect(showInRun({ ...subject, property: 'monotone', open })).toEqual({
    ok: false, reason: 'no figure of a run tells of it',
  });
  expect(showInRun({ ...subject, property: 'total', open })).toMatchObject({ ok: false });
});
