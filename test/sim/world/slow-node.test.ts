import { describe, expect, test } from 'vitest';
import type { Fault, NodeCapacity } from '../../../src/sim/scenario.js';
import { ms, read, scenario, write } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';
import type { TracedRun } from '../../support/traced-run.js';

describe('a slow leader', () => {
  const slow: Fault = { kind: 'slow', atUs: 100 * ms, untilUs: 200 * ms, region: 0, factor: 3 };

  test('takes so many times as long for a write, its log and its answer', () => {
    const run = serve([150], { writeUs: 2 * ms, logUs: 3 * ms, respondUs: 4 * ms }, [slow]);
    expect(acceptedAt(run)).toEqual([165]);
    expect(run.all('acknowledge').map(({ atUs }) => atUs / ms)).toEqual([177]);
  });

  test('takes as long for a read, and for each replicated write', () => {
    const regions = [{ name: 'a', node: { readUs: 5 * ms, applyUs: 2 * ms } }, 'b'];
    const script = [read(110 * ms, 0, 'x'), write(150 * ms, 1, 'x', 'A')];
    const run = runTraced(scenario({ regions, workload: { script }, faults: [slow] }));
    expect(run.report.clients.read.maxMs).toBe(15);
    expect(run.all('apply').map(({ atUs }) => atUs / ms)).toEqual([166]);
  });

  test('is only that one', () => {
    const regions = ['a', { name: 'b', node: { writeUs: 2 * ms } }];
    const workload = { script: [write(150 * ms, 1, 'x', 'A')] };
    const run = runTraced(scenario({ regions, workload, faults: [slow] }));
    expect(acceptedAt(run)).toEqual([152]);
  });

  test('finishes in its old time what reached it before', () => {
    expect(acceptedAt(serve([99], { writeUs: 10 * ms }, [slow]))).toEqual([109]);
  });

  test('finishes slowly what reached it before the end, and then goes on as before', () => {
    expect(acceptedAt(serve([199, 201], { writeUs: 10 * ms }, [slow]))).toEqual([229, 239]);
  });

  test('that is slow for two reasons multiplies both, and is itself again after them', () => {
    const second: Fault = { ...slow, atUs: 120 * ms, untilUs: 160 * ms, factor: 0.7 };
    const run = serve([130, 165, 300], { writeUs: 10 * ms }, [slow, second]);
    expect(acceptedAt(run)).toEqual([151, 195, 310]);
    expect(run.all('slow').map(({ atUs, replica, factor }) => [atUs / ms, replica, factor])).toEqual(
      [[100, 'a', 3], [120, 'a', 3 * 0.7], [160, 'a', 3], [200, 'a', 1]],
    );
  });

  test('is waited for before the run has settled, and its end is a heal', () => {
    const run = serve([150, 151], { writeUs: 30 * ms }, [slow]);
    expect(run.all('slow').at(-1)?.atUs).toBe(200 * ms);
    expect(run.report.settled).toBe(true);
    expect(run.report.convergence.timeToConvergeMs).toBe(10);
  });

  test('is in the fingerprint even where it serves nobody', () => {
    const prints = [[], [slow], [{ ...slow, factor: 4 }]].map(
      (faults) => serve([], {}, faults).report.fingerprint,
    );
    expect(new Set(prints).size).toBe(3);
  });
});

/** Region 0 is asked to write at these milliseconds. */
function serve(
  atMs: readonly number[],
  node: Partial<NodeCapacity>,
  faults: readonly Fault[],
): TracedRun {
  const script = atMs.map((at, i) => write(at * ms, 0, `x${i}`, 'A'));
  return runTraced(scenario({ regions: [{ name: 'a', node }, 'b'], workload: { script }, faults }));
}

function acceptedAt(run: TracedRun): readonly number[] {
  return run.all('accept').map(({ atUs }) => atUs / ms);
}
