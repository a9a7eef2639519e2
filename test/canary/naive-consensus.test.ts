/** Broken rules of elections and commits must be caught, each by the scenario that is its textbook example. */
import { describe, expect, test } from 'vitest';
import type { ProtocolRules } from '../../src/sim/replication/single-leader/rules.js';
import { scheduleFaults } from '../support/cluster-faults.js';
import { ConsensusLaws } from '../support/consensus-laws.js';
import { makeDice } from '../support/dice.js';
import { SingleLeaderNetwork, type NetworkParts } from '../support/single-leader-network.js';
import { raftSpec, shippingSpec } from '../support/single-leader-specs.js';

/** One millisecond each way. */
const latencyUs = [1_000, 1_000] as const;
/** Long enough that nobody campaigns but on command. */
const patient = { heartbeatUs: 50_000, timeoutUs: 600_000_000 };

function watch(parts: Omit<NetworkParts, 'seed' | 'latencyUs'>): { network: SingleLeaderNetwork; laws: ConsensusLaws } {
  const network = new SingleLeaderNetwork({ ...parts, seed: 1, latencyUs });
  return { network, laws: new ConsensusLaws(network) };
}

describe('an election that compares no logs', () => {
  function lawsBroken(rules: Partial<ProtocolRules>): readonly string[] {
    const broken: string[] = [];
    for (let seed = 0; seed < 30; seed++) {
      const dice = makeDice(seed);
      const network = new SingleLeaderNetwork({ spec: raftSpec(), members: 5, seed, rules });
      const laws = new ConsensusLaws(network);
      scheduleFaults(network, dice, { count: 8, untilUs: 4_000_000, kinds: ['partition', 'isolation', 'crash', 'pause'] });
      network.cluster.start(0);
      for (let atUs = 1_000; atUs < 6_000_000; atUs += 20_000) {
        network.at(atUs, () => network.leaders().forEach(({ index }) => network.write(index)));
      }
      network.runTo(7_000_000);
      broken.push(...laws.broken);
    }
    return broken;
  }

  test('loses acknowledged writes', () => {
    const broken = lawsBroken({ isUpToDate: () => true });
    expect(broken.some((law) => /lacks acknowledged/.test(law))).toBe(true);
    expect(broken.some((law) => /leader completeness/.test(law))).toBe(true);
    expect(lawsBroken({})).toEqual([]);
  });
});

describe('counting copies of an older term (Raft, figure 8)', () => {
  /** Members 0 to 4 are the paper's S1 to S5. */
  function playFigure8(rules: Partial<ProtocolRules>): ConsensusLaws {
    const spec = raftSpec({ detection: patient, shipping: { everyUs: 0, max: 1 } });
    const { network, laws } = watch({ spec, members: 5, rules });
    const { members } = network;
    const run = (us: number): void => network.runTo(network.nowUs + us);
    network.cluster.start(0);
    run(100_000);
    // (a) S1 leads and gets its write to S2 alone.
    network.cut([0], [2, 3, 4]);
    network.write(0);
    run(10_000);
    network.crash(0);
    // (b) S5 leads by the votes of S3 and S4, and tells nobody.
    members[4].campaign(network.nowUs, false);
    run(1_500);
    network.cut([4], [0, 1, 2, 3]);
    run(10_000);
    expect(members[4].reign?.term).toBe(2);
    network.crash(4);
    // (c) S1 leads again, in a later term, and gets the old write to S3: now a majority has it.
    network.heal([0], [2]);
    network.restart(0);
    members[0].campaign(network.nowUs, false);
    members[0].campaign(network.nowUs, false);
    run(2_000);
    expect(members[0].reign?.term).toBe(3);
    run(3_500);
    expect(members[2].log.end).toBe(2);
    network.cut([0], [1, 2, 3, 4]);
    run(10_000);
    // (d) S5 comes back, and its own entry of term 2 beats the write of term 1 at S3 and S4.
    network.crash(0);
    network.restart(4);
    network.heal([4], [0, 1, 2, 3]);
    members[4].campaign(network.nowUs, false);
    members[4].campaign(network.nowUs, false);
    run(10_000);
    expect(members[4].reign?.term).toBe(4);
    run(200_000);
    expect(members[2].log.termAt(2)).toBe(2);
    return laws;
  }

  test('takes back what was committed', () => {
    const broken = playFigure8({ mayCount: () => true }).broken;
    expect(broken.some((law) => /leader completeness/.test(law))).toBe(true);
  });

  test('does no harm where only entries of the current term are counted', () => {
    expect(playFigure8({}).broken).toEqual([]);
  });
});

describe('a majority without fencing', () => {
  /** Whether a write that the old leader acknowledged is in the new one's log. */
  function keepsWrite(fencing: 'none' | 'term'): boolean {
    const spec = shippingSpec({ acknowledge: { kind: 'majority' }, fencing: { kind: fencing } });
    const { network } = watch({ spec, members: 3 });
    network.cluster.start(0);
    network.runTo(1_000_000);
    // The leader is cut off, and one of the others elected by the other.
    network.cut([0], [1, 2]);
    network.cut([1, 2], [0]);
    let winner = -1;
    network.notes.onElect = (leader) => {
      winner = leader;
      const voter = 3 - leader;
      // The new leader's first words do not reach its voter, but the old leader's do.
      network.cut([leader], [voter]);
      network.heal([0], [voter]);
      network.heal([voter], [0]);
      network.write(0);
    };
    network.runTo(1_600_000);
    expect(winner).toBeGreaterThan(0);
    network.heal([winner], [3 - winner, 0]);
    network.heal([0], [winner]);
    network.runTo(3_000_000);
    const [{ ackedAtUs }] = network.asked;
    const [leader] = network.leaders();
    return ackedAtUs < 0 || leader.log.opAt(network.asked[0].position) === 0;
  }

  test('loses a write that its voters acknowledged to the old leader', () => {
    expect(keepsWrite('none')).toBe(false);
  });

  test('keeps it where voters refuse lower terms', () => {
    expect(keepsWrite('term')).toBe(true);
  });
});

describe('a member that lost its disk', () => {
  /** An acknowledged write is on two of three members; one loses its disk, the other is down. */
  function play(isForgetful: boolean): SingleLeaderNetwork {
    const { network } = watch({ spec: raftSpec(), members: 3 });
    network.cluster.start(0);
    network.runTo(500_000);
    network.cut([0], [2]);
    network.cut([2], [0]);
    network.write(0);
    network.runTo(520_000);
    expect(network.asked[0].ackedAtUs).toBeGreaterThan(0);
    network.crash(0);
    network.crash(1, 'lost');
    if (isForgetful) network.members[1].incarnation = 0;
    network.restart(1);
    network.heal([0], [2]);
    network.heal([2], [0]);
    network.runTo(5_000_000);
    return network;
  }

  test('helps to lose an acknowledged write if it votes as if nothing had happened', () => {
    const [leader] = play(true).leaders();
    expect(leader.index).toBe(2);
    expect(leader.log.opAt(2)).not.toBe(0);
  });

  test('does not vote, so that nobody leads until the write is back', () => {
    const network = play(false);
    expect(network.leaders()).toEqual([]);
    network.restart(0);
    network.runTo(8_000_000);
    const [leader] = network.leaders();
    expect(leader.log.opAt(2)).toBe(0);
    expect(leader.voters()).toEqual([0, 1, 0]);
    expect(network.notes.of('admit').map(({ incarnation }) => incarnation)).toEqual([-1, 1]);
  });
});
