/** A storage node: keeps a segment, answers drivers, and asks other storage nodes for what it lacks. */
import { assertNever } from '../../base/assert.js';
import type { StorageNodePort } from './port.js';
import { isFurther, positionAfter, Segment, type LogEnd } from './segment.js';
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
  /** How far others were, of those that answered since the disk was lost. */
  private readonly heard = new Map<number, LogEnd>();

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
    const isOfOld = segment.epoch < epoch;
    const base = positionAfter(complete, epoch, segment.cuts);
    const records = isOfOld ? [] : segment.after(base);
    const { promised, cuts, isRebuilding } = segment;
    const first = isOfOld ? segment.complete + 1 : base + 1;
    this.port.sendToNode(to, { kind: 'give', promised, epoch: segment.epoch, cuts, first, records, isRebuilding });
  }

  private take(from: number, given: Give): void {
    const { segment, port } = this;
    segment.adopt(given.epoch, given.cuts);
    const before = segment.complete;
    if (given.epoch === segment.epoch) port.noteGossip(segment.take(given.first, given.records));
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
    const own = { epoch: segment.epoch, complete: segment.complete };
    if ([...heard.values()].some((end) => isFurther(end, own))) return;
    segment.isRebuilding = false;
    heard.clear();
    this.tellDriver();
  }

  private tellDriver(): void {
    const { segment, driver } = this;
    if (driver < 0 || segment.isRebuilding) return;
    this.port.sendToInstance(driver, { kind: 'stored', epoch: segment.epoch, complete: segment.complete });
  }
}
