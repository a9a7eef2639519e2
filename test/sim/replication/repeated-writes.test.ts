import { expect, test } from 'vitest';
import type { RepeatedWrites } from '../../../src/sim/scenario.js';
import { simulate } from '../../../src/sim/simulate.js';
import { connect, ms, scenario } from '../../support/scenario.js';

test('two updates that nobody drops chase each other round a ring, where repeats are applied', () => {
  expect(readsAt('apply')).toEqual(['B', 'A', 'B', 'A', 'B', 'A']);
});

test('where they are ignored, what came last the first time stays', () => {
  expect(readsAt('ignore')).toEqual(['B', 'B', 'B', 'B', 'B', 'B']);
});

test('every acknowledged write has one fate, however often it was applied', () => {
  const { fates, writes } = runOf('apply').report;
  expect(writes.acknowledged).toBe(2);
  expect(fates.visible + fates.superseded + fates.merged + fates.lost + fates.pending).toBe(2);
});

/** What a client of the first leader reads, each time that an update comes by. */
function readsAt(repeats: RepeatedWrites): readonly unknown[] {
  return runOf(repeats).report.scriptedReads.map(({ values }) => values?.[0]);
}

/** 10 ms a link: A is home again 30 ms after 100 ms, and so on; B comes 20 ms after 105 ms, and so on. */
function runOf(repeats: RepeatedWrites): ReturnType<typeof simulate> {
  const write = { client: 'w', kind: 'write', key: 'x' } as const;
  const reads = [127, 132, 157, 162, 187, 192].map((at) => {
    return { atUs: at * ms, region: 0, client: 'r', kind: 'read', key: 'x', value: '' } as const;
  });
  return simulate(scenario({
    regions: ['a', 'b', 'c'],
    topology: connect('ring', 3),
    replication: { loops: 'none', hopLimit: 12, repeats },
    conflicts: { detect: 'row-origin', resolve: 'arrival' },
    workload: {
      script: [
        { ...write, atUs: 100 * ms, region: 0, value: 'A' },
        { ...write, atUs: 105 * ms, region: 1, value: 'B' },
        ...reads,
      ],
    },
  }));
}
