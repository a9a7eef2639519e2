/** The storage carrier: ways between instances and the storage nodes of their volume, and what is on them. */
import { mix32 } from '../base/hash.js';
import type { RandomStreams } from '../base/random.js';
import { Slots } from '../base/slots.js';
import { LinkChannel } from '../network/link-channel.js';
import { sizeOfStorageMessage, type StorageMessage } from '../replication/shared-storage/storage-message.js';
import type { VolumeRules } from '../scenario.js';
import type { Agenda } from './agenda.js';
import { kinds } from './event-kinds.js';

/** A message on its way. */
interface Carried {
  readonly from: number;
  readonly to: number;
  readonly channel: LinkChannel;
  readonly connection: number;
  readonly message: StorageMessage;
}

/** Places that talk to each other: instances, by their region, and storage nodes. */
export interface StoragePlaces {
  /** How many there are. */
  readonly count: number;
  /** The least one that is a storage node. */
  readonly firstNode: number;
  /** By pairs, each one way. */
  readonly ways: readonly (readonly [from: number, to: number])[];
}

/** Carries messages of volumes in order, with the latency of their ways. */
export class StorageCarrier {
  private readonly places: StoragePlaces;
  private readonly volume: VolumeRules;
  private readonly agenda: Agenda;
  private readonly recordBytes: number;
  private readonly identityOf: (record: number) => number;
  /** By sender, then receiver. */
  private readonly channels: readonly (readonly (LinkChannel | null)[])[];
  private readonly carried = new Slots<Carried>();

  constructor(parts: {
    readonly places: StoragePlaces;
    readonly volume: VolumeRules;
    readonly agenda: Agenda;
    readonly streams: RandomStreams;
    readonly recordBytes: number;
    /** What names a record under any strategy. */
    readonly identityOf: (record: number) => number;
  }) {
    const { places, volume, agenda, streams, recordBytes, identityOf } = parts;
    this.places = places;
    this.volume = volume;
    this.agenda = agenda;
    this.recordBytes = recordBytes;
    this.identityOf = identityOf;
    const channels = Array.from({ length: places.count }, () =>
      Array.from({ length: places.count }, (): LinkChannel | null => null),
    );
    for (const [from, to] of places.ways) {
      const spec = {
        from, to, transport: 'fifo', latency: volume.latency, loss: 0, duplicate: 0, retransmitUs: 0,
      } as const;
      channels[from][to] = new LinkChannel(spec, streams.identitySeed(`storage ${from} ${to}`));
    }
    this.channels = channels;
  }

  send(from: number, to: number, message: StorageMessage): void {
    const channel = this.channels[from][to];
    if (channel === null || !channel.isUp) return;
    const { nowUs } = this.agenda;
    const bytes = sizeOfStorageMessage(message, this.recordBytes);
    const records = message.kind === 'write' || message.kind === 'give' ? message.records : [];
    const [first] = records;
    const identity = first === undefined ? mix32(nowUs ^ kindNumbers[message.kind]) : this.identityOf(first);
    const arrivalUs = channel.transmit(identity, nowUs, bytes, 0);
    // What it brings is answered when it is on disk; that takes no worker.
    const isStored = to >= this.places.firstNode && records.length > 0;
    const slot = this.carried.keep({ from, to, channel, connection: channel.connection, message });
    this.agenda.scheduleTimer(arrivalUs + (isStored ? this.volume.writeUs : 0), kinds.storageArrive, slot);
  }

  /** Takes a message that has come; null when its connection broke meanwhile. */
  take(slot: number): Carried | null {
    const carried = this.carried.take(slot);
    return carried.channel.connection === carried.connection ? carried : null;
  }

  /** A message whose receiver stands still comes when that goes on. */
  postpone(carried: Carried, untilUs: number): void {
    this.agenda.scheduleTimer(untilUs, kinds.storageArrive, this.carried.keep(carried));
  }

  /** Takes all ways of a place down, for one more reason. */
  takeDown(place: number): void {
    for (const channel of this.touching(place)) channel.takeDown();
  }

  /** Takes that reason away; returns who can be reached again both ways. */
  bringUp(place: number): readonly number[] {
    for (const channel of this.touching(place)) channel.bringUp();
    return Array.from({ length: this.places.count }, (_, other) => other).filter(
      (other) => this.channels[place][other]?.isUp === true && this.channels[other][place]?.isUp === true,
    );
  }

  private touching(place: number): readonly LinkChannel[] {
    return this.channels.flatMap((row, from) =>
      row.filter((channel, to) => channel !== null && (from === place || to === place)).flatMap((channel) => channel ?? []),
    );
  }
}

const kindNumbers = { write: 1, stored: 2, refused: 3, seal: 4, sealed: 5, ask: 6, give: 7 } as const;
