import { describe, expect, test } from 'vitest';
import type { StampParts } from '../../../src/sim/record/trace.js';
import { simulate } from '../../../src/sim/simulate.js';
import { ms, scenario, write } from '../../support/scenario.js';
import type { ScenarioSketch } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';

/** B is 100 ms behind. It writes once before it has A's write, and once after. */
const behind: ScenarioSketch = {
  regions: ['a', { name: 'b', clock: { skewUs: -100 * ms } }],
  workload: {
    script: [write(ms, 0, 'x', 'A'), write(2 * ms, 1, 'x', 'B'), write(12 * ms, 1, 'x', 'C')],
  },
};

describe('stamps', () => {
  test.each([
    ['physical', [ms, -98 * ms, -88 * ms], 2],
    ['lamport', [1, 1, 2], 1],
    ['hybrid', [512 * ms, 512 * -98 * ms, 512 * ms + 1], 1],
  ] as const)('are %s ones: %j', (timestamps, stamps, inversions) => {
    const run = runTraced(scenario({ ...behind, conflicts: { timestamps } }));
    expect(run.all('accept').map(({ stamp }) => stamp)).toEqual(stamps);
    expect(run.report.conflicts.inversions).toBe(inversions);
  });

  test('learn from a write that was thrown away on arrival too', () => {
    const { all } = runTraced(
      scenario({
        conflicts: { timestamps: 'lamport', resolve: 'fww' },
        workload: {
          script: [
            ...[0, 1, 2].map((i) => write(i, 0, 'y', 'before')),
            ...[write(3, 0, 'x', 'A'), write(4, 1, 'x', 'B'), write(20 * ms, 1, 'z', 'C')],
          ],
        },
      }),
    );
    expect(all('apply')).toContainEqual(
      expect.objectContaining({ replica: 'b', write: 3, outcome: 'discarded' }),
    );
    expect(all('accept').map(({ stamp }) => stamp)).toEqual([1, 2, 3, 4, 1, 5]);
  });

  test('go on after a crash from where they were, as they stand in the log', () => {
    const { all } = runTraced(
      scenario({
        conflicts: { timestamps: 'lamport' },
        workload: { script: [0, 1, 50].map((at) => write(at * ms, 0, 'x', 'A')) },
        faults: [{ kind: 'crash', atUs: 5 * ms, untilUs: 20 * ms, region: 0 }],
      }),
    );
    expect(all('accept').map(({ stamp }) => stamp)).toEqual([1, 2, 3]);
  });

  test('are told apart in the trace by what they consist of', () => {
    const partsOf = (timestamps: 'physical' | 'lamport' | 'hybrid' | 'truetime') => {
      const script = [write(ms, 0, 'x', 'A'), write(ms, 0, 'x', 'B')];
      const conflicts = { timestamps };
      const { all } = runTraced(scenario({ conflicts, workload: { script } }));
      return all('accept').map(({ stampParts }): StampParts | undefined => stampParts);
    };
    expect(partsOf('physical')).toEqual([undefined, undefined]);
    expect(partsOf('lamport')).toEqual([1, 2].map((count) => ({ kind: 'lamport', count })));
    expect(partsOf('hybrid')).toEqual([0, 1].map((c) => ({ kind: 'hybrid', lUs: ms, c })));
    expect(partsOf('truetime')).toEqual(
      [ms, ms + 1].map((latestUs) => ({ kind: 'truetime', latestUs })),
    );
  });

  test('are in the fingerprint where they are not readings', () => {
    const kinds = ['physical', 'lamport', 'hybrid', 'truetime'] as const;
    const prints = kinds.map((timestamps) => {
      const script = [write(ms, 0, 'x', 'A')];
      return simulate(scenario({ conflicts: { timestamps }, workload: { script } })).report
        .fingerprint;
    });
    expect(new Set(prints).size).toBe(4);
  });
});
