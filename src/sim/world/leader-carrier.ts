/**
 * The carrier of a single leader's protocol: messages over links, timers, work on nodes, and machines that are
 * switched off.
 *
 * Nobody waits for its events: heartbeats go on for ever, and whoever leads knows by itself whether anything is
 * owed. What comes to a member that stands still comes when it goes on, in the order in which it would have.
 */
import { assert } from '../base/assert.js';
import type { Fingerprint } from '../base/fingerprint.js';
import { Slots } from '../base/slots.js';
import { LinkChannel } from '../network/link-channel.js';
import { alarmKinds, type AlarmKind } from '../replication/single-leader/alarm.js';
import type { SingleLeaderCluster } from '../replication/single-leader/cluster.js';
import type { Message } from '../replication/single-leader/message.js';
import type { ReplicationLink } from '../replication/replication-link.js';
import type { ObserverPlace } from '../scenario.js';
import type { Agenda } from './agenda.js';
import { kinds } from './event-kinds.js';
import type { MemberStates } from './member-states.js';
import type { Node } from './node.js';
import type { RegionWays } from './region-ways.js';

const sendMark = 244;

/** What a carrier is made of. */
export interface LeaderCarrierParts {
  readonly links: readonly ReplicationLink[];
  readonly channels: readonly LinkChannel[];
  readonly nodes: readonly Node[];
  readonly agenda: Agenda;
  readonly fingerprint: Fingerprint;
  readonly states: MemberStates;
  readonly ways: RegionWays;
  /** Null where no observer watches. */
  readonly observer: ObserverPlace | null;
  /** Draws for the links of an observer. */
  readonly observerSeed: number;
}

interface Sent {
  readonly from: number;
  readonly to: number;
  readonly message: Message;
  readonly connection: number;
  readonly incarnation: number;
  /** Its receiver stood still when it came. */
  hasWaited: boolean;
}

interface Handed {
  readonly member: number;
  readonly upTo: number;
  readonly generation: number;
  pausedUs: number;
}

/** Entries that a member was handed to apply. */
interface Lane {
  /** Grows when all that was handed over is void. */
  generation: number;
  /** Not applied yet. */
  waiting: number;
  doneUs: number;
}

/** Puts the protocol's messages on links, and its work on nodes. */
export class LeaderCarrier {
  /** Entries with writes put on links, as often as they were. */
  carried = 0;
  private readonly parts: LeaderCarrierParts;
  private readonly members: number;
  /** By sender, then receiver; null where there is no link. */
  private readonly channels: readonly (readonly (LinkChannel | null)[])[];
  private readonly sent: Int32Array;
  private readonly messages = new Slots<Sent>();
  private readonly handed = new Slots<Handed>();
  private readonly lanes: readonly Lane[];
  /** Set before anything happens. */
  private cluster: SingleLeaderCluster | null = null;

  constructor(parts: LeaderCarrierParts) {
    this.parts = parts;
    const { nodes, links, channels, observer } = parts;
    this.members = nodes.length;
    const wayOf = (from: number, to: number): number =>
      links.findIndex(({ spec, target }) => spec.from === from && target === to);
    const own = nodes.map((_, from) =>
      nodes.map((__, to): LinkChannel | null => (wayOf(from, to) < 0 ? null : channels[wayOf(from, to)])),
    );
    this.channels = observer === null ? own : withObserver(own, observer, parts.observerSeed);
    this.sent = new Int32Array((this.members + 1) * (this.members + 1));
    this.lanes = nodes.map(() => ({ generation: 0, waiting: 0, doneUs: 0 }));
  }

  /** Whose messages and work it carries. */
  attach(cluster: SingleLeaderCluster): void {
    this.cluster = cluster;
  }

