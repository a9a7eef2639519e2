/**
 * A driver: the instance that writes a volume's log.
 *
 * It sends each record to all storage nodes, and all up to the greatest position that a write quorum is complete to is
 * durable. It takes over in two rounds: it seals the volume for its epoch and learns from a read quorum how far the log
 * goes, which is as far as any of them has it; and it has a write quorum throw away what lies beyond. Since a write and a
 * read quorum have a storage node in common, nothing durable lies beyond; since one that is sealed refuses earlier
 * epochs, an old driver, whether it knows of that or not, never has a write quorum again.
 */
import { assert, assertNever } from '../../base/assert.js';
import type { DriverPort } from './port.js';
import { positionAfter, type Cut } from './segment.js';
import type { StorageMessage } from './storage-message.js';
import type { VolumeShape } from './storage-node.js';

type Sealed = Extract<StorageMessage, { readonly kind: 'sealed' }>;
type Phase = 'open' | 'sealing' | 'installing' | 'over';

/** One instance's time as the writer of a volume. */
export class Driver {
  readonly epoch: number;
  private log: number[] = [];
  private readonly shape: VolumeShape;
  private readonly port: DriverPort;
  private phase: Phase;
  private cuts: readonly Cut[] = [];
  /** By storage node: up to where it is complete, in this epoch; −1: it has not said. */
  private readonly complete: number[];
  private readonly sealed = new Map<number, Sealed>();
  private durableTo = 0;
  /** The position up to which others wrote its log. */
  private takenOver = 0;

  /** The driver of the first epoch finds an empty volume, and is open at once; others have to {@link takeOver}. */
  constructor(epoch: number, shape: VolumeShape, port: DriverPort) {
    this.epoch = epoch;
    this.shape = shape;
    this.port = port;
    this.phase = epoch === 1 ? 'open' : 'sealing';
    this.complete = Array.from({ length: shape.nodes }, () => (epoch === 1 ? 0 : -1));
  }

  get isOpen(): boolean {
    return this.phase === 'open';
  }

  get isOver(): boolean {
    return this.phase === 'over';
  }

  /** How many records its log has, durable or not. */
  get length(): number {
    return this.log.length;
  }

  /** All up to there is durable. */
  get durable(): number {
    return this.durableTo;
  }

  /** The records after one position up to another. */
  records(after: number, upTo: number): readonly number[] {
    return this.log.slice(after, upTo);
  }

  /** Takes over a volume that others have driven. */
  takeOver(): void {
    this.sendToAll({ kind: 'seal', epoch: this.epoch });
  }

  /** Adds records to the log. */
  append(records: readonly number[]): void {
    assert(this.phase === 'open', 'only an open driver takes records');
    const first = this.log.length + 1;
    for (const record of records) this.log.push(record);
    this.sendToAll(this.writing(first, records));
  }

  /** A storage node can be reached again: what it may have said before counts for nothing until it says it again. */
  connect(node: number): void {
    if (this.phase === 'over') return;
    this.complete[node] = -1;
    this.sealed.delete(node);
    const { epoch, durableTo } = this;
    const isSealing = this.phase === 'sealing';
    this.port.sendToNode(node, isSealing ? { kind: 'seal', epoch } : this.writing(durableTo + 1, this.log.slice(durableTo)));
  }

  /** Its time is over: it hears nothing any more. */
  retire(): void {
    this.phase = 'over';
  }

  receive(from: number, message: StorageMessage): void {
    if (this.phase === 'over') return;
    switch (message.kind) {
      case 'stored':
        if (message.epoch === this.epoch) this.noteStored(from, message.complete);
        return;
      case 'sealed':
        if (message.epoch === this.epoch) this.noteSealed(from, message);
        return;
      case 'refused':
        if (message.promised <= this.epoch) return;
        this.phase = 'over';
        this.port.deposed();
        return;
      case 'write':
      case 'seal':
      case 'ask':
      case 'give':
        return;
      default:
        assertNever(message);
    }
  }

  private sendToAll(message: StorageMessage): void {
    for (let node = 0; node < this.shape.nodes; node++) this.port.sendToNode(node, message);
  }

  private writing(first: number, records: readonly number[]): StorageMessage {
    return { kind: 'write', epoch: this.epoch, cuts: this.cuts, first, records };
  }

  private noteSealed(from: number, sealed: Sealed): void {
    if (this.phase !== 'sealing' || sealed.isRebuilding) return;
    this.sealed.set(from, sealed);
    if (this.sealed.size < this.shape.readQuorum) return;
    const [first, ...others] = this.sealed.values();
    const latest = others.reduce((best, each) => (each.of > best.of ? each : best), first);
    const lengthOf = ({ records, of }: Sealed): number => positionAfter(records.length, of, latest.cuts);
    const furthest = others.reduce((best, each) => (lengthOf(each) > lengthOf(best) ? each : best), first);
    this.phase = 'installing';
    this.log = furthest.records.slice(0, lengthOf(furthest));
    this.takenOver = this.log.length;
    this.cuts = [...latest.cuts, { epoch: this.epoch, at: this.takenOver }];
    this.sendToAll(this.writing(this.takenOver + 1, []));
  }

  private noteStored(from: number, complete: number): void {
    const { takenOver } = this;
    const isFirst = this.complete[from] < 0;
    // One that stood still may get to its messages in another order.
    this.complete[from] = Math.max(complete, this.complete[from]);
    // Whoever lacks some of what was taken over gets it from here, and need not wait for others to ask.
    if (this.phase === 'installing' && isFirst && complete < takenOver) {
      this.port.sendToNode(from, this.writing(complete + 1, this.log.slice(complete, takenOver)));
    }
    if (this.phase === 'open' && complete <= this.durableTo) return;
    const upTo = [...this.complete].sort((x, y) => y - x)[this.shape.writeQuorum - 1];
    if (this.phase === 'open') {
      if (upTo <= this.durableTo) return;
      this.durableTo = upTo;
      this.port.durable(upTo);
    } else if (upTo >= takenOver) {
      this.phase = 'open';
      this.durableTo = takenOver;
      this.port.opened();
    }
  }
}
