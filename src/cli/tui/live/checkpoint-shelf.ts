/** Checkpoints of one simulation in order, thinned when they hold too much memory. */
import type { Checkpoint } from '../../../sim/simulate.js';
import type { RecordMoment } from '../../view/live/live-record.js';

/** A checkpoint with what was remembered of the run by then. */
export interface ShelfEntry {
  readonly checkpoint: Checkpoint;
  readonly record: RecordMoment;
}

/** Where to: right after so many events, or after everything up to a moment. */
export type Goal =
  | { readonly kind: 'event'; readonly events: number }
  | { readonly kind: 'time'; readonly atUs: number };

/** About how many bytes a remembered event takes. */
const bytesOfEvent = 256;

/** Whether somebody who is at a moment has not gone beyond the goal. */
export function isBefore({ nowUs, events }: Pick<Checkpoint, 'nowUs' | 'events'>, goal: Goal): boolean {
  return goal.kind === 'event' ? events <= goal.events : nowUs <= goal.atUs;
}

/** Checkpoints in order of their moments. The first one always stays. */
export class CheckpointShelf {
  #mostBytes = Infinity;
  readonly #places: Place[] = [];
  #bytes = 0;
  /** Checkpoints nearer to each other than this many events would be thinned out at once. */
  #leastGap = 0;

  /** About how many bytes all of them hold. */
  get bytes(): number {
    return this.#bytes;
  }

  /** How many there are. */
  get size(): number {
    return this.#places.length;
  }

  /** Lets checkpoints go now and later, so that they hold no more than these bytes; the first and the last stay. */
  limit(mostBytes: number): void {
    if (mostBytes > this.#mostBytes) this.#leastGap = 0;
    this.#mostBytes = mostBytes;
    while (this.#bytes > this.#mostBytes && this.#places.length > 2) this.#thin();
  }

  /** Whether a checkpoint after so many events would stay for a while. */
  hasRoomAt(events: number): boolean {
    const index = this.#indexAfter({ kind: 'event', events });
    const before = this.#places[index - 1]?.entry.checkpoint.events ?? -Infinity;
    const after = this.#places[index]?.entry.checkpoint.events ?? Infinity;
    return events - before > this.#leastGap && after - events > this.#leastGap;
  }

  /** Puts one in its place; of several at one moment the latest stays. */
  add(entry: ShelfEntry): void {
    const { events, bytes } = entry.checkpoint;
    const index = this.#indexAfter({ kind: 'event', events });
    const isKnown = this.#places[index - 1]?.entry.checkpoint.events === events;
    const place = { entry, bytes: bytes + entry.record.log.ring.length * bytesOfEvent };
    const gone = this.#places.splice(isKnown ? index - 1 : index, isKnown ? 1 : 0, place);
    this.#bytes += place.bytes - gone.reduce((sum, one) => sum + one.bytes, 0);
    this.limit(this.#mostBytes);
  }

  /** The last one that is not beyond the goal; null when there is none. */
  find(goal: Goal): ShelfEntry | null {
    return this.#places[this.#indexAfter(goal) - 1]?.entry ?? null;
  }

  /** Lets the one go whose neighbours are nearest to each other. */
  #thin(): void {
    let narrowest = 1;
    let least = Infinity;
    for (let index = 1; index < this.#places.length - 1; index += 1) {
      const gap = this.#gapWithout(index);
      if (gap >= least) continue;
      least = gap;
      narrowest = index;
    }
    const [gone] = this.#places.splice(narrowest, 1);
    const heir = this.#places[narrowest];
    if (gone === undefined || heir === undefined) return;
    this.#leastGap = Math.max(this.#leastGap, least / 2);
    // What it alone held is gone; what others shared with it is theirs now.
    const inherited = gone.bytes / 2;
    heir.bytes += inherited;
    this.#bytes -= gone.bytes - inherited;
  }

  #gapWithout(index: number): number {
    const before = this.#places[index - 1]?.entry.checkpoint.events ?? 0;
    const after = this.#places[index + 1]?.entry.checkpoint.events ?? Infinity;
    return after - before;
  }

  /** How many are not beyond the goal. */
  #indexAfter(goal: Goal): number {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const place = this.#places[middle];
      if (place !== undefined && isBefore(place.entry.checkpoint, goal)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

interface Place {
  readonly entry: ShelfEntry;
  bytes: number;
}
