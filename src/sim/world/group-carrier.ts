/**
 * The carrier of a group that certifies: its messages over links, timers, and the work of applying on nodes.
 *
 * Nobody waits for its events, for heartbeats go on for ever: the group knows by itself whether anything is owed.
 * What comes to a member that stands still comes when it goes on, in the order in which it would have.
 */
import { assert } from '../base/assert.js';
import type { Fingerprint } from '../base/fingerprint.js';
import { Slots } from '../base/slots.js';
import type { LinkChannel } from '../network/link-channel.js';
import type { CertifyingGroup } from '../replication/certification/group.js';
import type { AnyMessage } from '../replication/certification/group-message.js';
import { groupAlarms, type GroupAlarm } from '../replication/certification/port.js';
import type { ReplicationLink } from '../replication/replication-link.js';
import type { Agenda } from './agenda.js';
import { kinds } from './event-kinds.js';
import type { Node } from './node.js';

const sendMark = 280;

/** What a carrier is made of. */
export interface GroupCarrierParts {
  readonly links: readonly ReplicationLink[];
  readonly channels: readonly LinkChannel[];
  readonly nodes: readonly Node[];
  readonly agenda: Agenda;
  readonly fingerprint: Fingerprint;
}

interface Sent {
  readonly from: number;
  readonly to: number;
  readonly message: AnyMessage;
  readonly connection: number;
  readonly incarnation: number;
  /** Its receiver stood still when it came. */
  hasWaited: boolean;
}

interface Handed {
  readonly member: number;
  readonly position: number;
  readonly incarnation: number;
  pausedUs: number;
}

/** Puts a group's messages on links, and its work on nodes. */
export class GroupCarrier {
  /** Entries put on links, as often as they were. */
  carried = 0;
  private readonly parts: GroupCarrierParts;
  /** By sender, then receiver; null where there is no link. */
  private readonly channels: readonly (readonly (LinkChannel | null)[])[];
  private readonly sent: Int32Array;
  private readonly messages = new Slots<Sent>();
  private readonly handed = new Slots<Handed>();
  /** By member: when it is done with all that it was handed. */
  private readonly doneUs: number[];
  /** Set before anything happens. */
  private group: CertifyingGroup | null = null;

  constructor(parts: GroupCarrierParts) {
    this.parts = parts;
    const { nodes, links, channels } = parts;
    const channelOf = (from: number, to: number): LinkChannel | null => {
      const way = links.findIndex(({ spec, target }) => spec.from === from && target === to);
      return way < 0 ? null : channels[way];
    };
    this.channels = nodes.map((_, from) => nodes.map((__, to) => channelOf(from, to)));
    this.sent = new Int32Array(nodes.length * nodes.length);
    this.doneUs = nodes.map(() => 0);
  }

  /** Whose messages and work it carries. */
  attach(group: CertifyingGroup): void {
    this.group = group;
  }

  isConnected(from: number, to: number): boolean {
    return this.channels[from][to]?.isUp === true;
  }

  send(from: number, to: number, message: AnyMessage, bytes: number): void {
    const channel = this.channels[from][to];
    if (channel === null || !channel.isUp) return;
    const { agenda, fingerprint, nodes } = this.parts;
    const { nowUs } = agenda;
    const entries = countEntries(message);
    this.carried += entries;
    const identity = this.sent[from * nodes.length + to]++;
    const arrivalUs = channel.transmit(identity, nowUs, bytes, 0);
    assert(arrivalUs >= 0, 'a group talks over connections');
    fingerprint.addTime(nowUs);
    fingerprint.add(sendMark, from, to, entries);
    const { connection } = channel;
    const { incarnation } = nodes[to];
    const slot = this.messages.keep({ from, to, message, connection, incarnation, hasWaited: false });
    agenda.scheduleTimer(arrivalUs, kinds.groupMessage, slot);
  }

