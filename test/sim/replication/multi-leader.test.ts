import { describe, expect, test } from 'vitest';
import { Fingerprint } from '../../../src/sim/base/fingerprint.js';
import { MultiLeader } from '../../../src/sim/replication/multi-leader.js';
import { Replica } from '../../../src/sim/replication/replica.js';
import { versionVectorDetector } from '../../../src/sim/resolution/detectors.js';
import { lastWriteWins } from '../../../src/sim/resolution/registers.js';
import type { Batching, Link, LoopFilter } from '../../../src/sim/scenario.js';
import { OpKind, OpLog } from '../../../src/sim/storage/op-log.js';
import { RecordStore } from '../../../src/sim/storage/record-store.js';
import { blindWitness } from '../../support/resolver-laws.js';
import { connect, link, ms } from '../../support/scenario.js';

describe('a batch', () => {
  test('goes out at once, write by write, when it does not wait', () => {
    const { leaders, accept, sent } = open({ everyUs: 0, max: 10 });
    accept(0);
    accept(5);
    expect(sent).toEqual(['0: 0-1 at 0', '0: 1-2 at 5']);
    expect(leaders.shipping.outboxes[0].backlog).toBe(2);
  });

  test('waits from its first write on for as long as it stays open', () => {
    const { leaders, accept, sent, timers } = open({ everyUs: 8, max: 10, prepareUs: 5 });
    accept(100);
    accept(104);
    expect([sent, timers]).toEqual([[], ['0 at 108']]);
    leaders.shipping.wake(0, 108);
    expect(sent).toEqual(['0: 0-2 at 113']);
  });

  test('goes out before its time when it is full', () => {
    const { accept, sent } = open({ everyUs: 1000, max: 3 });
    for (let i = 0; i < 7; i++) accept(i);
    expect(sent).toEqual(['0: 0-3 at 2', '0: 3-6 at 5']);
  });

  test('leaves the one after it its whole time when it went out before its own', () => {
    const { leaders, accept, sent, timers } = open({ everyUs: 100, max: 2 });
    for (const at of [0, 40, 60]) accept(at);
    expect([sent, timers]).toEqual([['0: 0-2 at 40'], ['0 at 100', '0 at 160']]);
    leaders.shipping.wake(0, 100);
    expect(sent.length).toBe(1);
    leaders.shipping.wake(0, 160);
    expect(sent).toEqual(['0: 0-2 at 40', '0: 2-3 at 160']);
  });

  test('of what waited through a cut is never larger than it may be', () => {
    const { leaders, accept, sent, port } = open({ everyUs: 0, max: 4 });
    port.isUp = false;
    for (let i = 0; i < 10; i++) accept(i);
    expect(sent).toEqual([]);
    port.isUp = true;
    leaders.shipping.connect(0, 50);
    expect(sent).toEqual(['0: 0-4 at 50', '0: 4-8 at 50', '0: 8-10 at 50']);
  });

  test('waits for a busy link, so that later writes join it', () => {
    const { leaders, accept, sent, timers, port } = open({ everyUs: 0, max: 10 });
    port.freeAtUs = 70;
    accept(0);
    accept(10);
    expect([sent, timers]).toEqual([[], ['0 at 70']]);
    leaders.shipping.wake(0, 70);
    expect(sent).toEqual(['0: 0-2 at 70']);
  });
});

