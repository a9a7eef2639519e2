/** Whatever the settings of a single leader: once all is whole again, one leads and all hold the same. */
import { expect, test } from 'vitest';
import type { AcknowledgeRule, Failover, Fencing, LogShipping } from '../../src/sim/scenario.js';
import { scheduleFaults } from '../support/cluster-faults.js';
import { makeDice, type Dice } from '../support/dice.js';
import { SingleLeaderNetwork } from '../support/single-leader-network.js';
import { shippingSpec } from '../support/single-leader-specs.js';

const faultsEndUs = 4_000_000;
const recoveryUs = 4_000_000;

function drawSpec(dice: Dice, members: number): LogShipping {
  const followers = Array.from({ length: members - 1 }, (_, i) => i + 1);
  const acknowledge: AcknowledgeRule = dice.pick<AcknowledgeRule>([
    { kind: 'asynchronous' },
    { kind: 'semi-synchronous', followers: dice.between(1, members - 1), timeoutUs: 80_000 },
    { kind: 'synchronous' },
    { kind: 'majority' },
    { kind: 'any', count: dice.between(1, 2), of: [0, ...followers] },
    { kind: 'first', count: dice.between(1, 2), of: [...followers, 0].reverse() },
  ]);
  const failover: Failover = dice.pick<Failover>([
    { kind: 'majority', approvalUs: dice.pick([0, 400_000]) },
    { kind: 'observer', approvalUs: dice.pick([0, 400_000]) },
    { kind: 'none' },
  ]);
  const fencing: Fencing = dice.pick<Fencing>([
    { kind: 'none' },
    { kind: 'term' },
    { kind: 'lease', lengthUs: 200_000, marginUs: 10_000, measure: dice.pick(['elapsed', 'timestamp'] as const) },
    { kind: 'stonith', delayUs: dice.pick([0, 50_000, 900_000]) },
  ]);
  // Of two, one that is copied has no vote, and the other is no majority.
  const mayRefuse = members > 2 || failover.kind !== 'majority';
  const rejoins: readonly LogShipping['rejoin'][] = [{ kind: 'rewind' }, { kind: 'refuse', copyAfterUs: 500_000 }];
  return shippingSpec({
    acknowledge,
    // A lease without anybody who could promise is refused by the scenario.
    failover: failover.kind === 'none' && fencing.kind === 'lease' ? { kind: 'majority', approvalUs: 0 } : failover,
    fencing,
    level: dice.pick(['received', 'flushed', 'applied'] as const),
    flushUs: dice.pick([0, 3_000]),
    shipping: dice.pick([{ everyUs: 0, max: 100 }, { everyUs: 4_000, max: 5 }]),
    rejoin: mayRefuse ? dice.pick(rejoins) : { kind: 'rewind' },
  });
}

/**
 * One copy must be left that may lead. Without failover that is the first leader's. Where votes decide, the only other
 * of two is no majority. A member that is refused counts as lost until it is copied.
 */
function mayLoseDisk({ failover, rejoin }: LogShipping, members: number): boolean {
  if (failover.kind === 'none' || rejoin.kind === 'refuse') return false;
  return failover.kind === 'observer' || members > 2;
}

test('one leads in the end, and all hold the same', () => {
  const seen = new Map<string, number>();
  for (let seed = 0; seed < 500; seed++) {
    const dice = makeDice(seed);
    const members = dice.pick([2, 3, 4, 5]);
    const spec = drawSpec(dice, members);
    const network = new SingleLeaderNetwork({ spec, members, seed, applyUs: dice.pick([0, 200]), restartAfterShotUs: 500_000 });
    const lostDisks = mayLoseDisk(spec, members) ? 1 : 0;
    const faults = scheduleFaults(network, dice, {
      count: dice.between(0, 8),
      untilUs: faultsEndUs,
      kinds: ['partition', 'one-way', 'isolation', 'crash', 'pause', 'lost-disk'],
      lostDisks,
      places: [members],
    });
    network.cluster.start(0);
    for (let atUs = 1_000; atUs < faultsEndUs + recoveryUs; atUs += 30_000) {
      network.at(atUs, () => network.leaders().forEach(({ index }) => network.write(index)));
    }
    network.runTo(faultsEndUs + recoveryUs + 500_000);
    const leaders = network.leaders();
    const of = `seed ${seed}, ${members} members, ${JSON.stringify(spec)}, ${faults.join('; ')}`;
    expect(leaders.length, of).toBe(1);
    const states = network.members.map(({ index }) => network.stateOf(index).join());
    expect(states, of).toEqual(states.map(() => network.stateOf(leaders[0].index).join()));
    for (const { kind } of network.notes.list) seen.set(kind, (seen.get(kind) ?? 0) + 1);
  }
  // Everything that can be told was told.
  const kinds = ['suspect', 'elect', 'depose', 'discard', 'diverge', 'demote', 'restore', 'degrade', 'shoot', 'admit'];
  for (const kind of kinds) expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(10);
});
