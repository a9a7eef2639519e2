import { describe, expect, test } from 'vitest';
import type { LogShipping, SingleLeader } from '../../../../src/sim/scenario.js';
import { SingleLeaderNetwork, type NetworkParts } from '../../../support/single-leader-network.js';
import { raftSpec, shippingSpec } from '../../../support/single-leader-specs.js';

const heartbeatUs = 50_000;
const timeoutUs = 300_000;

/** A cluster with 1 ms each way after its first second. */
function settle(spec: SingleLeader, members = 3, more: Partial<NetworkParts> = {}): SingleLeaderNetwork {
  const network = new SingleLeaderNetwork({ spec, members, seed: 11, latencyUs: [1_000, 1_000], ...more });
  network.cluster.start(0);
  network.runTo(1_000_000);
  return network;
}

function isolate(network: SingleLeaderNetwork, member: number): void {
  const others = Array.from({ length: network.members.length + 1 }, (_, i) => i).filter((i) => i !== member);
  network.cut([member], others);
  network.cut(others, [member]);
}

function rejoin(network: SingleLeaderNetwork, member: number): void {
  const others = Array.from({ length: network.members.length + 1 }, (_, i) => i).filter((i) => i !== member);
  network.heal([member], others);
  network.heal(others, [member]);
}

function pass(network: SingleLeaderNetwork, us: number): void {
  network.runTo(network.nowUs + us);
}

function leaderOf(network: SingleLeaderNetwork): number {
  expect(network.leaders()).toHaveLength(1);
  return network.leaders()[0].index;
}

describe('failover by a majority', () => {
  test('promotes the most up-to-date follower that answers, however late its own timeout is', () => {
    // A majority of five would do with less: three followers lag, one has all.
    for (let best = 1; best < 5; best++) {
      const network = settle(shippingSpec(), 5);
      const laggards = [1, 2, 3, 4].filter((member) => member !== best);
      network.cut([0], laggards);
      for (let i = 0; i < 10; i++) network.write(0);
      pass(network, 10_000);
      network.crash(0);
      network.heal([0], laggards);
      pass(network, 1_000_000);
      expect(leaderOf(network)).toBe(best);
      expect(network.notes.of('discard')).toEqual([]);
    }
  });

  test('comes a timeout, its spread and a poll after the last heartbeat', () => {
    const network = settle(shippingSpec());
    network.crash(0);
    const crashedAtUs = network.nowUs;
    pass(network, 1_000_000);
    const [, { atUs }] = network.notes.of('elect');
    expect(atUs - crashedAtUs).toBeGreaterThan(timeoutUs - heartbeatUs);
    // 15 % of the timeout, the poll of a heartbeat's time, and a request and its answer, twice.
    expect(atUs - crashedAtUs).toBeLessThan(timeoutUs * 1.15 + heartbeatUs + 4_000 + 1_000);
  });

  test('reports exactly the writes of the old log beyond the new one, latest first', () => {
    const network = settle(shippingSpec());
    network.write(0);
    pass(network, 10_000);
    isolate(network, 0);
    for (let i = 0; i < 5; i++) network.write(0);
    pass(network, 1_000_000);
    rejoin(network, 0);
    pass(network, 100_000);
    expect(network.asked.map(({ ackedAtUs }) => ackedAtUs >= 0)).toEqual([true, true, true, true, true, true]);
    expect(network.notes.of('discard').map(({ op, member, cause }) => [op, member, cause])).toEqual(
      [5, 4, 3, 2, 1].map((op) => [op, 0, 'rewound']),
    );
    expect(network.stateOf(0)).toEqual(network.stateOf(leaderOf(network)));
  });

  test('does not come while a majority hears from the leader, or cannot be reached', () => {
    const network = settle(shippingSpec());
    isolate(network, 2);
    pass(network, 2_000_000);
    expect(leaderOf(network)).toBe(0);
    network.crash(0);
    pass(network, 3_000_000);
    expect(network.leaders()).toEqual([]);
  });

  test('suspects a leader falsely that only stood still, or whose heartbeats do not arrive', () => {
    const network = settle(shippingSpec());
    const suspicions = (): unknown => {
      const { failovers, falseSuspicions, suspicions: all } = network.notes.leadership.summarize(network.nowUs);
      return { failovers, isFalse: falseSuspicions > 0 && falseSuspicions === all };
    };
    network.pause(0);
    pass(network, 1_000_000);
    network.resume(0);
    pass(network, 100_000);
    expect(suspicions()).toEqual({ failovers: 1, isFalse: true });
    const leader = leaderOf(network);
    network.cut([leader], [0, 1, 2].filter((member) => member !== leader));
    pass(network, 1_000_000);
    expect(suspicions()).toEqual({ failovers: 2, isFalse: true });
    network.crash(leaderOf(network));
    pass(network, 2_000_000);
    expect(suspicions()).toMatchObject({ isFalse: false });
  });

  test('waits for a person where one is asked', () => {
    const network = settle(shippingSpec({ failover: { kind: 'majority', approvalUs: 5_000_000 } }));
    network.crash(0);
    pass(network, 5_000_000);
    expect(network.leaders()).toEqual([]);
    pass(network, 1_500_000);
    expect(network.leaders()).toHaveLength(1);
  });

  test('does not come where a heartbeat is heard before the person has agreed', () => {
    const network = settle(shippingSpec({ failover: { kind: 'majority', approvalUs: 5_000_000 } }));
    network.pause(0);
    pass(network, 2_000_000);
    network.resume(0);
    pass(network, 10_000_000);
    expect(leaderOf(network)).toBe(0);
    expect(network.notes.of('elect')).toHaveLength(1);
  });
});

