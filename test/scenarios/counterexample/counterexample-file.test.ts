import { expect, test } from 'vitest';
import { failureName, readCounterexample, writeFailure } from '../../../src/scenarios/counterexample/counterexample-file.js';
import { parseScenarios } from '../../../src/scenarios/index.js';
import { append } from '../../support/faulty-resolvers.js';

const history = {
  replicas: 2,
  writes: [0, 1].map((operation) => ({ operation, replica: operation, stamp: 1, takes: [] })),
  ends: [[1], [0]],
};

const failure = {
  violations: [{ property: 'monotone', history }, { property: 'convergent', history }],
  resolverName: 'app\nend',
  operations: ['a', 'b'].map((value) => JSON.stringify({ kind: 'write', value })),
  resolverPath: '../../append.ts',
  open: () => ({ resolver: append }),
  token: 'v1:abc',
  path: '.quarrel/failures/it.yaml',
} as const;

test('a counterexample that a run shows is one document for both', () => {
  const text = writeFailure(failure);
  expect(text.split('\n').slice(0, 10)).toEqual([
    '# app end: a replica goes back behind what it held (monotone).',
    '# app end: replicas that have the same messages hold different values (convergent).',
    '#',
    '# Look again:      quarrel replay .quarrel/failures/it.yaml',
    '# See it as a run: quarrel run .quarrel/failures/it.yaml',
    'version: 1',
    'counterexample:',
    '  properties: [monotone, convergent]',
    '  resolver: "../../append.ts"',
    '  token: "v1:abc"',
  ]);
  const kept = { properties: ['monotone', 'convergent'], resolver: '../../append.ts', token: 'v1:abc' };
  expect(readCounterexample(text)).toEqual({ ok: true, kept });
  const parsed = parseScenarios(text);
  expect(parsed.ok && parsed.scenarios.map(({ resolverFile }) => resolverFile?.path)).toEqual(['../../append.ts']);
});

test('one that no run shows stands alone, says why, and cannot be run', () => {
  const violations = [{ property: 'monotone', history }] as const;
  const text = writeFailure({ ...failure, violations });
  expect(text).toContain('# No run shows it: no figure of a run tells of it.\n');
  expect(readCounterexample(text)).toMatchObject({ kept: { properties: ['monotone'] } });
  const parsed = parseScenarios(text);
  expect(parsed.ok ? [] : parsed.issues).toMatchObject([
    { path: 'counterexample', message: 'there is no scenario beside this counterexample', line: 6 },
  ]);
});

test.each([
  ['version: 1\ncounterexample: 5', 'counterexample'],
  ['version: 1\ncounterexample: { properties: [convergent], resolver: ./mine.ts }', 'counterexample.token'],
  ['version: 1\ncounterexample: { properties: [convergent], resolver: [], token: v1:x }', 'counterexample.resolver'],
  ['version: 1\ncounterexample: { propertie: x, properties: [x], resolver: x, token: x }', 'counterexample.propertie'],
])('what is wrong with it is told with its place (%#)', (text, path) => {
  const read = readCounterexample(text);
  expect(read.ok ? [] : read.issues.map((issue) => issue.path)).toContain(path);
});

test('an ordinary document keeps none', () => {
  expect(readCounterexample('version: 1\nscenarios: { s: { regions: { a: } } }')).toEqual({ ok: true, kept: null });
});

test('the same failure has the same name whatever became of the code, and another one another', () => {
  const token = {
    kind: 'histories', violations: [{ property: 'convergent', source: 'all-histories', history }],
    operations: [], place: { number: 1, count: 2 }, resolverDigest: '0123456789abcdef',
  } as const;
  const name = failureName(token, '../../mine.ts');
  expect(name).toMatch(/^convergent-[0-9a-f]{8}\.yaml$/);
  expect(failureName({ ...token, place: { number: 2, count: 2 }, resolverDigest: 'fedcba9876543210' }, '../../mine.ts')).toBe(name);
  expect(failureName(token, '../../other.ts')).not.toBe(name);
  const other = [{ ...token.violations[0], history: { ...history, ends: [[], []] } }];
  expect(failureName({ ...token, violations: other }, '../../mine.ts')).not.toBe(name);
});
