/** The redo carrier: what the redo stream asks of the world, by links, nodes and the agenda. */
import { mix32 } from '../base/hash.js';
import { Slots } from '../base/slots.js';
import type { LinkChannel } from '../network/link-channel.js';
import type { RedoMessage } from '../replication/shared-storage/redo-stream.js';
import type { ReplicationLink } from '../replication/replication-link.js';
import type { Agenda } from './agenda.js';
import { kinds } from './event-kinds.js';
import type { Node } from './node.js';

/** A message between instances that has crossed its link. */
export interface ArrivedRedo {
  readonly from: number;
  readonly to: number;
  readonly message: RedoMessage;
}

interface Carried extends ArrivedRedo {
  readonly link: number;
  readonly connection: number;
}

/** What an instance keeps in memory, as far as it came from the log. */
interface Cache {
  /** Records that it has received, position 1 first. */
  readonly log: number[];
  /** Up to where it shows them. */
  shown: number;
  isCold: boolean;
  /** When the last of them is taken in. */
  doneUs: number;
}

/** Puts redo messages on links, and the work they make on nodes. */
export class RedoCarrier {
  /** Records put on links. */
  sent = 0;
  /** By instance. */
  readonly caches: readonly Cache[];
  private readonly channels: readonly LinkChannel[];
  private readonly nodes: readonly Node[];
  private readonly agenda: Agenda;
  private readonly recordBytes: number;
  private readonly ways: readonly (readonly number[])[];
  private readonly carried = new Slots<Carried>();

  constructor(parts: {
    readonly links: readonly ReplicationLink[];
    readonly channels: readonly LinkChannel[];
    readonly nodes: readonly Node[];
    readonly agenda: Agenda;
    readonly recordBytes: number;
  }) {
    this.channels = parts.channels;
    this.nodes = parts.nodes;
    this.agenda = parts.agenda;
    this.recordBytes = parts.recordBytes;
    this.ways = parts.nodes.map((_, from) =>
      parts.nodes.map((__, to) => parts.links.findIndex(({ spec, target }) => spec.from === from && target === to)),
    );
    this.caches = parts.nodes.map(() => ({ log: [], shown: 0, isCold: false, doneUs: 0 }));
  }

  /** Whether both ends are up, and so are the ways between them. */
  areConnected(one: number, other: number): boolean {
    return this.areJoined(one, other) && this.nodes[one].isUp && this.nodes[other].isUp;
  }

  /** Whether the ways between two instances are up. */
  areJoined(one: number, other: number): boolean {
    return this.isUp(one, other) && this.isUp(other, one);
  }

  send(from: number, to: number, message: RedoMessage): boolean {
    const link = this.ways[from][to];
    if (!this.isUp(from, to) || !this.nodes[from].isUp || !this.nodes[to].isUp) return false;
    const channel = this.channels[link];
    const { nowUs } = this.agenda;
    const records = message.kind === 'redo' ? message.records.length : 0;
    const arrivalUs = channel.transmit(mix32(nowUs ^ kindNumbers[message.kind]), nowUs, controlBytes + records * this.recordBytes, 0);
    this.sent += records;
    const slot = this.carried.keep({ from, to, message, link, connection: channel.connection });
    this.agenda.scheduleTimer(arrivalUs, kinds.redoArrive, slot);
    return true;
  }

  /** What has come; null when its connection broke, or when its receiver stands still and gets to it later. */
  take(slot: number): ArrivedRedo | null {
    const carried = this.carried.take(slot);
    if (this.channels[carried.link].connection !== carried.connection) return null;
    const { pausedUntilUs } = this.nodes[carried.to];
    if (pausedUntilUs <= this.agenda.nowUs) return carried;
    this.agenda.scheduleTimer(pausedUntilUs, kinds.redoArrive, this.carried.keep(carried));
    return null;
  }

  /** An instance has received records: it shows them when its workers are done. Cold, it reads the volume instead. */
  takeIn(instance: number, records: readonly number[], isCold: boolean): void {
    const { applyUs, slowdown, appliers, incarnation } = this.nodes[instance];
    const cache = this.caches[instance];
    for (const record of records) cache.log.push(record);
    if (isCold) cache.isCold = false;
    const { nowUs } = this.agenda;
    const workUs = isCold ? 0 : Math.round(records.length * applyUs * slowdown);
    const doneUs = workUs === 0 ? nowUs : appliers.serve(nowUs, workUs);
    cache.doneUs = Math.max(doneUs, cache.doneUs);
    this.agenda.schedule(cache.doneUs, kinds.redoApply, instance, cache.log.length, incarnation);
  }

  /** It is time for an instance to show what it received up to a position; false when it crashed or stands still. */
  mayShow(instance: number, upTo: number, incarnation: number): boolean {
    const node = this.nodes[instance];
    if (node.incarnation !== incarnation) return false;
    if (node.pausedUntilUs <= this.agenda.nowUs) return true;
    this.agenda.schedule(node.pausedUntilUs, kinds.redoApply, instance, upTo, incarnation);
    return false;
  }

  /** An instance's memory is gone: what it shows from now on it reads from the volume. */
  loseMemory(instance: number): void {
    const cache = this.caches[instance];
    cache.log.length = cache.shown;
    cache.isCold = true;
    cache.doneUs = 0;
  }

  private isUp(from: number, to: number): boolean {
    const link = this.ways[from][to];
    return link >= 0 && this.channels[link].isUp;
  }
}

/** A message without records. */
const controlBytes = 64;
const kindNumbers = { announce: 1, resume: 2, redo: 3 } as const;