describe('without failover', () => {
  test('the leader is waited for, and leads again', () => {
    const network = settle(shippingSpec({ failover: { kind: 'none' } }));
    network.write(0);
    network.crash(0);
    pass(network, 5_000_000);
    expect(network.leaders()).toEqual([]);
    network.restart(0);
    pass(network, 10_000);
    expect(leaderOf(network)).toBe(0);
    expect(network.members[2].log.opAt(2)).toBe(0);
  });

  test('a leader that has lost its disk does not wipe its followers', () => {
    const network = settle(shippingSpec({ failover: { kind: 'none' } }));
    network.write(0);
    pass(network, 10_000);
    network.crash(0, 'lost');
    network.restart(0);
    pass(network, 5_000_000);
    expect(network.leaders()).toEqual([]);
    expect(network.members[1].log.end).toBe(2);
  });
});

describe('failover by an observer', () => {
  const failover = { kind: 'observer', approvalUs: 0 } as const;
  const observer = 3;

  test('needs no majority: the one follower that it reaches leads', () => {
    const network = settle(shippingSpec({ failover }));
    network.crash(0);
    network.crash(1);
    pass(network, 1_000_000);
    expect(leaderOf(network)).toBe(2);
  });

  test('takes a leader for dead that it alone does not reach: two histories', () => {
    // The observer and one follower on one side; the leader, a follower and its clients on the other.
    const network = settle(shippingSpec({ failover }));
    for (const [a, b] of [
      [[0, 1], [2, observer]],
      [[2, observer], [0, 1]],
    ] as const) {
      network.cut(a, b);
    }
    pass(network, 1_000_000);
    expect(network.leaders().map(({ index }) => index)).toEqual([0, 2]);
    for (let i = 0; i < 3; i++) network.write(0);
    network.write(2);
    pass(network, 100_000);
    network.heal([0, 1], [2, observer]);
    network.heal([2, observer], [0, 1]);
    pass(network, 200_000);
    expect(leaderOf(network)).toBe(2);
    const summary = network.notes.leadership.summarize(network.nowUs);
    const { severalLeadersUs, falseSuspicions, discarded, acknowledgedStale } = summary;
    expect(falseSuspicions).toBe(1);
    expect(acknowledgedStale).toBe(3);
    // Three writes at two members.
    expect(discarded.rewound).toBe(6);
    expect(severalLeadersUs).toBeGreaterThan(500_000);
  });

  test('never promotes a copy that was never complete', () => {
    const network = settle(shippingSpec({ failover }));
    network.write(0);
    pass(network, 10_000);
    network.cut([0], [1]);
    network.crash(1, 'lost');
    network.restart(1);
    network.crash(2);
    network.crash(0);
    pass(network, 3_000_000);
    expect(network.leaders()).toEqual([]);
    network.restart(2);
    pass(network, 1_000_000);
    expect(leaderOf(network)).toBe(2);
    expect(network.members[1].log.opAt(2)).toBe(0);
  });
});

