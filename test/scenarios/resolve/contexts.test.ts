import { expect, test } from 'vitest';
import { issuesIn, load, twoRegions } from '../document-of.js';

const siblings = 'conflicts: { detect: dotted-version-vector, resolve: siblings }';
const script = '{ at: 1s, in: a, write: { x: A } }';

function body(conflicts: string, workload: string, rest = ''): string {
  return `${twoRegions}\n${conflicts}\nworkload: ${workload}\n${rest}`;
}

test('a context counts for all writes, unless a group or an operation says otherwise', () => {
  const { workload } = load(
    body(
      siblings,
      `{ context: read, script: [${script}, { at: 2s, in: a, context: none, write: { x: B } },` +
        ' { at: 3s, in: a, context: held, delete: x }, { at: 4s, in: a, read: x }],' +
        ' clients: [{ in: a, rate: 1/s }, { in: b, rate: 1/s, context: none }] }',
    ),
  ).scenario;
  expect(workload.script.map(({ context }) => context)).toEqual(['read', 'none', undefined, undefined]);
  expect(workload.clients.map(({ context }) => context)).toEqual(['read', 'none']);
});

test('who resolves siblings is read', () => {
  const rules = 'conflicts: { detect: read-time, resolve: siblings, at-read: { merge: union }, ' +
    'person: { after: 2h, spread: 30m, chooses: own } }';
  const { conflicts } = load(body(rules, `{ script: [${script}] }`)).scenario;
  expect(conflicts).toMatchObject({
    atRead: { merge: 'union' },
    person: { afterUs: 7_200_000_000, spreadUs: 1_800_000_000, chooses: 'own' },
  });
});

test('a document without contexts resolves to a scenario without them', () => {
  const { conflicts, workload } = load(body('conflicts: {}', `{ script: [${script}] }`)).scenario;
  expect(Object.keys(conflicts)).toEqual(['timestamps', 'detect', 'resolve']);
  expect(workload.script[0]).not.toHaveProperty('context');
});

const read = `{ context: read, script: [${script}] }`;

test.each([
  ['conflicts: { resolve: lww }', read, '', 'conflicts.resolve', 'resolve: siblings'],
  [
    'conflicts: { resolve: siblings, detect: timestamp }', read, '', 'conflicts.detect',
    'dotted-version-vector, version-vector or read-time',
  ],
  [
    siblings, read, 'replication: { anti-entropy: { merkle: {} } }', 'replication.anti-entropy',
    'no anti-entropy, or context: held',
  ],
  [
    siblings, read, 'links: { default: { latency: 1ms, transport: datagram } }', 'links',
    'fifo links, or context: held',
  ],
  [
    siblings, '{ context: read, script: [{ at: 1s, in: a, add: { x: e } }] }', '',
    'workload.script.0.add', 'write, delete or read',
  ],
  [
    siblings, '{ context: read, clients: [{ in: a, rate: 1/s, mix: { increment: 1 } }] }', '',
    'workload.clients.0.mix.increment', 'write, delete or read',
  ],
  [
    siblings, '{ context: read, clients: [{ in: a, rate: 1/s, timeout: 1s }] }', '',
    'workload.clients', 'no timeout, retries, breaker or bulkhead',
  ],
  [
    siblings, '{ script: [{ at: 1s, in: a, read: x, context: none }] }', '',
    'workload.script.0.context', 'context beside a write or delete',
  ],
  [
    'conflicts: { resolve: siblings, person: { after: 1h, spread: 2h } }', '{}', '',
    'conflicts.person.spread', 'at most as long as after',
  ],
  [
    'conflicts: { resolve: pn-counter, detect: row-origin }', '{}', '', 'conflicts.detect',
    'version-vector, or lww, fww, arrival or siblings for resolve',
  ],
])('%s with %s %s is refused', (conflicts, workload, rest, path, expected) => {
  expect(issuesIn(body(conflicts, workload, rest))).toMatchObject([
    { path: `scenarios.s.${path}`, expected },
  ]);
});

test('what cannot be combined names its own remedy', () => {
  const rules = 'conflicts: { detect: dotted-version-vector, resolve: siblings, at-read: { merge: max } }';
  const rest = 'replication: { anti-entropy: { merkle: {} } }';
  expect(issuesIn(body(rules, '{}', rest))).toMatchObject([
    { message: 'at-read cannot be combined with anti-entropy', expected: 'no anti-entropy, or no at-read' },
  ]);
});

test('a person who decides after the end is warned of', () => {
  const rules = 'conflicts: { resolve: siblings, person: { after: 2h } }';
  expect(load(body(rules, `{ script: [${script}] }`)).warnings).toMatchObject([
    { message: 'the run may end before a person decides: settle is shorter than after and spread' },
  ]);
});

test('one vector for an object is for one server, and one of its own for every sibling for several', () => {
  const rule = (detect: string) => `conflicts: { detect: ${detect}, resolve: siblings }`;
  const script = 'workload: { context: read, script: [{ at: 1s, in: a, write: { x: A } }] }';
  const body = (regions: string, detect: string) => `regions: { ${regions} }\n${rule(detect)}\n${script}`;
  expect(load(body('a: ', 'version-vector')).scenario.conflicts.detect).toBe('version-vector');
  expect(load(body('a: , b: ', 'dotted-version-vector')).warnings).toEqual([]);
  expect(issuesIn(body('a: , b: ', 'version-vector'))).toMatchObject([
    { path: 'scenarios.s.conflicts.detect', expected: 'dotted-version-vector, or a single region' },
  ]);
});
