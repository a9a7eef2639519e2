import { describe, expect, test } from 'vitest';
import type { AntiEntropy, Fault } from '../../../src/sim/scenario.js';
import { simulate, Simulation } from '../../../src/sim/simulate.js';
import { collectEvidence } from '../../../src/sim/world/evidence.js';
import { World } from '../../../src/sim/world/world.js';
import { bothWays, connect, link, ms, scenario, write } from '../../support/scenario.js';
import type { ScenarioSketch } from '../../support/scenario.js';

describe('what a comparison still owes', () => {
  test('is due to all that comparisons and followers lead to, until they have it', () => {
    const followers = { count: 1, latency: { kind: 'constant', valueUs: ms } } as const;
    const links = bothWays([0, 1], [1, 2]).map(([from, to]) => link(from, to, { transport: 'datagram' }));
    const each = lostWrite({
      regions: ['a', 'b', { name: 'c', followers }],
      topology: { kind: 'links', forward: false, links },
    });
    expect(dueAt(each, 300 * ms)).toEqual(['0 to b', '0 to c', '0 to c/1']);
    // The pair of a and b compares at half the period, b and c at the end of it.
    expect(dueAt(each, 600 * ms)).toEqual(['0 to c', '0 to c/1']);
    expect(dueAt(each, 1100 * ms)).toEqual([]);
  });

  test('is pending and not lost while the run goes on', () => {
    const simulation = new Simulation(lostWrite({}));
    simulation.runUntil(300 * ms);
    expect(simulation.losses()).toMatchObject({ lost: 0, pending: 1 });
    expect(simulation.finish().report).toMatchObject({ settled: true, fates: { lost: 0, pending: 0, visible: 1 } });
  });

  test('is lost where nobody ever compares', () => {
    const { antiEntropy: _, ...replication } = lostWrite({}).replication;
    expect(simulate({ ...lostWrite({}), replication }).report.lostWrites.byCause.queue).toBe(1);
  });

  test('stays pending behind a cut that never heals, and nobody knows whether all converged', () => {
    const cut: Fault = { kind: 'partition', atUs: 250 * ms, untilUs: null, cuts: bothWays([0, 1]) };
    const { report } = simulate(lostWrite({ faults: [loss, cut] }));
    expect(report).toMatchObject({ settled: true, fates: { pending: 1 }, convergence: { verdict: 'unknown' } });
  });

  test('is named where the run ends before it', () => {
    const { report } = simulate(lostWrite({ durationUs: 400 * ms, settleUs: 100 * ms }));
    expect(report.settled).toBe(false);
    expect(report.unsettled).toEqual(['records of a and b not compared since they changed']);
  });
});

const antiEntropy: AntiEntropy = { kind: 'merkle', everyUs: 1000 * ms, keysPerLeaf: 16 };
/** What a says is lost. */
const loss: Fault = {
  kind: 'loss',
  atUs: 100 * ms,
  untilUs: 400 * ms,
  links: bothWays([0, 1]),
  loss: 1,
};

/** A write at a that no datagram brings to b. */
function lostWrite(sketch: ScenarioSketch): ReturnType<typeof scenario> {
  return scenario({
    topology: connect('mesh', 2, { transport: 'datagram' }),
    replication: { batch: { max: 500 }, antiEntropy },
    workload: { script: [write(200 * ms, 0, 'x', 'A')] },
    faults: [loss],
    ...sketch,
  });
}

function dueAt(each: ReturnType<typeof scenario>, atUs: number): readonly string[] {
  const world = new World(each);
  while (world.step(atUs));
  const evidence = collectEvidence(world);
  // A queue may owe the same.
  return [...new Set(evidence.due.map(({ op, replica }) => `${op} to ${evidence.replicaName(replica)}`))].sort();
}
