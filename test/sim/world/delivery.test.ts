import { describe, expect, test } from 'vitest';
import type { Fault, NodeCapacity, ScriptedOp } from '../../../src/sim/scenario.js';
import { connect, ms, scenario, write } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';
import type { TracedRun } from '../../support/traced-run.js';

/** Five writes of `b` reach `a` in one message at 10 ms: 50 ms of work. Then clients of `a` ask. */
function deliver(
  node: Partial<NodeCapacity>,
  faults: readonly Fault[] = [],
  more: readonly ScriptedOp[] = [],
): TracedRun {
  const remote = Array.from({ length: 5 }, (_, i) => write(0, 1, `key ${i}`, 'B'));
  const local = [11, 12, 13].map((at) => write(at * ms, 0, 'mine', `at ${at}`));
  return runTraced(
    scenario({
      regions: [{ name: 'a', node: { applyUs: 10 * ms, writeUs: 2 * ms, ...node } }, 'b'],
      topology: connect('mesh', 2),
      replication: { batch: { everyUs: ms, max: 5 } },
      workload: { script: [...remote, ...more, ...local] },
      faults,
    }),
  );
}

describe('replicated writes', () => {
  test('wait for one worker as one piece of work, and clients wait behind it', () => {
    const run = deliver({ workers: 1 });
    expect(appliedAt(run)).toEqual([60, 60, 60, 60, 60]);
    expect(acceptedAt(run)).toEqual([62, 64, 66]);
  });

  test('leave other workers to clients', () => {
    const run = deliver({ workers: 2 });
    expect(appliedAt(run)).toEqual([60, 60, 60, 60, 60]);
    expect(acceptedAt(run)).toEqual([13, 15, 17]);
  });

  test('wait for workers of their own, where there are any, however many others there are', () => {
    const shared = ['x', 'y', 'z'].map((key) => write(5 * ms, 1, key, 'C'));
    const apart = deliver({ workers: 3, applyWorkers: 1 }, [], shared);
    // The three more reach `a` in one message at 16 ms, and wait for the one worker that applies.
    expect(appliedAt(apart)).toEqual([60, 60, 60, 60, 60, 90, 90, 90]);
    expect(acceptedAt(apart)).toEqual([13, 14, 15]);
    // Otherwise another worker takes them, though a link's messages are applied in their order.
    const together = deliver({ workers: 3 }, [], shared);
    expect(appliedAt(together)).toEqual([60, 60, 60, 60, 60, 60, 60, 60]);
  });

  test('that were in the hands of such a worker are gone with a crash, and it is free after it', () => {
    const crash: Fault = { kind: 'crash', atUs: 20 * ms, untilUs: 100 * ms, region: 0 };
    const run = deliver({ workers: 2, applyWorkers: 1 }, [crash]);
    expect(appliedAt(run)).toEqual([160, 160, 160, 160, 160]);
  });
});

function appliedAt(run: TracedRun): readonly number[] {
  return run.all('apply').filter(({ replica }) => replica === 'a').map(({ atUs }) => atUs / ms);
}

function acceptedAt(run: TracedRun): readonly number[] {
  return run.all('accept').filter(({ replica }) => replica === 'a').map(({ atUs }) => atUs / ms);
}
