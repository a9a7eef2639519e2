/** One replica's records where clients bring contexts of their own: what is known, exactly, as spans. */
import type { CausalContext } from '../resolution/crdt/causal-context.js';
import { RecordStore } from '../storage/record-store.js';

const nothing: CausalContext = [];

/** What a client's read showed of a key, or a replica holds of it at some moment. */
export interface SeenRecord {
  /** Every write that was known. */
  readonly known: CausalContext;
  /** How many these are. */
  readonly count: number;
  /** The versions that were held, in order of their ids. */
  readonly versions: readonly number[];
}

/** What is seen by who sees nothing. */
export const nothingSeen: SeenRecord = { known: nothing, count: 0, versions: [] };

/** Versions held and writes known, key by key. */
export class ContextRecords extends RecordStore {
  private readonly spans = new Map<number, CausalContext>();

  /** Every write of a key that is known. */
  knownOf(key: number): CausalContext {
    return this.spans.get(key) ?? nothing;
  }

  /** So many more writes are known now. */
  setKnown(key: number, known: CausalContext, learned: number): void {
    this.spans.set(key, known);
    this.addKnown(key, learned);
    this.noteChange(key);
  }

  /** What a reader of a key sees now. */
  look(key: number): SeenRecord {
    return { known: this.knownOf(key), count: this.knownCount(key), versions: [...this.versions(key)] };
  }

  override clear(): void {
    super.clear();
    this.spans.clear();
  }
}
