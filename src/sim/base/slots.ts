/** Things that wait for an event, by number; an event carries numbers alone. */
import { assert } from '../base/assert.js';

/** Keeps things until they are taken, once each. */
export class Slots<T> {
  private readonly kept: (T | null)[] = [];
  private readonly free: number[] = [];

  /** Keeps a thing and returns its number, which may be used again once it was taken. */
  keep(thing: T): number {
    const slot = this.free.pop() ?? this.kept.length;
    this.kept[slot] = thing;
    return slot;
  }

  /** What is kept under a number. */
  at(slot: number): T {
    const thing = this.kept[slot];
    assert(thing !== null, 'nothing is kept under this number');
    return thing;
  }

  /** Returns what is kept under a number, and keeps it no longer. */
  take(slot: number): T {
    const thing = this.at(slot);
    this.kept[slot] = null;
    this.free.push(slot);
    return thing;
  }

  /** All that was not taken. */
  list(): readonly T[] {
    return this.kept.flatMap((thing) => (thing === null ? [] : [thing]));
  }
}
