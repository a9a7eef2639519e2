import { expect, test } from 'vitest';
import fc from 'fast-check';
import { encodeCheckToken, operationsOf, type CheckToken } from '../../../src/scenarios/replay/check-token.js';
import { isToken, readToken } from '../../../src/scenarios/replay/replay-token.js';
import { replayToken } from '../../../src/scenarios/index.js';
import { drawHistory } from '../../../src/sim/check/resolver/random-histories.js';
import { tinyScenario } from '../../cli/tiny-scenario.js';

const digests = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 8, maxLength: 8 })
  .map((bytes) => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(''));

const texts = fc.oneof(
  fc.string({ unit: 'binary' }).map((value) => JSON.stringify({ kind: 'write', value })),
  fc.string().map((element) => JSON.stringify({ kind: 'add', element })),
  fc.string().map((element) => JSON.stringify({ element, kind: 'remove' })),
  fc.json(),
  fc.constantFrom('{"kind":"delete"}', '{"kind":"increment","by":1}', '{"kind":"increment","by":-1}'),
);

const tokens: fc.Arbitrary<CheckToken> = fc.oneof(
  fc.record({
    numbers: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), replicas: fc.integer({ min: 2, max: 4 }),
    writes: fc.integer({ min: 1, max: 8 }),
    operations: fc.array(texts, { minLength: 1, maxLength: 16 }), resolverDigest: digests,
    properties: fc.subarray(['convergent', 'no-lost-writes', 'agreement', 'idempotent'] as const, { minLength: 1 }),
    source: fc.constantFrom('all-histories', 'random-histories'),
    place: fc.record({ number: fc.nat(300), count: fc.nat(300) }),
  }).map(({ numbers, replicas, writes, operations, resolverDigest, properties, source, place }): CheckToken => {
    const histories = numbers.map((number) => drawHistory(3, number, { replicas, writes, operations: operations.length }));
    const violations = properties.map((property, index) => {
      return { property, source, history: histories[index % histories.length] };
    });
    const used = operationsOf(violations.map(({ history }) => history), operations);
    return { kind: 'histories', violations, operations: used, place, resolverDigest };
  }),
  fc.record({
    property: fc.constantFrom('total', 'pure', 'convergent'), resolverDigest: digests, seed: fc.string(),
    replicas: fc.integer({ min: 2, max: 4 }), writes: fc.integer({ min: 1, max: 5 }), runs: fc.nat(10_000_000),
  }).map((question): CheckToken => ({ kind: 'question', ...question })),
);

test('a token says all that was put into it, in letters that no shell touches', () => {
  fc.assert(fc.property(tokens, (token) => {
    const line = encodeCheckToken(token);
    expect(line).toMatch(/^v1:[\w-]+$/);
    expect(readToken(line)).toEqual({ kind: 'check', token });
  }), { numRuns: 500 });
});

test('a token with any letter changed, left out or doubled is refused', () => {
  fc.assert(fc.property(tokens, fc.nat(), fc.constantFrom('', 'A', '_', '7', 'xx'), (token, place, instead) => {
    const line = encodeCheckToken(token);
    const at = 3 + (place % (line.length - 3));
    const damaged = line.slice(0, at) + instead + line.slice(at + 1);
    fc.pre(damaged !== line);
    expect(readToken(damaged).kind).toBe('unreadable');
  }), { numRuns: 500 });
});

test('nothing that looks like a token is more than refused', () => {
  fc.assert(fc.property(fc.string(), (rest) => {
    expect(['run', 'unreadable']).toContain(readToken(`v1:${rest}`).kind);
  }));
});

test('two writes of known operations take less than 100 letters', () => {
  const history = drawHistory(1, 2, { replicas: 3, writes: 2, operations: 3 });
  const operations = operationsOf([history], ['milk', 'eggs', 'tea'].map((element) => JSON.stringify({ kind: 'add', element })));
  const source = 'all-histories';
  const violations = (['convergent', 'commutative'] as const).map((property) => ({ property, source, history } as const));
  const token: CheckToken = {
    kind: 'histories', violations, operations, place: { number: 1, count: 2 }, resolverDigest: '0123456789abcdef',
  };
  expect(encodeCheckToken(token).length).toBeLessThan(100);
});

test('why a token is refused is told', () => {
  const reasonOf = (word: string): string => {
    const read = readToken(word);
    return read.kind === 'unreadable' ? read.reason : read.kind;
  };
  expect(reasonOf('v2:abc')).toBe('it is of version v2, and only v1 is known here');
  expect(reasonOf('v1:abc def')).toBe('it holds " ", which no token does');
  expect(reasonOf('v1:abcdefgh')).toContain('a part of it is missing or was changed');
  expect(reasonOf('v1:split-brain:42:zz')).toContain('v1:<scenario>:<seed>');
  expect(reasonOf('v1:split-brain:%ff')).toContain('v1:<scenario>:<seed>');
});

test('the token of a run says its scenario, seed and digest', () => {
  const scenario = { ...tinyScenario(), seed: 'a b:c%' };
  expect(readToken(replayToken(scenario, { isShipped: true }))).toEqual({
    kind: 'run', scenario: scenario.name, seed: 'a b:c%', digest: null,
  });
  const digest: unknown = expect.stringMatching(/^[0-9a-f]{8}$/);
  expect(readToken(replayToken(scenario))).toMatchObject({ kind: 'run', seed: 'a b:c%', digest });
  expect([isToken('v1:x'), isToken('v12:x'), isToken('mine.yaml'), isToken('c:/x.yaml')]).toEqual([true, true, false, false]);
});
