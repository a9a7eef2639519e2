/** Laws of consensus: whatever breaks, nothing that was acknowledged is lost, and once all is whole somebody leads. */
import { describe, expect, test } from 'vitest';
import type { SingleLeader } from '../../src/sim/scenario.js';
import { scheduleFaults, type ClusterFault } from '../support/cluster-faults.js';
import { ConsensusLaws } from '../support/consensus-laws.js';
import { makeDice } from '../support/dice.js';
import { SingleLeaderNetwork } from '../support/single-leader-network.js';
import { raftSpec, shippingSpec } from '../support/single-leader-specs.js';

const faultsEndUs = 6_000_000;
/** Ten times the longest election timeout of Raft. */
const recoveryUs = 6_000_000;
const kinds: readonly ClusterFault[] = ['partition', 'one-way', 'isolation', 'crash', 'crash', 'pause'];

interface Outcome {
  readonly network: SingleLeaderNetwork;
  readonly laws: ConsensusLaws;
  readonly faults: readonly string[];
}

/** A cluster under random faults, then whole again. */
function run(spec: SingleLeader, seed: number, members: number, more: { readonly lostDisks?: number } = {}): Outcome {
  const dice = makeDice(seed);
  const network = new SingleLeaderNetwork({ spec, members, seed, applyUs: dice.pick([0, 300]) });
  const laws = new ConsensusLaws(network);
  const faults = scheduleFaults(network, dice, {
    count: dice.between(1, 9),
    untilUs: faultsEndUs,
    kinds: more.lostDisks === undefined ? kinds : [...kinds, 'lost-disk', 'lost-disk'],
    ...more,
  });
  network.cluster.start(0);
  // Whoever leads gets writes, also two at a time: a client may know of an old leader.
  for (let atUs = 1_000; atUs < faultsEndUs + recoveryUs; atUs += 20_000) {
    network.at(atUs, () => {
      for (const { index } of network.leaders()) network.write(index);
    });
  }
  network.runTo(faultsEndUs + recoveryUs + 1_000_000);
  laws.checkLogs();
  return { network, laws, faults };
}

/** What is wrong once all is whole again. */
function complainAboutRest({ network, laws }: Outcome): readonly string[] {
  const [leader, ...rivals] = network.leaders();
  if (leader === undefined) return ['nobody leads'];
  const complaints = rivals.map(({ index }) => `${index} leads beside ${leader.index}`);
  for (const member of network.members) {
    if (member.leader !== leader.index) complaints.push(`${member.index} does not follow`);
    if (member.log.end !== leader.log.end) complaints.push(`${member.index} ends at ${member.log.end}, not ${leader.log.end}`);
    if (member.copy.appliedTo !== leader.log.end) complaints.push(`${member.index} has applied ${member.copy.appliedTo}`);
  }
  const last = network.asked.at(-1);
  if (last === undefined || last.ackedAtUs < 0) complaints.push('the last write is not acknowledged');
  return [...complaints, ...laws.missingFrom(leader).map((op) => `${op} is lost`)];
}

function expectSafe(outcome: Outcome, seed: number): void {
  const found = [...outcome.laws.broken, ...complainAboutRest(outcome)];
  expect(found.slice(0, 5), `seed ${seed}: ${outcome.faults.join('; ')}`).toEqual([]);
}

describe('Raft', () => {
  const specs = [
    raftSpec(),
    raftSpec({ preVote: false }),
    raftSpec({ checkQuorum: true }),
    raftSpec({ flushUs: 4_000, shipping: { everyUs: 5_000, max: 3 } }),
  ];
  test.each([3, 5])('keeps its safety laws and recovers, with %i members', (members) => {
    for (let seed = 0; seed < 250; seed++) {
      expectSafe(run(specs[seed % specs.length], seed, members), seed);
    }
  });

  test('keeps them when a disk is lost', () => {
    for (let seed = 0; seed < 200; seed++) {
      expectSafe(run(specs[seed % specs.length], seed, seed % 2 === 0 ? 3 : 5, { lostDisks: 1 }), seed);
    }
  });
});

describe('log shipping with w: majority and terms', () => {
  test.each([3, 5])('loses nothing that was acknowledged, with %i members', (members) => {
    for (let seed = 0; seed < 150; seed++) {
      const spec = shippingSpec({ acknowledge: { kind: 'majority' }, flushUs: seed % 3 === 0 ? 2_000 : 0 });
      expectSafe(run(spec, seed, members), seed);
    }
  });
});