describe('an acknowledgement', () => {
  test('takes the way back, and then frees the backlog', () => {
    const { leaders, accept } = open({});
    accept(0);
    leaders.receive(0, 0, 1, 10 * ms);
    leaders.shipping.acknowledge(0, 0, 1, 10 * ms);
    const [outbox] = leaders.shipping.outboxes;
    outbox.takeAcks(20 * ms - 1);
    expect(outbox.backlog).toBe(1);
    outbox.takeAcks(20 * ms);
    expect([outbox.backlog, outbox.ackedTo]).toEqual([0, 1]);
  });

  test.each([
    ['fifo', 30],
    ['datagram', 35],
  ] as const)('over links of kind %s takes as long as the way back does: %d ms', (...each) => {
    const [transport, backMs] = each;
    const links = [link(0, 1, { transport }), link(1, 0, { transport })];
    const { leaders, accept } = open({}, { links, latenciesUs: [5 * ms, 30 * ms] });
    accept(0);
    leaders.receive(0, 0, 1, 0);
    if (transport === 'fifo') leaders.shipping.acknowledge(0, 0, 1, 0);
    const [outbox] = leaders.shipping.outboxes;
    outbox.takeAcks(backMs * ms - 1);
    expect(outbox.backlog).toBe(1);
    outbox.takeAcks(backMs * ms);
    expect(outbox.backlog).toBe(0);
  });

  test('that is on its way when the way back is cut waits for the heal', () => {
    const links = [link(0, 1), link(1, 0)];
    const { leaders, accept, sent, port } = open({}, { links });
    for (const at of [0, 1]) accept(at);
    for (const position of [0, 1]) {
      leaders.receive(0, position, position + 1, 10 * ms + position);
      leaders.shipping.acknowledge(0, position, position + 1, 10 * ms + position);
    }
    port.cutLink = 1;
    leaders.shipping.disconnect(1, 20 * ms);
    const [outbox] = leaders.shipping.outboxes;
    outbox.takeAcks(100 * ms);
    expect([outbox.backlog, outbox.ackedTo]).toEqual([1, 1]);
    port.cutLink = -1;
    leaders.shipping.connect(1, 100 * ms);
    outbox.takeAcks(110 * ms - 1);
    expect(outbox.backlog).toBe(1);
    outbox.takeAcks(110 * ms);
    expect([outbox.backlog, outbox.ackedTo]).toEqual([0, 2]);
    expect(sent).toEqual(['0: 0-1 at 0', '0: 1-2 at 1']);
  });

  test('that does not come before the connection breaks lets the writes be sent again', () => {
    const { leaders, accept, sent } = open({});
    accept(0);
    leaders.receive(0, 0, 1, 10);
    leaders.shipping.acknowledge(0, 0, 1, 10);
    leaders.shipping.disconnect(0, 20);
    leaders.shipping.connect(0, 30);
    expect(sent).toEqual(['0: 0-1 at 0', '0: 0-1 at 30']);
    leaders.receive(0, 0, 1, 40);
    expect(leaders.replicaSet.duplicates).toBe(1);
    expect(leaders.shipping.carried).toBe(2);
  });
});

describe('a leader that forwards', () => {
  test('passes a write on over every link but the one it came by', () => {
    const { leaders, accept, sent } = open({}, { links: connect('star', 4).links, forward: true });
    accept(0, 1);
    expect(sent).toEqual(['1: 0-1 at 0']);
    leaders.receive(1, 0, 1, 10);
    const targets = sent.slice(1).map((line) => connect('star', 4).links[Number(line[0])].to);
    expect(targets).toEqual([2, 3]);
    expect(leaders.shipping.outboxes[0].backlog).toBe(0);
    expect(leaders.maxHops).toBe(1);
  });

  test('stops a write at the hop limit', () => {
    const { links } = connect('ring', 3);
    const { leaders, accept, sent } = open({}, { links, forward: true, hopLimit: 1 });
    accept(0);
    leaders.receive(0, 0, 1, 10);
    expect(sent).toEqual(['0: 0-1 at 0']);
    expect(leaders.stormStopped).toBe(1);
  });

  test('drops under origin tags what comes home, and nothing that it only saw before', () => {
    const leaders = goRound('origin-tag');
    expect(leaders).toMatchObject({ suppressedLoops: 1, replicaSet: { duplicates: 1 }, maxHops: 2 });
  });

  test('drops under seen ids whatever it saw before', () => {
    const leaders = goRound('seen-ids');
    expect(leaders).toMatchObject({ suppressedLoops: 2, replicaSet: { duplicates: 1 }, maxHops: 2 });
  });

  test('drops what comes from a leader that left as well, where that is to be ignored', () => {
    expect(goRound('ignore-left')).toMatchObject({ suppressedLoops: 1, replicaSet: { duplicates: 1 } });
    const { links } = connect('ring', 3);
    const hasLeft = (): boolean => true;
    const { leaders, accept, sent } = open({}, { links, forward: true, loops: 'ignore-left', hasLeft });
    accept(0);
    leaders.receive(0, 0, 1, 10);
    expect(leaders).toMatchObject({ suppressedLoops: 1, maxHops: 0 });
    expect(sent).toEqual(['0: 0-1 at 0']);
  });

  test('drops nothing without a filter, not even at home', () => {
    const leaders = goRound('none');
    expect(leaders).toMatchObject({ suppressedLoops: 0, replicaSet: { duplicates: 2 }, maxHops: 2 });
  });
});

