import { expect, test } from 'vitest';
import { readCounterexample, writeFailure } from '../../../src/scenarios/counterexample/counterexample-file.js';
import { parseScenarios } from '../../../src/scenarios/index.js';
import { append } from '../../support/checked-resolvers.js';

const history = {
  replicas: 2,
  writes: [0, 1].map((operation) => ({ operation, replica: operation, stamp: 1, takes: [] })),
  ends: [[1], [0]],
};

const failure = {
  property: 'convergent',
  resolverName: 'append',
  history,
  operations: ['a', 'b'].map((value) => JSON.stringify({ kind: 'write', value })),
  resolverPath: '../../append.ts',
  open: () => ({ resolver: append }),
  token: 'v1:abc',
  notes: ['Found by check.', 'A note\nwith a \u2028 line: break'],
} as const;

test('a counterexample that a run shows is one document for both', () => {
  const text = writeFailure(failure);
  expect(text.split('\n').slice(0, 9)).toEqual([
    '# append: replicas that have the same messages hold different values (convergent).',
    '# Found by check.',
    '# A note with a   line: break',
    '# Look again with "quarrel replay" and this file; "quarrel run" shows it as a run.',
    'version: 1',
    'counterexample:',
    '  property: convergent',
    '  resolver: "../../append.ts"',
    '  token: "v1:abc"',
  ]);
  expect(readCounterexample(text)).toEqual({
    ok: true,
    kept: { property: 'convergent', resolver: '../../append.ts', against: null, token: 'v1:abc' },
  });
  const parsed = parseScenarios(text);
  expect(parsed.ok && parsed.scenarios.map(({ resolverFile }) => resolverFile?.path)).toEqual(['../../append.ts']);
});

test('one that no run shows stands alone, says why, and cannot be run', () => {
  const text = writeFailure({ ...failure, property: 'monotone', against: 'other.ts' });
  expect(text).toContain('# There is no scenario in it: no figure of a run tells of it.\n');
  expect(readCounterexample(text)).toMatchObject({ kept: { property: 'monotone', against: 'other.ts' } });
  const parsed = parseScenarios(text);
  expect(parsed.ok ? [] : parsed.issues).toMatchObject([
    { path: 'counterexample', message: 'there is no scenario beside this counterexample', line: 7 },
  ]);
});

test.each([
  ['version: 1\ncounterexample: 5', 'counterexample'],
  ['version: 1\ncounterexample: { property: convergent, resolver: ./mine.ts }', 'counterexample.token'],
  ['version: 1\ncounterexample: { property: convergent, resolver: [], token: v1:x }', 'counterexample.resolver'],
  ['version: 1\ncounterexample: { propertie: x, property: x, resolver: x, token: x }', 'counterexample.propertie'],
])('what is wrong with it is told with its place (%#)', (text, path) => {
  const read = readCounterexample(text);
  expect(read.ok ? [] : read.issues.map((issue) => issue.path)).toContain(path);
});

test('an ordinary document keeps none', () => {
  expect(readCounterexample('version: 1\nscenarios: { s: { regions: { a: } } }')).toEqual({ ok: true, kept: null });
});
