/** A storage node: keeps a segment, answers drivers, and asks other storage nodes for what it lacks. */
import { assertNever } from '../../base/assert.js';
import type { StorageNodePort } from './port.js';
import { positionAfter, Segment } from './segment.js';
import type { StorageMessage } from './storage-message.js';

/** The size of a volume, and how often its storage nodes ask each other. */
export interface VolumeShape {
  readonly nodes: number;
  readonly writeQuorum: number;
  readonly readQuorum: number;
  readonly gossipUs: number;
}

type Give = Extract<StorageMessage, { readonly kind: 'give' }>;

/** One of a volume's storage nodes. */
export class StorageNode {
  readonly segment = new Segment();
  /** Crashes that have not ended. */
  private crashes = 0;
  private readonly index: number;
  private readonly shape: VolumeShape;
  private readonly port: StorageNodePort;
  /** Who drives the volume, as far as it knows; −1: nobody yet. */
  private driver = -1;
  private rounds = 0;
  /** Up to where others had the log, and whose, of those that answered since the disk was lost. */
  private readonly heard = new Map<number, { readonly epoch: number; readonly complete: number }>();

  constructor(index: number, shape: VolumeShape, port: StorageNodePort) {
    this.index = index;
    this.shape = shape;
    this.port = port;
  }

  get isUp(): boolean {
    return this.crashes === 0;
  }

  /** Begins to ask others, each at a moment of its own. */
  begin(nowUs: number): void {
    const { gossipUs, nodes } = this.shape;
    this.port.wakeAt(nowUs + Math.ceil((gossipUs * (this.index + 1)) / nodes));
  }

  /** What is in its memory is gone; with a lost disk the segment too. */
  crash(disk: 'kept' | 'lost'): void {
    this.crashes++;
    if (disk === 'kept') return;
    this.segment.wipe();
    this.heard.clear();
  }

  restart(): void {
    this.crashes--;
  }

  /** Asks the next one for what comes after what it has; one that lost its disk asks all. */
  wake(nowUs: number): void {
    const { nodes, gossipUs } = this.shape;
    this.port.wakeAt(nowUs + gossipUs);
    if (!this.isUp || nodes < 2) return;
    const next = (this.index + 1 + (this.rounds++ % (nodes - 1))) % nodes;
    for (let node = 0; node < nodes; node++) {
      if (node === next || (this.segment.isRebuilding && node !== this.index)) this.ask(node);
    }
  }

  /** A message has come; what a `write` brings is durable by now. */
  receive(from: number, message: StorageMessage): void {
    const { segment, port } = this;
    switch (message.kind) {
      case 'write':
        if (!segment.promise(message.epoch)) {
          port.sendToInstance(from, { kind: 'refused', promised: segment.promised });
          return;
        }
        this.driver = from;
        segment.adopt(message.epoch, message.cuts);
        segment.take(message.first, message.records);
        this.tellDriver();
        return;
      case 'seal':
        if (!segment.promise(message.epoch)) {
          port.sendToInstance(from, { kind: 'refused', promised: segment.promised });
          return;
        }
        port.sendToInstance(from, {
          kind: 'sealed',
          epoch: message.epoch,
          of: segment.epoch,
          cuts: segment.cuts,
          records: segment.after(0),
          isRebuilding: segment.isRebuilding,
        });
        return;
      case 'ask':
        this.give(from, message.epoch, message.complete);
        return;
      case 'give':
        this.take(from, message);
        return;
      case 'stored':
      case 'refused':
      case 'sealed':
        return;
      default:
        assertNever(message);
    }
  }

  private ask(node: number): void {
    const { epoch, complete } = this.segment;
    this.port.sendToNode(node, { kind: 'ask', epoch, complete });
  }

  private give(to: number, epoch: number, complete: number): void {
    const { segment } = this;
    const base = Math.min(segment.complete, positionAfter(complete, epoch, segment.cuts));
    const { promised, cuts, isRebuilding } = segment;
    const records = segment.after(base);
    this.port.sendToNode(to, { kind: 'give', promised, epoch: segment.epoch, cuts, first: base + 1, records, isRebuilding });
  }

  private take(from: number, given: Give): void {
    const { segment, port } = this;
    segment.adopt(given.epoch, given.cuts);
    const before = segment.complete;
    // Of an earlier epoch's log, what later cuts left of it counts.
    const upTo = positionAfter(given.first - 1 + given.records.length, given.epoch, segment.cuts);
    const isOfHistory = given.epoch <= segment.epoch;
    if (isOfHistory) port.noteGossip(segment.take(given.first, given.records.slice(0, Math.max(0, upTo + 1 - given.first))));
    if (segment.isRebuilding) this.noteRebuilt(from, given);
    if (segment.complete > before) this.tellDriver();
  }

  /**
   * It counts again once it has all that it may have acknowledged, and keeps all that it may have promised: with so
   * many others asked, one of them is in every write quorum and every read quorum that it was in itself.
   */
  private noteRebuilt(from: number, given: Give): void {
    const { segment, shape, heard } = this;
    if (given.isRebuilding) return;
    segment.promised = Math.max(segment.promised, given.promised);
    const complete = given.first - 1 + given.records.length;
    heard.set(from, { epoch: given.epoch, complete });
    if (heard.size < shape.nodes - shape.readQuorum + 1) return;
    const ends = [...heard.values()].map((end) => positionAfter(end.complete, end.epoch, segment.cuts));
    if (ends.some((end) => end > segment.complete)) return;
    segment.isRebuilding = false;
    heard.clear();
    this.tellDriver();
  }

  private tellDriver(): void {
    const { segment, driver } = this;
    // What others gave it once it is sealed is not for the driver of before to count.
    const isSealed = segment.promised > segment.epoch;
    if (driver < 0 || segment.isRebuilding || isSealed) return;
    this.port.sendToInstance(driver, { kind: 'stored', epoch: segment.epoch, complete: segment.complete });
  }
}