/** A write goes round a ring of three until it is home; the first hop is delivered twice. */
function goRound(loops: LoopFilter): MultiLeader {
  const { leaders, accept } = open({}, { links: connect('ring', 3).links, forward: true, loops });
  accept(0);
  leaders.receive(0, 0, 1, 10);
  leaders.receive(0, 0, 1, 12);
  leaders.receive(1, 0, 1, 20);
  leaders.receive(2, 0, 1, 30);
  return leaders;
}

describe('a link', () => {
  test('that takes over from another owes what that had not been acknowledged', () => {
    const links = [...connect('ring', 3).links, link(0, 2)];
    const { leaders, accept, sent } = open({}, { links, forward: true });
    leaders.shipping.close(3);
    for (let i = 0; i < 3; i++) accept(i);
    leaders.receive(0, 0, 2, 10);
    leaders.shipping.acknowledge(0, 0, 2, 10);
    leaders.shipping.openLink(3, 0, 100 * ms);
    leaders.shipping.outboxes[0].takeAcks(100 * ms);
    expect(leaders.shipping.outboxes[3]).toMatchObject({ isOpen: true, sentTo: 0 });
    expect(sent.filter((line) => line.startsWith('3'))).toEqual([]);
  });

  test('that takes over from none owes all there is', () => {
    const { leaders, accept, sent } = open({}, { links: [link(0, 1), link(0, 2)] });
    leaders.shipping.close(1);
    for (let i = 0; i < 3; i++) accept(i);
    leaders.receive(0, 0, 3, 10);
    leaders.shipping.acknowledge(0, 0, 3, 10);
    leaders.shipping.outboxes[0].takeAcks(100 * ms);
    leaders.shipping.openLink(1, undefined, 100 * ms);
    expect(leaders.shipping.outboxes[1]).toMatchObject({ isOpen: true, sentTo: 0, backlog: 3 });
    leaders.shipping.connect(1, 100 * ms);
    expect(sent.filter((line) => line.startsWith('1'))).toEqual([
      '1: 0-1 at 100000',
      '1: 1-2 at 100000',
      '1: 2-3 at 100000',
    ]);
  });

  test('that is abandoned owes nothing', () => {
    const { leaders, accept, sent } = open({});
    leaders.shipping.abandon(0, 0);
    accept(10);
    expect(sent).toEqual([]);
    expect(leaders.shipping.outboxes[0].backlog).toBe(0);
  });

  test('of datagrams says which writes were lost, and does not send them again', () => {
    const links = [link(0, 1, { transport: 'datagram' })];
    const { leaders, accept, sent, port } = open({}, { links });
    port.loses = true;
    accept(0);
    expect(leaders.shipping.outboxes[0].dropped).toBe(1);
    leaders.shipping.disconnect(0, 50);
    leaders.shipping.connect(0, 60);
    expect(sent).toEqual(['0: 0-1 at 0']);
  });

  test('of datagrams sends into a cut, but nothing while its sender is down', () => {
    const links = [link(0, 1, { transport: 'datagram' })];
    const { leaders, accept, sent, port } = open({ everyUs: 8, max: 10 }, { links });
    port.isUp = false;
    accept(0);
    leaders.shipping.wake(0, 8);
    expect(sent).toEqual(['0: 0-1 at 8']);
    accept(10);
    port.isSenderUp = false;
    leaders.shipping.wake(0, 18);
    expect(sent.length).toBe(1);
    port.isSenderUp = true;
    leaders.shipping.connect(0, 90);
    expect(sent).toEqual(['0: 0-1 at 8', '0: 1-2 at 90']);
  });

  test('to a follower carries each write at once, whatever batches wait for', () => {
    const batch = { everyUs: 1000, max: 10, prepareUs: 5 };
    const { accept, sent, timers } = open(batch, { follower: 0 });
    accept(100);
    expect([sent, timers]).toEqual([['1: 0-1 at 100'], ['0 at 1100']]);
  });
});

