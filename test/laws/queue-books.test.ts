/** The books of every outbound queue balance at every moment, whatever was dropped, emptied or cut. */
import { expect, test } from 'vitest';
import type { Scenario } from '../../src/sim/scenario.js';
import { World } from '../../src/sim/world/world.js';
import { limitKinds, withRandomLimit } from '../support/random-limits.js';
import { randomScenario } from '../support/random-scenario.js';
import { bothWays, connect, constant, link, ms, scenario } from '../support/scenario.js';

test.each(limitKinds)('what a queue counts is what it owes, in random runs with %s', (kind) => {
  for (let n = limitKinds.indexOf(kind); n < 400; n += limitKinds.length) {
    expect(findWrongBooks(withRandomLimit(randomScenario(20_000 + n), n)), `run ${n}`).toEqual([]);
  }
}, 60_000);

test('what a queue counts is what it owes, in random runs without a limit', () => {
  for (let n = 0; n < 100; n++) {
    expect(findWrongBooks(randomScenario(20_000 + n)), `run ${n}`).toEqual([]);
  }
}, 60_000);

test.each(limitKinds)('it is also when a narrow link fills its queue while it is connected: %s', (kind) => {
  for (const cuts of [[], bothWays([0, 1]), [[1, 0]]] as const) {
    expect(findWrongBooks(narrowScenario(kind, cuts))).toEqual([]);
  }
});

/** Queues whose counts are not those of the log that they are cursors into, event by event. */
function findWrongBooks(each: Scenario): readonly string[] {
  const world = new World(each);
  const { shipping } = world.multiLeader;
  for (let events = 0; world.step(world.limitUs) && events < 3000; events++) {
    const wrong = world.links.flatMap((_, by) => {
      const outbox = shipping.outboxes[by];
      if (!outbox.isOpen) return [];
      outbox.takeAcks(world.nowUs);
      const { backlog, waiting, ackedTo, sentTo, log } = outbox;
      const owed = shipping.countDue(by, ackedTo, log.length);
      const unsent = shipping.countDue(by, sentTo, log.length);
      // While the connection is cut, the cursor still stands where it was; it moves back at the heal.
      const isSame = backlog === owed && (waiting === unsent || !world.channels[by].isUp);
      const found = `${backlog} of ${owed}, ${waiting} of ${unsent}`;
      return isSame ? [] : [`link ${by} at ${world.nowUs}: ${found}`];
    });
    if (wrong.length > 0) return wrong;
  }
  return [];
}

/** 200 writes a second over a link that takes 100, a queue of 20; in the middle of it perhaps a cut. */
function narrowScenario(
  kind: (typeof limitKinds)[number],
  cuts: readonly (readonly [number, number])[],
): Scenario {
  const limits = {
    desynchronize: { kind: 'desynchronize', capacityBytes: 2000, atShare: 0.8 },
    drop: { kind: 'drop', capacityBytes: 2000 },
    reject: { kind: 'reject', capacityBytes: 2000 },
    crash: { kind: 'crash', capacityBytes: 2000, restartAfterUs: 100 * ms },
  } as const;
  const narrow = { latency: constant(10 * ms), bandwidthBps: 80_000 };
  return scenario({
    topology: { ...connect('mesh', 2), links: [link(0, 1, narrow), link(1, 0)] },
    replication: { batch: { max: 5 }, outbox: { limit: limits[kind], resumeRatePerS: null } },
    workload: {
      clients: [{ region: 0, ratePerS: 200, arrivals: 'constant', mix: { write: 1, read: 0, delete: 0 } }],
    },
    faults: cuts.length === 0 ? [] : [{ kind: 'partition', atUs: 333 * ms, untilUs: 555 * ms, cuts }],
  });
}
