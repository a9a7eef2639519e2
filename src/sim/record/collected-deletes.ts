/** Deletes that replicas have forgotten: what absence stands for. No strategy sees this. */

/** By replica and key. */
export class CollectedDeletes {
  /** Deletes that an empty record stands for, at present. */
  private readonly standing = new Map<number, readonly number[]>();
  /** All that were ever collected. */
  private readonly all = new Map<number, readonly number[]>();
  /** Every write, by key. */
  private readonly writes = new Map<number, number[]>();
  private readonly replicas: number;

  constructor(replicas: number) {
    this.replicas = replicas;
  }

  noteWrite(op: number, key: number): void {
    const writes = this.writes.get(key);
    if (writes === undefined) this.writes.set(key, [op]);
    else writes.push(op);
  }

  /** Every write of a key so far. */
  writesOf(key: number): readonly number[] {
    return this.writes.get(key) ?? [];
  }

  /** A replica forgets these deletes; none for a record that was empty already. */
  add(replica: number, key: number, deletes: readonly number[]): void {
    if (deletes.length === 0) return;
    const place = this.placeOf(replica, key);
    this.standing.set(place, deletes);
    this.all.set(place, [...(this.all.get(place) ?? []), ...deletes]);
  }

  /** The record is empty no more. Returns what its absence stood for. */
  fill(replica: number, key: number): readonly number[] {
    const place = this.placeOf(replica, key);
    const deletes = this.standing.get(place) ?? [];
    this.standing.delete(place);
    return deletes;
  }

  /** The deletes that the absence of a key stands for at a replica; none where it never held it. */
  standingFor(replica: number, key: number): readonly number[] {
    return this.standing.get(this.placeOf(replica, key)) ?? [];
  }

  /** Every delete of a key that a replica ever collected. */
  everCollected(replica: number, key: number): readonly number[] {
    return this.all.get(this.placeOf(replica, key)) ?? [];
  }

  private placeOf(replica: number, key: number): number {
    return key * this.replicas + replica;
  }
}
