/**
 * One replica's records: a row a key in one int32 column.
 *
 *   | held | count | known of author 0 | known of author 1 | … |
 *
 *   held    what is stored: 0 nothing, 1 + id of one version, −n the n-th list of siblings
 *   count   how many writes of the key are known
 *   known   1 + id of the latest write by that author that was applied, discarded or covered; 0 none
 *
 * Beside it a byte for each range of 2ⁿ keys, set when a record in it changes: a Merkle tree hashes those anew.
 */

/** Where the knowledge of a row begins. */
const knownAt = 2;
/** So many bits lower, every key is 0: one byte stands for all records where nobody asks which changed. */
const noRanges = 31;

/** Versions held and writes known, key by key. */
export class RecordStore {
  /** How many authors' knowledge a row holds, see op-log.ts. */
  readonly authors: number;
  /** A byte for each range of keys: 1 when a record in it changed since somebody set it to 0. */
  readonly changedRanges: Uint8Array<ArrayBuffer>;
  private readonly rangeBits: number;
  private readonly stride: number;
  private readonly rows: Int32Array<ArrayBuffer>;
  /** Lists of two or more siblings; list 0 is unused. */
  private readonly siblings: (readonly number[])[] = [[]];
  private readonly freeLists: number[] = [];

  /** `rangeBits`: a range is 2 to the power of that many keys; all of them unless said. */
  constructor(shape: { readonly keys: number; readonly authors: number; readonly rangeBits?: number }) {
    this.authors = shape.authors;
    this.rangeBits = shape.rangeBits ?? noRanges;
    this.changedRanges = new Uint8Array((Math.max(0, shape.keys - 1) >>> this.rangeBits) + 1);
    this.stride = knownAt + shape.authors;
    this.rows = new Int32Array(shape.keys * this.stride);
  }

  /** The column that holds what is known, for {@link knownOffset}. */
  get known(): Int32Array {
    return this.rows;
  }

  /** Where the entries of a key begin in {@link known}. */
  knownOffset(key: number): number {
    return key * this.stride + knownAt;
  }

  /** 1 + the id of the latest write known of that author. */
  knownEntry(key: number, author: number): number {
    return this.rows[key * this.stride + knownAt + author];
  }

  setKnownEntry(key: number, author: number, entry: number): void {
    this.rows[key * this.stride + knownAt + author] = entry;
    this.changedRanges[key >>> this.rangeBits] = 1;
  }

  /** How many writes of a key are known. */
  knownCount(key: number): number {
    return this.rows[key * this.stride + 1];
  }

  addKnown(key: number, count: number): void {
    this.rows[key * this.stride + 1] += count;
  }

  /** The one version that is held; −1 when there is none, −2 when there are several. */
  single(key: number): number {
    const held = this.rows[key * this.stride];
    return held >= 0 ? held - 1 : -2;
  }

  /** Every version that is held, in order of id. */
  versions(key: number): readonly number[] {
    const held = this.rows[key * this.stride];
    if (held === 0) return [];
    return held > 0 ? [held - 1] : this.siblings[-held];
  }

  /** Stores one version in place of whatever was there. */
  store(key: number, version: number): void {
    const row = key * this.stride;
    const held = this.rows[row];
    if (held < 0) this.release(-held);
    this.rows[row] = version + 1;
    this.changedRanges[key >>> this.rangeBits] = 1;
  }

  /** Stores several versions in place of whatever was there. */
  storeSiblings(key: number, versions: readonly number[]): void {
    if (versions.length === 1) {
      this.store(key, versions[0]);
      return;
    }
    const row = key * this.stride;
    const held = this.rows[row];
    const list = held < 0 ? -held : (this.freeLists.pop() ?? this.siblings.length);
    this.siblings[list] = [...versions].sort((x, y) => x - y);
    this.rows[row] = -list;
    this.changedRanges[key >>> this.rangeBits] = 1;
  }

  /** Forgets what is held and known of a key. */
  forget(key: number): void {
    const row = key * this.stride;
    const held = this.rows[row];
    if (held < 0) this.release(-held);
    this.rows.fill(0, row, row + this.stride);
    this.changedRanges[key >>> this.rangeBits] = 1;
  }

  /** Forgets everything. */
  clear(): void {
    this.rows.fill(0);
    this.changedRanges.fill(1);
    this.siblings.length = 1;
    this.freeLists.length = 0;
  }

  /** Something of this key changed that is kept elsewhere. */
  protected noteChange(key: number): void {
    this.changedRanges[key >>> this.rangeBits] = 1;
  }

  private release(list: number): void {
    this.siblings[list] = [];
    this.freeLists.push(list);
  }
}
