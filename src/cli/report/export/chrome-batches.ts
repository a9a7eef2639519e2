/** Batches on Chrome's tracks: as they leave, in flight, and as they are taken in, with an arrow from end to end. */
import type { TraceEvent } from '../../../sim/record/trace.js';
import type { ChromeTracks } from './chrome-tracks.js';

type Send = TraceEvent & { readonly kind: 'send' };
type Receive = TraceEvent & { readonly kind: 'receive' };
type Drop = TraceEvent & { readonly kind: 'drop' };

/** A write of a batch that its receiver is done with, whatever it made of it. */
export interface Settled {
  readonly from: string;
  readonly to: string;
  readonly write: number;
  readonly atUs: number;
}

/** Keeps what is on its way. */
export class ChromeBatches {
  readonly #tracks: ChromeTracks;
  /** By link and content, the oldest first. */
  readonly #inFlight = new Map<string, Batch[]>();
  /** Received and not yet all taken in, by link, the oldest first. */
  readonly #arrived = new Map<string, ArrivedBatch[]>();
  /** Until when a track is taken. */
  readonly #busyUntil = new Map<string, number>();

  constructor(tracks: ChromeTracks) {
    this.#tracks = tracks;
  }

  send({ from, to, writes, bytes, atUs, departsAtUs }: Send): void {
    const track = `to ${to}`;
    const span = this.#take(from, track, { startUs: atUs, endUs: Math.max(atUs, departsAtUs) });
    const id = this.#tracks.newId();
    this.#tracks.span(from, track, span, { name: batchName(writes.length), category: 'batch', args: { writes, bytes } });
    this.#tracks.flow('s', from, track, { id, atUs: span.startUs });
    const key = batchKey(from, to, writes);
    const batch = { id, writes, departsAtUs: Math.max(atUs, departsAtUs) };
    this.#inFlight.set(key, [...(this.#inFlight.get(key) ?? []), batch]);
  }

  receive({ from, to, writes, atUs }: Receive): void {
    const batch = this.#inFlight.get(batchKey(from, to, writes))?.shift() ?? null;
    if (batch !== null) this.#fly(from, to, { batch, untilUs: atUs, arrived: true });
    const link = `${from} ${to}`;
    const arrived = { from, to, writes, atUs, left: new Set(writes), lastUs: atUs, id: batch?.id ?? null };
    this.#arrived.set(link, [...(this.#arrived.get(link) ?? []), arrived]);
  }

  settle({ from, to, write, atUs }: Settled): void {
    const batches = this.#arrived.get(`${from} ${to}`) ?? [];
    const place = batches.findIndex(({ left }) => left.has(write));
    const batch = batches[place];
    if (batch === undefined) return;
    batch.left.delete(write);
    batch.lastUs = Math.max(batch.lastUs, atUs);
    if (batch.left.size > 0) return;
    batches.splice(place, 1);
    this.#showTaken(batch);
  }

  /** On the way, or by whoever got it. */
  drop({ from, to, writes, reason, atUs }: Drop): void {
    const batch = this.#inFlight.get(batchKey(from, to, writes))?.pop();
    if (batch !== undefined) this.#fly(from, to, { batch, untilUs: Math.max(atUs, batch.departsAtUs), arrived: false, reason });
    else for (const write of writes) this.settle({ from, to, write, atUs });
  }

  /** What never came, and what was never taken in. */
  end(atUs: number): void {
    for (const [key, batches] of this.#inFlight) {
      const [from = '', to = ''] = key.split(separator);
      for (const batch of batches) {
        this.#fly(from, to, { batch, untilUs: Math.max(atUs, batch.departsAtUs), arrived: false });
      }
    }
    for (const batches of this.#arrived.values()) for (const batch of batches) this.#showTaken(batch);
  }

  #fly(from: string, to: string, { batch, untilUs, ...args }: Flight): void {
    const { writes, departsAtUs } = batch;
    const span = { startUs: departsAtUs, endUs: Math.max(departsAtUs, untilUs) };
    const mark = { name: `in flight to ${to}`, category: 'batch', args: { writes: writes.length, ...args } };
    this.#tracks.asyncSpan(from, span, mark);
  }

  /** Batches of a link are taken in one after the other: the next begins when the one before is done. */
  #showTaken({ from, to, writes, atUs, lastUs, id, left }: ArrivedBatch): void {
    const track = `from ${from}`;
    const span = this.#take(to, track, { startUs: atUs, endUs: lastUs });
    const args = { writes, ...(left.size === 0 ? {} : { notTakenIn: [...left] }) };
    this.#tracks.span(to, track, span, { name: batchName(writes.length), category: 'batch', args });
    if (id !== null) this.#tracks.flow('f', to, track, { id, atUs: span.startUs });
  }

  #take(replica: string, track: string, { startUs, endUs }: Taken): Taken {
    const key = `${replica} ${track}`;
    const fromUs = Math.max(startUs, this.#busyUntil.get(key) ?? 0);
    const untilUs = Math.max(fromUs, endUs);
    this.#busyUntil.set(key, untilUs);
    return { startUs: fromUs, endUs: untilUs };
  }
}

interface Taken {
  readonly startUs: number;
  readonly endUs: number;
}

interface Batch {
  readonly id: number;
  readonly writes: readonly number[];
  readonly departsAtUs: number;
}

interface Flight {
  readonly batch: Batch;
  readonly untilUs: number;
  readonly arrived: boolean;
  readonly reason?: string;
}

interface ArrivedBatch {
  readonly from: string;
  readonly to: string;
  readonly writes: readonly number[];
  readonly atUs: number;
  /** Not yet taken in. */
  readonly left: Set<number>;
  lastUs: number;
  /** Of the arrow; null where nobody saw it leave. */
  readonly id: number | null;
}

const separator = '\u0000';

function batchKey(from: string, to: string, writes: readonly number[]): string {
  return [from, to, writes.join()].join(separator);
}

function batchName(count: number): string {
  return count === 1 ? '1 write' : `${count} writes`;
}
