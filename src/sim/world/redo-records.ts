/** Redo records: what each of them asks for, who waits for it, and which write it has become. */
import type { Request } from '../workload/clients.js';
import type { Ending } from '../workload/coordinator-port.js';

/** One record of a log. */
export interface RedoRecord {
  readonly request: Request;
  readonly sentAtUs: number;
  /** The request in service that waits for it; −1: nobody does any more. */
  slot: number;
  /** What became of it where it was first found to be durable; null until then. */
  ending: Ending | null;
}

/** Every record that a writer took in, by number. */
export class RedoRecords {
  private readonly records: RedoRecord[] = [];
  /** By instance: records whose clients wait there. */
  private readonly waiting = new Map<number, Set<number>>();

  /** Keeps a record and returns its number. */
  add(request: Request, slot: number, sentAtUs: number): number {
    const record = this.records.push({ request, sentAtUs, slot, ending: null }) - 1;
    const waiting = this.waiting.get(request.region) ?? new Set();
    this.waiting.set(request.region, waiting.add(record));
    return record;
  }

  at(record: number): RedoRecord {
    return this.records[record];
  }

  /** Clients that wait for a record. */
  get awaited(): number {
    let count = 0;
    for (const { size } of this.waiting.values()) count += size;
    return count;
  }

  /** Nobody waits for a record any more; returns who did, −1 for nobody. */
  release(record: number): number {
    const one = this.records[record];
    const { slot } = one;
    one.slot = -1;
    this.waiting.get(one.request.region)?.delete(record);
    return slot;
  }

  /** Nobody waits at an instance any more; returns who did, in order. */
  releaseAll(instance: number): readonly number[] {
    return [...(this.waiting.get(instance) ?? [])].map((record) => this.release(record));
  }
}
