/** Laws of certification: whatever breaks, members certify alike, the first committer wins, and nobody is lied to. */
import { describe, expect, test } from 'vitest';
import type { WriteSet } from '../../src/sim/replication/certification/group-entry.js';
import { CertificationNetwork } from '../support/certification-network.js';
import { complainAboutGroup } from '../support/certification-laws.js';
import { scheduleFaults, type ClusterFault } from '../support/cluster-faults.js';
import { makeDice } from '../support/dice.js';

const faultsEndUs = 4_000_000;
const recoveryUs = 4_000_000;
const kinds: readonly ClusterFault[] = ['partition', 'one-way', 'isolation', 'crash', 'crash', 'pause'];

interface Hardship {
  readonly faults: readonly ClusterFault[];
  readonly lostDisks?: number;
  readonly snapshotOf?: (write: WriteSet, network: CertificationNetwork) => number;
}

/** A group whose members all write the same few keys, under random faults and then whole again. */
function run(seed: number, members: number, hardship: Hardship): CertificationNetwork {
  const dice = makeDice(seed);
  const { faults, lostDisks, ...more } = hardship;
  const applyUs = dice.pick([0, 300, 6_000]);
  const network = new CertificationNetwork({
    spec: { collectEvery: dice.pick([2, 16, 128]), flowControl: dice.pick([null, { limit: 3, resumeAt: 1 }]) },
    members,
    seed,
    applyUs: (member) => (member === 1 ? applyUs : 100),
    ...more,
  });
  const count = dice.between(1, 9);
  scheduleFaults(network, dice, { count, untilUs: faultsEndUs, kinds: faults, lostDisks: lostDisks ?? 0 });
  network.group.start(0);
  const keys = dice.pick([1, 3, 10]);
  for (let atUs = 1_000; atUs < faultsEndUs + 1_000_000; atUs += dice.between(500, 20_000)) {
    const member = dice.between(0, members - 1);
    const key = dice.between(0, keys - 1);
    network.at(atUs, () => network.write(member, key));
    if (dice.chance(0.2)) network.at(atUs, () => network.askToRead(member));
  }
  network.runTo(faultsEndUs + recoveryUs);
  return network;
}

describe('certification under random faults', () => {
  test.each([3, 5])('%i members certify alike, lose nothing, and abort what conflicts', (members) => {
    for (let seed = 0; seed < 60; seed++) {
      expect(complainAboutGroup(run(seed, members, { faults: kinds })), `seed ${String(seed)}`).toEqual([]);
    }
  });

  test('nothing is lost with the disks of a minority', () => {
    for (let seed = 0; seed < 60; seed++) {
      const network = run(seed, 5, { faults: [...kinds, 'lost-disk', 'lost-disk'], lostDisks: 2 });
      expect(complainAboutGroup(network), `seed ${String(seed)}`).toEqual([]);
    }
  });

  test('many commit and many are refused, or the laws would be empty', () => {
    const endings = Array.from({ length: 10 }, (_, seed) => run(seed, 3, { faults: kinds }).asked).flat();
    for (const ending of ['committed', 'aborted', 'unknown'] as const) {
      expect(endings.filter((asked) => asked.ending === ending).length).toBeGreaterThan(20);
    }
  });
});

describe('canaries: broken certification is caught', () => {
  test('by what the origin has applied at delivery, instead of what it had when the write was executed', () => {
    const complaints = Array.from({ length: 10 }, (_, seed) => {
      const snapshotOf = ({ origin }: WriteSet, { group }: CertificationNetwork): number =>
        group.members[origin].appliedTo;
      return complainAboutGroup(run(seed, 3, { faults: kinds, snapshotOf }));
    });
    expect(complaints.filter((each) => each.some((complaint) => complaint.includes('overwrote'))).length).toBeGreaterThan(7);
  });

  test('by a snapshot that is one entry too new', () => {
    const complaints = Array.from({ length: 10 }, (_, seed) =>
      complainAboutGroup(run(seed, 3, { faults: kinds, snapshotOf: ({ snapshot }) => snapshot + 1 })),
    );
    expect(complaints.filter((each) => each.length > 0).length).toBeGreaterThan(7);
  });
});