  isConnected(from: number, to: number): boolean {
    if (this.channels[from]?.[to]?.isUp !== true) return false;
    if (from < this.members && to < this.members) return true;
    // An observer's link stands where its member's region can be reached, and the member is up.
    const { nodes, ways, observer } = this.parts;
    const beside = observer?.beside ?? 0;
    return from < this.members
      ? nodes[from].isUp && ways.isOpen(from, beside)
      : nodes[to].isUp && ways.isOpen(beside, to);
  }

  send(from: number, to: number, message: Message, bytes: number): void {
    const channel = this.channels[from]?.[to];
    if (channel === null || channel === undefined || !this.isConnected(from, to)) return;
    const { agenda, fingerprint } = this.parts;
    const { nowUs } = agenda;
    const entries = countWrites(message);
    this.carried += entries;
    const identity = this.sent[from * (this.members + 1) + to]++;
    const arrivalUs = channel.transmit(identity, nowUs, bytes, entries);
    assert(arrivalUs >= 0, 'a single leader talks over connections');
    fingerprint.addTime(nowUs);
    fingerprint.add(sendMark, from, to, entries);
    const { connection } = channel;
    const incarnation = this.incarnationOf(to);
    const slot = this.messages.keep({ from, to, message, connection, incarnation, hasWaited: false });
    agenda.scheduleTimer(arrivalUs, kinds.leaderMessage, slot);
  }

  /** A message has crossed its link, if the connection lasted. */
  arrive(slot: number): void {
    const { agenda } = this.parts;
    const { nowUs } = agenda;
    const sent = this.messages.at(slot);
    const { from, to, message, connection, incarnation } = sent;
    const channel = this.channels[from][to];
    const stands = channel?.connection === connection && this.incarnationOf(to) === incarnation;
    if (channel === null || !stands || !this.isConnected(from, to)) {
      this.messages.take(slot);
      return;
    }
    // At the end of a pause those who waited come first.
    const awakeUs = to < this.members ? this.parts.nodes[to].pausedUntilUs : -1;
    if (awakeUs > nowUs || (awakeUs === nowUs && !sent.hasWaited)) {
      sent.hasWaited = true;
      agenda.scheduleTimer(awakeUs, kinds.leaderMessage, slot);
      return;
    }
    this.messages.take(slot);
    channel.inFlightWrites = Math.max(0, channel.inFlightWrites - countWrites(message));
    this.cluster?.receive(from, to, message, nowUs);
  }

  setTimer(who: number, kind: AlarmKind, atUs: number): void {
    this.parts.agenda.scheduleTimer(atUs, kinds.leaderAlarm, who, alarmKinds.indexOf(kind));
  }

  /** A timer's time has come. */
  goOff(who: number, kind: number): void {
    const { agenda } = this.parts;
    const awakeUs = who < this.members ? this.parts.nodes[who].pausedUntilUs : -1;
    if (awakeUs > agenda.nowUs) agenda.scheduleTimer(awakeUs, kinds.leaderAlarm, who, kind);
    else this.cluster?.goOff(who, alarmKinds[kind], agenda.nowUs);
  }

  /** Connections stand anew; a sender that stands still makes use of that when it goes on. */
  connect(from: number, to: number): void {
    const { agenda, nodes } = this.parts;
    if (nodes[from].pausedUntilUs > agenda.nowUs) {
      agenda.scheduleTimer(nodes[from].pausedUntilUs, kinds.leaderConnect, from, to);
    } else if (this.isConnected(from, to)) this.cluster?.connect(from, to);
  }

  /** A member carries out entries. What it executed already, as their leader, takes no time. */
  apply(member: number, after: number, upTo: number): void {
    const { agenda, nodes } = this.parts;
    const { nowUs } = agenda;
    const node = nodes[member];
    const lane = this.lanes[member];
    const workUs = Math.round(this.countForeign(member, after, upTo) * node.applyUs * node.slowdown);
    const doneUs = workUs === 0 ? nowUs : node.appliers.serve(nowUs, workUs);
    lane.doneUs = Math.max(doneUs, lane.doneUs, nowUs);
    if (lane.waiting === 0 && lane.doneUs === nowUs) this.carryOut(member, upTo);
    lane.waiting++;
    const { generation } = lane;
    const slot = this.handed.keep({ member, upTo, generation, pausedUs: node.pausedUs });
    agenda.scheduleTimer(lane.doneUs, kinds.leaderApplied, slot);
  }

