/** Which row each write is about: two leaders may give two rows one id, and writes to both go to one key. */

/** What the ledger knows of writes. */
export interface Descent {
  parentsOf(op: number): readonly number[];
}

/** Tells rows apart by the create that each write goes back to. */
export class RowLineages {
  private readonly creates = new Set<number>();
  private readonly knewOf: (op: number, other: number) => boolean;

  /** `knewOf`: whether the author of a write knew of another one of its key. */
  constructor(knewOf: (op: number, other: number) => boolean) {
    this.knewOf = knewOf;
  }

  /** The write with this id creates a row. */
  noteCreate(op: number): void {
    this.creates.add(op);
  }

  isCreate(op: number): boolean {
    return this.creates.has(op);
  }

  /** Whether two writes of a key are about rows that were created without knowledge of each other. */
  areOfOtherRows(x: number, y: number, descent: Descent): boolean {
    const ofX = this.rootOf(x, descent);
    const ofY = this.rootOf(y, descent);
    if (ofX === null || ofY === null || ofX === ofY) return false;
    return !this.knewOf(ofX, ofY) && !this.knewOf(ofY, ofX);
  }

  /** The create that a write goes back to; the earliest parent's where there are several. */
  private rootOf(op: number, descent: Descent): number | null {
    let current: number | undefined = op;
    while (current !== undefined) {
      if (this.creates.has(current)) return current;
      [current] = descent.parentsOf(current);
    }
    return null;
  }
}
