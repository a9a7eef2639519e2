/**
 * The carrier of a single leader's protocol: messages over links, timers, work on nodes, and machines that are
 * switched off.
 *
 * Nobody waits for its events: heartbeats go on for ever, and whoever leads knows by itself whether anything is
 * owed.
 */
import { assert } from '../base/assert.js';
import type { Fingerprint } from '../base/fingerprint.js';
import { Slots } from '../base/slots.js';
import { LinkChannel } from '../network/link-channel.js';
import { alarmKinds, type AlarmKind } from '../replication/single-leader/alarm.js';
import type { SingleLeaderCluster } from '../replication/single-leader/cluster.js';
import type { Message } from '../replication/single-leader/message.js';
import type { ReplicationLink } from '../replication/replication-link.js';
import type { HealthCheck, ObserverPlace } from '../scenario.js';
import type { Agenda } from './agenda.js';
import { kinds } from './event-kinds.js';
import { MemberMail, tabulateChannels, type ChannelTable, type Mail, type MailPlaces } from './member-mail.js';
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
  readonly check: HealthCheck;
  /** Draws for the links of an observer. */
  readonly observerSeed: number;
}

/** An observer's question that waits for a worker. */
interface Check extends Mail<Message> {
  readonly incarnation: number;
  pausedUs: number;
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
  private readonly parts: LeaderCarrierParts;
  private readonly members: number;
  private readonly channels: ChannelTable;
  private readonly mail: MemberMail<Message>;
  private readonly handed = new Slots<Handed>();
  private readonly checks = new Slots<Check>();
  private readonly lanes: readonly Lane[];
  /** Set before anything happens. */
  private cluster: SingleLeaderCluster | null = null;

  constructor(parts: LeaderCarrierParts) {
    this.parts = parts;
    const { nodes, links, channels, observer, agenda, fingerprint } = parts;
    this.members = nodes.length;
    const own = tabulateChannels(nodes.length, links, channels);
    this.channels = observer === null ? own : withObserver(own, observer, parts.observerSeed);
    const places: MailPlaces = {
      channels: this.channels,
      isConnected: (from, to) => this.isConnected(from, to),
      incarnationOf: (place) => (place < this.members ? nodes[place].incarnation : 0),
      pausedUntilUs: (place) => this.pausedUntilUs(place),
    };
    const kind = kinds.leaderMessage;
    this.mail = new MemberMail({ places, agenda, fingerprint, kind, mark: sendMark, countEntries: countWrites });
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

  /** Entries with writes put on links, as often as they were. */
  get carried(): number {
    return this.mail.carried;
  }

  send(from: number, to: number, message: Message, bytes: number): void {
    this.mail.send(from, to, message, bytes);
  }

  /** A message has crossed its link, if the connection lasted. */
  arrive(slot: number): void {
    const mail = this.mail.receive(slot);
    if (mail === null) return;
    if (mail.message.kind === 'probe' && this.parts.check === 'query') this.awaitWorker(mail);
    else this.hand(mail);
  }

  /** A worker has come to an observer's question, unless its member crashed or stood still meanwhile. */
  answerCheck(slot: number): void {
    const { agenda, nodes } = this.parts;
    const check = this.checks.at(slot);
    const { incarnation, pausedUs } = nodes[check.to];
    const isLost = incarnation !== check.incarnation;
    const lateUs = pausedUs - check.pausedUs;
    if (!isLost && lateUs > 0) {
      check.pausedUs = pausedUs;
      agenda.scheduleTimer(agenda.nowUs + lateUs, kinds.leaderChecked, slot);
      return;
    }
    this.checks.take(slot);
    if (!isLost) this.hand(check);
  }

  setTimer(who: number, kind: AlarmKind, atUs: number): void {
    this.parts.agenda.scheduleTimer(atUs, kinds.leaderAlarm, who, alarmKinds.indexOf(kind));
  }

  /** A timer's time has come. */
  goOff(who: number, kind: number): void {
    const { agenda } = this.parts;
    const awakeUs = this.pausedUntilUs(who);
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

  /** A question waits its turn, like a client's read; it is never turned away. */
  private awaitWorker(mail: Mail<Message>): void {
    const { agenda, nodes } = this.parts;
    const { servers, readUs, slowdown, incarnation, pausedUs } = nodes[mail.to];
    const doneUs = servers.serve(agenda.nowUs, Math.round(readUs * slowdown));
    agenda.scheduleTimer(doneUs, kinds.leaderChecked, this.checks.keep({ ...mail, incarnation, pausedUs }));
  }

  private hand({ from, to, message }: Mail<Message>): void {
    this.cluster?.receive(from, to, message, this.parts.agenda.nowUs);
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

  /** An observer never stands still. */
  private pausedUntilUs(place: number): number {
    return place < this.members ? this.parts.nodes[place].pausedUntilUs : -1;
  }
}

function countWrites(message: Message): number {
  if (message.kind !== 'append') return 0;
  return message.ops.reduce((count, op) => (op < 0 ? count : count + 1), 0);
}

/** The members' links, and as one more place an observer's: as those of the member beside it, but to that one. */
function withObserver(
  own: ChannelTable,
  { beside, latencyUs }: ObserverPlace,
  seed: number,
): ChannelTable {
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
