/** Laws of consensus: whatever breaks, nothing that was acknowledged is lost, and once all is whole somebody leads. */
import { describe, expect, test } from 'vitest';
import type { SingleLeader } from '../../src/sim/scenario.js';
import { scheduleFaults, type ClusterFault } from '../support/cluster-faults.js';
import { ConsensusLaws } from '../support/consensus-laws.js';
import { makeDice } from '../support/dice.js';
import { SingleLeaderNetwork } from '../support/single-leader-network.js';
import { raftSpec, shippingSpec } from '../support/single-leader-specs.js';

const faultsEndUs = 4_000_000;
/** Five times the longest election timeout of Raft, 600 ms. */
const recoveryUs = 3_000_000;
const kinds: readonly ClusterFault[] = ['partition', 'one-way', 'isolation', 'crash', 'crash', 'pause'];

interface Outcome {
  readonly network: SingleLeaderNetwork;
  readonly laws: ConsensusLaws;
  readonly faults: readonly string[];
}

interface Hardship {
  readonly lostDisks?: number;
  /** Members that are never switched on again, once the other faults are over. */
  readonly gone?: number;
}

/** A cluster under random faults, then whole again, but for those who are gone. */
function run(spec: SingleLeader, seed: number, members: number, more: Hardship): Outcome {
  const dice = makeDice(seed);
  const network = new SingleLeaderNetwork({ spec, members, seed, applyUs: dice.pick([0, 300]) });
  const laws = new ConsensusLaws(network);
  const faults = scheduleFaults(network, dice, {
    count: dice.between(1, 9),
    untilUs: faultsEndUs,
    kinds: more.lostDisks === undefined ? kinds : [...kinds, 'lost-disk', 'lost-disk'],
    ...more,
  });
  const first = dice.between(0, members - 1);
  for (let i = 0; i < (more.gone ?? 0); i++) {
    network.at(faultsEndUs, () => network.crash((first + i) % members));
  }
  network.cluster.start(0);
  // Whoever leads gets writes, also two at a time: a client may know of an old leader.
  for (let atUs = 1_000; atUs < faultsEndUs + recoveryUs; atUs += 20_000) {
    network.at(atUs, () => {
      for (const { index } of network.leaders()) network.write(index);
    });
  }
  for (let atUs = 7_000; atUs < faultsEndUs; atUs += 90_000) {
    network.at(atUs, () => {
      for (const { index } of network.leaders()) network.askToRead(index);
    });
  }
  network.runTo(faultsEndUs + recoveryUs + 500_000);
  laws.checkLogs();
  return { network, laws, faults };
}

/** What is wrong once all is whole again. */
function complainAboutRest({ network, laws }: Outcome): readonly string[] {
  const [leader, ...rivals] = network.leaders();
  if (leader === undefined) return ['nobody leads'];
  const complaints = rivals.map(({ index }) => `${index} leads beside ${leader.index}`);
  for (const member of network.members.filter(({ isUp }) => isUp)) {
    if (member.leader !== leader.index) complaints.push(`${member.index} does not follow`);
    if (member.log.end !== leader.log.end) complaints.push(`${member.index} ends at ${member.log.end}, not ${leader.log.end}`);
    if (member.copy.appliedTo !== leader.log.end) complaints.push(`${member.index} has applied ${member.copy.appliedTo}`);
    if (leader.voters()[member.index] !== member.incarnation) complaints.push(`${member.index} votes as another`);
  }
  if (leader.voters().some((incarnation) => incarnation < 0)) complaints.push('somebody has no vote');
  const last = network.asked.at(-1);
  if (last === undefined || last.ackedAtUs < 0) complaints.push('the last write is not acknowledged');
  return [...complaints, ...laws.missingFrom(leader).map((op) => `${op} is lost`)];
}

/** Linearizable reads that missed a write which had been acknowledged when they were asked for. */
function complainAboutReads({ network }: Outcome): readonly string[] {
  return network.reads.flatMap(({ askedAtUs, isAllowed, leader, sees }) => {
    if (!isAllowed) return [];
    const missed = network.asked.find(
      ({ op, ackedAtUs }) => ackedAtUs >= 0 && ackedAtUs < askedAtUs && !sees.has(op),
    );
    return missed === undefined ? [] : [`a read at ${leader} asked for at ${askedAtUs} missed ${missed.op}`];
  });
}

/** Runs many schedules, and adds up how much happened, so that no law holds for want of events. */
function expectSafe(
  seeds: number,
  members: number,
  specs: readonly SingleLeader[],
  more: Hardship = {},
): void {
  const seen = { elections: 0, acknowledged: 0, abandoned: 0, rewound: 0, reads: 0, wiped: 0 };
  for (let seed = 0; seed < seeds; seed++) {
    const outcome = run(specs[seed % specs.length], seed, members, more);
    const { network, laws } = outcome;
    const found = [...laws.broken, ...complainAboutRest(outcome), ...complainAboutReads(outcome)];
    expect(found.slice(0, 5), `seed ${seed}: ${outcome.faults.join('; ')}`).toEqual([]);
    const { elections, discarded } = network.notes.leadership.summarize(network.nowUs);
    seen.elections += elections;
    seen.acknowledged += network.asked.filter(({ ackedAtUs }) => ackedAtUs >= 0).length;
    seen.abandoned += network.asked.filter(({ isAbandoned }) => isAbandoned).length;
    seen.rewound += discarded.rewound;
    seen.reads += network.reads.filter(({ isAllowed }) => isAllowed).length;
    seen.wiped += discarded.wiped > 0 ? 1 : 0;
  }
  expect(seen.elections).toBeGreaterThan(1.3 * seeds);
  expect(seen.acknowledged).toBeGreaterThan(150 * seeds);
  expect(seen.abandoned).toBeGreaterThan(seeds);
  expect(seen.rewound).toBeGreaterThan(seeds);
  expect(seen.reads).toBeGreaterThan(5 * seeds);
  if (more.lostDisks !== undefined) expect(seen.wiped).toBeGreaterThan(seeds / 2);
}

describe('Raft', () => {
  const specs = [
    raftSpec(),
    raftSpec({ preVote: false }),
    raftSpec({ checkQuorum: true }),
    raftSpec({ flushUs: 4_000, shipping: { everyUs: 5_000, max: 3 } }),
  ];
  test.each([3, 5])('keeps its safety laws and recovers, with %i members', (members) => {
    expectSafe(300, members, specs);
  });

  test.each([3, 5])('keeps them when a minority of %i members never comes back', (members) => {
    expectSafe(100, members, specs, { gone: (members - 1) / 2 });
  });

  test.each([3, 5])('keeps them when a disk is lost, with %i members', (members) => {
    expectSafe(120, members, specs, { lostDisks: 1 });
  });
});

describe('log shipping with w: majority and terms', () => {
  const spec = shippingSpec({ acknowledge: { kind: 'majority' } });
  test.each([3, 5])('loses nothing that was acknowledged, with %i members', (members) => {
    expectSafe(100, members, [spec, { ...spec, flushUs: 2_000 }]);
    expectSafe(60, members, [spec, { ...spec, flushUs: 2_000 }], { gone: (members - 1) / 2 });
  });
});
