/**
 * Messages between members over connections: lost with the connection or with the receiver's memory.
 *
 * What comes to a member that stands still comes when it goes on, in the order in which it would have.
 */
import { assert } from '../base/assert.js';
import type { Fingerprint } from '../base/fingerprint.js';
import { Slots } from '../base/slots.js';
import type { LinkChannel } from '../network/link-channel.js';
import type { ReplicationLink } from '../replication/replication-link.js';
import type { Agenda } from './agenda.js';

/** A channel by sender, then receiver; null where there is no link. */
export type ChannelTable = readonly (readonly (LinkChannel | null)[])[];

/** Those who write to each other. */
export interface MailPlaces {
  /** Of every pair of them. */
  readonly channels: ChannelTable;
  isConnected(from: number, to: number): boolean;
  /** Grows when a place forgets what it had in memory. */
  incarnationOf(place: number): number;
  /** Until when a place stands still; in the past when it does not. */
  pausedUntilUs(place: number): number;
}

/** A message that has come. */
export interface Mail<Message> {
  readonly from: number;
  readonly to: number;
  readonly message: Message;
}

interface Sent<Message> extends Mail<Message> {
  readonly connection: number;
  readonly incarnation: number;
  /** Its receiver stood still when it came. */
  hasWaited: boolean;
}

/** Puts messages on links, and hands them out when they come. */
export class MemberMail<Message> {
  /** Entries with writes put on links, as often as they were. */
  carried = 0;
  private readonly places: MailPlaces;
  private readonly agenda: Agenda;
  private readonly fingerprint: Fingerprint;
  private readonly kind: number;
  private readonly mark: number;
  private readonly countEntries: (message: Message) => number;
  private readonly sent: Int32Array;
  private readonly messages = new Slots<Sent<Message>>();

  constructor(parts: {
    readonly places: MailPlaces;
    readonly agenda: Agenda;
    readonly fingerprint: Fingerprint;
    /** Of the events in which messages come. */
    readonly kind: number;
    /** In the fingerprint, of a message put on its way. */
    readonly mark: number;
    /** Entries with writes in a message. */
    readonly countEntries: (message: Message) => number;
  }) {
    this.places = parts.places;
    this.agenda = parts.agenda;
    this.fingerprint = parts.fingerprint;
    this.kind = parts.kind;
    this.mark = parts.mark;
    this.countEntries = parts.countEntries;
    this.sent = new Int32Array(parts.places.channels.length * parts.places.channels.length);
  }

  /** Sends a message over the connection that stands, if there is one. */
  send(from: number, to: number, message: Message, bytes: number): void {
    const { places, agenda, fingerprint } = this;
    const channel = this.channelOf(from, to);
    if (channel === null || !places.isConnected(from, to)) return;
    const { nowUs } = agenda;
    const entries = this.countEntries(message);
    this.carried += entries;
    const identity = this.sent[from * places.channels.length + to]++;
    const arrivalUs = channel.transmit(identity, nowUs, bytes, entries);
    assert(arrivalUs >= 0, 'members talk over connections');
    fingerprint.addTime(nowUs);
    fingerprint.add(this.mark, from, to, entries);
    const { connection } = channel;
    const incarnation = places.incarnationOf(to);
    const slot = this.messages.keep({ from, to, message, connection, incarnation, hasWaited: false });
    agenda.scheduleTimer(arrivalUs, this.kind, slot);
  }

  /** The message that has crossed its link; null where it was lost, or its receiver stands still. */
  receive(slot: number): Mail<Message> | null {
    const { places, agenda } = this;
    const sent = this.messages.at(slot);
    const { from, to, message, connection, incarnation } = sent;
    const channel = this.channelOf(from, to);
    const stands = channel?.connection === connection && places.incarnationOf(to) === incarnation;
    if (channel === null || !stands || !places.isConnected(from, to)) {
      this.messages.take(slot);
      return null;
    }
    // At the end of a pause those who waited come first.
    const awakeUs = places.pausedUntilUs(to);
    if (awakeUs > agenda.nowUs || (awakeUs === agenda.nowUs && !sent.hasWaited)) {
      sent.hasWaited = true;
      agenda.scheduleTimer(awakeUs, this.kind, slot);
      return null;
    }
    this.messages.take(slot);
    channel.inFlightWrites = Math.max(0, channel.inFlightWrites - this.countEntries(message));
    return { from, to, message };
  }

  private channelOf(from: number, to: number): LinkChannel | null {
    return this.places.channels[from]?.[to] ?? null;
  }
}

/** The channels between the members of these links. */
export function tabulateChannels(
  members: number,
  links: readonly ReplicationLink[],
  channels: readonly LinkChannel[],
): ChannelTable {
  const table = Array.from({ length: members }, () => Array.from({ length: members }, (): LinkChannel | null => null));
  links.forEach(({ spec, target }, way) => {
    table[spec.from][target] ??= channels[way];
  });
  return table;
}