  /** A message has crossed its link, if the connection and its receiver lasted. */
  arrive(slot: number): void {
    const { agenda, nodes } = this.parts;
    const { nowUs } = agenda;
    const sent = this.messages.at(slot);
    const { from, to, message, connection, incarnation } = sent;
    const channel = this.channels[from][to];
    const node = nodes[to];
    if (channel?.connection !== connection || node.incarnation !== incarnation || !node.isUp) {
      this.messages.take(slot);
      return;
    }
    // At the end of a pause those who waited come first.
    const { pausedUntilUs } = node;
    if (pausedUntilUs > nowUs || (pausedUntilUs === nowUs && !sent.hasWaited)) {
      sent.hasWaited = true;
      agenda.scheduleTimer(pausedUntilUs, kinds.groupMessage, slot);
      return;
    }
    this.messages.take(slot);
    this.group?.receive(from, to, message, nowUs);
  }

  setTimer(who: number, kind: GroupAlarm, atUs: number): void {
    const { agenda, nodes } = this.parts;
    const { incarnation } = nodes[who];
    agenda.scheduleTimer(atUs, kinds.groupAlarm, who, incarnation * groupAlarms.length + groupAlarms.indexOf(kind));
  }

  /** A timer's time has come; a crash has made those before it void. */
  goOff(who: number, alarm: number): void {
    const { agenda, nodes } = this.parts;
    const { incarnation, pausedUntilUs } = nodes[who];
    const kind = alarm - incarnation * groupAlarms.length;
    if (kind < 0) return;
    if (pausedUntilUs > agenda.nowUs) agenda.scheduleTimer(pausedUntilUs, kinds.groupAlarm, who, alarm);
    else this.group?.goOff(who, groupAlarms[kind], agenda.nowUs);
  }

  /** Connections stand anew; a sender that stands still makes use of that when it goes on. */
  connect(from: number, to: number): void {
    const { agenda, nodes } = this.parts;
    const { pausedUntilUs } = nodes[from];
    if (pausedUntilUs > agenda.nowUs) agenda.scheduleTimer(pausedUntilUs, kinds.groupConnect, from, to);
    else if (this.isConnected(from, to)) this.group?.connect(from, to);
  }

  /** A member carries out a position, after all that it was handed before. */
  carryOut(member: number, position: number, isApply: boolean): void {
    const { agenda, nodes } = this.parts;
    const { nowUs } = agenda;
    const { applyUs, slowdown, appliers, incarnation, pausedUs } = nodes[member];
    const workUs = isApply ? Math.round(applyUs * slowdown) : 0;
    const doneUs = workUs === 0 ? nowUs : appliers.serve(nowUs, workUs);
    this.doneUs[member] = Math.max(doneUs, this.doneUs[member]);
    const slot = this.handed.keep({ member, position, incarnation, pausedUs });
    agenda.scheduleTimer(this.doneUs[member], kinds.groupApplied, slot);
  }

  /** A member is done with a position, unless it crashed or stood still meanwhile. */
  finish(slot: number): void {
    const { agenda, nodes } = this.parts;
    const handed = this.handed.at(slot);
    const { member, position, incarnation } = handed;
    const node = nodes[member];
    if (node.incarnation !== incarnation) {
      this.handed.take(slot);
      return;
    }
    const lateUs = node.pausedUs - handed.pausedUs;
    if (lateUs > 0) {
      handed.pausedUs = node.pausedUs;
      this.doneUs[member] = Math.max(this.doneUs[member], agenda.nowUs + lateUs);
      agenda.scheduleTimer(agenda.nowUs + lateUs, kinds.groupApplied, slot);
      return;
    }
    this.handed.take(slot);
    agenda.noteActivity();
    this.group?.applied(member, position, agenda.nowUs);
  }

  /** What a member was handed is void: it has crashed. */
  drop(member: number): void {
    this.doneUs[member] = 0;
  }
}

function countEntries(message: AnyMessage): number {
  if (message.kind === 'forward') return message.ids.length;
  if (message.kind !== 'append') return 0;
  return message.ops.reduce((count, op) => (op < 0 ? count : count + 1), 0);
}
