/**
 * Hints: writes that a node keeps on its disk for replicas that did not take them.
 *
 * @see DeCandia et al., Dynamo: Amazon's highly available key-value store, SOSP 2007, section 4.6
 */

/** A write that is kept for somebody. */
export interface Hint {
  readonly op: number;
  readonly target: number;
  readonly sinceUs: number;
}

/** What one node keeps for others. */
export class HintStore {
  private readonly hints = new Map<string, Hint>();

  get size(): number {
    return this.hints.size;
  }

  /** In order of their coming. */
  list(): readonly Hint[] {
    return [...this.hints.values()];
  }

  /** Keeps a write for a replica; once is enough. */
  keep(op: number, target: number, nowUs: number): boolean {
    const name = nameOf(op, target);
    if (this.hints.has(name)) return false;
    this.hints.set(name, { op, target, sinceUs: nowUs });
    return true;
  }

  /** The replica has it; false when nothing was kept. */
  remove(op: number, target: number): boolean {
    return this.hints.delete(nameOf(op, target));
  }

  /** Throws away what was kept since before; returns it. */
  expire(sinceUs: number): readonly Hint[] {
    const expired = this.list().filter((hint) => hint.sinceUs < sinceUs);
    for (const { op, target } of expired) this.hints.delete(nameOf(op, target));
    return expired;
  }

  /** The disk is gone; returns what was kept. */
  clear(): readonly Hint[] {
    const lost = this.list();
    this.hints.clear();
    return lost;
  }
}

function nameOf(op: number, target: number): string {
  return `${op} ${target}`;
}
