/**
 * The hold-back buffer: writes that have arrived at a leader and are not taken in yet.
 *
 * It stands for a relay log on disk: a crash leaves it as it is. Each write waits for one thing at a
 * time: another write, or the record that it changes. What is released is asked anew.
 */

/** A replicated write on its way into a leader: what arrived, over which link, after how many links. */
export interface Arrival {
  readonly op: number;
  readonly link: number;
  readonly hops: number;
}

/** What one leader holds back. */
export class HoldBack {
  private readonly byWrite = new Map<number, Arrival[]>();
  private readonly byKey = new Map<number, Arrival[]>();
  private readonly held = new Map<number, Arrival>();

  /** Writes that wait, for whatever. */
  get size(): number {
    return this.held.size;
  }

  has(op: number): boolean {
    return this.held.has(op);
  }

  /** All that wait, in order of arrival. */
  list(): readonly Arrival[] {
    return [...this.held.values()];
  }

  /** All that wait for a record, key by key. */
  listForRecords(): readonly Arrival[] {
    return [...this.byKey.values()].flat();
  }

  /** Keeps a write until another one has been taken in. */
  waitForWrite(arrival: Arrival, awaited: number): void {
    this.keep(this.byWrite, arrival, awaited);
  }

  /** Keeps an update until its record is there. */
  waitForRecord(arrival: Arrival, key: number): void {
    this.keep(this.byKey, arrival, key);
  }

  /** Takes out what waited for this write, in order of arrival. */
  takeWaitingForWrite(op: number): readonly Arrival[] {
    const waiting = this.byWrite.get(op);
    if (waiting === undefined) return [];
    this.byWrite.delete(op);
    for (const arrival of waiting) this.held.delete(arrival.op);
    return waiting;
  }

  /** Takes out the updates that waited for the record of a key and wait no more, in order of arrival. */
  takeWaitingForRecord(key: number, isWaiting: (op: number) => boolean): readonly Arrival[] {
    const all = this.byKey.get(key);
    if (all === undefined) return [];
    const released = all.filter(({ op }) => !isWaiting(op));
    const rest = all.filter(({ op }) => isWaiting(op));
    if (rest.length === 0) this.byKey.delete(key);
    else this.byKey.set(key, rest);
    for (const arrival of released) this.held.delete(arrival.op);
    return released;
  }

  /** Takes out what waited for writes and waits no more, and writes that came by another way. */
  takeWaitingForWrites(isKnown: (op: number) => boolean): readonly Arrival[] {
    const released: Arrival[] = [];
    for (const [awaited, all] of [...this.byWrite]) {
      const hasCome = isKnown(awaited);
      const rest: Arrival[] = [];
      for (const arrival of all) (hasCome || isKnown(arrival.op) ? released : rest).push(arrival);
      if (rest.length === 0) this.byWrite.delete(awaited);
      else this.byWrite.set(awaited, rest);
    }
    for (const { op } of released) this.held.delete(op);
    return released;
  }

  /** Takes out the updates that waited for a record of any key and wait no more. */
  takeWaitingForRecords(isWaiting: (op: number) => boolean): readonly Arrival[] {
    return [...this.byKey.keys()].flatMap((key) => this.takeWaitingForRecord(key, isWaiting));
  }

  private keep(waiting: Map<number, Arrival[]>, arrival: Arrival, reason: number): void {
    this.held.set(arrival.op, arrival);
    const list = waiting.get(reason);
    if (list === undefined) waiting.set(reason, [arrival]);
    else list.push(arrival);
  }
}