describe('a member whose log departs from the leader\'s', () => {
  function diverge(rejoinRule: LogShipping['rejoin']): SingleLeaderNetwork {
    const network = settle(shippingSpec({ rejoin: rejoinRule }));
    network.write(0);
    pass(network, 10_000);
    isolate(network, 0);
    network.write(0);
    network.write(0);
    pass(network, 1_000_000);
    network.write(leaderOf2(network));
    rejoin(network, 0);
    pass(network, 1_000_000);
    return network;
  }
  function leaderOf2(network: SingleLeaderNetwork): number {
    return network.leaders().filter(({ index }) => index !== 0)[0].index;
  }

  test('waits for ever where it is refused and nobody comes', () => {
    const network = diverge({ kind: 'refuse', copyAfterUs: null });
    pass(network, 20_000_000);
    expect(network.notes.of('diverge').map(({ member }) => member)).toEqual([0]);
    expect(network.members[0].isDiverged).toBe(true);
    expect(network.notes.of('discard')).toEqual([]);
    expect(network.members[0].log.opAt(4)).toBe(2);
  });

  test('is copied anew by a person, and votes again when it has caught up', () => {
    const network = diverge({ kind: 'refuse', copyAfterUs: 3_000_000 });
    expect(network.members[0].isDiverged).toBe(true);
    pass(network, 3_000_000);
    expect(network.notes.of('discard').map(({ op, cause }) => [op, cause])).toEqual([
      [2, 'copied'],
      [1, 'copied'],
    ]);
    const [leader] = network.leaders();
    expect(network.stateOf(0)).toEqual(network.stateOf(leader.index));
    expect(leader.voters()).toEqual([1, 0, 0]);
  });
});

describe('a member that comes back empty', () => {
  test('gets the whole log, in batches', () => {
    const network = settle(shippingSpec({ shipping: { everyUs: 0, max: 50 } }));
    for (let i = 0; i < 1_000; i++) network.write(0);
    pass(network, 100_000);
    network.crash(2, 'lost');
    pass(network, 10_000);
    const before = { ...network.traffic };
    network.restart(2);
    pass(network, 49_000);
    expect(network.members[2].log.end).toBe(network.members[0].log.end);
    expect(network.stateOf(2)).toEqual(network.stateOf(0));
    // 1,001 entries of 100 bytes once; the beginning is found by one message.
    const bytes = network.traffic.bytes - before.bytes;
    expect(bytes).toBeGreaterThan(100_100);
    expect(bytes).toBeLessThan(115_000);
    expect(network.traffic.messages - before.messages).toBeLessThan(80);
  });
});

describe('STONITH', () => {
  test('keeps a new leader waiting until the old one is off', () => {
    const network = settle(shippingSpec({ fencing: { kind: 'stonith', delayUs: 2_000_000 } }));
    isolate(network, 0);
    pass(network, 1_000_000);
    expect(network.notes.of('shoot').map(({ target }) => target)).toContain(0);
    expect(leaderOf(network)).toBe(0);
    pass(network, 2_000_000);
    expect(network.members[0].isUp).toBe(false);
    expect(leaderOf(network)).toBeGreaterThan(0);
    expect(network.notes.leadership.summarize(network.nowUs)).toMatchObject({ severalLeadersUs: 0, shots: 1 });
  });
});