  /** A member is done with entries, unless they are void, or it stood still meanwhile. */
  finish(slot: number): void {
    const { agenda, nodes } = this.parts;
    const handed = this.handed.at(slot);
    const { member, upTo, generation } = handed;
    const lane = this.lanes[member];
    if (lane.generation !== generation) {
      this.handed.take(slot);
      return;
    }
    const lateUs = nodes[member].pausedUs - handed.pausedUs;
    if (lateUs > 0) {
      handed.pausedUs = nodes[member].pausedUs;
      lane.doneUs = Math.max(lane.doneUs, agenda.nowUs + lateUs);
      agenda.scheduleTimer(agenda.nowUs + lateUs, kinds.leaderApplied, slot);
      return;
    }
    this.handed.take(slot);
    lane.waiting--;
    this.carryOut(member, upTo);
    this.cluster?.applied(member, upTo);
  }

  undo(member: number, to: number): void {
    this.drop(member);
    const { states, agenda } = this.parts;
    states.undo(member, this.logOf(member), to, agenda.nowUs);
  }

  /** What a member was handed is void. */
  drop(member: number): void {
    const lane = this.lanes[member];
    lane.generation++;
    lane.waiting = 0;
    lane.doneUs = 0;
  }

  private carryOut(member: number, upTo: number): void {
    const { states, agenda } = this.parts;
    if (states.appliedTo(member) >= upTo) return;
    states.apply(member, this.logOf(member), upTo, this.ownTermOf(member), agenda.nowUs);
    agenda.noteActivity();
  }

  /** Entries with writes that a member did not execute as the leader that it is. */
  private countForeign(member: number, after: number, upTo: number): number {
    const log = this.logOf(member);
    const term = this.ownTermOf(member);
    let count = 0;
    for (let position = after + 1; position <= upTo; position++) {
      if (log.opAt(position) >= 0 && log.termAt(position) !== term) count++;
    }
    return count;
  }

  /** The term in which a member leads; −1 where it does not. */
  private ownTermOf(member: number): number {
    return this.cluster?.members[member].reign?.term ?? -1;
  }

  private logOf(member: number): SingleLeaderCluster['members'][number]['log'] {
    assert(this.cluster !== null, 'a carrier without a cluster');
    return this.cluster.members[member].log;
  }

  private incarnationOf(place: number): number {
    return place < this.members ? this.parts.nodes[place].incarnation : 0;
  }
}

function countWrites(message: Message): number {
  if (message.kind !== 'append') return 0;
  return message.ops.reduce((count, op) => (op < 0 ? count : count + 1), 0);
}

/** The members' links, and as one more place an observer's: as those of the member beside it, but to that one. */
function withObserver(
  own: readonly (readonly (LinkChannel | null)[])[],
  { beside, latencyUs }: ObserverPlace,
  seed: number,
): readonly (readonly (LinkChannel | null)[])[] {
  const latency = { kind: 'constant', valueUs: latencyUs } as const;
  const near = { from: beside, to: beside, transport: 'fifo', latency, loss: 0, duplicate: 0, retransmitUs: 0 } as const;
  const copyOf = (channel: LinkChannel | null, place: number): LinkChannel =>
    new LinkChannel(channel?.spec ?? near, seed + place);
  const members = own.length;
  const away = own.map((_, member) => copyOf(own[beside][member], member));
  return [
    ...own.map((row, member) => [...row, copyOf(row[beside], members + member)]),
    [...away, null],
  ];
}
