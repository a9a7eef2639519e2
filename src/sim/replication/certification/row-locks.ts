/** Row locks of one member: a write of its own clients waits until the one before it has ended there. */

/** Who writes which key, and who waits for that. */
export class RowLocks {
  /** By key: tickets that wait, of a key that somebody writes. */
  private readonly waiting = new Map<number, number[]>();

  /** Whether the write may begin; else it waits. */
  acquire(key: number, ticket: number): boolean {
    const queue = this.waiting.get(key);
    if (queue === undefined) {
      this.waiting.set(key, []);
      return true;
    }
    queue.push(ticket);
    return false;
  }

  /** A write has ended: the next one, which has the lock; −1 for none. */
  release(key: number): number {
    const next = this.waiting.get(key)?.shift();
    if (next === undefined) this.waiting.delete(key);
    return next ?? -1;
  }

  /** All who wait; nobody does from now on. */
  clear(): readonly number[] {
    const tickets = [...this.waiting.values()].flat();
    this.waiting.clear();
    return tickets;
  }
}