describe('Raft', () => {
  test('elects nobody without a majority, and commits nothing', () => {
    const network = settle(raftSpec(), 5);
    const leader = leaderOf(network);
    const minority = [leader, (leader + 1) % 5];
    const rest = [0, 1, 2, 3, 4].filter((member) => !minority.includes(member));
    network.cut(minority, rest);
    network.cut(rest, minority);
    network.write(leader);
    pass(network, 2_000_000);
    expect(network.asked[0].ackedAtUs).toBe(-1);
    expect(network.leaders().some(({ index }) => rest.includes(index))).toBe(true);
    network.heal(minority, rest);
    network.heal(rest, minority);
    pass(network, 1_000_000);
    expect(network.asked[0].isAbandoned).toBe(true);
    expect(network.notes.of('discard').map(({ op }) => op)).toEqual([0, 0]);
  });

  test('with a check of the quorum, a leader that is cut off steps down within a timeout', () => {
    const network = settle(raftSpec({ checkQuorum: true }));
    const leader = leaderOf(network);
    isolate(network, leader);
    pass(network, timeoutUs + 2 * heartbeatUs);
    expect(network.members[leader].reign).toBe(null);
  });

  test('with pre-vote, a member that comes back from isolation disturbs nobody; without, it deposes the leader', () => {
    const terms = [true, false].map((preVote) => {
      const network = settle(raftSpec({ preVote }));
      const leader = leaderOf(network);
      isolate(network, (leader + 1) % 3);
      pass(network, 3_000_000);
      rejoin(network, (leader + 1) % 3);
      pass(network, 2_000_000);
      return network.notes.leadership.summarize(network.nowUs).elections;
    });
    expect(terms[0]).toBe(1);
    expect(terms[1]).toBeGreaterThan(1);
  });

  test('applies nothing that may be taken back', () => {
    const network = settle(raftSpec());
    const leader = leaderOf(network);
    isolate(network, leader);
    network.write(leader);
    pass(network, 50_000);
    expect(network.stateOf(leader)).not.toContain(0);
    expect(network.members[leader].log.end).toBe(2);
  });
});

describe('a linearizable read', () => {
  test('takes a round to a majority', () => {
    const network = settle(raftSpec());
    const leader = leaderOf(network);
    network.askToRead(leader);
    pass(network, 100_000);
    expect(network.reads.map(({ isAllowed, askedAtUs, atUs }) => [isAllowed, atUs - askedAtUs])).toEqual([[true, 2_000]]);
  });

  test('takes none under a lease', () => {
    const lease = { kind: 'lease', lengthUs: 250_000, marginUs: 0, measure: 'elapsed' } as const;
    const network = settle(shippingSpec({ fencing: lease, acknowledge: { kind: 'majority' } }));
    network.askToRead(0);
    expect(network.reads.map(({ isAllowed, askedAtUs, atUs }) => [isAllowed, atUs - askedAtUs])).toEqual([[true, 0]]);
  });

  test('is refused by a follower, and by a leader that finds that it has been replaced', () => {
    const network = settle(raftSpec());
    const leader = leaderOf(network);
    network.askToRead((leader + 1) % 3);
    expect(network.reads.map(({ isAllowed }) => isAllowed)).toEqual([false]);
    isolate(network, leader);
    network.askToRead(leader);
    pass(network, 2_000_000);
    expect(network.reads).toHaveLength(1);
    rejoin(network, leader);
    pass(network, 1_000_000);
    expect(network.reads.map(({ isAllowed }) => isAllowed)).toEqual([false, false]);
  });
});

test('a member alone leads, commits and comes back', () => {
  for (const spec of [raftSpec(), shippingSpec({ acknowledge: { kind: 'synchronous' } })]) {
    const network = settle(spec, 1);
    network.write(0);
    network.crash(0);
    network.restart(0);
    pass(network, 1_000_000);
    network.write(leaderOf(network));
    pass(network, 1_000);
    expect(network.asked.map(({ ackedAtUs }) => ackedAtUs >= 0)).toEqual([true, true]);
    expect(network.stateOf(0).filter((op) => op >= 0)).toEqual([0, 1]);
  }
});

test('a run is the same every time', () => {
  const [first, second] = [0, 1].map(() => {
    const network = settle(raftSpec(), 5, { latencyUs: [500, 40_000] });
    network.crash(leaderOf(network));
    for (let i = 0; i < 50; i++) {
      for (const { index } of network.leaders()) network.write(index);
      pass(network, 30_000);
    }
    return JSON.stringify([network.notes.list, network.asked, network.traffic]);
  });
  expect(first).toBe(second);
});