describe('a leader with a follower', () => {
  test('passes on to it what comes from a peer, known or not', () => {
    const links = [link(0, 1), link(1, 2), link(0, 2)];
    const { leaders, accept, sent } = open({}, { links, follower: 2 });
    accept(0);
    leaders.receive(0, 0, 1, 10);
    accept(20, 1);
    leaders.receive(1, 0, 1, 30);
    leaders.receive(2, 0, 1, 50);
    expect(leaders.replicaSet.duplicates).toBe(1);
    expect(sent.filter((line) => line.startsWith('3'))).toEqual(['3: 0-1 at 30', '3: 1-2 at 50']);
  });
});

/** What the port says when it is asked. */
interface PortState {
  isUp: boolean;
  isSenderUp: boolean;
  loses: boolean;
  freeAtUs: number;
  /** This one link is down; −1: none. */
  cutLink: number;
}

interface Opened {
  readonly leaders: MultiLeader;
  /** A client's write, in region 0 unless said. */
  readonly accept: (nowUs: number, region?: number) => number;
  /** Transmissions as `link: from-to at departure`. */
  readonly sent: string[];
  readonly timers: string[];
  readonly port: PortState;
}

function open(
  batch: Partial<Batching>,
  shape: {
    readonly links?: readonly Link[];
    readonly forward?: boolean;
    readonly loops?: LoopFilter;
    readonly hopLimit?: number;
    readonly hasLeft?: (leader: number) => boolean;
    /** The leader that has a follower; the last link leads to it. */
    readonly follower?: number;
    /** By link; 10 ms each unless said. */
    readonly latenciesUs?: readonly number[];
  } = {},
): Opened {
  const { links: specs = [link(0, 1)], forward = false } = shape;
  const { loops = 'origin-tag', hopLimit = 16, hasLeft = () => false, follower, latenciesUs = [] } = shape;
  const count = 1 + Math.max(...specs.flatMap(({ from, to }) => [from, to]));
  const ops = new OpLog({ leaders: count, expected: 8 });
  const port: PortState = { isUp: true, isSenderUp: true, loses: false, freeAtUs: 0, cutLink: -1 };
  const sent: string[] = [];
  const timers: string[] = [];
  const peerLinks = specs.map((spec) => ({ spec, target: spec.to, toFollower: false }));
  const followerLinks =
    follower === undefined
      ? []
      : [{ spec: link(follower, follower), target: count, toFollower: true }];
  const replicas = Array.from({ length: count + followerLinks.length }, (_, index) => {
    const records = new RecordStore({ keys: 1, authors: count });
    const rules = { detector: versionVectorDetector, resolver: lastWriteWins };
    return new Replica({ index, records, ops, ...rules, witness: blindWitness });
  });
  const leaders = new MultiLeader({
    spec: {
      strategy: 'multi-leader',
      batch: { everyUs: 0, max: 1, prepareUs: 0, ...batch },
      loops,
      hopLimit,
      metadataBytes: 0,
      order: 'none',
      applyErrors: 'hold',
    },
    forward,
    watchedOrder: null,
    hasUpdates: false,
    hasLeft,
    links: [...peerLinks, ...followerLinks],
    replicas,
    leaders: count,
    expectedWrites: 8,
    writeBytes: 100,
    ops,
    witness: blindWitness,
    port: {
      isUp: (by) => port.isUp && by !== port.cutLink,
      isSenderUp: () => port.isSenderUp,
      awakeAtUs: () => -1,
      freeAtUs: () => port.freeAtUs,
      latencyUs: (by) => latenciesUs[by] ?? 10 * ms,
      requestRepair: () => false,
      runOutOfMemory: () => undefined,
      setTimer: (timer, atUs) => timers.push(`${timer} at ${atUs}`),
      transmit: (by, from, to, _writes, departsUs) => {
        sent.push(`${by}: ${from}-${to} at ${departsUs}`);
        return !port.loses;
      },
    },
    fingerprint: new Fingerprint(),
    tracer: null,
  });
  const accept: Opened['accept'] = (nowUs, region = 0) => {
    const request = { key: 0, kind: OpKind.write, identity: ops.count, stamp: nowUs };
    return leaders.accept(region, { ...request, client: 'someone', sentAtUs: nowUs }, nowUs);
  };
  return { leaders, accept, sent, timers, port };
}
