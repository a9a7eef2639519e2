/** Records some of which are rows of tables with an index: whatever is first stored of a row enters it there. */
import { RecordStore } from './record-store.js';

/** Hears which keys records are stored of. */
export interface RowIndex {
  /** Something is stored of a key, perhaps not for the first time. */
  take(key: number): void;
  /** Everything is gone. */
  clear(): void;
}

/** A {@link RecordStore} that keeps an index. */
export class IndexedRecords extends RecordStore {
  private readonly index: RowIndex;

  constructor(
    shape: { readonly keys: number; readonly authors: number; readonly rangeBits?: number },
    index: RowIndex,
  ) {
    super(shape);
    this.index = index;
  }

  override store(key: number, version: number): void {
    super.store(key, version);
    this.index.take(key);
  }

  override storeSiblings(key: number, versions: readonly number[]): void {
    super.storeSiblings(key, versions);
    this.index.take(key);
  }

  override clear(): void {
    super.clear();
    this.index.clear();
  }
}
