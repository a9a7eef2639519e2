import { expect, test } from 'vitest';
import { findDanglingNames } from '../../src/scenarios/references.js';

const regions = { a: null, b: null };

function pathsIn(scenario: unknown): readonly string[] {
  return findDanglingNames(scenario, ['s']).map((problem) => problem.path.join('.'));
}

test('a name is checked wherever a region may be named', () => {
  expect(
    pathsIn({
      regions,
      topology: { star: { hub: 'z' }, links: ['a -> z', 'a -> b'] },
      links: { default: {}, 'z <-> b': {} },
      workload: { clients: [{ in: 'z' }, { in: 'all' }], script: [{ in: 'z' }, { in: 'b' }] },
      faults: [
        { crash: 'z' }, { leave: 'z' }, { 'clock-step': { in: 'z' } },
        { partition: [['a'], ['z']] }, { partition: { from: ['z'], to: ['b'] } }, { crash: 'a' },
        { 'latency-spike': { links: ['a -> z'] } }, { loss: { between: [['z'], ['a']] } },
        { bandwidth: { links: ['z <-> b'] } },
      ],
    }),
  ).toEqual([
    's.topology.star.hub', 's.workload.clients.0.in', 's.workload.script.0.in',
    's.faults.0.crash', 's.faults.1.leave', 's.faults.2.clock-step.in',
    's.faults.3.partition.1.0', 's.faults.4.partition.from.0',
    's.faults.7.loss.between.0.0', 's.topology.links.0',
    's.faults.6.latency-spike.links.0', 's.faults.8.bandwidth.links.0', 's.links.z <-> b',
  ]);
});

test('only clients may be in all regions', () => {
  expect(pathsIn({ regions, workload: { script: [{ in: 'all' }] } })).toEqual([
    's.workload.script.0.in',
  ]);
});

test('a final value is of a key that the script mentions', () => {
  const script = [{ write: { x: 1 } }, { update: { u: 1 } }, { read: 'y' }, { delete: 'z' }];
  const expected = { 'final.x': 1, 'final.u': 1, 'final.y': 1, 'final.z': 1, 'final.w': 1, settled: true };
  expect(pathsIn({ regions, workload: { script }, expect: expected })).toEqual([
    's.expect.final.w',
  ]);
});

test('conflicts in the end are of a key, where a revision tree keeps them', () => {
  const workload = { script: [{ merge: { x: 1 } }, { write: { 'y.conflicts': 1 } }] };
  const demands = { 'final.x.conflicts': 1, 'final.y.conflicts': 1, 'final.w.conflicts': 1 };
  const pathsWith = (resolve: string) =>
    pathsIn({ regions, conflicts: { resolve }, workload, expect: demands });
  expect(pathsWith('revision-tree')).toEqual(['s.expect.final.w.conflicts']);
  expect(pathsWith('lww')).toEqual(['s.expect.final.x.conflicts', 's.expect.final.w.conflicts']);
});

test.each([
  [null], [5], [{}], [{ regions: 5 }], [{ regions, faults: 'x', links: [], workload: null }],
  [{ regions, topology: { links: 5 }, expect: [] }],
])('what has another shape altogether is left to the schema (%#)', (scenario) => {
  expect(pathsIn(scenario)).toEqual([]);
});
