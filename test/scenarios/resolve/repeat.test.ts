import { expect, test } from 'vitest';
import { issuesIn, load, twoRegions } from '../document-of.js';

test('an operation that is repeated comes at even intervals, its values numbered', () => {
  const { workload } = load(
    `${twoRegions}\nworkload: { script: [{ at: 1s, in: a, write: { x: v }, ` +
      'repeat: { every: 40ms, times: 3 } }, { at: 1.02s, in: a, read: x, ' +
      'repeat: { every: 40ms, times: 2 } }] }',
  ).scenario;
  expect(workload.script.map(({ atUs, kind, value }) => [atUs, kind, value])).toEqual([
    [1_000_000, 'write', 'v1'],
    [1_020_000, 'read', null],
    [1_040_000, 'write', 'v2'],
    [1_060_000, 'read', null],
    [1_080_000, 'write', 'v3'],
  ]);
});

test('a script that gets too long by repeating is refused', () => {
  const many = '{ at: 1s, in: a, read: x, repeat: { every: 1ms, times: 10000 } }';
  const script = Array.from({ length: 11 }, () => many).join(', ');
  expect(issuesIn(`${twoRegions}\nworkload: { script: [${script}] }`)).toMatchObject([
    { path: 'scenarios.s.workload.script', expected: 'at most 100000' },
  ]);
});

test('a clock is expected of a read, and of nothing else', () => {
  const script = '{ at: 1s, in: a, write: { x: v }, clock: { a: 1 } }';
  expect(issuesIn(`${twoRegions}\nworkload: { script: [${script}] }`)).toMatchObject([
    { path: 'scenarios.s.workload.script.0.clock', expected: 'clock beside a read' },
  ]);
});
