/**
 * Trace events on tracks, as Chrome's trace viewer and Perfetto read them: a replica is a process, a track a thread.
 *
 * Times are whole microseconds. Complete events of one thread must lie side by side or one inside the other; what
 * overlaps otherwise goes to another lane.
 *
 * @see "Trace Event Format", docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
 */
import type { WriteText } from './export.js';

/** A name and what is shown beside it. */
export interface Mark {
  readonly name: string;
  readonly category: string;
  readonly args?: Readonly<Record<string, unknown>>;
}

/** From when until when. */
export interface Span {
  readonly startUs: number;
  readonly endUs: number;
}

/** Where the lanes of overlapping spans begin to be kept apart from the rest. */
export const mostLanes = 64;

/** Writes events as they come, and names replicas and tracks the first time that they are used. */
export class ChromeTracks {
  readonly #write: WriteText;
  readonly #processes = new Map<string, number>();
  readonly #threads = new Map<string, number>();
  readonly #lanes = new Map<string, number[]>();
  #nextId = 1;
  #isFirst = true;

  constructor(write: WriteText) {
    this.#write = write;
  }

  /** A number that nothing else has. */
  newId(): number {
    return this.#nextId++;
  }

  /** A complete event on a track whose spans never overlap. */
  span(replica: string, track: string, { startUs, endUs }: Span, mark: Mark): void {
    this.#emit({ ph: 'X', ...this.#place(replica, track), ts: startUs, dur: endUs - startUs, ...named(mark) });
  }

  /** A complete event on the first lane that is free then; where all lanes are taken, one that stands by itself. */
  spanInLane(replica: string, track: string, span: Span, mark: Mark): void {
    const key = `${replica} ${track}`;
    const lanes = this.#lanes.get(key) ?? [];
    this.#lanes.set(key, lanes);
    const free = lanes.findIndex((endUs) => endUs <= span.startUs);
    const lane = free < 0 ? lanes.length : free;
    if (lane >= mostLanes) return this.asyncSpan(replica, span, { ...mark, name: `${track}, more` });
    lanes[lane] = Math.max(span.endUs, span.startUs + 1);
    this.span(replica, lane === 0 ? track : `${track} ${lane + 1}`, span, mark);
  }

  /** A pair of asynchronous events: spans of one name may overlap as they like. */
  asyncSpan(replica: string, { startUs, endUs }: Span, mark: Mark): void {
    const pid = this.#process(replica);
    const id = `0x${this.newId().toString(16)}`;
    const { name, cat, args } = named(mark);
    this.#emit({ ph: 'b', pid, tid: pid, id, ts: startUs, name, cat, args });
    this.#emit({ ph: 'e', pid, tid: pid, id, ts: endUs, name, cat });
  }

  /** The end of an arrow that begins or ends at the span that was written to this track last. */
  flow(phase: 's' | 'f', replica: string, track: string, { id, atUs }: { readonly id: number; readonly atUs: number }): void {
    const binding = phase === 'f' ? { bp: 'e' } : {};
    this.#emit({ ph: phase, ...this.#place(replica, track), ts: atUs, id, name: 'batch', cat: 'batch', ...binding });
  }

  /** Something without a length. */
  instant(replica: string, track: string, atUs: number, mark: Mark): void {
    this.#emit({ ph: 'i', s: 't', ...this.#place(replica, track), ts: atUs, ...named(mark) });
  }

  /** A value from now on. */
  counter(replica: string, atUs: number, name: string, values: Readonly<Record<string, number>>): void {
    const pid = this.#process(replica);
    this.#emit({ ph: 'C', pid, tid: pid, ts: atUs, name, args: values });
  }

  /** Names a replica before anything happens there, so that replicas stand in their order. */
  introduce(replica: string): void {
    this.#process(replica);
  }

  #place(replica: string, track: string): { readonly pid: number; readonly tid: number } {
    const pid = this.#process(replica);
    const key = `${replica} ${track}`;
    const known = this.#threads.get(key);
    if (known !== undefined) return { pid, tid: known };
    // Above every number of a process, and no two alike: readers take a thread's number for its own.
    const tid = firstThread + this.#threads.size;
    this.#threads.set(key, tid);
    this.#emit({ ph: 'M', pid, tid, name: 'thread_name', args: { name: track } });
    this.#emit({ ph: 'M', pid, tid, name: 'thread_sort_index', args: { sort_index: tid } });
    return { pid, tid };
  }

  #process(replica: string): number {
    const known = this.#processes.get(replica);
    if (known !== undefined) return known;
    const pid = this.#processes.size + 1;
    this.#processes.set(replica, pid);
    this.#emit({ ph: 'M', pid, tid: pid, name: 'process_name', args: { name: replica } });
    this.#emit({ ph: 'M', pid, tid: pid, name: 'process_sort_index', args: { sort_index: pid } });
    return pid;
  }

  #emit(event: object): void {
    this.#write(`${this.#isFirst ? '' : ',\n'}${JSON.stringify(event)}`);
    this.#isFirst = false;
  }
}

const firstThread = 10_000;

function named({ name, category, args = {} }: Mark): { readonly name: string; readonly cat: string; readonly args: object } {
  return { name, cat: category, args };
}
